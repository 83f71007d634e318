package studio.anycost.training.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSheetTest {
  @TempDir private Path folder;

  /** A process that writes its first sheet while it ends. */
  static final class Ending {
    private Ending() {}

    public static void main(String[] arguments) {
      PictureSheet sheet = new PictureSheet(2, 1, 8);
      sheet.put(new float[3 * 64], 0, 1, 0);
      Thread last =
          new Thread(
              () -> {
                try {
                  sheet.write(Path.of(arguments[0]));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      Runtime.getRuntime().addShutdownHook(last);
    }
  }

  @Test
  void aProcessThatIsToldToEndWritesItsSheet() throws IOException, InterruptedException {
    Path file = folder.resolve("sheet.png");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Ending.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
    assertThat(ImageIO.read(file.toFile()).getRGB(12, 3)).isEqualTo(0xff808080);
    assertThat(folder.resolve("sheet.png.part")).doesNotExist();
  }
}

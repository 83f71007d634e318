package studio.anycost.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.RgbImage;

class JavaImageIoTest {
  @TempDir Path folder;

  /** The registry is made once in a process, so that this needs one of its own. */
  @Test
  void savingAPictureLooksForNoWritersOnTheClassPath() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path found = folder.resolve("found");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Saving.class.getName(),
                folder.resolve("a.jpg").toString(),
                found.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    assertThat(Files.readAllLines(found))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("com.sun.imageio."));
  }

  /** Saves a picture and lists the writers that the process knows then. */
  static final class Saving {
    private Saving() {}

    public static void main(String[] arguments) throws IOException {
      PictureWriter.write(Path.of(arguments[0]), RgbImage.of(1, 1, new int[1]), 1);
      Iterator<ImageWriterSpi> all =
          IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class, false);
      List<String> names = new java.util.ArrayList<>();
      all.forEachRemaining((ImageReaderWriterSpi spi) -> names.add(spi.getClass().getName()));
      Files.write(Path.of(arguments[1]), names);
    }
  }
}

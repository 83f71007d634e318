package studio.anycost.app.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.app.image.PictureWriter;

class WholeFileTest {
  @TempDir Path folder;

  private Path picture(String name) throws IOException {
    Path file = folder.resolve(name);
    PictureWriter.write(file, ImageTensor.wrap(8, new float[3 * 8 * 8]));
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "a.jpg", "a.JPEG", "a.npy"})
  void aFileIsThereWhenAllOfItIs(String name) throws IOException {
    Path file = picture(name);
    assertThat(WholeFile.isThere(file)).isTrue();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(WholeFile.isThere(file)).as(length + " bytes").isFalse();
    }
    Files.writeString(file, "somebody's notes, as long as a picture and of another kind");
    assertThat(WholeFile.isThere(file)).isFalse();
  }

  @Test
  void whatIsNoFileIsNotThere() throws IOException {
    assertThat(WholeFile.isThere(folder.resolve("none.png"))).isFalse();
    assertThat(WholeFile.isThere(Files.createDirectory(folder.resolve("b.png")))).isFalse();
  }
}

package studio.anycost.training.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.training.attributes.LabelFile.Label;

class LabelFileTest {
  @TempDir private Path folder;

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("labels.csv"), text);
  }

  @Test
  void labelsAreReadAndWritten() throws IOException {
    LabelFile labels =
        LabelFile.read(
            written(
                "\ufefffile,Smiling,\"Hair, blond\"\r\n\r\nb.jpg,1,-1\r\n\"a,b.jpg\",,1\r\n"
                    + "more\\c.png, 0 ,\r\n"));
    assertThat(labels.attributes()).containsExactly("Smiling", "Hair, blond");
    assertThat(labels.rows())
        .containsExactly(
            Map.entry("b.jpg", new LabelFile.Row(List.of(Label.PRESENT, Label.ABSENT))),
            Map.entry("a,b.jpg", new LabelFile.Row(List.of(Label.UNKNOWN, Label.PRESENT))),
            Map.entry("more/c.png", new LabelFile.Row(List.of(Label.ABSENT, Label.UNKNOWN))));
    Path copy = folder.resolve("copy.csv");
    labels.write(copy);
    assertThat(LabelFile.read(copy)).isEqualTo(labels);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "f,A;x,1;y,2|line 3: '2' is no value of 'A': 1, or 0 or -1, or nothing where nobody knows.",
        "f,A,B;x,1|line 2: it has 2 cells, and the first line 3.",
        "f,A;x,1;;z,1;x,0|line 5: 'x' stands in line 2 already.",
        "f,A;x,0;y,-1|line 3: 'A' has both 0 and -1 (see line 2): one of them says",
        "f,A,A;x,1,1|line 1: the attribute 'A' is there twice.",
        "f,,B;x,1,1|line 1: column 2 has no name that an attribute can have",
        "f;x|line 1: the first line has to name the attributes",
        "f,A|there is no line of labels.",
        "f,A;,1|line 2: the first cell is no name of a file.",
        "f,A;x,1;\"y,1;z,1|line 3: it is no CSV from here on",
      })
  void wrongLinesAreNamed(String text, String sentence) throws IOException {
    Path file = written(text.replace(';', '\n'));
    assertThatThrownBy(() -> LabelFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(sentence);
  }

  @Test
  void whatIsNoTextOrTooLargeIsRefused() throws IOException {
    Path file = folder.resolve("binary");
    Files.write(file, "f,A\nx\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> LabelFile.read(file)).hasMessageContaining("no UTF-8 text");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(LabelFile.LARGEST + 1L);
    }
    assertThatThrownBy(() -> LabelFile.read(file)).hasMessageContaining("larger than the 64 MB");
    assertThatThrownBy(() -> LabelFile.read(folder)).hasMessageContaining("this is a folder");
    String wide = "f" + ",x".repeat(LabelFile.MOST_ATTRIBUTES + 1);
    assertThatThrownBy(() -> LabelFile.read(written(wide)))
        .hasMessageContaining("more than 1024 attributes");
  }
}

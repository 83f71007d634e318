package studio.anycost.app.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetFileTest {
  private static final Recipe RECIPE =
      new Recipe(
          List.of(
              EditStep.written("boundary-editing", Map.of("Smiling", "0.75", "Young", "-1.5")),
              EditStep.written("org.example.mix", Map.of("amount", "0.5"))));

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBackEqual() throws IOException {
    Path file = folder.resolve("a.anycostpreset");
    Preset preset = new Preset("Grüße \"quoted\"", RECIPE);
    PresetFile.write(file, preset);

    assertThat(PresetFile.read(file)).isEqualTo(preset);
    assertThat(Files.readString(file)).contains("\"version\" : 1").doesNotContain("seed");
    assertThat(PresetFile.isNamed(file)).isTrue();
    assertThat(PresetFile.isNamed(Path.of("A.AnycostPreset"))).isTrue();
    assertThat(PresetFile.isNamed(Path.of("a.anycost"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "no json                                              | is not well-formed JSON",
        "{}                                                   | does not say that it is",
        "[]                                                   | does not say that it is",
        "{\"format\":\"anycost-project\",\"version\":3}       | does not say that it is",
        "{\"format\":\"anycost-preset\"}                      | \"version\" is missing",
        "{\"format\":\"anycost-preset\",\"version\":2}        | written by a newer studio",
        "{\"format\":\"anycost-preset\",\"version\":1,\"name\":\"a\",\"recipe\":[],\"tags\":[]}"
            + " | it holds \u201ctags\u201d, which this studio does not know",
        "{\"format\":\"anycost-preset\",\"version\":0}        | version 0 does not exist",
        "{\"format\":\"anycost-preset\",\"version\":1}        | \"name\" is missing",
        "V1,\"name\":\"a\"}                                   | no list of at most 1000 steps",
        "V1,\"name\":\"a\",\"recipe\":[]}                     | at least one value",
        "V1,\"name\":\" \",\"recipe\":[STEP]}                 | name has 1 to 60 characters",
        "V1,\"name\":\"a\\nb\",\"recipe\":[STEP]}             | name has 1 to 60 characters",
        "V1,\"name\":\"LONG\",\"recipe\":[STEP]}              | name has 1 to 60 characters",
        "V1,\"name\":\"a\",\"name\":\"b\",\"recipe\":[STEP]}  | is not well-formed JSON",
        "V1,\"name\":\"a\",\"recipe\":[STEP,STEP]}            | two steps of the edit 'e'",
        "V1,\"name\":\"a\",\"recipe\":[{\"edit\":\"../e\",\"values\":{}}]} | names no contribution",
        "V1,\"name\":\"a\",\"recipe\":[{\"edit\":\"e\",\"values\":{\"Hat\":1}}]} | its 'Hat' holds something else where a short text belongs",
        "V1,\"name\":\"a\",\"recipe\":[STEP]} more            | is not well-formed JSON",
      })
  void whatIsNoPresetIsRefusedWithASentence(String text, String sentence) throws IOException {
    Path file = folder.resolve("hostile.anycostpreset");
    Files.writeString(
        file,
        text.replace("V1", "{\"format\":\"anycost-preset\",\"version\":1")
            .replace("STEP", "{\"edit\":\"e\",\"values\":{\"a\":\"1\"}}")
            .replace("LONG", "x".repeat(61)));
    assertThatThrownBy(() -> PresetFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " is no preset that can be read: ")
        .hasMessageContaining(sentence);
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    byte[] spaces = new byte[PresetFile.LIMIT + 1];
    Arrays.fill(spaces, (byte) ' ');
    Path file = Files.write(folder.resolve("large.anycostpreset"), spaces);
    assertThatThrownBy(() -> PresetFile.read(file)).hasMessageContaining("is larger than");
  }
}

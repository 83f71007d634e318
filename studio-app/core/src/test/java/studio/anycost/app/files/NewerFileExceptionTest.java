package studio.anycost.app.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewerFileExceptionTest {
  private static final Path FILE = Path.of("marks.json");

  private static void check(String json) throws IOException {
    NewerFileException.checkVersion(FILE, new ObjectMapper().readTree(json), 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"version\": 1}", "{\"version\": 3}"})
  void whatIsNotLaterIsRead(String json) {
    assertThatCode(() -> check(json)).doesNotThrowAnyException();
  }

  /** The long numbers are 1 in fewer bits. */
  @ParameterizedTest
  @ValueSource(
      strings = {"4", "4294967297", "18446744073709551617", "\"two\"", "1.5", "[1]", "null"})
  void aVersionThatNoStudioHasComeToIsLater(String version) {
    assertThatThrownBy(() -> check("{\"version\":" + version + "}"))
        .isInstanceOf(NewerFileException.class)
        .hasMessageContaining("marks.json was written by a newer studio (version " + version + ",");
  }

  @Test
  void ofALongVersionTheBeginningIsTold() {
    String version = "x".repeat(9999);
    assertThatThrownBy(() -> check("{\"version\":\"" + version + "\"}"))
        .hasMessageContaining("xxx\u2026, this one reads 3")
        .message()
        .hasSizeLessThan(200);
  }
}

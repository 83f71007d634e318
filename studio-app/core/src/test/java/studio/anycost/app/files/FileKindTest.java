package studio.anycost.app.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {
  @ParameterizedTest
  @CsvSource({
    "\u0089PNG, a PNG picture",
    "\u00ff\u00d8\u00ff\u00e0, a JPEG picture",
    "GIF89a, a GIF picture",
    "RIFF....WEBP, a WebP picture",
    "%PDF-1.7, a PDF document",
    "\u0093NUMPY\u0001, an array of NumPy",
    "PK\u0003\u0004..archive/data.pkl, a PyTorch file",
    "PK\u0003\u0004..w.npy, a zip file",
    "version https://git-lfs.github.com/spec/v1, 'a pointer of Git LFS (fetch the file itself with ''git lfs pull'')'",
    "<!DOCTYPE HTML><p>, a web page",
    "Dear all, a text",
    "'', an empty file"
  })
  void filesAreNamedByWhatTheyBeginWith(String head, String kind) {
    assertThat(FileKind.of(head.getBytes(StandardCharsets.ISO_8859_1)))
        .map(FileKind::words)
        .hasValue(kind);
  }

  @Test
  void whatIsNotKnownHasNoName(@TempDir Path folder) {
    assertThat(FileKind.of(new byte[] {1, 2, 3})).isEmpty();
    assertThat(FileKind.of(folder.resolve("missing"))).isEmpty();
    assertThat(FileKind.of(folder)).map(FileKind::words).hasValue("a folder");
  }
}

package studio.anycost.app.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonsTest {
  private static final String BUG = "The studio itself failed; the log tells more.";

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("a.png"), "There is no file a.png."),
        Arguments.of(
            new AccessDeniedException("a.png"), "a.png may not be read or written by you:"),
        Arguments.of(new FileAlreadyExistsException("a.png"), "a.png is there already"),
        Arguments.of(new NotDirectoryException("a"), "a is no folder"),
        Arguments.of(new DirectoryNotEmptyException("a"), "The folder a is not empty"),
        Arguments.of(
            new FileSystemException("a", null, "No space left on device"), "no room left for a"),
        Arguments.of(new FileSystemException("a", null, "Is odd"), "a cannot be used (Is odd)."),
        Arguments.of(new FileSystemException("a"), "a cannot be used."),
        Arguments.of(
            new FileNotFoundException("a.png (Permission denied)"), "a.png cannot be opened."),
        Arguments.of(new InvalidPathException("a\0b", "Nul"), "cannot be the name of a file"),
        Arguments.of(new MalformedInputException(1), "not UTF-8"),
        Arguments.of(new EOFException(), "ends too early"),
        Arguments.of(new ZipException("zip END header not found"), "no complete zip file"),
        Arguments.of(new OutOfMemoryError("Java heap space"), "not enough memory"),
        Arguments.of(new NullPointerException("Cannot invoke \"Path.of()\""), BUG),
        Arguments.of(new NumberFormatException("For input string: \"x\""), BUG),
        Arguments.of(new IndexOutOfBoundsException("Index 3 out of bounds for length 3"), BUG),
        Arguments.of(new ClassCastException("class a.B cannot be cast to class a.C"), BUG),
        Arguments.of(new IllegalStateException("java.nio.file.X: b"), BUG),
        Arguments.of(new IllegalStateException(), BUG),
        Arguments.of(new StackOverflowError(), BUG));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void javasOwnFailuresBecomeSentences(Throwable failure, String expected) {
    assertThat(Reasons.of(failure))
        .contains(expected)
        .endsWith(".")
        .doesNotContainPattern("[a-z](Exception|Error)");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatOnlyCarriesAFailureAddsNothing(Throwable failure, String expected) {
    assertThat(Reasons.of(new CompletionException(failure))).contains(expected);
    assertThat(Reasons.of(new ExecutionException(new IOException(failure)))).contains(expected);
    assertThat(Reasons.of(new UncheckedIOException(new IOException(failure)))).contains(expected);
  }

  @Test
  void theStudiosOwnSentencesStayAsTheyAre() {
    String sentence = "The file com.example.data.npy names MyError, which is no array.";
    assertThat(Reasons.of(new IOException(sentence))).isEqualTo(sentence);
    assertThat(Reasons.of(new UncheckedIOException(sentence, new IOException("inner"))))
        .isEqualTo(sentence);
    assertThat(Reasons.of(new IllegalArgumentException("Half a sentence")))
        .isEqualTo("Half a sentence");
  }

  @Test
  void aTextCanGoOnBehindASentence() {
    assertThat(Reasons.sentence(new IOException("Read-only disk"))).isEqualTo("Read-only disk.");
    assertThat(Reasons.sentence(new IOException("It is full."))).isEqualTo("It is full.");
    assertThat(Reasons.sentence(new FileSystemException("/a/b", null, "Read-only file system")))
        .isEqualTo("/a/b cannot be used (Read-only file system).");
  }

  @Test
  void aRingOfCausesHasAnEnd() {
    CompletionException ring =
        new CompletionException(null, null) {
          private static final long serialVersionUID = 1L;

          @Override
          public synchronized Throwable getCause() {
            return this;
          }
        };
    assertThat(Reasons.of(ring)).isEqualTo(BUG);
  }
}

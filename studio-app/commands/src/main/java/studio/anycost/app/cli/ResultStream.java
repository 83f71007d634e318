package studio.anycost.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.anycost.app.files.Reasons;
import studio.anycost.models.io.FullDisk;

/**
 * Standard output, which remembers what could not be written: the writers above it swallow that,
 * and half a result must not pass for a whole one. Nothing is written after the first failure. Safe
 * to use from any thread.
 */
public final class ResultStream extends OutputStream {
  /** What systems say when whoever reads has read enough, as {@code head} does. */
  private static final List<String> READ_ENOUGH = List.of("broken pipe", "the pipe ");

  private final OutputStream out;
  private IOException failure;

  /**
   * @param out that fails when it cannot write; not closed
   */
  public ResultStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    if (failure == null) {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  @Override
  public synchronized void flush() {
    if (failure == null) {
      try {
        out.flush();
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /** A sentence, if something was lost that somebody still wanted. */
  synchronized Optional<String> lost() {
    if (failure == null) {
      return Optional.empty();
    }
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (READ_ENOUGH.stream().anyMatch(words::contains)) {
      return Optional.empty();
    }
    return Optional.of(
        FullDisk.isCause(failure)
            ? "Standard output is not whole: there is no room left where it is written to."
            : "Standard output is not whole, for it cannot be written: "
                + Reasons.sentence(failure));
  }
}

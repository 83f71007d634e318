package studio.anycost.app.fx.theme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import studio.anycost.app.fx.restart.Predecessor;

/** Runs the program for real; a program that hangs is killed after a second. */
public final class ProcessCommandReader implements CommandReader {
  private static final int LONGEST_ANSWER = 4096;

  @Override
  public Optional<String> read(List<String> command) {
    Process process;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      Predecessor.forget(builder.environment());
      process = builder.start();
    } catch (IOException e) {
      // The program does not exist on this desktop: a normal answer, not a failure.
      return Optional.empty();
    }
    try {
      process.getOutputStream().close();
      if (!process.waitFor(1, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return Optional.empty();
      }
      byte[] answer = process.getInputStream().readNBytes(LONGEST_ANSWER);
      return Optional.of(new String(answer, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}

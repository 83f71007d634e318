package studio.anycost.app.fx.restart;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import studio.anycost.app.fx.words.Texts;

/** Starts the studio as it was started: by its script, or by the program of an installed one. */
public final class LauncherRelaunch implements Relaunch {
  /** Set by the scripts, to their own path. */
  static final String SCRIPT_PROPERTY = "anycost.studio.launcher";

  /** Set by the program that jpackage makes. */
  private static final String PROGRAM_PROPERTY = "jpackage.app-path";

  /** What cannot start ends sooner: there is no Java, or it does not take an option. */
  private static final long PATIENCE_MILLIS = 1500;

  /** A path with one of these the shell of Windows takes apart, or takes the quotes from it. */
  private static final Pattern OF_THE_SHELL = Pattern.compile("[&|<>^%!()@,;=]");

  private final Optional<Path> launcher;

  private LauncherRelaunch(Optional<Path> launcher) {
    this.launcher = launcher;
  }

  /** For this process. */
  public static LauncherRelaunch ofThisProcess() {
    return of(System.getProperties());
  }

  static LauncherRelaunch of(Properties properties) {
    return new LauncherRelaunch(
        Optional.ofNullable(properties.getProperty(SCRIPT_PROPERTY))
            .or(() -> Optional.ofNullable(properties.getProperty(PROGRAM_PROPERTY)))
            .filter(path -> !path.isBlank())
            .map(Path::of));
  }

  @Override
  public void start(Optional<Path> bundle, Optional<String> unsaved) throws IOException {
    Path program =
        launcher
            .filter(Files::isRegularFile)
            .orElseThrow(() -> new IOException(Texts.of("restart.launcherRelaunch.unknown")));
    ProcessBuilder builder = new ProcessBuilder(command(program)).inheritIO();
    new Predecessor(ProcessHandle.current().pid(), unsaved, bundle.map(Path::toAbsolutePath))
        .tell(builder.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException(Texts.of("restart.launcherRelaunch.doesNotStart", program), e);
    }
    check(process, program);
  }

  /** Nothing of a person's stands in it but the path of the program itself. */
  private static List<String> command(Path program) throws IOException {
    if (!program.toString().toLowerCase(Locale.ROOT).endsWith(".cmd")) {
      return List.of(program.toString());
    }
    if (OF_THE_SHELL.matcher(program.toString()).find()) {
      throw new IOException(Texts.of("restart.launcherRelaunch.byHand", program));
    }
    return List.of("cmd.exe", "/c", program.toString());
  }

  private static void check(Process process, Path program) throws IOException {
    try {
      if (process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) && process.exitValue() != 0) {
        throw new IOException(
            Texts.of(
                "restart.launcherRelaunch.endsAtOnce",
                program,
                String.valueOf(process.exitValue())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The studio is closing.");
    }
  }
}

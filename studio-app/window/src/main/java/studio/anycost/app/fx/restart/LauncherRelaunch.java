package studio.anycost.app.fx.restart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import studio.anycost.app.fx.words.Texts;

/** Starts the studio as it was started: by its script, or by the program of an installed one. */
public final class LauncherRelaunch implements Relaunch {
  /** Set by the scripts, to their own path. */
  static final String SCRIPT_PROPERTY = "anycost.studio.launcher";

  /** Set by the program that jpackage makes. */
  private static final String PROGRAM_PROPERTY = "jpackage.app-path";

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
  public void start(Optional<Path> bundle, boolean unsaved) throws IOException {
    Path program =
        launcher
            .filter(Files::isRegularFile)
            .orElseThrow(() -> new IOException(Texts.of("restart.launcherRelaunch.unknown")));
    List<String> command = new ArrayList<>();
    if (program.toString().toLowerCase(Locale.ROOT).endsWith(".cmd")) {
      command.addAll(List.of("cmd.exe", "/c"));
    }
    command.add(program.toString());
    bundle.ifPresent(path -> command.addAll(List.of("--bundle", path.toAbsolutePath().toString())));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder
        .environment()
        .put(
            Predecessor.VARIABLE, new Predecessor(ProcessHandle.current().pid(), unsaved).toText());
    try {
      builder.start();
    } catch (IOException e) {
      throw new IOException(Texts.of("restart.launcherRelaunch.doesNotStart", program), e);
    }
  }
}

package studio.anycost.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** Runs commands in this process with the plugins of the build and an empty home. */
final class Cli {
  /** What a command left. */
  record Result(int exitCode, String out, String err) {}

  private final Path home;
  private final List<String> windows = new ArrayList<>();
  private final ByteArrayOutputStream pipe = new ByteArrayOutputStream();

  Cli(Path home) {
    this.home = home;
  }

  Path userPlugins() {
    return home.resolve("plugins");
  }

  /** What windows were asked for: bundle and project. */
  List<String> windows() {
    return windows;
  }

  /** What went to other programs since this was asked last. */
  byte[] piped() {
    byte[] bytes = pipe.toByteArray();
    pipe.reset();
    return bytes;
  }

  Result run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    StudioFolders folders =
        new StudioFolders(
            home,
            userPlugins(),
            home.resolve("logs"),
            home.resolve("cache"),
            Optional.of(Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY))));
    CliContext context =
        new CliContext(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new EngineFactory(folders, RuntimeOptions.defaults()),
            ProgressStyle.NONE,
            pipe);
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    int code =
        StudioCommand.run(
            context,
            (bundle, project) -> windows.add(bundle + " " + project),
            texts.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }
}

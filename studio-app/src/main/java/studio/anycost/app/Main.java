package studio.anycost.app;

import java.io.PrintWriter;
import picocli.CommandLine;
import studio.anycost.app.cli.CliContext;
import studio.anycost.app.cli.StudioCommand;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.fx.StudioLauncher;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.app.trace.StartupTrace;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * Starts the window or a command.
 *
 * <p>Does not extend JavaFX's Application, because such a main class does not start from a class
 * path; and names the window's launcher only in a lambda, so that a command loads no JavaFX.
 */
public final class Main {
  private static final String HEADLESS = "java.awt.headless";

  private Main() {}

  /** Ends the process with the exit code of the command. */
  public static void main(String[] args) {
    StartupTrace.mark("Java runs");
    StudioFolders folders = StudioFolders.forThisMachine();
    // Before the first logger is made.
    System.setProperty("anycost.studio.logs", folders.logs().toString());
    // Commands draw pictures without a screen, also where there is one.
    System.setProperty(HEADLESS, "true");
    CliContext context =
        new CliContext(
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true),
            new EngineFactory(folders, RuntimeOptions.defaults()),
            System.console() != null);
    CommandLine line =
        StudioCommand.create(
            context,
            (bundle, project) -> {
              System.clearProperty(HEADLESS);
              StudioLauncher.launch(bundle, project);
            });
    int code = line.execute(args);
    context.out().flush();
    System.exit(code);
  }
}

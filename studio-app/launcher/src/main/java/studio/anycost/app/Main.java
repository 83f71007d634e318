package studio.anycost.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import studio.anycost.app.cli.CliContext;
import studio.anycost.app.cli.ProgressStyle;
import studio.anycost.app.cli.ResultStream;
import studio.anycost.app.cli.StudioCommand;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.fx.StudioLauncher;
import studio.anycost.app.log.LogSetup;
import studio.anycost.app.log.StartupTrace;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * Starts the window or a command.
 *
 * <p>Does not extend JavaFX's Application, because such a main class does not start from a class
 * path; and names the window's launcher only in a lambda, so that a command loads no JavaFX.
 */
public final class Main {
  private static final String HEADLESS = "java.awt.headless";

  /** The machine's own language, for the window. */
  private static final Locale SYSTEM = Locale.getDefault(Locale.Category.DISPLAY);

  private Main() {}

  /** Ends the process with the exit code of the command. */
  public static void main(String[] args) {
    StartupTrace.mark("Java runs");
    // Commands speak English and write numbers alike everywhere; the window sets its own language.
    Locale.setDefault(Locale.ENGLISH);
    // Not System.out, which says nothing of what it could not write.
    OutputStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
    System.exit(
        run(
            StudioFolders.forThisMachine(),
            new PrintWriter(results, true),
            new PrintWriter(System.err, true),
            System.console() == null ? ProgressStyle.LINES : ProgressStyle.LINE,
            results,
            args));
  }

  /** Runs one command, or the window; returns the exit code. */
  static int run(
      StudioFolders folders,
      PrintWriter out,
      PrintWriter err,
      ProgressStyle progress,
      OutputStream pipe,
      String... arguments) {
    // Before the first logger is made.
    System.setProperty(LogSetup.FOLDER_PROPERTY, folders.logs().toString());
    // Commands draw pictures without a screen, also where there is one.
    System.setProperty(HEADLESS, "true");
    EngineFactory engines = new EngineFactory(folders, RuntimeOptions.defaults());
    int code =
        StudioCommand.run(
            new CliContext(out, err, engines, progress, pipe),
            (bundle, project) -> {
              System.clearProperty(HEADLESS);
              StudioLauncher.launch(bundle, project, SYSTEM);
            },
            arguments);
    out.flush();
    return code;
  }
}

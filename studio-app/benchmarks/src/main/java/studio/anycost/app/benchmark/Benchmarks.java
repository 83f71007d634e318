package studio.anycost.app.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.log.LogSetup;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** The benchmarks' main class. */
@Command(
    name = "run",
    description = "What tells developers whether the studio became faster, leaner or quicker.",
    mixinStandardHelpOptions = true)
public final class Benchmarks {
  private Benchmarks() {}

  /** Ends the process with 0 for done, 1 for failed, 2 for wrong input. */
  public static void main(String[] args) {
    StudioFolders folders = StudioFolders.forThisMachine();
    // Before the first logger is made.
    System.setProperty(LogSetup.FOLDER_PROPERTY, folders.logs().toString());
    EngineFactory engines = new EngineFactory(folders, RuntimeOptions.defaults());
    System.exit(create(engines).execute(args));
  }

  static CommandLine create(EngineFactory engines) {
    CommandLine line = new CommandLine(new Benchmarks());
    line.addSubcommand(new DragCommand(engines));
    line.addSubcommand(new SoakCommand(engines));
    line.addSubcommand(new FacesCommand(engines));
    line.addSubcommand(new DropCommand(engines));
    line.addSubcommand(new GradientCommand(engines));
    line.addSubcommand(new TrustCommand(engines));
    line.addSubcommand(new CancelCommand(engines));
    line.addSubcommand(new MemoryCommand(engines));
    line.addSubcommand(new RooflineCommand(engines));
    line.addSubcommand(new BundleCommand());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (!(failure instanceof IOException)) {
            throw failure;
          }
          command.getErr().println(failure.getMessage());
          return 1;
        });
    return line;
  }

  /** Lets a test see what is printed. */
  static int run(EngineFactory engines, PrintWriter out, PrintWriter err, String... arguments) {
    return create(engines).setOut(out).setErr(err).execute(arguments);
  }
}

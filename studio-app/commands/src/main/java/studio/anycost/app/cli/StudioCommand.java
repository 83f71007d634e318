package studio.anycost.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import studio.anycost.app.engine.Spelling;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.training.RunFollower;

/** {@code studio} without a subcommand opens the window. */
@Command(
    name = "studio",
    description = {
      "A portrait studio on one anycost generator.",
      "Without a subcommand it opens the window; a subcommand runs without a screen."
    },
    mixinStandardHelpOptions = true,
    versionProvider = StudioVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio",
      "  studio portrait.anycost",
      "  studio photo.jpg",
      "  studio sample --seed 7 -o face.png",
      "  studio edit --seed 7 --set Smiling=1 -o smile.png",
      "  studio <command> --help",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong input, 130 cancelled. Errors are one sentence on"
          + " stderr.",
      "Ctrl+C stops long work and keeps the best so far; once more drops it."
    })
public final class StudioCommand implements Callable<Integer> {
  /** Opens the window and returns when it is closed. */
  @FunctionalInterface
  public interface WindowOpener {
    /**
     * @param bundle the model to open; the one that was open last if none is named
     * @param file the project or the photo to open
     */
    void open(Optional<Path> bundle, Optional<Path> file);
  }

  private static final int HELP_WIDTH = 96;

  private final WindowOpener window;

  @Option(
      names = "--bundle",
      paramLabel = "B",
      description = {
        "Open the window with this model bundle: a folder or a zip file. Before a command: the"
            + " model of that command."
      })
  private Path bundle;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE.anycost|PHOTO|RUN",
      description =
          "Open the window with this project, with a photo to make a portrait of, or following the"
              + " training run in this folder.")
  private Path file;

  @Spec private CommandSpec spec;

  private StudioCommand(WindowOpener window) {
    this.window = window;
  }

  /** The command line with everything that the commands need. */
  public static CommandLine create(CliContext context, WindowOpener window) {
    CommandLine line = new CommandLine(new StudioCommand(window));
    line.addSubcommand(new SampleCommand(context));
    line.addSubcommand(new EditCommand(context));
    line.addSubcommand(new GridCommand(context));
    line.addSubcommand(new CompareCommand(context));
    line.addSubcommand(new AnimateCommand(context));
    line.addSubcommand(new BatchCommand(context));
    for (ToolKind kind : ToolKind.values()) {
      line.addSubcommand(kind.word(), ToolCommand.of(context, kind));
    }
    line.addSubcommand(
        "boundaries",
        ToolCommand.shortcut(
            context, ToolKind.DIRECTION_FINDER, "boundary-extraction", "boundaries"));
    line.addSubcommand(new ReplayCommand(context));
    line.addSubcommand(new ImportCommand(context));
    line.addSubcommand(new ImportFeaturesCommand(context));
    line.addSubcommand(BundleCommand.of(context));
    line.addSubcommand(new ExportCommand(context));
    line.addSubcommand(new InfoCommand(context));
    line.addSubcommand(PluginsCommand.of(context));
    line.addSubcommand(new BenchCommand(context));
    for (MoreCommands more : ServiceLoader.load(MoreCommands.class)) {
      more.commands(context).forEach(line::addSubcommand);
    }
    FetchedCommand.addMissing(line);
    line.getSubcommands().values().forEach(StudioCommand::addHelp);
    layOut(line);
    FailureReporter failures = new FailureReporter();
    line.setParameterExceptionHandler(failures);
    line.setExecutionExceptionHandler(failures);
    line.setExecutionStrategy(new OptionsBefore());
    line.setOut(context.out());
    line.setErr(context.err());
    line.setAbbreviatedOptionsAllowed(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    ParseWords.install(line);
    return line;
  }

  private static void addHelp(CommandLine subcommand) {
    // Which options a tool has is known once a model is open.
    if (!(subcommand.getCommand() instanceof ToolCommand)) {
      subcommand
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show this help.")
                  .build());
    }
    layOut(subcommand);
    subcommand.getSubcommands().values().forEach(StudioCommand::addHelp);
  }

  private static void layOut(CommandLine line) {
    line.getCommandSpec().usageMessage().width(HELP_WIDTH).sortOptions(false);
  }

  /** Whether a word was given that is neither a command nor a file, and names no file. */
  boolean seemsCommand() {
    return file != null
        && !Files.isRegularFile(file)
        && !RunFollower.isRun(file)
        && file.getNameCount() == 1
        && !file.toString().contains(".");
  }

  /** Half a sentence, without a full stop: which commands are like the word that was given. */
  String unknownCommand(CommandLine line) {
    List<String> like = Spelling.closest(file.toString(), line.getSubcommands().keySet());
    return "there is no command '"
        + file
        + "'"
        + (like.isEmpty() ? "" : "; did you mean " + String.join(" or ", like) + "?");
  }

  @Override
  public Integer call() throws InputException {
    if (seemsCommand()) {
      String words = unknownCommand(spec.commandLine());
      throw new InputException(
          words.substring(0, 1).toUpperCase(Locale.ROOT)
              + words.substring(1)
              + " (see studio --help).");
    }
    if (file != null && !Files.isRegularFile(file) && !RunFollower.isRun(file)) {
      throw new InputException("There is no file " + file + ": name one that is there.");
    }
    window.open(Optional.ofNullable(bundle), Optional.ofNullable(file));
    return ExitCodes.DONE;
  }
}

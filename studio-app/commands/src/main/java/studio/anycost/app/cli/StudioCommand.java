package studio.anycost.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

  /**
   * Runs a command, or opens the window, which needs nothing of all this.
   *
   * @return the exit code
   */
  public static int run(CliContext context, WindowOpener window, String... arguments) {
    if (arguments.length > 0) {
      return told(context, create(context, window, arguments).execute(arguments));
    }
    try {
      window.open(Optional.empty(), Optional.empty());
      return ExitCodes.DONE;
    } catch (RuntimeException failure) {
      // Told as what fails in a command is.
      WindowOpener failing =
          (bundle, file) -> {
            throw failure;
          };
      return create(context, failing).execute();
    }
  }

  /** Half a result is a failure, however well the rest went. */
  private static int told(CliContext context, int exitCode) {
    context.out().flush();
    if (exitCode != ExitCodes.DONE || !(context.pipe() instanceof ResultStream results)) {
      return exitCode;
    }
    Optional<String> lost = results.lost();
    lost.ifPresent(context.err()::println);
    context.err().flush();
    return lost.isPresent() ? ExitCodes.FAILED : exitCode;
  }

  /**
   * The command line with everything that the commands need.
   *
   * @param arguments what will be given to it: where the first names a command of the studio, no
   *     other is made
   */
  public static CommandLine create(CliContext context, WindowOpener window, String... arguments) {
    CommandLine line = new CommandLine(new StudioCommand(window));
    Map<String, Supplier<Object>> own = own(context);
    Optional<String> only = Stream.of(arguments).limit(1).filter(own::containsKey).findFirst();
    if (only.isPresent()) {
      line.addSubcommand(only.get(), own.get(only.get()).get());
    } else {
      own.forEach((name, command) -> line.addSubcommand(name, command.get()));
      for (MoreCommands more : ServiceLoader.load(MoreCommands.class)) {
        more.commands(context).forEach(line::addSubcommand);
      }
      FetchedCommand.addMissing(line);
    }
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

  /** By their names, in the order of the help. */
  private static Map<String, Supplier<Object>> own(CliContext context) {
    Map<String, Supplier<Object>> own = new LinkedHashMap<>();
    own.put("sample", () -> new SampleCommand(context));
    own.put("edit", () -> new EditCommand(context));
    own.put("grid", () -> new GridCommand(context));
    own.put("compare", () -> new CompareCommand(context));
    own.put("animate", () -> new AnimateCommand(context));
    own.put("batch", () -> new BatchCommand(context));
    for (ToolKind kind : ToolKind.values()) {
      own.put(kind.word(), () -> ToolCommand.of(context, kind));
    }
    own.put(
        "boundaries",
        () ->
            ToolCommand.shortcut(
                context, ToolKind.DIRECTION_FINDER, "boundary-extraction", "boundaries"));
    own.put("replay", () -> new ReplayCommand(context));
    own.put("import", () -> new ImportCommand(context));
    own.put("import-features", () -> new ImportFeaturesCommand(context));
    own.put("bundle", () -> BundleCommand.of(context));
    own.put("export", () -> new ExportCommand(context));
    own.put("info", () -> new InfoCommand(context));
    own.put("plugins", () -> PluginsCommand.of(context));
    own.put("bench", () -> new BenchCommand(context));
    return own;
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
      throw new InputException(
          Files.isDirectory(file)
              ? file + " is a folder: name a project, a photo or a training run."
              : "There is no file " + file + ": name one that is there.");
    }
    window.open(Optional.ofNullable(bundle), Optional.ofNullable(file));
    return ExitCodes.DONE;
  }
}

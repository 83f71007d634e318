package studio.anycost.app.cli;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;

/**
 * {@code studio align|project|optimize|search|directions TOOL ...}: runs a tool of a plugin. What
 * follows the tool's name is read by a command of its own that is made from the tool's parameters;
 * this one only knows the names of tools.
 */
@Command(sortOptions = false)
final class ToolCommand implements Callable<Integer> {
  private static final int HELP_WIDTH = 96;

  private static final String HELP = "--help";

  /** No word of a command line: {@code --} is handed on to the command that is made of the tool. */
  private static final String NO_WORD = "\0";

  private final CliContext context;
  private final ToolKind kind;
  @Spec private CommandSpec spec;
  @Mixin private BundleOption bundle;

  /** Of the shortcut for boundaries alone. */
  private final SparkOption spark = new SparkOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOOL",
      description =
          "Which tool; without one, the first, and with nothing at all the list of those that there"
              + " are. TOOL --help tells the rest.")
  private String name;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGUMENTS",
      description = "What the tool works on, and its options.")
  private List<String> arguments = List.of();

  private final Optional<String> only;

  private ToolCommand(CliContext context, ToolKind kind, Optional<String> only) {
    this.context = context;
    this.kind = kind;
    this.only = only;
  }

  /**
   * A command of its own for one tool: its options follow at once.
   *
   * @param command the word
   */
  static CommandLine shortcut(CliContext context, ToolKind kind, String tool, String command) {
    ToolCommand shortcut = new ToolCommand(context, kind, Optional.of(tool));
    CommandLine line = new CommandLine(shortcut);
    line.setCommandName(command);
    line.setEndOfOptionsDelimiter(NO_WORD);
    line.setUnmatchedOptionsArePositionalParams(true);
    line.getCommandSpec().addMixin("spark", CommandSpec.forAnnotatedObject(shortcut.spark));
    line.getCommandSpec().usageMessage().description(ToolTask.purpose(kind));
    return line;
  }

  /** The command of a kind of tools. */
  static CommandLine of(CliContext context, ToolKind kind) {
    CommandLine line = new CommandLine(new ToolCommand(context, kind, Optional.empty()));
    line.setCommandName(kind.word());
    line.setEndOfOptionsDelimiter(NO_WORD);
    line.setStopAtPositional(true);
    line.setUnmatchedOptionsArePositionalParams(false);
    // Options of a tool that is not named: of the first one.
    line.setStopAtUnmatched(true);
    line.setUnmatchedArgumentsAllowed(true);
    line.getCommandSpec().usageMessage().description(ToolTask.purpose(kind));
    // No usage help of the library: that would be told before the tools are known.
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder(HELP, "-h")
                .type(boolean.class)
                .arity("0")
                .description("Show this help, with the options of the tools.")
                .build());
    if (kind == ToolKind.SUB_GENERATOR_SEARCH) {
      line.addSubcommand(new ImportCandidatesCommand(context));
      line.getCommandSpec()
          .usageMessage()
          .footerHeading("%nExamples:%n")
          .footer(
              "  studio search --budget-ms 30 -o found.json",
              "  studio search --budget-gmacs 15 --generations 40 --notes search.txt -o found.json",
              "  studio search import found.json");
    } else if (kind == ToolKind.ALIGNER) {
      line.getCommandSpec()
          .usageMessage()
          .footerHeading("%nExamples:%n")
          .footer(
              "  studio align photo.jpg -o face.png",
              "  studio align photos -o faces --size 512",
              "  studio align lying.jpg --rotate 90 --json",
              "  studio align alignment --help");
    }
    return line;
  }

  @Override
  public Integer call() throws Exception {
    only.ifPresent(this::runOnly);
    if (only.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption(HELP)) {
      return help();
    }
    Optional<SampleCluster> cluster = spark.open(bundle.path());
    if (cluster.isEmpty()) {
      return run(context);
    }
    try (SampleCluster open = cluster.get()) {
      return run(context.withSamples(open));
    }
  }

  private Integer run(CliContext there) throws Exception {
    try (StudioEngine engine = there.openEngine(bundle.path())) {
      List<String> unmatched = spec.commandLine().getParseResult().unmatched();
      if (name == null && unmatched.isEmpty()) {
        list(engine);
        return ExitCodes.DONE;
      }
      if (name == null) {
        return run(engine, first(engine), unmatched);
      }
      List<Offered<Tool>> tools = engine.tools(kind);
      if (tools.stream().noneMatch(tool -> tool.id().equals(name)) && isFile(name)) {
        List<String> all = new ArrayList<>(List.of(name));
        all.addAll(arguments);
        return run(engine, first(engine), all);
      }
      return run(engine, tool(engine), arguments);
    }
  }

  /** Everything that follows the command belongs to the tool. */
  private void runOnly(String tool) {
    if (name != null) {
      List<String> all = new ArrayList<>(List.of(name));
      all.addAll(arguments);
      arguments = all;
    }
    name = tool;
  }

  private void list(StudioEngine engine) {
    List<Offered<Tool>> tools = engine.tools(kind);
    if (tools.isEmpty()) {
      context.out().println(none());
    }
    for (Offered<Tool> tool : tools) {
      context
          .out()
          .println(
              tool.id()
                  + ": "
                  + tool.info().name()
                  + ". "
                  + tool.obstacle().orElse(tool.info().description()));
    }
  }

  /** A name that no tool has, and that looks like that of a photo, a project or a folder. */
  private boolean isFile(String text) {
    return kind.needsPhoto()
        && (text.contains(".")
            || text.contains("/")
            || text.contains(File.separator)
            || new File(text).exists());
  }

  /** The tool that is meant where none is named. */
  private Offered<Tool> first(StudioEngine engine) throws InputException {
    List<Offered<Tool>> tools = engine.tools(kind);
    return tools.stream()
        .filter(tool -> tool.obstacle().isEmpty())
        .findFirst()
        .or(() -> tools.stream().findFirst())
        .orElseThrow(() -> new InputException(none()));
  }

  private Offered<Tool> tool(StudioEngine engine) throws InputException {
    List<Offered<Tool>> tools = engine.tools(kind);
    return tools.stream()
        .filter(tool -> tool.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    tools.isEmpty()
                        ? none()
                        : "There is no "
                            + kind.noun()
                            + " '"
                            + name
                            + "'; there are: "
                            + String.join(", ", tools.stream().map(Offered::id).toList())
                            + "."));
  }

  private String none() {
    String article = kind.noun().matches("[aeiou].*") ? "an " : "a ";
    return "No running plugin brings "
        + article
        + kind.noun()
        + ": install one that does, and see 'studio plugins'.";
  }

  private ToolWork work(StudioEngine engine, Offered<Tool> tool) {
    return switch (kind) {
      case ALIGNER -> new AlignTask(context, engine, tool);
      case PHOTO_BLENDER -> new BlendTask(context, engine, tool);
      case PROJECTOR -> new ProjectTask(context, engine, tool);
      default -> new ToolTask(context, engine, tool);
    };
  }

  /** The command that is made of a tool. */
  private CommandLine line(ToolWork task, Offered<Tool> tool) {
    CommandSpec toolSpec = task.spec();
    toolSpec.name(only.isPresent() ? spec.qualifiedName(" ") : called(tool));
    toolSpec.usageMessage().width(HELP_WIDTH).sortOptions(false).description(purpose(tool));
    ToolOptions.addTo(toolSpec, tool.schema());
    task.addOptions(toolSpec);
    if (only.isPresent()) {
      // Read before already, wherever it stands; here for the help alone.
      toolSpec.addMixin("bundle", CommandSpec.forAnnotatedObject(new BundleOption()));
      toolSpec.addMixin("spark", CommandSpec.forAnnotatedObject(new SparkOption()));
    }
    CommandLine line = new CommandLine(toolSpec);
    line.setAbbreviatedOptionsAllowed(false);
    ParseWords.install(line);
    line.setOut(context.out());
    line.setErr(context.err());
    return line;
  }

  private int run(StudioEngine engine, Offered<Tool> tool, List<String> words) throws Exception {
    ToolWork task = work(engine, tool);
    CommandLine line = line(task, tool);
    ParseResult parsed;
    try {
      parsed =
          line.parseArgs(FilesAfterDashes.of(words, line.getCommandSpec()).toArray(String[]::new));
    } catch (ParameterException e) {
      return new FailureReporter().handleParseException(e, words.toArray(String[]::new));
    }
    if (parsed.isUsageHelpRequested()) {
      line.usage(context.out());
      return ExitCodes.DONE;
    }
    task.take(parsed);
    return task.run(ToolOptions.values(parsed, task.start()));
  }

  private String called(Offered<Tool> tool) {
    return spec.qualifiedName(" ") + " " + tool.id();
  }

  /**
   * The help of the kind, then what only an open model and its plugins tell: the options of the
   * tool that is meant where none is named, and where those of the others are told.
   */
  private int help() throws Exception {
    spec.commandLine().usage(context.out());
    try (StudioEngine engine = context.openEngine(bundle.path())) {
      List<Offered<Tool>> tools = engine.tools(kind);
      if (!tools.isEmpty()) {
        Offered<Tool> first = first(engine);
        context
            .out()
            .println(
                (tools.size() == 1
                        ? "%nOptions of %s, the only " + kind.noun() + " here:%n"
                        : "%nOptions of %s, which is meant where no TOOL is named:%n")
                    .formatted(first.id()));
        context.out().print(line(work(engine, first), first).getHelp().optionList());
        for (Offered<Tool> tool : tools) {
          if (!tool.id().equals(first.id())) {
            context
                .out()
                .printf(
                    "%nOptions of %s, %s: %s --help", tool.id(), tool.info().name(), called(tool));
          }
        }
        context.out().println();
      }
    }
    return ExitCodes.DONE;
  }

  private static String purpose(Offered<Tool> tool) {
    String description = tool.info().description();
    return Optional.of(description)
        .filter(text -> !text.isBlank())
        .orElse(tool.info().name())
        .replace("%", "%%");
  }
}

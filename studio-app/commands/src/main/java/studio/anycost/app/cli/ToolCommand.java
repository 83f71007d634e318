package studio.anycost.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.task.JobInfo;

/**
 * {@code studio align|project|optimize|search|directions TOOL ...}: runs a tool of a plugin. What
 * follows the tool's name is read by a command of its own that is made from the tool's parameters;
 * this one only knows the names of tools.
 */
@Command(sortOptions = false)
final class ToolCommand implements Callable<Integer> {
  private static final int HELP_WIDTH = 96;

  private final CliContext context;
  private final ToolKind kind;
  @Spec private CommandSpec spec;
  @Mixin private BundleOption bundle;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOOL",
      description = "Which tool; without one, those that there are. TOOL --help tells the rest.")
  private String name;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGUMENTS",
      description = "What the tool works on, and its options.")
  private List<String> arguments = List.of();

  private ToolCommand(CliContext context, ToolKind kind) {
    this.context = context;
    this.kind = kind;
  }

  /** The command of a kind of tools. */
  static CommandLine of(CliContext context, ToolKind kind) {
    CommandLine line = new CommandLine(new ToolCommand(context, kind));
    line.setCommandName(kind.word());
    line.setStopAtPositional(true);
    line.setUnmatchedOptionsArePositionalParams(false);
    line.getCommandSpec().usageMessage().description(ToolTask.purpose(kind));
    return line;
  }

  @Override
  public Integer call() throws Exception {
    try (StudioEngine engine = context.openEngine(bundle.path())) {
      if (name == null) {
        list(engine);
        return ExitCodes.DONE;
      }
      return run(engine, tool(engine));
    }
  }

  private void list(StudioEngine engine) {
    List<Offered<Tool>> tools = engine.tools(kind);
    if (tools.isEmpty()) {
      context.out().println(none());
    }
    for (Offered<Tool> tool : tools) {
      context
          .out()
          .println(tool.id() + ": " + tool.info().name() + ". " + tool.info().description());
    }
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

  private int run(StudioEngine engine, Offered<Tool> tool) throws Exception {
    ToolTask task = new ToolTask(context, engine, tool);
    CommandSpec toolSpec = CommandSpec.forAnnotatedObject(task);
    toolSpec.name(spec.qualifiedName(" ") + " " + tool.id());
    toolSpec.usageMessage().width(HELP_WIDTH).sortOptions(false).description(purpose(tool));
    ToolOptions.addTo(toolSpec, tool.schema());
    CommandLine line = new CommandLine(toolSpec);
    line.setAbbreviatedOptionsAllowed(false);
    ParseWords.install(line);
    line.setOut(context.out());
    line.setErr(context.err());
    ParseResult parsed;
    try {
      parsed = line.parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      return new FailureReporter().handleParseException(e, arguments.toArray(String[]::new));
    }
    if (parsed.isUsageHelpRequested()) {
      line.usage(context.out());
      return ExitCodes.DONE;
    }
    ToolTask.Input input = task.input();
    ParameterValues values = ToolOptions.values(parsed, task.start());
    ToolTask.Outcome outcome =
        new CliJobs(context)
            .<ToolResult, ToolTask.Outcome>run(
                JobInfo.stoppable(tool.info().name()),
                running -> {
                  ToolTask.Input aligned = task.aligned(input, running);
                  return new ToolTask.Outcome(
                      aligned, engine.run(tool, values, aligned.toolInput(), running));
                });
    task.write(outcome.input(), values, outcome.result());
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

package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.PluginWatch;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.plugin.Tool;

/** Puts the edited face of a project back into its photo. */
final class BlendTask implements ToolWork {
  private final CliContext context;
  private final StudioEngine engine;
  private final Offered<Tool> tool;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE.anycost",
      description = "The project: its photo, its face and its edits.")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT.(jpg|png)",
      description = "The photo to write, at its own size; never the one that it was made from.")
  private Path output;

  @Option(
      names = "--onto",
      paramLabel = "PHOTO",
      description =
          "Put the face into this photo and not into the project's own: the same photo, in which"
              + " another face was edited before.")
  private Path onto;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  BlendTask(CliContext context, StudioEngine engine, Offered<Tool> tool) {
    this.context = context;
    this.engine = engine;
    this.tool = tool;
  }

  @Override
  public ParameterValues start() throws InputException {
    return ToolPhoto.start(Optional.ofNullable(file), tool);
  }

  @Override
  public int run(ParameterValues values) throws Exception {
    PhotoOutput target = new PhotoOutput(context, output, Optional.ofNullable(onto));
    target.check();
    if (file == null || !ToolPhoto.isProject(file)) {
      throw new InputException("Name a project: a FILE.anycost that was made from a photo.");
    }
    new CallFiles()
        .readsModel(engine.generator().bundle().path())
        .reads(file)
        .writes(output)
        .check();
    try (PluginWatch watch = new PluginWatch(engine)) {
      target.blend(engine, tool, values, file, ToolPhoto.project(file).document());
      watch.requireNoFailure();
    }
    return ExitCodes.DONE;
  }
}

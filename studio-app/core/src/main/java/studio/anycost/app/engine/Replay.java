package studio.anycost.app.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.words.Texts;

/** Runs the tools again that made a document, for instance on another photo. */
final class Replay {
  private record Step(Offered<Tool> tool, ParameterValues values) {
    ToolKind kind() {
      return tool.contribution().kind();
    }
  }

  private final OpenModel model;
  private final ToolRuns runs;

  Replay(OpenModel model, ToolRuns runs) {
    this.model = model;
    this.runs = runs;
  }

  /** See {@link StudioEngine#replay}. */
  PortraitDocument run(
      PortraitDocument document, Optional<RgbImage> photo, TaskContext<ToolResult> task)
      throws IOException {
    List<Step> steps = needed(steps(document));
    PortraitDocument result = document.withRuns(List.of());
    // A person may have chosen another face than the first, or placed it by hand.
    boolean known = document.source().flatMap(PhotoSource::face).isPresent();
    for (int i = 0; i < steps.size(); i++) {
      task.cancellation().throwIfCancelled();
      Step step = steps.get(i);
      if (step.kind() == ToolKind.ALIGNER && known) {
        result = result.withRun(ToolStep.of(step.tool().id(), step.values()));
        continue;
      }
      ToolResult found =
          runs.run(step.tool(), step.values(), new ToolInput(result, photo), part(task, i, steps));
      requireFace(step, found);
      result = ToolResults.apply(result, found, step.tool(), step.values());
    }
    return result;
  }

  private static void requireFace(Step step, ToolResult found) throws IOException {
    if (found instanceof ToolResult.Faces faces && faces.faces().isEmpty()) {
      throw new IOException(Texts.of("engine.replay.noFaceFound", step.tool().info().name()));
    }
  }

  private List<Step> steps(PortraitDocument document) throws IOException {
    List<Step> result = new ArrayList<>();
    for (ToolStep run : document.runs()) {
      Optional<Offered<Tool>> tool = model.tool(run.toolId());
      if (tool.isEmpty()) {
        throw new IOException(Texts.of("engine.replay.toolMissing", run.toolId()));
      }
      result.add(new Step(tool.get(), values(run, tool.get())));
    }
    return result;
  }

  private static ParameterValues values(ToolStep run, Offered<Tool> tool) throws IOException {
    List<String> refused = new ArrayList<>();
    ParameterValues values = run.values().read(tool.schema(), (key, reason) -> refused.add(reason));
    if (!refused.isEmpty()) {
      throw new IOException(
          Texts.of("engine.replay.toolCannotRun", tool.info().name(), refused.get(0)));
    }
    return values;
  }

  /** Without what concerned the model, and without what a later step starts over. */
  private static List<Step> needed(List<Step> steps) {
    List<Step> result = new ArrayList<>();
    boolean projected = false;
    boolean aligned = false;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      switch (step.kind()) {
        case PROJECTOR, LATENT_OPTIMIZER -> {
          if (!projected) {
            result.add(0, step);
            aligned = false; // the square that this one saw
          }
          projected |= step.kind() == ToolKind.PROJECTOR;
        }
        case ALIGNER -> {
          if (!aligned) {
            result.add(0, step);
            aligned = true;
          }
        }
        case SUB_GENERATOR_SEARCH, DIRECTION_FINDER, PHOTO_BLENDER -> {}
      }
    }
    return result;
  }

  /** The share of one step in the progress of all. */
  private static TaskContext<ToolResult> part(
      TaskContext<ToolResult> task, int index, List<Step> steps) {
    String name = steps.get(index).tool().info().name();
    double share = 1.0 / steps.size();
    return new MappedTask<>(
        task,
        UnaryOperator.identity(),
        (fraction, message) ->
            task.progress()
                .report(
                    (index + Math.max(0, fraction)) * share,
                    message.isEmpty() ? name : name + ": " + message));
  }
}

package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.model.Face;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.engine.ToolResults;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;

/**
 * What is done with every photo: its face is found, projected, and refined, each where there is a
 * step for it.
 *
 * @param aligner finds faces; empty to take photos as they are
 * @param face which of the faces, from 1 on
 * @param projector makes the portrait; empty to begin with the mean face
 * @param optimizer brings it closer; empty to leave it
 */
record ProjectionPlan(
    Optional<Step> aligner, int face, Optional<Step> projector, Optional<Step> optimizer) {
  private static final double ALIGNING = 0.05;
  private static final double PROJECTING = 0.1;

  /** A tool and the values that it runs with. */
  record Step(Offered<Tool> tool, ParameterValues values) {
    ToolStep run() {
      return ToolStep.of(tool.id(), values);
    }
  }

  private List<Step> steps(boolean aligns) {
    List<Step> steps = new ArrayList<>();
    if (aligns) {
      aligner.ifPresent(steps::add);
    }
    projector.ifPresent(steps::add);
    optimizer.ifPresent(steps::add);
    return steps;
  }

  /**
   * The runs that a document has when all is done.
   *
   * @param begun those that it has before
   */
  List<ToolStep> runs(List<ToolStep> begun, boolean aligns) {
    List<ToolStep> runs = new ArrayList<>(begun);
    steps(aligns).forEach(step -> runs.add(step.run()));
    return runs;
  }

  /**
   * Does everything. Blocks.
   *
   * @param file that the photo is from, for messages
   * @param aligns whether its face is to be found
   * @throws InputException with a sentence if there is no face, or not the one that was asked for
   * @throws IOException with a sentence if a tool failed
   */
  ToolPhoto run(
      StudioEngine engine, ToolPhoto photo, Path file, boolean aligns, TaskContext<?> task)
      throws IOException, InputException {
    ToolPhoto now = photo;
    if (aligns && aligner.isPresent()) {
      now = aligned(engine, now, file, new Part(task, 0, ALIGNING));
    }
    if (projector.isPresent()) {
      now = after(projector.get(), engine, now, new Part(task, ALIGNING, PROJECTING));
    } else {
      now = now.with(now.document().withBase(new BaseStyle.Seed(0, 0)));
    }
    if (optimizer.isPresent()) {
      now = after(optimizer.get(), engine, now, new Part(task, PROJECTING, 1));
    }
    return now;
  }

  private ToolPhoto aligned(StudioEngine engine, ToolPhoto photo, Path file, Part part)
      throws IOException, InputException {
    Step step = aligner.orElseThrow();
    ToolResult.Faces found =
        (ToolResult.Faces) engine.run(step.tool(), step.values(), photo.toolInput(), part);
    if (found.faces().isEmpty()) {
      throw new InputException(
          "No face was found in "
              + file
              + ": "
              + FaceChoice.advice()
              + ", and --as-is takes the middle of a photo.");
    }
    Face chosen = FaceChoice.of(found.faces(), face, file);
    PortraitDocument document =
        ToolResults.apply(photo.document(), found, step.tool(), step.values());
    PhotoSource source = document.source().orElseThrow();
    return photo.with(document.withSource(source.withAlignment(chosen.alignment())));
  }

  private static ToolPhoto after(Step step, StudioEngine engine, ToolPhoto photo, Part part)
      throws IOException {
    ToolResult result = engine.run(step.tool(), step.values(), photo.toolInput(), part);
    return photo.with(ToolResults.apply(photo.document(), result, step.tool(), step.values()));
  }

  /** A share of the work on a photo; what it publishes is dropped. */
  private record Part(TaskContext<?> whole, double from, double to)
      implements TaskContext<ToolResult> {
    @Override
    public CancellationToken cancellation() {
      return whole.cancellation();
    }

    @Override
    public boolean stopRequested() {
      return whole.stopRequested();
    }

    @Override
    public ProgressListener progress() {
      return (fraction, message) ->
          whole.progress().report(from + Math.max(0, Math.min(1, fraction)) * (to - from), message);
    }

    @Override
    public void publish(ToolResult intermediate) {}
  }
}

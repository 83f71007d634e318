package studio.anycost.app.engine;

import java.io.IOException;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.words.Texts;

/** A portrait with and without its edits, as the full generator renders it. */
record FaceRenders(ImageTensor edited, ImageTensor unedited) {
  /** The share of a blend's time that its renders are told to take. */
  private static final double SHARE = 0.5;

  /**
   * Renders both; one picture where they are the same. Blocks.
   *
   * @throws IOException with a sentence if the portrait is not one of a photo, or does not fit the
   *     model
   * @throws java.util.concurrent.CancellationException if the task was cancelled
   */
  static FaceRenders of(OpenModel model, PortraitDocument document, TaskContext<?> task)
      throws IOException {
    if (document.base() instanceof BaseStyle.Seed) {
      throw new IOException(Texts.of("engine.faceRenders.thisPortraitWasDrawn"));
    }
    StyleCode start;
    StyleCode code;
    try {
      start = model.evaluator().start(document);
      code = model.evaluator().evaluate(document);
    } catch (IllegalArgumentException e) {
      throw new IOException(Texts.of("engine.faceRenders.thePortraitCannotBe", e.getMessage()), e);
    }
    task.progress().report(0, Texts.of("engine.faceRenders.renderingTheFace"));
    ImageTensor unedited = render(model, document, start, task);
    task.progress().report(SHARE / 2, Texts.of("engine.faceRenders.renderingTheFace"));
    ImageTensor edited = code.equals(start) ? unedited : render(model, document, code, task);
    return new FaceRenders(edited, unedited);
  }

  private static ImageTensor render(
      OpenModel model, PortraitDocument document, StyleCode code, TaskContext<?> task)
      throws IOException {
    SubGenerator full = model.description().channels().full();
    return model.generator().render(code, full, document.noise(), task.cancellation());
  }

  /** What follows the renders, as a part of the whole. */
  static ProgressListener after(ProgressListener whole) {
    return (fraction, message) ->
        whole.report(fraction < 0 ? fraction : SHARE + (1 - SHARE) * fraction, message);
  }
}

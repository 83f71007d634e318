package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.UniformGrid;

/**
 * Moves all of the window's state from one open model to another, and from one choice of its
 * sub-generators to another. JavaFX thread only.
 */
public final class ModelSwitch {
  private final StudioBackend backend;
  private final ModelState model;
  private final PreviewState preview;
  private final ComparisonState comparison;
  private final EditsState edits;
  private final ToolBackend toolBackend;
  private final ToolsState tools;
  private final PreferenceState preferences;
  private final AskedPreview asked;
  private final QuietWork quiet;
  private final Notices notices;

  @Inject
  public ModelSwitch(
      StudioBackend backend,
      ModelState model,
      PreviewState preview,
      ComparisonState comparison,
      EditsState edits,
      ToolBackend toolBackend,
      ToolsState tools,
      PreferenceState preferences,
      AskedPreview asked,
      QuietWork quiet,
      Notices notices) {
    this.backend = backend;
    this.model = model;
    this.preview = preview;
    this.comparison = comparison;
    this.edits = edits;
    this.toolBackend = toolBackend;
    this.tools = tools;
    this.preferences = preferences;
    this.asked = asked;
    this.quiet = quiet;
    this.notices = notices;
    preferences
        .property()
        .addListener(
            (observable, old, now) -> {
              if (now.mostDifference() != old.mostDifference()) {
                offer(backend.grid(now.mostDifference()));
              }
            });
  }

  private void offer(UniformGrid grid) {
    model.offer(grid);
    preview.setGrid(grid);
  }

  /** Lets go of the open model, so that it can be closed. */
  public void release() {
    comparison.close();
    preview.close();
  }

  private boolean isAsked() {
    return preview.modeProperty().get() instanceof PreviewMode.Fixed fixed
        && fixed.asked().isPresent();
  }

  /** Shows a model that the backend has open. */
  public void show(GeneratorDescription description) {
    UniformGrid grid = backend.grid(preferences.get().mostDifference());
    if (preview.modeProperty().get() instanceof PreviewMode.Auto) {
      preview.modeProperty().set(preferences.autoPreview());
    } else if (!description.identity().equals(model.get().identity())) {
      // The same question to another model; what a search found in the last one is none.
      if (!isAsked() || !asked.answer(grid)) {
        preview.modeProperty().set(preferences.autoPreview());
      }
    }
    model.show(description, grid);
    edits.refresh(backend);
    tools.forgetFound();
    tools.refresh(toolBackend);
    comparison.open(backend);
    preview.open(backend, grid);
    // Its sliders and previews are missing, and nobody reads the log for them.
    quiet.run(
        Texts.of("state.modelSwitch.whatToolsHadFound"),
        toolBackend::unusedFindings,
        unused ->
            unused.forEach(
                sentence ->
                    notices.show(
                        Notice.failure(
                            Texts.of("state.modelSwitch.foundEarlierNotUsed"), sentence))));
  }
}

package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.compare.SubGeneratorNames;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.view.Words;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.Labels;
import studio.anycost.app.preview.PreviewFrame;

/** Which sub-generator is on the screen, what is running, and with which model. */
public final class StatusBarView extends View<HBox> {
  private static final PseudoClass FULL = PseudoClass.getPseudoClass("full");

  private final PreviewState preview;
  private final ModelState model;
  private final TasksView tasks;
  private final Region lamp = new Region();
  private final Label what = new Label();
  private final Label work = new Label();
  private final Label time = new Label();
  private final Label trust = new Label();
  private final Label running = new Label();
  private final Label modelName = new Label();

  @Inject
  public StatusBarView(PreviewState preview, ModelState model, TasksView tasks) {
    super(new HBox());
    this.preview = preview;
    this.model = model;
    this.tasks = tasks;
    node().setId("status-bar");
    node().getStyleClass().add("status-bar");
    node().setAlignment(Pos.CENTER_LEFT);
    lamp.getStyleClass().add("lamp");
    lamp.setMinSize(8, 8);
    lamp.setMaxSize(8, 8);
    label(what, "status-sub-generator", "strong");
    label(work, "status-work", "muted");
    label(time, "status-time", "muted");
    label(trust, "status-trust", "muted");
    label(running, "status-running", "muted");
    label(modelName, "status-model", "muted");
    modelName.setGraphic(Icons.of(Signs.MODEL));
    Tips.set(what, Texts.of("panel.statusBarView.whichPart"));
    Tips.set(work, Texts.of("panel.statusBarView.multiplyAccumulateOperationsOf"));
    Tips.set(time, Texts.of("panel.statusBarView.timeOfTheRender"));
    Tips.set(trust, Texts.of("panel.statusBarView.howMuchThisPreview"));
    Tips.set(modelName, Texts.of("panel.statusBarView.theOpenModel"));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    node()
        .getChildren()
        .addAll(lamp, what, work, time, trust, running, gap, tasks.node(), modelName);
  }

  private static void label(Label label, String id, String style) {
    label.setId(id);
    label.getStyleClass().add(style);
    label.setMinWidth(Region.USE_PREF_SIZE);
  }

  @Override
  protected void onAttach() {
    onChange(preview.frameProperty(), this::showFrame);
    onChange(preview.runningProperty(), this::showRunning);
    onChange(
        model.descriptionProperty(),
        () -> {
          modelName.setText(model.get().name());
          showFrame();
        });
  }

  private void showFrame() {
    Optional<PreviewFrame> frame = preview.frameProperty().get();
    if (frame.isEmpty()) {
      what.setText(Texts.of("panel.statusBarView.noPictureYet"));
      work.setText("");
      time.setText("");
      trust.setText("");
      lamp.pseudoClassStateChanged(FULL, false);
      return;
    }
    PreviewFrame now = frame.get();
    what.setText(name(now.subGenerator()));
    work.setText(Words.work(MacCount.of(now.subGenerator(), model.get().styleDimension())));
    // What a look into the memory takes is the time of no render.
    time.setText(
        now.reused()
            ? Texts.of("panel.statusBarView.asBefore")
            : Words.milliseconds(now.milliseconds()));
    trust.setText(now.isFull() ? "" : trust(now.expectedDifference()));
    lamp.pseudoClassStateChanged(FULL, now.isFull());
    Tips.install(
        lamp,
        now.isFull()
            ? Texts.of("panel.statusBarView.fullQuality")
            : Texts.of("panel.statusBarView.aPreview"));
  }

  private static String trust(OptionalDouble difference) {
    return difference.isPresent()
        ? Texts.of(
            "panel.statusBarView.differsByAbout", Labels.difference(difference.getAsDouble()))
        : "";
  }

  private void showRunning() {
    running.setText(
        preview
            .runningProperty()
            .get()
            .map(next -> Texts.of("panel.statusBarView.rendering", name(next)))
            .orElse(""));
  }

  private String name(SubGenerator subGenerator) {
    return new SubGeneratorNames(model.gridProperty().get()).of(subGenerator);
  }
}

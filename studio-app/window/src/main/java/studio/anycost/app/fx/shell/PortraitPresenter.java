package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.fx.portrait.PortraitPane;
import studio.anycost.app.fx.portrait.PortraitStage;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PicturePoints;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.log.StartupTrace;
import studio.anycost.app.preview.PreviewFrame;

/** Puts the previewed pictures on the portrait, and asks for the unedited one when it is needed. */
final class PortraitPresenter extends View<PortraitStage> {
  private final PreviewState preview;
  private final ModelState model;
  private final ViewState views;
  private final PicturePoints points;

  @Inject
  PortraitPresenter(
      PortraitStage stage,
      PreviewState preview,
      ModelState model,
      ViewState views,
      PicturePoints points) {
    super(stage);
    this.preview = preview;
    this.model = model;
    this.views = views;
    this.points = points;
  }

  @Override
  protected void onAttach() {
    PortraitPane portrait = node().portrait();
    onChange(preview.frameProperty(), this::show);
    onChange(preview.failureProperty(), this::show);
    onChange(preview.runningProperty(), this::showRunning);
    onChange(preview.beforeProperty(), () -> portrait.showBefore(preview.beforeProperty().get()));
    onChange(
        views.modeProperty(),
        () -> portrait.splitProperty().set(views.modeProperty().get() == ViewState.Mode.SPLIT));
    onChange(points.allProperty(), () -> portrait.showPoints(points.allProperty().get()));
    onChange(portrait.splitProperty(), this::updateBefore);
    onChange(portrait.holdBeforeProperty(), this::updateBefore);
  }

  private void updateBefore() {
    PortraitPane portrait = node().portrait();
    preview
        .beforeWantedProperty()
        .set(portrait.splitProperty().get() || portrait.holdBeforeProperty().get());
  }

  private void show() {
    Optional<PreviewFrame> frame = preview.frameProperty().get();
    Optional<String> failure = preview.failureProperty().get();
    frame.ifPresent(now -> node().portrait().showAfter(now.screen(), model.fullSide()));
    if (failure.isPresent()) {
      Button again = new Button("Try again", Icons.of(Feather.REFRESH_CW));
      again.setId("portrait-retry");
      again.setOnAction(event -> preview.refresh());
      node().showFailure("The picture could not be made", failure.get(), again);
    } else if (frame.isPresent()) {
      node().showPicture();
      StartupTrace.mark("first portrait");
    } else {
      node().portrait().clear();
      node().showEmpty("Preparing the first picture", model.get().name());
    }
  }

  private void showRunning() {
    if (preview.runningProperty().get().isPresent()) {
      node().showBusy("Rendering");
    } else {
      node().showIdle();
    }
  }
}

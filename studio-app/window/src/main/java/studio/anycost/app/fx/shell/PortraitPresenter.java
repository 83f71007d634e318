package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import studio.anycost.app.fx.command.DragCommands;
import studio.anycost.app.fx.portrait.PortraitPane;
import studio.anycost.app.fx.portrait.PortraitStage;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PhotoArrival;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.PhotoView;
import studio.anycost.app.fx.state.PicturePoints;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.log.StartupTrace;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.preview.PreviewFrame;

/**
 * Puts the previewed pictures on the portrait, or the whole photo with the edited face in it, and
 * asks for the unedited one when it is needed.
 */
final class PortraitPresenter extends View<PortraitStage> {
  private final PreviewState preview;
  private final ModelState model;
  private final ViewState views;
  private final PicturePoints points;
  private final PhotoState photos;
  private final PhotoArrival arrival;
  private final ToolsState tools;
  private final DocumentState documents;
  private final ToggleButton photo =
      new ToggleButton(Texts.of("shell.portraitPresenter.photo"), Icons.of(Signs.IN_PHOTO));

  @Inject
  PortraitPresenter(
      PortraitStage stage,
      PreviewState preview,
      ModelState model,
      ViewState views,
      PicturePoints points,
      PhotoState photos,
      PhotoArrival arrival,
      ToolsState tools,
      DocumentState documents,
      GuessBanner guess,
      PreviewBadge badge,
      DragCommands drags) {
    super(stage);
    this.preview = preview;
    this.model = model;
    this.views = views;
    this.points = points;
    this.photos = photos;
    this.arrival = arrival;
    this.tools = tools;
    this.documents = documents;
    photo.setId("photo-show");
    photo.getStyleClass().add("flat");
    photo.managedProperty().bind(photo.visibleProperty());
    Tips.set(photo, Texts.of("shell.portraitPresenter.showTheWholePhoto"));
    stage.addToBar(photo);
    stage.setBanner(guess.node());
    stage.addNote(badge.node());
    // With the key alone: without it, the picture is moved.
    stage
        .portrait()
        .addEventHandler(
            MouseEvent.DRAG_DETECTED,
            event -> {
              if (event.isShortcutDown() && event.getButton() == MouseButton.PRIMARY) {
                drags.dragPortrait(stage.portrait());
                event.consume();
              }
            });
  }

  @Override
  protected void onAttach() {
    PortraitPane portrait = node().portrait();
    onChange(preview.frameProperty(), this::show);
    onChange(preview.failureProperty(), this::show);
    onChange(preview.runningProperty(), this::showRunning);
    onChange(preview.beforeProperty(), this::showBefore);
    onChange(
        views.modeProperty(),
        () -> portrait.splitProperty().set(views.modeProperty().get() == ViewState.Mode.SPLIT));
    onChange(points.allProperty(), this::showPoints);
    onChange(
        documents.documentProperty(),
        () -> portrait.uneditedProperty().set(documents.get().recipe().isEmpty()));
    onChange(portrait.splitProperty(), this::updateBefore);
    onChange(portrait.holdBeforeProperty(), this::updateBefore);
    onChange(photos.shownProperty(), this::showAll);
    onChange(photos.viewProperty(), this::showAll);
    onChange(photos.failureProperty(), this::show);
    onChange(photos.runningProperty(), this::showRunning);
    onChange(arrival.activeProperty(), this::showAll);
    onChange(arrival.pictureProperty(), this::show);
    onChange(arrival.obstacleProperty(), this::show);
    onChange(tools.running(), this::showRunning);
    photo.visibleProperty().bind(photos.availableProperty());
    whileAttached(photo.visibleProperty()::unbind);
    photo.selectedProperty().bindBidirectional(views.photoProperty());
    whileAttached(() -> photo.selectedProperty().unbindBidirectional(views.photoProperty()));
  }

  private void showAll() {
    show();
    showBefore();
    showPoints();
    showRunning();
  }

  private boolean isPhoto() {
    return photos.shownProperty().get();
  }

  private boolean isArriving() {
    return arrival.activeProperty().get();
  }

  private void showBefore() {
    node()
        .portrait()
        .showBefore(
            isArriving()
                ? Optional.empty()
                : isPhoto()
                    ? photos.viewProperty().get().map(PhotoView::before)
                    : preview.beforeProperty().get());
  }

  /** Points belong to the portrait: in the photo they would be elsewhere. */
  private void showPoints() {
    node()
        .portrait()
        .showPoints(isPhoto() || isArriving() ? List.of() : points.allProperty().get());
  }

  private void updateBefore() {
    PortraitPane portrait = node().portrait();
    preview
        .beforeWantedProperty()
        .set(portrait.splitProperty().get() || portrait.holdBeforeProperty().get());
  }

  private void show() {
    node().portrait().dimmedProperty().set(isArriving());
    if (isArriving()) {
      showArrival();
    } else if (isPhoto()) {
      showPhoto();
    } else {
      showPortrait();
    }
  }

  /** What is there of somebody's photo is the photo, and not the face that was there before. */
  private void showArrival() {
    Optional<PhotoArrival.Arriving> picture = arrival.pictureProperty().get();
    Optional<String> obstacle = arrival.obstacleProperty().get();
    picture.ifPresentOrElse(
        now -> node().portrait().showAfter(now.picture(), now.width(), now.height()),
        node().portrait()::clear);
    if (obstacle.isPresent()) {
      node().showEmpty(Texts.of("shell.portraitPresenter.noPortraitOfThis"), obstacle.get());
    } else {
      node().showPicture();
    }
  }

  private void showPhoto() {
    Optional<PhotoView> view = photos.viewProperty().get();
    Optional<String> failure = photos.failureProperty().get();
    view.ifPresent(now -> node().portrait().showAfter(now.after(), now.width(), now.height()));
    if (failure.isPresent()) {
      Button again =
          new Button(Texts.of("shell.portraitPresenter.tryAgain"), Icons.of(Signs.AGAIN));
      again.setId("photo-retry");
      again.setOnAction(event -> photos.refresh());
      node().showFailure(Texts.of("shell.portraitPresenter.theFaceCouldNot"), failure.get(), again);
    } else if (view.isPresent()) {
      node().showPicture();
    }
  }

  private void showPortrait() {
    Optional<PreviewFrame> frame = preview.frameProperty().get();
    Optional<String> failure = preview.failureProperty().get();
    frame.ifPresent(now -> node().portrait().showAfter(now.screen(), model.fullSide()));
    if (failure.isPresent()) {
      Button again =
          new Button(Texts.of("shell.portraitPresenter.tryAgain"), Icons.of(Signs.AGAIN));
      again.setId("portrait-retry");
      again.setOnAction(event -> preview.refresh());
      node()
          .showFailure(
              Texts.of("shell.portraitPresenter.thePictureCouldNot"), failure.get(), again);
    } else if (frame.isPresent()) {
      node().showPicture();
      StartupTrace.mark("first portrait");
    } else {
      node().portrait().clear();
      node()
          .showEmpty(
              Texts.of("shell.portraitPresenter.preparingTheFirstPicture"), model.get().name());
    }
  }

  private void showRunning() {
    Optional<ToolKind> working = working();
    if (working.isPresent()) {
      node()
          .showBusy(
              working.get() == ToolKind.ALIGNER
                  ? Texts.of("shell.portraitPresenter.findingTheFace")
                  : Texts.of("shell.portraitPresenter.makingThePortrait"));
    } else if (isArriving()) {
      node().showIdle();
    } else if (isPhoto() && photos.runningProperty().get()) {
      node().showBusy(Texts.of("shell.portraitPresenter.puttingTheFaceInto"));
    } else if (!isPhoto() && preview.runningProperty().get().isPresent()) {
      node().showBusy(Texts.of("shell.portraitPresenter.rendering"));
    } else {
      node().showIdle();
    }
  }

  /** What is on the way to a portrait of the photo. */
  private Optional<ToolKind> working() {
    return tools.toolsProperty().get().stream()
        .filter(tool -> tools.running(tool.id()).isPresent())
        .map(tool -> tool.contribution().kind())
        .filter(kind -> kind == ToolKind.ALIGNER || kind == ToolKind.PROJECTOR)
        .findFirst();
  }
}

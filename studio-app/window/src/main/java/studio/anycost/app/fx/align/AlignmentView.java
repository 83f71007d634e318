package studio.anycost.app.fx.align;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.fx.command.PhotoCommands;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.portrait.ZoomBar;
import studio.anycost.app.fx.portrait.Zoomable;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.UndoState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.image.Shrinker;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.QuarterTurn;

/**
 * Aligns the face of the open photo by hand: the photo with its handles, the portrait that follows
 * from them beside it, and the photo's turn. Nothing happens to the document before Apply.
 */
public final class AlignmentView extends View<BorderPane> {
  /** Side of the portrait that follows. */
  private static final int PREVIEW = 208;

  /** The same in a narrow window, where it stands below the photo. */
  private static final int SMALL_PREVIEW = 104;

  /** With less beside the portrait the photo has no room. */
  private static final double NARROW = 560;

  /** A screen shows no more of a whole photo. */
  private static final int LONGEST = 1600;

  /** As large a picture as graphics pipelines are sure to take, for who looks closely. */
  private static final int SHARPEST = 4096;

  private static final String WHOLE = Texts.of("align.alignmentView.wholePhoto");

  private final PhotoCommands photos;
  private final DocumentState documents;
  private final ToolBackend backend;
  private final ViewState views;
  private final UndoState undoing;
  private final QuietWork quiet;
  private final ImageView preview = new ImageView();
  private final Label problem = new Label();
  private final Label count = new Label();
  private final Button left = Icons.iconOnly(new Button(), Signs.TURN_LEFT);
  private final Button right = Icons.iconOnly(new Button(), Signs.TURN_RIGHT);
  private final Button whole = new Button(WHOLE);
  private final Button reset = new Button(Texts.of("align.alignmentView.reset"));
  private final Button cancel = new Button(Texts.of("align.alignmentView.cancel"));
  private final Button apply = new Button(Texts.of("align.alignmentView.apply"));
  private final HBox buttons = new HBox(8, reset, cancel, apply);
  private final StackPane frame = new StackPane(preview);
  private final Label portrait = new Label(Texts.of("align.alignmentView.alignedPortrait"));
  private final Label hint = new Label(Texts.of("align.alignmentView.dragTheHandlesTo"));
  private final Label keys = new Label(Texts.of("align.alignmentView.arrowKeysMoveThe"));
  private final StackPane room = new StackPane();
  private Region side;
  private boolean narrow;
  private HandAlignment hand;
  private UndoState.Changes changes;
  private PhotoArea area;
  private Optional<RgbImage> pixels = Optional.empty();
  private Optional<BackgroundTask> search = Optional.empty();
  private boolean drawing;
  private boolean outdated;
  private boolean sharp;

  @Inject
  AlignmentView(
      PhotoCommands photos,
      DocumentState documents,
      ToolBackend backend,
      ViewState views,
      UndoState undoing,
      QuietWork quiet) {
    super(new BorderPane());
    this.photos = photos;
    this.documents = documents;
    this.backend = backend;
    this.views = views;
    this.undoing = undoing;
    this.quiet = quiet;
    node().setId("hand-alignment");
    node().getStyleClass().add("hand-alignment");
    node().setMinWidth(0);
    prepareSide();
    node().setTop(heading());
    node().setCenter(room);
    node().widthProperty().addListener((observable, old, now) -> arrange());
    arrange();
  }

  /** Beside the photo or, where that leaves it no room, below it and without words. */
  private void arrange() {
    boolean now = node().getWidth() > 0 && node().getWidth() < NARROW;
    if (now == narrow && side != null) {
      return;
    }
    narrow = now;
    int size = narrow ? SMALL_PREVIEW : PREVIEW;
    preview.setFitWidth(size);
    preview.setFitHeight(size);
    frame.setMinSize(size, size);
    frame.setMaxSize(size, size);
    hint.setVisible(!narrow);
    hint.setManaged(!narrow);
    count.setVisible(!narrow);
    count.setManaged(!narrow);
    side = narrow ? below() : beside();
    node().setRight(narrow ? null : side);
    node().setBottom(narrow ? side : null);
  }

  private Region below() {
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    VBox words = new VBox(8, problem, gap, buttons);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    HBox below = new HBox(12, frame, words);
    below.getStyleClass().add("hand-side");
    return below;
  }

  private Region beside() {
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    VBox beside = new VBox(10, portrait, frame, problem, keys, gap, buttons);
    beside.getStyleClass().add("hand-side");
    beside.setPrefWidth(PREVIEW + 32);
    beside.setMinWidth(PREVIEW + 32);
    return beside;
  }

  private HBox heading() {
    Label title = new Label(Texts.of("align.alignmentView.alignByHand"));
    title.getStyleClass().add("view-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    hint.getStyleClass().add("muted");
    hint.setMinWidth(0);
    HBox.setHgrow(hint, Priority.ALWAYS);
    hint.setMaxWidth(Double.MAX_VALUE);
    count.setId("hand-count");
    count.getStyleClass().add("muted");
    count.setMinWidth(Region.USE_PREF_SIZE);
    prepare(left, "hand-rotate-left", Texts.of("align.alignmentView.turnLeftTip"));
    prepare(right, "hand-rotate-right", Texts.of("align.alignmentView.turnRightTip"));
    left.setAccessibleText(Texts.of("align.alignmentView.turnLeft"));
    right.setAccessibleText(Texts.of("align.alignmentView.turnRight"));
    left.setOnAction(event -> turn(hand.source().turn().left()));
    right.setOnAction(event -> turn(hand.source().turn().right()));
    prepare(whole, "hand-whole", Texts.of("align.alignmentView.allOfThePhoto"));
    whole.getStyleClass().add("small");
    whole.setOnAction(event -> showWholeOrFace());
    HBox heading = new HBox(10, title, hint, count, whole, left, right);
    heading.getStyleClass().add("hand-heading");
    heading.setAlignment(Pos.CENTER_LEFT);
    return heading;
  }

  private void prepareSide() {
    preview.setId("hand-preview");
    frame.getStyleClass().add("photo-frame");
    portrait.getStyleClass().add("field-label");
    keys.getStyleClass().add("muted");
    keys.setWrapText(true);
    problem.setId("hand-problem");
    problem.getStyleClass().add("refusal");
    problem.setWrapText(true);
    problem.managedProperty().bind(problem.visibleProperty());
    prepare(reset, "hand-reset", Texts.of("align.alignmentView.putTheHandlesAnd"));
    prepare(cancel, "hand-cancel", Texts.of("align.alignmentView.leaveTheFaceAs"));
    prepare(apply, "hand-apply", Texts.of("align.alignmentView.takeThisSquareAnd"));
    apply.getStyleClass().add("accent");
    apply.setDefaultButton(true);
    reset.getStyleClass().add("flat");
    reset.setOnAction(event -> reset());
    cancel.setOnAction(event -> views.showSingle());
    apply.setOnAction(event -> hand.result().ifPresent(photos::takeByHand));
    buttons.setAlignment(Pos.CENTER_RIGHT);
  }

  private static void prepare(Button button, String id, String tip) {
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    Tips.set(button, tip);
  }

  @Override
  protected void onAttach() {
    Optional<PhotoSource> source = documents.get().source();
    if (source.isEmpty()) {
      views.showSingle();
      return;
    }
    begin(source.get());
    onChange(documents.documentProperty(), this::requireSamePhoto);
    whileAttached(this::end);
  }

  private void begin(PhotoSource source) {
    hand = new HandAlignment(source);
    area = new PhotoArea(hand, this::changed, this::choose, this::sharpen);
    ZoomBar bar = new ZoomBar(area);
    StackPane.setAlignment(bar, Pos.BOTTOM_CENTER);
    StackPane.setMargin(bar, new Insets(0, 0, 14, 0));
    room.getChildren().setAll(area, bar);
    PhotoArea begunArea = area;
    area.viewportProperty()
        .addListener(
            (observable, old, now) -> {
              if (area == begunArea) {
                whole.setText(now.fitting() ? Texts.of("align.alignmentView.theFace") : WHOLE);
                whole.setDisable(now.fitting() && !area.isFaceCloser());
              }
            });
    changes = new Undone();
    undoing.begin(changes);
    preview.setImage(null);
    pixels = Optional.empty();
    changed();
    HandAlignment begun = hand;
    quiet.run(
        Texts.of("align.alignmentView.thePixelsOf", source.file().name()),
        () -> backend.photo(source),
        decoded -> {
          if (hand == begun) {
            pixels = Optional.of(decoded);
            showPhoto();
          }
        });
    area.focus();
  }

  private void end() {
    search.ifPresent(BackgroundTask::cancel);
    search = Optional.empty();
    undoing.end(changes);
    hand = null;
    pixels = Optional.empty();
    room.getChildren().clear();
  }

  /** Undo may take the photo away while its face is being aligned. */
  private void requireSamePhoto() {
    Optional<PhotoFile> now = documents.get().source().map(PhotoSource::file);
    if (hand != null && !now.equals(Optional.of(hand.source().file()))) {
      views.showSingle();
    }
  }

  private void showPhoto() {
    if (pixels.isEmpty()) {
      return;
    }
    RgbImage photo = pixels.get();
    sharp = photo.width() <= LONGEST && photo.height() <= LONGEST;
    draw(photo, LONGEST, picture -> area.show(picture, photo));
  }

  /** The photo's own pixels for who looks closely; drawing those takes memory and time. */
  private void sharpen() {
    if (!sharp && pixels.isPresent()) {
      sharp = true;
      draw(pixels.get(), SHARPEST, area::sharpen);
    }
  }

  private void draw(RgbImage photo, int longest, Consumer<Image> ready) {
    QuarterTurn turn = hand.source().turn();
    HandAlignment begun = hand;
    quiet.run(
        Texts.of("align.alignmentView.aPictureOfThe"),
        () -> {
          RgbImage small = turn.apply(Shrinker.shrunk(photo, longest));
          return ScreenPicture.of(small, Math.max(small.width(), small.height()));
        },
        picture -> {
          if (hand == begun && hand.source().turn() == turn) {
            ready.accept(FxImages.of(picture));
          }
        });
  }

  private void showWholeOrFace() {
    if (area.viewportProperty().get().fitting()) {
      area.showFace();
    } else {
      area.fit();
    }
  }

  private void turn(QuarterTurn turn) {
    hand.turn(turn);
    area.clear();
    showPhoto();
    changed();
    lookForFaces();
  }

  /** Shows what undo or redo went to. */
  private void show(QuarterTurn before) {
    if (hand.source().turn() != before) {
      search.ifPresent(BackgroundTask::cancel);
      area.clear();
      showPhoto();
      if (hand.source().faces().isEmpty()) {
        lookForFaces();
      }
    }
    area.update();
    changed();
  }

  /** The photo, which can be zoomed while a face is aligned. */
  public Zoomable photo() {
    return area;
  }

  private void lookForFaces() {
    search.ifPresent(BackgroundTask::cancel);
    HandAlignment begun = hand;
    PhotoSource looked = hand.source();
    search =
        photos.findFaces(
            looked,
            faces -> {
              if (hand == begun && hand.source().turn() == looked.turn()) {
                hand.found(faces);
                area.update();
                changed();
              }
            });
  }

  private void choose(Face face) {
    hand.choose(face);
    area.update();
    changed();
  }

  private void reset() {
    QuarterTurn before = hand.source().turn();
    search.ifPresent(BackgroundTask::cancel);
    hand.reset();
    show(before);
  }

  private void changed() {
    if (hand == null) {
      return; // the view was left, and a key still went to one of its handles
    }
    Optional<String> wrong = hand.problem();
    problem.setText(wrong.orElse(""));
    problem.setVisible(wrong.isPresent());
    apply.setDisable(hand.result().isEmpty());
    reset.setDisable(!hand.isChanged());
    int faces = hand.source().faces().size();
    undoing.refresh();
    count.setText(
        faces == 0
            ? Texts.of("align.alignmentView.noFaceFound")
            : faces == 1
                ? Texts.of("align.alignmentView.face")
                : Texts.of("align.alignmentView.faces", faces));
    drawPreview();
  }

  /** One portrait is cut out at a time; of the squares that came meanwhile the last counts. */
  private void drawPreview() {
    Optional<PhotoSource> result = hand.result();
    if (result.isEmpty()) {
      return;
    }
    if (drawing) {
      outdated = true;
      return;
    }
    drawing = true;
    outdated = false;
    HandAlignment begun = hand;
    quiet.run(
        Texts.of("align.alignmentView.theAlignedPortrait"),
        () -> {
          try {
            return Optional.<Image>of(
                FxImages.of(ScreenPicture.of(backend.face(result.get(), 2 * PREVIEW), 1)));
          } catch (IllegalArgumentException e) { // a square beside the photo
            return Optional.<Image>empty();
          }
        },
        ready -> {
          drawing = false;
          if (hand == begun) {
            ready.ifPresent(preview::setImage);
          }
          if (hand != null && (outdated || hand != begun)) {
            drawPreview();
          }
        });
  }

  /** Undo and redo of what is not in the document yet. */
  private final class Undone implements UndoState.Changes {
    @Override
    public boolean canUndo() {
      return hand.canUndo();
    }

    @Override
    public boolean canRedo() {
      return hand.canRedo();
    }

    @Override
    public void undo() {
      QuarterTurn before = hand.source().turn();
      hand.undo();
      show(before);
    }

    @Override
    public void redo() {
      QuarterTurn before = hand.source().turn();
      hand.redo();
      show(before);
    }
  }
}

package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.fx.command.PhotoCommands;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.photo.QuarterTurn;

/** The photo that the portrait is made from, or the way to one. */
public final class PhotoCard extends View<VBox> {
  private static final int SIDE = 72;

  /** For name, size and three lines on likeness: nothing moves when it becomes known. */
  private static final double ROOM = 88;

  /** Beside a bar that scrolls, long words and three icons have just room. */
  private static final double TIGHT = 2;

  private final DocumentState documents;
  private final PhotoCommands photos;
  private final ToolBackend backend;
  private final QuietWork quiet;
  private final ViewState views;
  private final FaceStrip faces;
  private final ImageView picture = new ImageView();
  private final Label name = new Label();
  private final Label detail = new Label();
  private final Button open =
      new Button(Texts.of("panel.photoCard.openPhoto"), Icons.of(Signs.PHOTO));
  private final Button remove = Icons.iconOnly(new Button(), Signs.REMOVE);
  private final Button another = Icons.iconOnly(new Button(), Signs.PHOTO);
  private final Button hand = new Button(Texts.of("panel.photoCard.alignByHand"));
  private final Button left = Icons.iconOnly(new Button(), Signs.TURN_LEFT);
  private final Button right = Icons.iconOnly(new Button(), Signs.TURN_RIGHT);
  private final StackPane frame = new StackPane();
  private final Label hint = new Label(Texts.of("panel.photoCard.orDropOneOn"));
  private Optional<PhotoSource> shown = Optional.empty();

  @Inject
  PhotoCard(
      DocumentState documents,
      PhotoCommands photos,
      ToolBackend backend,
      QuietWork quiet,
      ViewState views,
      FaceStrip faces,
      LikenessLine likeness) {
    super(new VBox(8));
    this.documents = documents;
    this.photos = photos;
    this.backend = backend;
    this.quiet = quiet;
    this.views = views;
    this.faces = faces;
    Label title = new Label(Texts.of("panel.photoCard.photo"));
    title.getStyleClass().add("section-title");
    picture.setFitWidth(SIDE);
    picture.setFitHeight(SIDE);
    picture.setId("photo-picture");
    frame.getStyleClass().add("photo-frame");
    frame.setMinSize(SIDE, SIDE);
    frame.setMaxSize(SIDE, SIDE);
    frame.getChildren().addAll(Icons.of(Signs.PHOTO), picture);
    name.setId("photo-name");
    name.getStyleClass().add("strong");
    detail.getStyleClass().add("muted");
    VBox words = new VBox(2, name, detail, likeness.node());
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    remove.setId("photo-remove");
    remove.setAccessibleText(Texts.of("panel.photoCard.removeThePhoto"));
    Tips.set(remove, Texts.of("panel.photoCard.removeThePhotoThe"));
    remove.setOnAction(event -> photos.remove());
    HBox row = new HBox(10, frame, words, remove);
    row.setMinHeight(ROOM);
    row.setAlignment(Pos.CENTER_LEFT);
    row.visibleProperty().bind(remove.visibleProperty());
    row.managedProperty().bind(remove.visibleProperty());
    open.setId("photo-open");
    open.setMaxWidth(Double.MAX_VALUE);
    open.getStyleClass().add("wide");
    open.setOnAction(event -> photos.open());
    open.visibleProperty().bind(remove.visibleProperty().not());
    open.managedProperty().bind(open.visibleProperty());
    hint.getStyleClass().add("muted");
    hint.setWrapText(true);
    hint.visibleProperty().bind(remove.visibleProperty().not());
    hint.managedProperty().bind(hint.visibleProperty());
    node().setId("photo-card");
    node().getStyleClass().add("side-section");
    node().getChildren().addAll(title, row, faces.node(), handRow(), open, hint);
  }

  private HBox handRow() {
    hand.setId("photo-align");
    hand.getStyleClass().add("small");
    hand.setMinWidth(Region.USE_PREF_SIZE);
    Tips.set(hand, Texts.of("panel.photoCard.placeEyesAndMouth"));
    hand.setOnAction(event -> photos.alignByHand());
    prepare(
        left,
        "photo-turn-left",
        Texts.of("panel.photoCard.turnLeft"),
        Texts.of("panel.photoCard.turnLeftTip"));
    prepare(
        right,
        "photo-turn-right",
        Texts.of("panel.photoCard.turnRight"),
        Texts.of("panel.photoCard.turnRightTip"));
    left.setOnAction(event -> turn(QuarterTurn::left));
    right.setOnAction(event -> turn(QuarterTurn::right));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    another.setId("photo-another");
    another.setAccessibleText(Texts.of("panel.photoCard.openAnotherPhoto"));
    Tips.set(another, Texts.of("panel.photoCard.openAnotherPhotoIt"));
    another.setOnAction(event -> photos.open());
    HBox handRow = new HBox(TIGHT, hand, gap, left, right, another);
    handRow.setAlignment(Pos.CENTER_LEFT);
    handRow.visibleProperty().bind(remove.visibleProperty());
    handRow.managedProperty().bind(remove.visibleProperty());
    return handRow;
  }

  private static void prepare(Button button, String id, String what, String tip) {
    button.setId(id);
    button.setAccessibleText(what);
    Tips.set(button, tip);
  }

  private void turn(UnaryOperator<QuarterTurn> further) {
    documents.get().source().ifPresent(source -> photos.turn(further.apply(source.turn())));
  }

  @Override
  protected void onAttach() {
    onChange(documents.documentProperty(), this::show);
    onChange(views.modeProperty(), this::lock);
  }

  /** While somebody aligns by hand, the photo on the screen is not changed behind it. */
  private void lock() {
    boolean aligning = views.modeProperty().get() == ViewState.Mode.ALIGNMENT;
    List.of(remove, another, hand, left, right, faces.node())
        .forEach(control -> control.setDisable(aligning));
  }

  private void show() {
    Optional<PhotoSource> source = documents.get().source();
    if (open.isFocused() || remove.isFocused()) {
      // Else the focus goes to whatever comes next, and the panel scrolls there.
      node().requestFocus();
    }
    remove.setVisible(source.isPresent());
    if (source.equals(shown)) {
      return;
    }
    shown = source;
    picture.setImage(null);
    source.ifPresent(this::show);
  }

  private void show(PhotoSource source) {
    name.setText(source.file().name());
    detail.setText(source.width() + " \u00d7 " + source.height() + " px");
    quiet.run(
        Texts.of("panel.photoCard.thePictureOf", source.file().name()),
        () -> ScreenPicture.of(backend.face(source, 2 * SIDE), 2 * SIDE),
        ready -> {
          if (shown.equals(Optional.of(source))) {
            picture.setImage(FxImages.of(ready));
          }
        });
  }
}

package studio.anycost.app.fx.faces;

import jakarta.inject.Inject;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.parameter.SeedRange;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.FaceWallState;
import studio.anycost.app.fx.state.FaceWallState.Page;
import studio.anycost.app.fx.state.FavouriteState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Pulses;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/** Faces to choose from in the middle of the window: all that can be drawn, or the favourites. */
public final class FaceWall extends View<VBox> {
  /** Below this width there is no room for the title. */
  private static final double NARROW = 440;

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final double WIDTH_OF_PAGES = 224;
  private static final double LINE = 34;
  private static final SeedParameter SEED =
      new SeedParameter(ParameterInfo.of("start", Texts.of("faces.faceWall.fromSeed"), ""), 0);

  private final FaceWallState wall;
  private final FavouriteState favourites;
  private final DocumentState documents;
  private final FaceCommands faces;
  private final ViewState views;
  private final Segments<Page> pages;
  private final TextField start = new TextField();
  private final Label refusal = new Label();
  private final Label problem = new Label();
  private final HBox from = new HBox(8);
  private final Button keep =
      new Button(Texts.of("faces.faceWall.keepThePresentFace"), Icons.of(Signs.FAVOURITE));
  private final Label hint = new Label();
  private final Label purpose = new Label();
  private final Label leftOut = new Label();
  private final Label title = new Label();
  private final Button close = Icons.iconOnly(new Button(), Signs.CLOSE);
  private final Label nothing = new Label(Texts.of("faces.faceWall.noFavouritesYetPress"));
  private final WallGrid grid = new WallGrid(new Shown());

  @Inject
  FaceWall(
      FaceWallState wall,
      FavouriteState favourites,
      DocumentState documents,
      FaceCommands faces,
      ViewState views) {
    super(new VBox());
    this.wall = wall;
    this.favourites = favourites;
    this.documents = documents;
    this.faces = faces;
    this.views = views;
    node().setId("faces");
    node().getStyleClass().addAll("comparison", "faces");
    title.setId("faces-title");
    title.getStyleClass().add("view-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    // In the smallest window it is the first to give way.
    title.visibleProperty().bind(node().widthProperty().greaterThanOrEqualTo(NARROW));
    title.managedProperty().bind(title.visibleProperty());
    pages =
        new Segments<>(
            "faces-page",
            List.of(Page.values()),
            page ->
                page == Page.DRAWN
                    ? Texts.of("faces.faceWall.all")
                    : Texts.of("faces.faceWall.favourites"),
            wall.pageProperty()::set);
    pages.setMinWidth(WIDTH_OF_PAGES);
    pages.setPrefWidth(WIDTH_OF_PAGES);
    mark(pages.button(1));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    close.setId("faces-close");
    close.setOnAction(event -> views.leave());
    HBox heading = new HBox(12, title, pages, gap, close);
    heading.setAlignment(Pos.CENTER_LEFT);
    heading.setMinHeight(32);
    hint.setId("faces-hint");
    hint.getStyleClass().add("muted");
    // In a small window the hint has a line of its own.
    FlowPane bar = new FlowPane(12, 6, fromRow(), keepButton(), hint);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setMinHeight(LINE);
    bar.setMinWidth(0);
    hint.maxWidthProperty().bind(bar.widthProperty());
    for (Label line : List.of(refusal, problem)) {
      line.getStyleClass().add("refusal");
      line.setWrapText(true);
      line.managedProperty().bind(line.visibleProperty());
      line.setVisible(false);
    }
    refusal.setId("faces-refusal");
    problem.setId("faces-problem");
    purpose.setId("faces-purpose");
    leftOut.setId("faces-left-out");
    leftOut.getStyleClass().add("muted");
    for (Label line : List.of(purpose, leftOut)) {
      line.setWrapText(true);
      line.setMinHeight(Region.USE_PREF_SIZE);
      line.managedProperty().bind(line.visibleProperty());
    }
    hint.managedProperty().bind(hint.visibleProperty());
    hint.visibleProperty().bind(purpose.visibleProperty().not());
    bar.visibleProperty()
        .bind(from.visibleProperty().or(keep.visibleProperty()).or(hint.visibleProperty()));
    bar.managedProperty().bind(bar.visibleProperty());
    nothing.setId("faces-nothing");
    nothing.getStyleClass().add("message-text");
    nothing.setWrapText(true);
    StackPane room = new StackPane(grid, nothing);
    VBox.setVgrow(room, Priority.ALWAYS);
    node().getChildren().addAll(heading, purpose, bar, leftOut, refusal, problem, room);
  }

  private static void mark(ToggleButton button) {
    button.setGraphic(Icons.of(Signs.FAVOURITE));
  }

  private HBox fromRow() {
    Label label = new Label(SEED.info().label());
    label.getStyleClass().add("field-label");
    label.setMinWidth(Region.USE_PREF_SIZE);
    start.setId("faces-start");
    start.setPrefWidth(110);
    start.setAccessibleText(Texts.of("faces.faceWall.seedOfTheFirst"));
    Tips.set(start, Texts.of("faces.faceWall.theFirstFaceThe"));
    start.setOnAction(
        event -> {
          if (typed()) {
            grid.focusCurrent(); // so that letters are shortcuts again
          }
        });
    start
        .focusedProperty()
        .addListener(
            (observable, old, focused) -> {
              if (!focused && !start.getText().equals(shownStart())) {
                typed();
              }
            });
    start.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && !start.getText().equals(shownStart())) {
            showStart();
            event.consume();
          }
        });
    Button dice = Icons.iconOnly(new Button(), Signs.RANDOM);
    dice.setId("faces-dice");
    dice.setAccessibleText(Texts.of("faces.faceWall.goElsewhereAmongThe"));
    Tips.set(dice, Texts.of("faces.faceWall.goElsewhereAmongThe"));
    dice.setOnAction(event -> wall.startProperty().set(faces.draw()));
    from.getChildren().addAll(label, start, dice);
    from.setAlignment(Pos.CENTER_LEFT);
    from.setMinWidth(Region.USE_PREF_SIZE);
    from.managedProperty().bind(from.visibleProperty());
    return from;
  }

  private Button keepButton() {
    keep.setId("faces-keep");
    keep.getStyleClass().add("small");
    keep.setMinWidth(Region.USE_PREF_SIZE);
    keep.managedProperty().bind(keep.visibleProperty());
    Tips.set(keep, Texts.of("faces.faceWall.keepTheFaceOf"));
    keep.setOnAction(event -> favourites.toggle(documents.get().base()));
    return keep;
  }

  @Override
  protected void onAttach() {
    wall.open();
    onChange(wall.pageProperty(), this::showPage);
    onChange(wall.startProperty(), this::showOtherStart);
    onChange(wall.versionProperty(), this::refresh);
    onChange(wall.problemProperty(), this::showProblem);
    onChange(favourites.property(), this::refresh);
    onChange(documents.documentProperty(), this::refresh);
    onChange(wall.questionProperty(), this::showQuestion);
    whileAttached(wall::lookAway);
    Pulses.afterNext(node().getScene(), grid::focusCurrent);
  }

  /** What the faces are for; the keyboard comes to them if it is not there. */
  private void showQuestion() {
    boolean asked = wall.questionProperty().get().isPresent();
    title.setText(Texts.of(asked ? "faces.faceWall.chooseAFace" : "faces.faceWall.faces"));
    close.setAccessibleText(
        Texts.of(asked ? "faces.faceWall.leaveIt" : "faces.faceWall.backToThePicture"));
    Tips.set(
        close,
        Texts.of(asked ? "faces.faceWall.leaveItTip" : "faces.faceWall.backToThePictureTip"));
    purpose.setVisible(asked);
    showPage();
    if (asked) {
      Pulses.afterNext(node().getScene(), grid::focusCurrent);
    }
  }

  private void showPage() {
    boolean drawn = wall.pageProperty().get() == Page.DRAWN;
    pages.show(wall.pageProperty().get());
    from.setVisible(drawn);
    keep.setVisible(!drawn && wall.questionProperty().get().isEmpty());
    grid.toTop();
    refresh();
  }

  private void showOtherStart() {
    showStart();
    grid.toTop();
    refresh();
  }

  private String shownStart() {
    return SEED.format(wall.startProperty().get());
  }

  private void showStart() {
    start.setText(shownStart());
    start.pseudoClassStateChanged(WRONG, false);
    refusal.setVisible(false);
  }

  /** Takes what was typed; returns whether it is a seed. */
  private boolean typed() {
    try {
      long seed = SEED.parse(start.getText());
      wall.startProperty().set(seed);
      showStart();
      return true;
    } catch (ParameterException e) {
      start.pseudoClassStateChanged(WRONG, true);
      refusal.setText(SeedRange.FROM_ZERO.kept(shownStart()));
      refusal.setVisible(true);
      return false;
    }
  }

  private void showProblem() {
    problem.setText(wall.problemProperty().get().orElse(""));
    problem.setVisible(wall.problemProperty().get().isPresent());
  }

  private void refresh() {
    boolean edited = !documents.get().recipe().isEmpty();
    hint.setText(Texts.of(edited ? "faces.faceWall.clickEdited" : "faces.faceWall.click"));
    purpose.setText(
        wall.questionProperty()
            .get()
            .map(asked -> Texts.of("faces.faceWall.clickFor", asked.what()))
            .orElse(""));
    leftOut.setText(Texts.of("faces.faceWall.leftOut", wall.leftOut()));
    leftOut.setVisible(wall.leftOut() > 0);
    Tips.set(hint, hint.getText());
    keep.setDisable(favourites.property().get().contains(documents.get().base()));
    nothing.setVisible(wall.count() == 0 && wall.leftOut() == 0);
    grid.refresh();
  }

  /** The faces of the state as tiles show them. */
  private final class Shown implements WallGrid.Faces {
    @Override
    public int count() {
      return wall.count();
    }

    @Override
    public FaceTile.Shown face(int index) {
      BaseStyle face = wall.face(index);
      return new FaceTile.Shown(
          FaceCommands.title(face),
          FaceCommands.name(face),
          wall.picture(index),
          favourites.property().get().contains(face),
          wall.isPresent(index));
    }

    @Override
    public void looked(int first, int last) {
      wall.look(first, last);
    }

    @Override
    public void take(int index) {
      if (wall.questionProperty().get().isPresent()) {
        wall.answer(index);
        views.leave();
      } else {
        faces.take(wall.face(index));
        views.showSingle();
      }
    }

    @Override
    public void favour(int index) {
      favourites.toggle(wall.face(index));
    }
  }
}

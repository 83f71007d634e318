package studio.anycost.app.fx.tour;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/**
 * Three hints at the first start: where a face comes from, what changes it, how to look at it and
 * take it away. They block nothing: whatever else is clicked does what it does, and they stay until
 * the last is done, or Skip or Esc ends them. They wait as long as something is asked or lies over
 * the window. JavaFX thread only.
 */
public final class CoachMarks extends View<Pane> {
  private static final double WIDTH = 300;
  private static final double GAP = 14;
  private static final double EDGE = 12;
  private static final double RING = 3;
  private static final List<CoachMark> MARKS =
      List.of(
          new CoachMark(
              List.of("face-row", "menu"),
              Texts.of("tour.coachMarks.chooseAFace"),
              Texts.of("tour.coachMarks.newFaceRDraws")),
          new CoachMark(
              List.of("inspector", "panel-right-toggle"),
              Texts.of("tour.coachMarks.moveASlider"),
              Texts.of("tour.coachMarks.thePictureFollowsAt")),
          new CoachMark(
              List.of("zoom-bar", "portrait"),
              Texts.of("tour.coachMarks.seeWhatChangedAnd"),
              Texts.of("tour.coachMarks.holdBeforeBFor")));

  private final ViewState views;
  private final Notices notices;
  private final PreferenceState preferences;
  private final VBox card = new VBox(8);
  private final Label title = new Label();
  private final Label text = new Label();
  private final Label count = new Label();
  private final Button skip = new Button(Texts.of("tour.coachMarks.skip"));
  private final Button next = new Button();
  private final Region ring = new Region();
  private final InvalidationListener changed = observable -> update();
  private final EventHandler<KeyEvent> keyed = this::keyed;
  private final Runnable settle = this::follow;
  private Optional<Node> pointedAt = Optional.empty();
  private Optional<Bounds> place = Optional.empty();
  private boolean running;
  private int at;

  @Inject
  CoachMarks(ViewState views, Notices notices, PreferenceState preferences) {
    super(new Pane());
    this.views = views;
    this.notices = notices;
    this.preferences = preferences;
    node().setId("tour");
    node().setPickOnBounds(false);
    ring.getStyleClass().add("tour-ring");
    ring.setMouseTransparent(true);
    ring.setManaged(false);
    title.setId("tour-title");
    title.getStyleClass().add("section-title");
    title.setWrapText(true);
    text.setId("tour-text");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    count.setId("tour-count");
    count.getStyleClass().add("muted");
    skip.setId("tour-skip");
    skip.getStyleClass().addAll("small", "flat");
    Tips.set(skip, Texts.of("tour.coachMarks.noMoreHintsEsc"));
    skip.setOnAction(event -> end());
    next.setId("tour-next");
    next.getStyleClass().addAll("small", "accent");
    next.setOnAction(event -> forth());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox buttons = new HBox(6, count, gap, skip, next);
    buttons.setAlignment(Pos.CENTER_LEFT);
    card.setId("tour-card");
    card.getStyleClass().add("tour-card");
    card.setPrefWidth(WIDTH);
    card.setMaxWidth(WIDTH);
    card.setManaged(false);
    card.getChildren().addAll(title, text, buttons);
    node().getChildren().addAll(ring, card);
    node().setVisible(false);
  }

  @Override
  protected void onAttach() {
    notices.shown().addListener(changed);
    whileAttached(() -> notices.shown().removeListener(changed));
    for (Observable each :
        List.of(
            views.drawerProperty(),
            views.paletteProperty(),
            views.modeProperty(),
            views.sideProperty(),
            views.leftProperty(),
            views.rightProperty(),
            views.animationProperty(),
            node().widthProperty(),
            node().heightProperty())) {
      each.addListener(changed);
      whileAttached(() -> each.removeListener(changed));
    }
  }

  /** Shows them if nobody has seen them. */
  public void offer() {
    if (!preferences.get().toured()) {
      start();
    }
  }

  /** Shows them from the first on. */
  public void start() {
    if (!running) {
      running = true;
      node().getScene().addEventFilter(KeyEvent.KEY_PRESSED, keyed);
      node().getScene().addPostLayoutPulseListener(settle);
    }
    at = 0;
    update();
  }

  private void forth() {
    at++;
    if (at < MARKS.size()) {
      update();
    } else {
      end();
    }
  }

  /** They were seen, or are not wanted. */
  private void end() {
    if (!running) {
      return;
    }
    running = false;
    node().getScene().removeEventFilter(KeyEvent.KEY_PRESSED, keyed);
    node().getScene().removePostLayoutPulseListener(settle);
    boolean focused = node().getScene().getFocusOwner() == next;
    update();
    if (focused) {
      node().getScene().getRoot().requestFocus();
    }
    preferences.update(now -> now.withToured(true));
  }

  private void keyed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && node().isVisible()) {
      end();
      event.consume();
    }
  }

  /** Something is asked, or lies over what they point at. */
  private boolean mustWait() {
    return views.drawerProperty().get().isPresent()
        || views.paletteProperty().get()
        || views.modeProperty().get() == ViewState.Mode.ALIGNMENT
        || views.modeProperty().get() == ViewState.Mode.FACES
        || views.modeProperty().get() == ViewState.Mode.COMPARISON
        || notices.shown().stream().anyMatch(each -> each.kind() == Notice.Kind.QUESTION);
  }

  private void update() {
    Optional<Node> target = running && !mustWait() ? target(MARKS.get(at)) : Optional.empty();
    boolean appears = target.isPresent() && !node().isVisible();
    node().setVisible(target.isPresent());
    pointedAt = target;
    place = target.map(this::placeOf);
    target.ifPresent(on -> show(MARKS.get(at), place.get()));
    if (appears) {
      next.requestFocus();
    }
  }

  /** What is worked with meanwhile may move or go. */
  private void follow() {
    boolean moved =
        pointedAt
            .filter(on -> on.getScene() != node().getScene() || !placeOf(on).equals(place.get()))
            .isPresent();
    if (moved) {
      update();
    }
  }

  private Bounds placeOf(Node target) {
    return node().sceneToLocal(target.localToScene(target.getLayoutBounds()));
  }

  private Optional<Node> target(CoachMark mark) {
    return mark.targets().stream()
        .map(id -> node().getScene().lookup("#" + id))
        .filter(found -> found != null && found.getBoundsInLocal().getWidth() > 0)
        .findFirst();
  }

  private void show(CoachMark mark, Bounds place) {
    boolean last = at == MARKS.size() - 1;
    title.setText(mark.title());
    text.setText(mark.text());
    count.setText(Texts.of("tour.coachMarks.of", at + 1, MARKS.size()));
    skip.setVisible(!last);
    next.setText(last ? Texts.of("tour.coachMarks.done") : Texts.of("tour.coachMarks.next"));
    // Who cannot see the card hears it with the button that has the focus.
    next.setAccessibleText(
        Texts.of(
            last ? "tour.coachMarks.lastHint" : "tour.coachMarks.hint",
            count.getText(),
            mark.title(),
            mark.text()));
    card.applyCss();
    double height = card.prefHeight(WIDTH);
    encircle(place);
    boolean left = place.getMaxX() + GAP + WIDTH < (node().getWidth() + WIDTH) / 2;
    boolean right = place.getMinX() > node().getWidth() / 2;
    double x =
        left
            ? place.getMaxX() + GAP
            : right
                ? place.getMinX() - GAP - WIDTH
                : (place.getMinX() + place.getMaxX() - WIDTH) / 2;
    // What is in the middle has it above.
    double y =
        left || right
            ? place.getMinY() + Math.min(40, Math.max(0, (place.getHeight() - height) / 2))
            : place.getMinY() - GAP - height;
    card.resizeRelocate(
        Math.max(EDGE, Math.min(node().getWidth() - WIDTH - EDGE, x)),
        Math.max(EDGE, Math.min(node().getHeight() - height - EDGE, y)),
        WIDTH,
        height);
  }

  /** Around a place, or along the edge of the window where that is closer. */
  private void encircle(Bounds place) {
    double left = Math.max(0, place.getMinX() - RING);
    double top = Math.max(0, place.getMinY() - RING);
    double right = Math.min(node().getWidth(), place.getMaxX() + RING);
    double bottom = Math.min(node().getHeight(), place.getMaxY() + RING);
    ring.resizeRelocate(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }
}

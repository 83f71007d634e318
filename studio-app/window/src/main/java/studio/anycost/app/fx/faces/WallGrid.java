package studio.anycost.app.fx.faces;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import studio.anycost.app.fx.words.Texts;

/**
 * Rows of tiles that are scrolled, as many as there may be: there are tiles for those rows alone
 * that are on the screen. JavaFX's virtual lists have one column and know where they end.
 *
 * <p>Arrow keys, Page up and down, Home and End go to another face; what Enter and the star key do
 * is said by whoever fills the tiles.
 */
final class WallGrid extends Region {
  /** What is on the wall. */
  interface Faces {
    /** How many there are; the largest number if there is no end. */
    int count();

    FaceTile.Shown face(int index);

    /** These places are on the screen now. */
    void looked(int from, int to);

    void take(int index);

    void favour(int index);
  }

  /** Pictures are as wide as this, or wider by what is left of a row. */
  private static final double NARROWEST = 120;

  private static final double GAP = 12;
  private static final double BAR = 14;

  /** The ring around a picture reaches beyond it. */
  private static final double RING = 4;

  /** A notch of the wheel is half of a row. */
  private static final double WHEEL = 2;

  /** Where there is no end, so many screens follow that which is shown. */
  private static final int AHEAD = 8;

  private static final String STAR = "*";

  private final Faces faces;
  private final ScrollBar bar = new ScrollBar();
  private final List<FaceTile> tiles = new ArrayList<>();
  private double offset;
  private int reached;
  private int current;
  private int columns = 1;
  private double side;
  private int from;
  private int to = -1;
  private boolean scrolling;

  WallGrid(Faces faces) {
    this.faces = faces;
    setId("faces-grid");
    getStyleClass().add("face-wall");
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText(Texts.of("faces.wallGrid.faces"));
    setFocusTraversable(true);
    setMinSize(0, 0);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    bar.setId("faces-scroll");
    bar.setOrientation(Orientation.VERTICAL);
    bar.setFocusTraversable(false);
    bar.setAccessibleText(Texts.of("faces.wallGrid.scrollTheFaces"));
    bar.valueProperty()
        .addListener(
            (observable, old, value) -> {
              if (!scrolling) {
                offset = value.doubleValue();
                requestLayout();
              }
            });
    getChildren().add(bar);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    addEventHandler(KeyEvent.KEY_TYPED, this::typed);
  }

  /** Shows what the faces are by now. */
  void refresh() {
    requestLayout();
    for (FaceTile tile : tiles) {
      if (tile.index() >= 0 && tile.index() < faces.count()) {
        tile.show(faces.face(tile.index()));
      }
    }
  }

  /** Goes to the very first face. */
  void toTop() {
    offset = 0;
    reached = 0;
    current = 0;
    requestLayout();
  }

  /** Gives the keyboard to the face that it was at last. */
  void focusCurrent() {
    goTo(Math.min(current, faces.count() - 1));
  }

  private double rowHeight() {
    return side + FaceTile.CAPTION + GAP;
  }

  private int rows() {
    int needed = 1 + (Math.max(0, faces.count() - 1)) / columns;
    return Math.min(needed, reached / columns + 1);
  }

  private double furthest() {
    return Math.max(0, rows() * rowHeight() - GAP + 2 * RING - getHeight());
  }

  @Override
  protected void layoutChildren() {
    measure();
    int count = faces.count();
    int screen = columns * (int) Math.ceil(getHeight() / rowHeight());
    // The wall grows before its end is seen.
    int behind = (int) ((offset + getHeight()) / rowHeight() + 1) * columns;
    if (behind + screen > reached) {
      reached = behind + AHEAD * screen;
    }
    offset = Math.max(0, Math.min(offset, furthest()));
    from = (int) (offset / rowHeight()) * columns;
    to = Math.min(count, (int) Math.ceil((offset + getHeight()) / rowHeight()) * columns) - 1;
    provide(screen + columns);
    for (FaceTile tile : tiles) {
      tile.setVisible(false);
    }
    for (int index = from; index <= to; index++) {
      place(tiles.get(index % tiles.size()), index);
    }
    showBar();
    if (to >= from) {
      faces.looked(from, to);
    }
  }

  /** How many stand in a row, and how wide they are; what was on the top stays there. */
  private void measure() {
    double width = getWidth() - BAR - 2 * RING;
    int fitting = Math.max(2, (int) ((width + GAP) / (NARROWEST + GAP)));
    double wide = Math.max(16, Math.floor((width - GAP * (fitting - 1)) / fitting));
    if (fitting != columns || wide != side) {
      int top = side == 0 ? 0 : (int) Math.rint(offset / rowHeight()) * columns;
      columns = fitting;
      side = wide;
      offset = top / columns * rowHeight();
    }
  }

  private void provide(int wanted) {
    if (tiles.size() == wanted) {
      return;
    }
    while (tiles.size() > wanted) {
      getChildren().remove(tiles.remove(tiles.size() - 1));
    }
    while (tiles.size() < wanted) {
      FaceTile[] tile = new FaceTile[1];
      tile[0] =
          new FaceTile(
              () -> withFace(tile[0], faces::take),
              () ->
                  withFace(
                      tile[0],
                      index -> {
                        current = index;
                        faces.favour(index);
                      }));
      tiles.add(tile[0]);
      getChildren().add(tile[0]);
    }
    tiles.forEach(each -> each.setIndex(-1));
  }

  /** Not where the page has become shorter and the tile has not been taken away yet. */
  private void withFace(FaceTile tile, IntConsumer action) {
    if (tile.index() >= 0 && tile.index() < faces.count()) {
      action.accept(tile.index());
    }
  }

  private void place(FaceTile tile, int index) {
    if (tile.index() != index) {
      if (tile.button().isFocused()) {
        requestFocus(); // the face that had the keyboard has left the screen
      }
      tile.setIndex(index);
      tile.show(faces.face(index));
    }
    tile.button().setFocusTraversable(index == current);
    tile.setSide(side);
    tile.setVisible(true);
    tile.resizeRelocate(
        RING + index % columns * (side + GAP),
        RING + Math.rint(index / columns * rowHeight() - offset),
        side,
        side + FaceTile.CAPTION);
  }

  private void showBar() {
    double most = furthest();
    scrolling = true;
    bar.setMax(Math.max(1, most));
    bar.setVisibleAmount(most * getHeight() / (most + getHeight()));
    bar.setUnitIncrement(rowHeight() / 2);
    bar.setBlockIncrement(Math.max(rowHeight(), getHeight() - rowHeight()));
    bar.setValue(offset);
    scrolling = false;
    bar.setVisible(most > 0);
    bar.resizeRelocate(getWidth() - BAR, 0, BAR, getHeight());
  }

  private void scrolled(ScrollEvent event) {
    offset = Math.max(0, Math.min(furthest(), offset - WHEEL * event.getDeltaY()));
    requestLayout();
    event.consume();
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
      return;
    }
    int page = columns * Math.max(1, (int) (getHeight() / rowHeight()));
    Optional<Integer> next =
        switch (event.getCode()) {
          case LEFT -> Optional.of(present() - 1);
          case RIGHT -> Optional.of(present() + 1);
          case UP -> Optional.of(present() - columns);
          case DOWN -> Optional.of(present() + columns);
          case PAGE_UP -> Optional.of(present() - page);
          case PAGE_DOWN -> Optional.of(present() + page);
          case HOME -> Optional.of(0);
          case END -> Optional.of(to);
          default -> Optional.empty();
        };
    if (next.isPresent()) {
      goTo(next.get());
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && present() < faces.count()) {
      faces.take(present());
      event.consume();
    }
  }

  private void typed(KeyEvent event) {
    if (STAR.equals(event.getCharacter()) && present() < faces.count()) {
      faces.favour(present());
      event.consume();
    }
  }

  /** The face that the keyboard is at; the first on the screen if that has left it. */
  private int present() {
    return current >= from && current <= to ? current : from;
  }

  /** Gives the keyboard to a face, or the nearest that there is, and shows it whole. */
  private void goTo(int index) {
    int count = faces.count();
    if (count == 0) {
      requestFocus();
      return;
    }
    current = Math.max(0, Math.min(count - 1, index));
    double top = current / columns * rowHeight();
    double bottom = top + side + FaceTile.CAPTION + 2 * RING - getHeight();
    offset = top < offset ? top : Math.max(offset, bottom);
    reached = Math.max(reached, current + columns);
    requestLayout();
    layout();
    tiles.stream()
        .filter(tile -> tile.index() == current)
        .forEach(tile -> tile.button().requestFocus());
  }
}

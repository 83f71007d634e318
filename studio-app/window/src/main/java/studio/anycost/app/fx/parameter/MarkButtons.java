package studio.anycost.app.fx.parameter;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.StrokeIcon;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/**
 * The star and the lock of a row. They are seen while the pointer or the keyboard is in the row,
 * and as long as they are set; before that there are none: forty rows would have eighty.
 */
final class MarkButtons {
  private static final String STAR = "*";

  private final Parameter<?> parameter;
  private final String id;
  private final Node row;
  private final Pane header;
  private final Node before;
  private final RowMarks marks;
  private final Runnable moved;
  private Optional<ToggleButton> star = Optional.empty();
  private Optional<ToggleButton> lock = Optional.empty();
  private boolean moving;

  /**
   * @param id prefix of the ids of the buttons
   * @param header where they are shown
   * @param before the node of the header that they stand before
   * @param moved run when the row has another place now
   */
  MarkButtons(
      Parameter<?> parameter,
      String id,
      Node row,
      Pane header,
      Node before,
      RowMarks marks,
      Runnable moved) {
    this.parameter = parameter;
    this.id = id;
    this.row = row;
    this.header = header;
    this.before = before;
    this.marks = marks;
    this.moved = moved;
    row.hoverProperty().addListener(observable -> show());
    row.focusWithinProperty().addListener(observable -> show());
    row.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    row.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    show();
  }

  private boolean isLockable() {
    return parameter instanceof NumberParameter;
  }

  private static boolean isControl(KeyEvent event) {
    return event.getTarget() instanceof Slider || event.getTarget() instanceof ButtonBase;
  }

  private void pressed(KeyEvent event) {
    boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
    if (event.getCode() == KeyCode.L && plain && isControl(event) && isLockable()) {
      lock(!marks.isLocked(parameter.key()));
      event.consume();
    }
  }

  private void typed(KeyEvent event) {
    if (STAR.equals(event.getCharacter()) && isControl(event)) {
      favour(!marks.isFavourite(parameter.key()));
      event.consume();
    }
  }

  private void lock(boolean on) {
    if (on != marks.isLocked(parameter.key())) {
      marks.setLocked(parameter.key(), on);
    }
    show();
  }

  private void favour(boolean on) {
    if (on != marks.isFavourite(parameter.key())) {
      marks.setFavourite(parameter.key(), on);
      // What has the keyboard loses it on the way to another place.
      Optional<Node> focused =
          row.isFocusWithin() ? Optional.of(row.getScene().getFocusOwner()) : Optional.empty();
      moving = true;
      moved.run();
      focused.ifPresent(Node::requestFocus);
      moving = false;
    }
    show();
  }

  /** Shows what is marked, and what can be. */
  void show() {
    if (moving) {
      return;
    }
    boolean near = row.isHover() || row.isFocusWithin();
    boolean favourite = marks.isFavourite(parameter.key());
    boolean locked = isLockable() && marks.isLocked(parameter.key());
    if (star.isEmpty() && (near || favourite)) {
      star = Optional.of(button("star", this::favour));
    }
    if (lock.isEmpty() && isLockable() && (near || locked)) {
      lock = Optional.of(button("lock", this::lock));
    }
    star.ifPresent(button -> showStar(button, favourite));
    lock.ifPresent(button -> showLock(button, locked));
    place(lock, near || locked, before);
    place(
        star,
        near || favourite,
        lock.<Node>map(button -> button).filter(header.getChildren()::contains).orElse(before));
  }

  private ToggleButton button(String name, Consumer<Boolean> chosen) {
    ToggleButton button = new ToggleButton();
    Icons.iconOnly(button, Signs.UNLOCKED);
    button.setId(id + "-" + name);
    button.getStyleClass().add("row-mark");
    button.setOnAction(event -> chosen.accept(button.isSelected()));
    return button;
  }

  private void showStar(ToggleButton button, boolean on) {
    button.setSelected(on);
    StrokeIcon icon = Icons.of(Signs.FAVOURITE);
    icon.setFilled(on);
    button.setGraphic(icon);
    button.setAccessibleText(Texts.of("parameter.markButtons.favourite", parameter.info().label()));
    Tips.set(
        button,
        on
            ? Texts.of("parameter.markButtons.takeItOffThe")
            : Texts.of("parameter.markButtons.putItAmongThe"));
  }

  private void showLock(ToggleButton button, boolean on) {
    button.setSelected(on);
    Feather sign = on ? Signs.LOCKED : Signs.UNLOCKED;
    button.setGraphic(Icons.of(sign));
    button.setAccessibleText(Texts.of("parameter.markButtons.lock", parameter.info().label()));
    Tips.set(
        button,
        on
            ? Texts.of("parameter.markButtons.lockedSurpriseMePresets")
            : Texts.of("parameter.markButtons.keepItAsIt"));
  }

  private void place(Optional<ToggleButton> button, boolean shown, Node anchor) {
    if (button.isEmpty()) {
      return;
    }
    List<Node> children = header.getChildren();
    if (!shown) {
      children.remove(button.get());
    } else if (!children.contains(button.get())) {
      children.add(children.indexOf(anchor), button.get());
    }
  }
}

package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the window shows in its middle, at its right and in its drawer. JavaFX thread only. */
public final class ViewState {
  /** What is in the middle. */
  public enum Mode {
    SINGLE,
    SPLIT,
    COMPARISON,
    ALIGNMENT,
    /** Faces to choose from. */
    FACES
  }

  /** What stands side by side. */
  public enum Compared {
    /** All uniform sub-generators of the present face. */
    UNIFORM,
    /** Any variants with any sub-generators. */
    ANY
  }

  /** What is at the lower left. */
  public enum Past {
    HISTORY,
    VARIANTS
  }

  /** What slides over the right side. */
  public enum Drawer {
    PREFERENCES,
    PLUGINS,
    SHORTCUTS,
    ABOUT,
    DIRECTIONS,
    TRAINING,
    BATCH,
    EXPORT,
    HELP
  }

  /** What is at the right. */
  public enum Side {
    EDITS,
    TOOLS
  }

  /**
   * A control at the right, or a whole panel, that somebody looks for.
   *
   * @param side where it is
   * @param contribution id of the edit or tool whose panel it is in; blank for the presets
   * @param key of its parameter; empty for the panel itself
   */
  public record Sought(Side side, String contribution, Optional<String> key) {
    /** The panel of the presets, which are of no edit. */
    public static final Sought PRESETS = new Sought(Side.EDITS, "", Optional.empty());
  }

  private final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.EDITS);
  private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.SINGLE);
  private final ObjectProperty<Past> past = new SimpleObjectProperty<>(Past.HISTORY);
  private final ObjectProperty<Compared> compared = new SimpleObjectProperty<>(Compared.UNIFORM);
  private final BooleanProperty left = new SimpleBooleanProperty(true);
  private final BooleanProperty right = new SimpleBooleanProperty(true);
  private final BooleanProperty animation = new SimpleBooleanProperty();
  private final BooleanProperty palette = new SimpleBooleanProperty();
  private final BooleanProperty photo = new SimpleBooleanProperty();
  private final ObjectProperty<Optional<Drawer>> drawer =
      new SimpleObjectProperty<>(Optional.empty());

  private final ReadOnlyObjectWrapper<Optional<Sought>> sought =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final ObjectProperty<Optional<Path>> followed =
      new SimpleObjectProperty<>(Optional.empty());

  /** What back leads to; the picture, but where something was opened for a moment. */
  private Mode behind = Mode.SINGLE;

  @Inject
  public ViewState() {
    mode.addListener((observable, old, now) -> behind = Mode.SINGLE);
  }

  public ObjectProperty<Mode> modeProperty() {
    return mode;
  }

  /** Whether the panels at the left are there: face, preview, history. */
  public BooleanProperty leftProperty() {
    return left;
  }

  /** Whether the panels at the right are there: edits and tools. */
  public BooleanProperty rightProperty() {
    return right;
  }

  /** Whether the key frames of the animation stand below the picture. */
  public BooleanProperty animationProperty() {
    return animation;
  }

  /** Whether the field that finds actions lies over the window. */
  public BooleanProperty paletteProperty() {
    return palette;
  }

  /** Whether the whole photo is wanted in the middle, where the portrait came from one. */
  public BooleanProperty photoProperty() {
    return photo;
  }

  public ObjectProperty<Past> pastProperty() {
    return past;
  }

  /** What stands side by side when that is in the middle. */
  public ObjectProperty<Compared> comparedProperty() {
    return compared;
  }

  /** Shows any variants side by side. */
  public void compareAny() {
    compared.set(Compared.ANY);
    mode.set(Mode.COMPARISON);
  }

  public ObjectProperty<Side> sideProperty() {
    return side;
  }

  public ObjectProperty<Optional<Drawer>> drawerProperty() {
    return drawer;
  }

  /** Back to the picture alone. */
  public void showSingle() {
    mode.set(Mode.SINGLE);
  }

  /**
   * Shows faces to choose one from for something beside the portrait, for a moment: the way back
   * from them leads to what is in the middle now.
   *
   * @return what {@link #leave} leads to
   */
  public Mode showFacesForAMoment() {
    Mode now = mode.get();
    mode.set(Mode.FACES);
    behind = now == Mode.FACES ? Mode.SINGLE : now;
    return behind;
  }

  /** Back to what was in the middle before what is there for a moment, else to the picture. */
  public void leave() {
    mode.set(behind);
  }

  /** One step back: closes the drawer if there is one, else leaves what is in the middle. */
  public void back() {
    if (drawer.get().isPresent()) {
      closeDrawer();
    } else {
      leave();
    }
  }

  /** Shows a mode, or leaves it if it is shown already. */
  public void toggle(Mode wanted) {
    if (mode.get() == wanted) {
      leave();
    } else {
      mode.set(wanted);
    }
  }

  /** Opens a drawer, or closes it if it is open. */
  public void toggle(Drawer wanted) {
    drawer.set(drawer.get().equals(Optional.of(wanted)) ? Optional.empty() : Optional.of(wanted));
  }

  /** What somebody looks for, until its panel has shown it. */
  public ReadOnlyObjectProperty<Optional<Sought>> soughtProperty() {
    return sought.getReadOnlyProperty();
  }

  /** Brings a control at the right to the eye and the keyboard: nothing lies over it then. */
  public void seek(Sought wanted) {
    closeDrawer();
    right.set(true);
    side.set(wanted.side());
    sought.set(Optional.of(wanted));
  }

  /**
   * What is looked for at a side, which its panels show now: nobody looks for it any more.
   *
   * @param asked the side whose panels ask
   */
  public Optional<Sought> takeSought(Side asked) {
    Optional<Sought> taken = sought.get().filter(wanted -> wanted.side() == asked);
    if (taken.isPresent()) {
      sought.set(Optional.empty());
    }
    return taken;
  }

  /** The folder of the training run that is followed. */
  public ReadOnlyObjectProperty<Optional<Path>> followedProperty() {
    return followed;
  }

  /** Follows a training run in the drawer. */
  public void follow(Path run) {
    followed.set(Optional.of(run));
    drawer.set(Optional.of(Drawer.TRAINING));
  }

  public void closeDrawer() {
    drawer.set(Optional.empty());
  }
}

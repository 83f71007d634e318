package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCharacterCombination;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.shell.StudioActions;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.task.BackgroundTasks;

/**
 * Somebody who presses anything: seeded, on the real window. Runs when it is asked for: {@code
 * -Dstudio.soak=true}; a thousand actions by default, {@code -Dstudio.monkey.actions=100000} for
 * more.
 */
@EnabledIfSystemProperty(named = "studio.soak", matches = "true")
@ExtendWith(ApplicationExtension.class)
class MonkeyTest {
  private static final int ACTIONS = Integer.getInteger("studio.monkey.actions", 1000);
  private static final long SEED = Long.getLong("studio.monkey.seed", 20);
  private static final int TOGETHER = 20;

  /** From when on the history is as long as it gets, and all caches are full. */
  private static final int SETTLED = 20_000;

  /** So many that each command comes up. */
  private static final int ENOUGH = 1_000;

  /**
   * Actions from one look at the heap to the next. What views and exports hold for the moment comes
   * to hundreds of megabytes, so that only the least of many looks tells what is kept for good.
   */
  private static final int SAMPLED = 1000;

  /** Of the heap from the second quarter to the last: more is what has piled up. */
  private static final long MOST_GROWTH = 48L << 20;

  /** Those that views listen to by themselves; the others are the keys of the commands. */
  private static final List<KeyCombination> OWN_KEYS =
      Stream.of(
              "B",
              "M",
              "L",
              "F2",
              "Enter",
              "Space",
              "Left",
              "Right",
              "Up",
              "Down",
              "Delete",
              "Backspace",
              "Tab",
              "Home",
              "End",
              "Page Down",
              "Page Up",
              "Alt+Left",
              "Alt+Right")
          .map(KeyCombination::valueOf)
          .toList();

  private static final Set<String> CLOSING = Set.of("quit", "menu-quit");

  @TempDir Path folder;
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<String> done = new ArrayList<>();
  private final Random random = new Random(SEED);
  private final Set<String> commanded = new TreeSet<>();
  private final List<StudioAction> deck = new ArrayList<>();
  private List<StudioAction> commands;
  private List<KeyCombination> keys;
  private SyntheticBackend backend;
  private StudioFixture studio;

  /** On a stage of its own: all events of the one that is given are kept, with their nodes. */
  @Start
  void start(Stage unused) {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> {
              failure.printStackTrace();
              failures.add(failure);
            });
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), new Stage());
    commands =
        studio.get(StudioActions.class).all().stream()
            .filter(action -> !CLOSING.contains(action.id()))
            .toList();
    keys =
        Stream.concat(
                OWN_KEYS.stream(), commands.stream().flatMap(action -> action.keys().stream()))
            .toList();
  }

  @BeforeEach
  void awaitPanels() {
    studio.awaitPanels();
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  @Test
  void whateverIsPressedNothingFailsSticksOrPilesUp() {
    studio.answers().answer(Questions.Answer.DISCARD);
    List<Long> heaps = new ArrayList<>();
    for (int i = 0; i < ACTIONS; i += TOGETHER) {
      studio.fx(
          () -> {
            for (int j = 0; j < TOGETHER; j++) {
              act();
            }
            return null;
          });
      assertThat(failures).as("after %s", tail()).isEmpty();
      if (ACTIONS >= SETTLED && i % SAMPLED == 0) {
        heaps.add(heap());
      }
    }
    studio.await("no task is stuck", () -> studio.get(BackgroundTasks.class).running().isEmpty());
    assertThat(failures).as("after %s", tail()).isEmpty();
    assertThat(studio.fx(() -> studio.stage().isShowing())).isTrue();
    if (ACTIONS >= ENOUGH) {
      assertThat(commanded)
          .as("commands that were given")
          .containsExactlyInAnyOrderElementsOf(commands.stream().map(StudioAction::id).toList());
    }
    if (ACTIONS >= SETTLED) {
      int quarter = heaps.size() / 4;
      long before = Collections.min(heaps.subList(quarter, 2 * quarter));
      long after = Collections.min(heaps.subList(3 * quarter, heaps.size()));
      assertThat(after - before).as("growth of the heap in bytes").isLessThan(MOST_GROWTH);
    }
    studio.fx(
        () -> {
          key(KeyCode.ESCAPE);
          return null;
        });
  }

  private String tail() {
    return String.join(", ", done.subList(Math.max(0, done.size() - 40), done.size()));
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void act() {
    if (random.nextInt(50) == 0) {
      studio
          .answers()
          .choose(random.nextBoolean() ? null : folder.resolve("file" + random.nextInt(4)));
      studio.answers().replace(random.nextBoolean());
      studio.answers().answer(Questions.Answer.values()[random.nextInt(3)]);
    }
    switch (random.nextInt(10)) {
      case 0, 1 -> key(keys.get(random.nextInt(keys.size())));
      case 2 -> command();
      case 3 -> scroll();
      case 4 -> hover();
      default -> use(any());
    }
  }

  /** What the palette would do, each once before one comes twice. */
  private void command() {
    if (deck.isEmpty()) {
      deck.addAll(commands);
      Collections.shuffle(deck, random);
    }
    StudioAction action = deck.remove(deck.size() - 1);
    done.add("command " + action.id());
    commanded.add(action.id());
    action.fire();
  }

  /** A control in any window of the studio: menus and lists open in their own. */
  private Node any() {
    List<Node> nodes = new ArrayList<>();
    for (Window window : Window.getWindows()) {
      collect(window.getScene().getRoot(), nodes);
    }
    return nodes.get(random.nextInt(nodes.size()));
  }

  private static void collect(Node node, List<Node> found) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node instanceof ButtonBase
        || node instanceof Slider
        || node instanceof TextInputControl
        || node instanceof ComboBoxBase
        || node instanceof ListCell
        || node instanceof TitledPane
        || node.isFocusTraversable()
        || node.getOnMousePressed() != null
        || node.getOnMouseClicked() != null
        || "portrait".equals(node.getId())
        || node.getStyleClass().contains("menu-item")) {
      if (!CLOSING.contains(String.valueOf(node.getId()))) {
        found.add(node);
      }
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
    }
  }

  private void use(Node node) {
    done.add(node.getClass().getSimpleName() + "#" + node.getId());
    if (node instanceof MenuButton menu) {
      menu.show();
    } else if (node instanceof ButtonBase button) {
      button.fire();
    } else if (node instanceof ComboBoxBase<?> box) {
      if (random.nextBoolean()) {
        box.show();
      } else {
        box.hide();
      }
    } else if (node instanceof TextInputControl text) {
      text.requestFocus();
      text.setText(
          List.of("", "0.5", "-1", "1e9", "abc", "7", "\u2603", "0,25").get(random.nextInt(8)));
      key(KeyCode.ENTER);
    } else if (node instanceof TitledPane pane) {
      pane.setExpanded(!pane.isExpanded());
    } else if (node instanceof Slider || "portrait".equals(node.getId())) {
      drag(node);
    } else if (node.isFocusTraversable() && random.nextBoolean()) {
      node.requestFocus();
      key(keys.get(random.nextInt(keys.size())));
    } else {
      click(node, 0.5, 0.5, MouseEvent.MOUSE_PRESSED, 1 + random.nextInt(2));
      click(node, 0.5, 0.5, MouseEvent.MOUSE_RELEASED, 1);
      click(node, 0.5, 0.5, MouseEvent.MOUSE_CLICKED, 1);
    }
  }

  /** Over something, and most times away from it again. */
  private void hover() {
    Node node = any();
    done.add("hover " + node.getClass().getSimpleName() + "#" + node.getId());
    click(node, 0.5, 0.5, MouseEvent.MOUSE_ENTERED, 0);
    click(node, random.nextDouble(), random.nextDouble(), MouseEvent.MOUSE_MOVED, 0);
    if (random.nextInt(4) > 0) {
      click(node, 0.5, 0.5, MouseEvent.MOUSE_EXITED, 0);
    }
  }

  private void drag(Node node) {
    double x = random.nextDouble();
    click(node, x, 0.5, MouseEvent.MOUSE_PRESSED, 1 + random.nextInt(2));
    for (int i = random.nextInt(4); i > 0; i--) {
      click(node, random.nextDouble(), random.nextDouble(), MouseEvent.MOUSE_DRAGGED, 1);
    }
    if (random.nextInt(8) > 0) { // else it is let go elsewhere
      click(node, x, 0.5, MouseEvent.MOUSE_RELEASED, 1);
    }
  }

  private static void click(
      Node node, double x, double y, javafx.event.EventType<MouseEvent> type, int count) {
    Bounds bounds = node.getBoundsInLocal();
    double localX = bounds.getMinX() + x * bounds.getWidth();
    double localY = bounds.getMinY() + y * bounds.getHeight();
    var scene = node.localToScene(localX, localY);
    var screen = node.localToScreen(localX, localY);
    if (scene == null || screen == null) {
      return;
    }
    Event.fireEvent(
        node,
        new MouseEvent(
            node,
            node,
            type,
            localX,
            localY,
            screen.getX(),
            screen.getY(),
            MouseButton.PRIMARY,
            count,
            false,
            false,
            false,
            false,
            type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED,
            false,
            false,
            true,
            false,
            true,
            null));
  }

  private void scroll() {
    Node node = any();
    done.add("scroll " + node.getId());
    Event.fireEvent(
        node,
        new ScrollEvent(
            ScrollEvent.SCROLL,
            5,
            5,
            5,
            5,
            random.nextBoolean(),
            random.nextBoolean(),
            false,
            false,
            false,
            false,
            0,
            40 * (random.nextInt(3) - 1),
            0,
            40,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            null));
  }

  private void key(KeyCode code) {
    key(new KeyCodeCombination(code));
  }

  /** With the shift key now and then, too, where that is not a part of it. */
  private void key(KeyCombination keys) {
    done.add(keys.getName());
    Node focused = studio.stage().getScene().getFocusOwner();
    Node target = focused == null ? studio.stage().getScene().getRoot() : focused;
    boolean shift = keys.getShift() == ModifierValue.DOWN || random.nextInt(6) == 0;
    boolean shortcut = keys.getShortcut() == ModifierValue.DOWN;
    for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
      Event.fireEvent(
          target,
          new KeyEvent(
              type,
              "",
              "",
              code(keys),
              shift,
              shortcut,
              keys.getAlt() == ModifierValue.DOWN,
              false));
    }
  }

  private static KeyCode code(KeyCombination keys) {
    if (keys instanceof KeyCodeCombination of) {
      return of.getCode();
    }
    return switch (((KeyCharacterCombination) keys).getCharacter()) {
      case "+" -> KeyCode.PLUS;
      case "-" -> KeyCode.MINUS;
      case "=" -> KeyCode.EQUALS;
      default -> KeyCode.SLASH;
    };
  }
}

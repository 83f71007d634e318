package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.support.Everywhere;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.support.SyntheticMixing;
import studio.anycost.app.settings.Preferences.Theme;

/** Whether the Tab key alone leads everywhere, in a sane order, and one sees where one is. */
@ExtendWith(ApplicationExtension.class)
class KeyboardTest {
  /** More than there are controls on any screen. */
  private static final int MOST_STEPS = 400;

  /** Where what was opened is, by how its name begins; else all of the window is walked through. */
  private static final Map<String, String> PLACES =
      Map.of(
          "side TOOLS", "side-panel",
          "mode S", "portrait-stage",
          "mode C", "comparison",
          "mode F", "faces",
          "drawer", "drawer",
          "animation", "animation-strip",
          "any", "comparison",
          "variants", "left-column",
          "palette", "palette");

  /** The window's parts as one reads it. */
  private static final List<String> ORDER =
      List.of("top-bar", "left-column", "columns", "drawer", "animation-strip", "status-bar");

  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private Everywhere everywhere;
  private final Set<String> faults = new TreeSet<>();

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit(), new SyntheticMixing()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
    everywhere = new Everywhere(studio);
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  @Test
  void theTabKeyLeadsToEveryControlAndBackAndOneSeesWhereOneIs() {
    studio.awaitFullPicture();
    studio.awaitPanels();
    choose(Theme.DARK);
    studio.fx(
        () -> {
          walk("dark", Optional.empty());
          return null;
        });
    choose(Theme.LIGHT);
    everywhere.visit(part -> walk(part, place(part)));
    assertThat(faults).isEmpty();
  }

  private static Optional<String> place(String part) {
    return PLACES.entrySet().stream()
        .filter(each -> part.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private void choose(Theme theme) {
    studio.fx(
        () -> {
          studio.get(PreferenceState.class).update(now -> now.withTheme(theme));
          return null;
        });
  }

  /**
   * Walks round once.
   *
   * @param place id of the part to walk through, out of which the way must lead; else all of it,
   *     round to where it began
   */
  private void walk(String part, Optional<String> place) {
    Scene scene = studio.stage().getScene();
    Node from = place.<Node>map(id -> scene.lookup("#" + id)).orElse(scene.getRoot());
    scene.getRoot().requestFocus();
    scene.getRoot().applyCss();
    List<Node> wanted =
        everywhere.shown().stream().filter(node -> isControl(node) && isIn(node, from)).toList();
    Map<Node, List<Object>> unfocused = new IdentityHashMap<>();
    wanted.forEach(node -> unfocused.put(node, look(node)));
    if (place.isPresent() && !wanted.isEmpty()) {
      wanted.get(0).requestFocus();
      tab(wanted.get(0));
      tab(scene.getFocusOwner(), true);
    }
    Set<Node> reached = new LinkedHashSet<>();
    Node first = null;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      Node now = scene.getFocusOwner();
      if (now == first || first != null && !isIn(now, from)) {
        break;
      }
      if (now != scene.getRoot()) {
        first = first == null ? now : first;
        reached.add(now);
        now.applyCss();
        if (unfocused.containsKey(now) && unfocused.get(now).equals(look(now))) {
          faults.add(part + ": one does not see the focus on " + Everywhere.place(now));
        }
      }
      tab(now);
      if (scene.getFocusOwner() == now) {
        faults.add(part + ": no way on from " + Everywhere.place(now));
        return;
      }
    }
    wanted.stream()
        .filter(node -> !reached.contains(node) && !isBesideOneOf(node, reached))
        .forEach(node -> faults.add(part + ": no way to " + Everywhere.place(node)));
    List<Integer> order = reached.stream().map(KeyboardTest::part).filter(i -> i >= 0).toList();
    int turns = 0;
    for (int i = 1; i < order.size(); i++) {
      turns += order.get(i) < order.get(i - 1) ? 1 : 0;
    }
    if (turns > 1) { // one, at the end of the window
      faults.add(part + ": to and fro in the order " + new LinkedHashSet<>(order));
    }
  }

  private static boolean isIn(Node node, Node place) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each == place) {
        return true;
      }
    }
    return false;
  }

  /** Of joined buttons Tab leads to the one that is on, and arrow keys to the others. */
  private static boolean isBesideOneOf(Node node, Set<Node> reached) {
    return node instanceof ToggleButton button
        && button.getToggleGroup() != null
        && button.getToggleGroup().getToggles().stream().anyMatch(reached::contains);
  }

  private static void tab(Node on) {
    tab(on, false);
  }

  private static void tab(Node on, boolean back) {
    for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
      Event.fireEvent(on, new KeyEvent(type, "", "", KeyCode.TAB, back, false, false, false));
    }
  }

  /** What a person acts on, by itself and not as a part of a control around it. */
  private static boolean isControl(Node node) {
    if (!node.isFocusTraversable() || node.isDisabled()) {
      return false;
    }
    return node.getLayoutBounds().getWidth() > 0;
  }

  private static int part(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each.getId() != null && ORDER.contains(each.getId())) {
        return ORDER.indexOf(each.getId());
      }
    }
    return -1;
  }

  /** Everything that style sheets give to a node and its parts. */
  private static List<Object> look(Node node) {
    List<Object> all = new ArrayList<>();
    all.addAll(Arrays.asList(node.getEffect(), node.getOpacity(), node.isVisible()));
    if (node instanceof Region region) {
      all.addAll(Arrays.asList(region.getBackground(), region.getBorder()));
    }
    if (node instanceof Shape shape) {
      all.addAll(Arrays.asList(shape.getFill(), shape.getStroke(), shape.getStrokeWidth()));
    }
    if (node instanceof Text text) {
      all.add(text.isUnderline());
    }
    if (node instanceof Labeled labeled) {
      all.add(labeled.getTextFill());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> all.addAll(look(child)));
    }
    return all;
  }
}

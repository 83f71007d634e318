package studio.anycost.app.fx.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import org.testfx.util.WaitForAsyncUtils;
import studio.anycost.app.fx.parameter.SeedFaces;
import studio.anycost.app.fx.state.ViewState;

/** All that the window can show, one after the other. */
public final class Everywhere {
  private final StudioFixture studio;
  private final long milliseconds;

  public Everywhere(StudioFixture studio) {
    this(studio, 0);
  }

  /** Looks only after a while, so that what comes by and by has come. */
  public Everywhere(StudioFixture studio, long milliseconds) {
    this.studio = studio;
    this.milliseconds = milliseconds;
  }

  /** Looks at a part of the window. */
  @FunctionalInterface
  public interface Look {
    /**
     * On the JavaFX thread, laid out.
     *
     * @param part what is open, for people
     */
    void at(String part);
  }

  /** Visits every view, drawer and panel. */
  public void visit(Look look) {
    ViewState views = studio.get(ViewState.class);
    open(() -> views.sideProperty().set(ViewState.Side.EDITS));
    studio.awaitFullPicture();
    studio.awaitPanels();
    for (ViewState.Side side : ViewState.Side.values()) {
      visit("side " + side, () -> views.sideProperty().set(side), look);
    }
    visit("variants", () -> views.pastProperty().set(ViewState.Past.VARIANTS), look);
    open(
        () -> {
          views.pastProperty().set(ViewState.Past.HISTORY);
          views.sideProperty().set(ViewState.Side.EDITS);
        });
    for (ViewState.Mode mode : ViewState.Mode.values()) {
      if (mode != ViewState.Mode.ALIGNMENT) { // of a photo, which there is none of
        visit("mode " + mode, () -> views.modeProperty().set(mode), look);
      }
    }
    visit("mode FACES for a seed", this::chooseForASeed, look);
    open(() -> views.modeProperty().set(ViewState.Mode.COMPARISON));
    visit("any", () -> views.comparedProperty().set(ViewState.Compared.ANY), look);
    open(() -> views.comparedProperty().set(ViewState.Compared.UNIFORM));
    open(() -> views.modeProperty().set(ViewState.Mode.SINGLE));
    visit("animation", () -> views.animationProperty().set(true), look);
    visit(
        "animation and export",
        () -> views.drawerProperty().set(Optional.of(ViewState.Drawer.EXPORT)),
        look);
    open(views::closeDrawer);
    open(() -> views.animationProperty().set(false));
    for (ViewState.Drawer drawer : ViewState.Drawer.values()) {
      visit("drawer " + drawer, () -> views.drawerProperty().set(Optional.of(drawer)), look);
    }
    open(views::closeDrawer);
    visit("palette", () -> views.paletteProperty().set(true), look);
    open(() -> views.paletteProperty().set(false));
  }

  private void chooseForASeed() {
    studio
        .get(SeedFaces.class)
        .choose(
            new SeedFaces.Question(
                "A plugin with a long name: Other face",
                () -> new SeedFaces.Face(1, 1),
                seed -> {},
                () -> {}));
  }

  private void visit(String part, Runnable open, Look look) {
    open(open);
    if (milliseconds > 0) {
      WaitForAsyncUtils.sleep(milliseconds, TimeUnit.MILLISECONDS);
    }
    studio.fx(
        () -> {
          SettledLayout.now(studio.stage().getScene().getRoot());
          look.at(part);
          return null;
        });
  }

  private void open(Runnable open) {
    studio.fx(
        () -> {
          open.run();
          return null;
        });
  }

  /** What is on the screen, parents before children; on the JavaFX thread. */
  public List<Node> shown() {
    List<Node> nodes = new ArrayList<>();
    collect(studio.stage().getScene().getRoot(), nodes);
    return nodes;
  }

  private static void collect(Node node, List<Node> into) {
    if (!node.isVisible()) {
      return;
    }
    into.add(node);
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
    }
  }

  /** Where a node is, for people. */
  public static String place(Node node) {
    StringBuilder path = new StringBuilder();
    for (Node each = node; each != null; each = each.getParent()) {
      if (each.getId() != null) {
        path.insert(0, "#" + each.getId() + " ");
      }
    }
    return path + node.getClass().getSimpleName() + " " + node.getStyleClass();
  }
}

package studio.anycost.app.fx.direction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.css.PseudoClass;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.FoundDirection.Figure;
import studio.anycost.app.engine.DirectionTable;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.SettledLayout;
import studio.anycost.app.fx.theme.SystemAppearance;
import studio.anycost.app.fx.theme.ThemeSwitcher;
import studio.anycost.app.settings.Preferences.Theme;

/** What was found, read as a table and as a map, in the least window there is. */
@ExtendWith(ApplicationExtension.class)
class DirectionsSheetTest {
  private static final double WIDTH = 900;
  private static final double HEIGHT = 520;
  private static final PseudoClass LOOKED_AT = PseudoClass.getPseudoClass("looked-at");

  private final ViewState views = new ViewState();
  private DirectionsSheet sheet;
  private Scene scene;

  @Start
  void start(Stage stage) {
    ThemeSwitcher.loadFonts();
    ThemeSwitcher themes =
        new ThemeSwitcher(new SystemAppearance("Linux", Map.of(), command -> null));
    themes.choose(Theme.DARK);
    sheet = new DirectionsSheet(views, themes);
    // Whatever size the stage has from the test before.
    sheet.node().setMinSize(WIDTH, HEIGHT);
    sheet.node().setPrefSize(WIDTH, HEIGHT);
    sheet.node().setMaxSize(WIDTH, HEIGHT);
    scene = new Scene(new Pane(sheet.node()), WIDTH, HEIGHT);
    themes.style(scene.getStylesheets());
    stage.setScene(scene);
    stage.show();
  }

  private static List<FoundDirection> found(int count) {
    Random random = new Random(3);
    List<FoundDirection> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] normal = new float[8];
      for (int j = 0; j < normal.length; j++) {
        normal[j] = (float) random.nextGaussian();
      }
      found.add(
          new FoundDirection(
              new Boundary("Attribute_with_a_name_" + i, normal, 0.5),
              List.of(
                  new Figure("validation accuracy", 1 - i / 100.0),
                  new Figure("samples", 20_000))));
    }
    return found;
  }

  private void open(List<FoundDirection> found) {
    fx(() -> sheet.open(found));
  }

  private void fx(Runnable work) {
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          work.run();
          SettledLayout.now(scene.getRoot());
        });
  }

  private void showAngles() {
    fx(() -> ((ToggleButton) scene.lookup("#directions-part-1")).fire());
  }

  private static boolean isInSight(Node node) {
    return new BoundingBox(0, 0, WIDTH, HEIGHT).contains(inScene(node));
  }

  private static void await(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(
          10, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(10_000, condition));
    } catch (TimeoutException e) {
      throw new AssertionError("The names are out of sight.", e);
    }
  }

  private Label label(String id) {
    return (Label) scene.lookup("#" + id);
  }

  private static Bounds inScene(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  @Test
  void longNamesHaveRoomAndAreCutInTheirMiddle() {
    List<FoundDirection> found = new ArrayList<>(found(3));
    found.add(
        FoundDirection.of(
            new Boundary(
                "Arched eyebrows in the evening sun 2", new float[] {1, 0, 0, 0, 0, 0, 0, 0}, 1)));
    open(found);
    TableView<?> table = (TableView<?>) scene.lookup("#directions-table");
    assertThat(table.getColumns().get(0).getWidth()).isBetween(240.0, 300.0);
    showAngles();
    assertThat(label("directions-row-3").getTextOverrun()).isEqualTo(OverrunStyle.CENTER_ELLIPSIS);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 10, 40})
  void bothAxesHaveNamesThatCanBeReadAndStayInSight(int count) {
    List<FoundDirection> found = found(count);
    open(found);
    assertThat(views.drawerProperty().get()).contains(ViewState.Drawer.DIRECTIONS);
    showAngles();

    ScrollPane scroll = (ScrollPane) scene.lookup(".angle-scroll");
    for (double share : new double[] {0, 1}) {
      fx(
          () -> {
            scroll.setHvalue(share);
            scroll.setVvalue(share);
          });
      int at = share == 0 ? 0 : count - 1;
      await(
          () ->
              isInSight(label("directions-row-" + at))
                  && isInSight(label("directions-column-" + at)));
      Bounds body = inScene(scene.lookup("#directions-angles"));
      double cell = body.getWidth() / count;
      assertThat(cell).as("room for three digits").isGreaterThanOrEqualTo(23);
      Bounds row = inScene(label("directions-row-" + at));
      Bounds column = inScene(label("directions-column-" + at));
      assertThat(label("directions-row-" + at).getText()).isEqualTo("Attribute with a name " + at);
      assertThat(label("directions-row-" + at).getFont().getSize()).isGreaterThanOrEqualTo(11);
      assertThat(row.getCenterY())
          .as("the row's name beside its cells")
          .isBetween(body.getMinY() + at * cell, body.getMinY() + (at + 1) * cell);
      assertThat(column.getCenterX())
          .as("the column's name above its cells")
          .isBetween(body.getMinX() + at * cell, body.getMinX() + (at + 1) * cell);
    }
  }

  @Test
  void thePointerAndTheKeysNameBothAndTheirAngle(FxRobot robot) {
    List<FoundDirection> found = found(3);
    DirectionTable table = new DirectionTable(found);
    open(found);
    showAngles();
    Node body = scene.lookup("#directions-angles");
    fx(body::requestFocus);
    for (int i = 0; i < 3; i++) {
      robot.type(KeyCode.UP, KeyCode.LEFT);
    }
    assertThat(label("directions-angle").getText()).isEqualTo("Attribute with a name 0");

    robot.type(KeyCode.RIGHT, KeyCode.RIGHT);
    assertThat(label("directions-angle").getText())
        .startsWith(
            "Attribute with a name 0 and Attribute with a name 2: "
                + Math.round(table.angle(0, 2))
                + "\u00b0, ");
    assertThat(body.getAccessibleText()).isEqualTo(label("directions-angle").getText());
    assertThat(scene.getRoot().lookupAll(".angle-name"))
        .filteredOn(node -> node.getPseudoClassStates().contains(LOOKED_AT))
        .extracting(Node::getId)
        .containsExactlyInAnyOrder("directions-row-0", "directions-column-2");
    assertThat(scene.getRoot().lookupAll(".angle-scale"))
        .extracting(node -> ((Label) node).getText())
        .contains("0\u00b0", "90\u00b0", "180\u00b0", "the same", "the opposite");
  }

  @Test
  @SuppressWarnings("unchecked")
  void aClickOnAHeadingSortsAndTheCopyIsSortedTheSame() {
    open(found(10));
    TableView<DirectionTable.Row> table =
        (TableView<DirectionTable.Row>) scene.lookup("#directions-table");
    assertThat(table.getColumns().stream().map(TableColumn::getUserData))
        .containsExactly(
            "Attribute",
            "Validation accuracy",
            "Standard deviation",
            "Nearest other",
            "Angle",
            "Samples")
        .as("what differs comes before what is the same of all");

    fx(
        () -> {
          table.getSortOrder().setAll(List.of(table.getColumns().get(1)));
          table.sort();
        });
    assertThat(table.getItems().get(0).name()).isEqualTo("Attribute_with_a_name_9");

    String[] copied = new String[1];
    fx(
        () -> {
          ((Button) scene.lookup("#directions-copy")).fire();
          copied[0] = Clipboard.getSystemClipboard().getString();
        });
    List<String> lines = copied[0].lines().toList();
    assertThat(lines).hasSize(11);
    assertThat(lines.get(0)).startsWith("Attribute\tValidation accuracy\tStandard deviation\t");
    assertThat(lines.get(1)).startsWith("Attribute with a name 9\t0.910\t0.500\tAttribute");
    assertThat(lines.get(1)).endsWith("\u00b0\t20000");
  }
}

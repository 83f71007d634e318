package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Circle;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.theme.SystemAppearance;
import studio.anycost.app.fx.theme.ThemeSwitcher;
import studio.anycost.app.settings.Preferences.Theme;

/** States that look alike to who sees no colours. */
@ExtendWith(ApplicationExtension.class)
class ColourAloneTest {
  private final Pane root = new Pane();

  @Start
  void start(Stage stage) {
    ThemeSwitcher.loadFonts();
    ThemeSwitcher themes =
        new ThemeSwitcher(
            new SystemAppearance("Linux", Map.of("GTK_THEME", "Adwaita"), command -> null));
    themes.choose(Theme.LIGHT);
    Scene scene = new Scene(root, 300, 200);
    themes.style(scene.getStylesheets());
    stage.setScene(scene);
    stage.show();
  }

  /** All but the colours. */
  private static List<Object> form(Node node) {
    List<Object> form = new ArrayList<>();
    form.add(node.getScaleX());
    if (node instanceof Circle point) {
      form.add(point.getStrokeWidth());
      form.add(point.getFill().toString().endsWith("00")); // hollow
    }
    if (node instanceof Region region) {
      if (region.getBorder() != null) {
        region.getBorder().getStrokes().forEach(stroke -> form.add(stroke.getWidths()));
      }
      if (region.getBackground() != null) {
        region
            .getBackground()
            .getFills()
            .forEach(fill -> form.add(List.of(isSeen(fill.getFill()), fill.getInsets())));
      }
    }
    if (node instanceof Label label) {
      form.add(label.getFont());
    }
    if (node instanceof ListCell<?> cell) {
      form.add(cell.getFont());
      form.add(cell.getOpacity());
    }
    return form;
  }

  private static boolean isSeen(Paint paint) {
    return !paint.toString().endsWith("00");
  }

  private List<Object> form(FxRobot robot, Node styled, Node shown, String... states) {
    List<Object> form = new ArrayList<>();
    robot.interact(
        () -> {
          root.getChildren().setAll(styled);
          for (String state : states) {
            styled.pseudoClassStateChanged(PseudoClass.getPseudoClass(state), true);
          }
          root.applyCss();
          form.addAll(form(shown));
        });
    return form;
  }

  private List<Object> point(FxRobot robot, String... states) {
    Circle point = new Circle(4);
    point.getStyleClass().add("front-point");
    return form(robot, point, point, states);
  }

  @Test
  void whatASearchFoundAndWhatIsKeptOfItHaveFormsOfTheirOwn(FxRobot robot) {
    assertThat(
            List.of(
                point(robot),
                point(robot, "kept"),
                point(robot, "uniform"),
                point(robot, "uniform", "kept"),
                point(robot, "previewed"),
                point(robot, "looked-at")))
        .doesNotHaveDuplicates();
  }

  /** With a style class each, the last of which is looked at. */
  private List<Object> inside(FxRobot robot, List<String> classes, String... states) {
    Pane outer = null;
    Region inner = null;
    for (String each : classes) {
      inner = each.endsWith("-name") ? new Label("A") : new HBox();
      inner.getStyleClass().add(each);
      if (outer != null) {
        outer.getChildren().add(inner);
      } else {
        outer = (Pane) inner;
      }
    }
    return form(robot, outer, inner, states);
  }

  @Test
  void theLampOfFullQualityIsADiscAndThatOfAPreviewARing(FxRobot robot) {
    assertThat(inside(robot, List.of("lamp"), "full")).isNotEqualTo(inside(robot, List.of("lamp")));
  }

  @Test
  void whatIsTakenAmongManyDiffersFromWhatIsPointedAt(FxRobot robot) {
    for (List<String> place :
        List.of(
            List.of("face-button"),
            List.of("grid-cell", "cell-ring"),
            List.of("variant-card", "variant-name"))) {
      String state = place.contains("face-button") ? "taken" : "current";
      assertThat(inside(robot, place, state))
          .as("%s", place)
          .isNotEqualTo(inside(robot, place))
          .isNotEqualTo(inside(robot, place, "hover"));
    }
  }

  @Test
  void whatIsChangedIsBoldAndNotOnlyBlue(FxRobot robot) {
    List<List<Object>> forms = new ArrayList<>();
    for (String[] states : new String[][] {{}, {"changed"}}) {
      Label label = new Label("Smiling");
      label.getStyleClass().add("parameter-label");
      HBox header = new HBox(label);
      header.getStyleClass().add("parameter-header");
      forms.add(form(robot, header, label, states));
    }
    assertThat(forms.get(0)).isNotEqualTo(forms.get(1));
  }
}

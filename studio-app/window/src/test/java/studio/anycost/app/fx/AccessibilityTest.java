package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
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

/**
 * Whether everything has a name for whoever hears the window, and stands out for whoever sees it.
 */
@ExtendWith(ApplicationExtension.class)
class AccessibilityTest {
  /** WCAG 2.1, 1.4.3 (AA), of text that is not large. */
  private static final double CONTRAST = 4.5;

  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private Everywhere everywhere;

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

  private void everywhere(Runnable look) {
    everywhere.visit(part -> look.run());
  }

  private List<Node> shown() {
    return everywhere.shown();
  }

  private static String place(Node node) {
    return Everywhere.place(node);
  }

  @Test
  void everyControlHasAName() {
    TreeSet<String> nameless = new TreeSet<>();
    everywhere(
        () ->
            shown().stream()
                .filter(AccessibilityTest::needsName)
                .filter(node -> name(node).isBlank())
                .forEach(node -> nameless.add(place(node))));
    assertThat(nameless).isEmpty();
  }

  /** What a person acts on; parts of larger controls answer for themselves. */
  private static boolean needsName(Node node) {
    boolean acts =
        node instanceof ButtonBase
            || node instanceof TextInputControl
            || node instanceof Slider
            || node instanceof ComboBoxBase
            || node instanceof ListView
            || node instanceof TableView;
    return acts && node.isFocusTraversable() && !isPart(node);
  }

  private static boolean isPart(Node node) {
    for (Node each = node.getParent(); each != null; each = each.getParent()) {
      if (each instanceof ComboBoxBase) {
        return true;
      }
    }
    return false;
  }

  private static String name(Node node) {
    if (node.getAccessibleText() != null) {
      return node.getAccessibleText();
    }
    if (node instanceof Labeled labeled && labeled.getText() != null) {
      return labeled.getText();
    }
    if (node instanceof TextInputControl input && input.getPromptText() != null) {
      return input.getPromptText();
    }
    return labelFor(node).map(Label::getText).orElse("");
  }

  private static Optional<Label> labelFor(Node node) {
    return node.getScene().getRoot().lookupAll(".label").stream()
        .filter(Label.class::isInstance)
        .map(Label.class::cast)
        .filter(label -> label.getLabelFor() == node)
        .findFirst();
  }

  @Test
  void textStandsOutInBothThemes() {
    TreeSet<String> faint = new TreeSet<>();
    for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
      studio.fx(
          () -> {
            studio.get(PreferenceState.class).update(now -> now.withTheme(theme));
            return null;
          });
      everywhere(
          () -> {
            for (Node node : shown()) {
              if (node instanceof Text text && !text.getText().isBlank() && isEnabled(text)) {
                contrast(text)
                    .filter(contrast -> contrast < CONTRAST)
                    .ifPresent(
                        contrast ->
                            faint.add(
                                String.format(
                                    Locale.ROOT,
                                    "%s %.2f '%s' %s",
                                    theme,
                                    contrast,
                                    text.getText(),
                                    place(text.getParent()))));
              }
            }
          });
    }
    assertThat(faint).isEmpty();
  }

  /** Text that cannot be acted on is exempt, and so is what another thing covers. */
  private static boolean isEnabled(Node text) {
    for (Node each = text; each != null; each = each.getParent()) {
      if (each.isDisabled() || each.getOpacity() < 1) {
        return false;
      }
    }
    return true;
  }

  /** Empty where it stands on a picture. */
  private static Optional<Double> contrast(Text text) {
    if (!(text.getFill() instanceof Color ink)) {
      return Optional.empty();
    }
    List<Color> over = new ArrayList<>();
    for (Node each = text.getParent(); each != null; each = each.getParent()) {
      if (each instanceof Region region) {
        Optional<Color> fill = fill(region);
        fill.ifPresent(over::add);
        if (fill.filter(Color::isOpaque).isPresent()) {
          return Optional.of(contrast(ink, over));
        }
      }
      if ("portrait-stage".equals(each.getId())) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The uppermost fill that covers all of a region. */
  private static Optional<Color> fill(Region region) {
    Background background = region.getBackground();
    if (background == null) {
      return Optional.empty();
    }
    List<BackgroundFill> fills = background.getFills();
    for (int i = fills.size() - 1; i >= 0; i--) {
      if (fills.get(i).getFill() instanceof Color color && color.getOpacity() > 0) {
        return Optional.of(color);
      }
    }
    return Optional.empty();
  }

  private static double contrast(Color ink, List<Color> over) {
    Color ground = over.get(over.size() - 1);
    for (int i = over.size() - 2; i >= 0; i--) {
      ground = blend(over.get(i), ground);
    }
    double a = luminance(blend(ink, ground));
    double b = luminance(ground);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static Color blend(Color upper, Color lower) {
    return lower.interpolate(
        Color.color(upper.getRed(), upper.getGreen(), upper.getBlue()), upper.getOpacity());
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}

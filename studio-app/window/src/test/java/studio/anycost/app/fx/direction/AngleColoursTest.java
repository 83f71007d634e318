package studio.anycost.app.fx.direction;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AngleColoursTest {
  @ParameterizedTest
  @EnumSource
  void everyFigureStandsOutFromItsColour(AngleColours colours) {
    Color ground = Color.web(colours == AngleColours.DARK ? "#1f1f21" : "#fafafb");
    for (int degrees = 0; degrees <= 180; degrees++) {
      Color colour = colours.of(degrees);
      assertThat(AngleColours.contrast(AngleColours.ink(colour), colour))
          .as("the figure at %d degrees", degrees)
          .isGreaterThanOrEqualTo(4.5);
      if (Math.abs(degrees - 90) >= 45) {
        assertThat(AngleColours.contrast(colour, ground))
            .as("the cell at %d degrees against the panel", degrees)
            .isGreaterThanOrEqualTo(3);
      }
    }
    // Five degrees are seen: what nearly has nothing to do with each other does not vanish.
    assertThat(AngleColours.contrast(colours.of(85), colours.of(90))).isGreaterThan(1.08);
    assertThat(AngleColours.contrast(colours.of(95), colours.of(90))).isGreaterThan(1.08);
  }
}

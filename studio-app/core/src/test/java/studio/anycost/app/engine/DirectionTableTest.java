package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.FoundDirection.Figure;

class DirectionTableTest {
  private static FoundDirection direction(String name, float[] normal, Figure... figures) {
    return new FoundDirection(new Boundary(name, normal, 0.5), List.of(figures));
  }

  @Test
  void whatDiffersComesFirstAndTheFurthestFromARightAngleIsTheNearest() {
    DirectionTable table =
        new DirectionTable(
            List.of(
                direction(
                    "A", new float[] {1, 0}, new Figure("samples", 500), new Figure("right", 0.9)),
                direction(
                    "B",
                    new float[] {0.6f, 0.8f},
                    new Figure("samples", 500),
                    new Figure("right", 1)),
                direction("C", new float[] {-1, 0}, new Figure("samples", 500))));

    assertThat(table.names()).containsExactly("A", "B", "C");
    assertThat(table.figures()).containsExactly("right", "samples");
    assertThat(table.differing()).isEqualTo(1);
    assertThat(table.rows().get(0).figures())
        .containsExactly(OptionalDouble.of(0.9), OptionalDouble.of(500));
    assertThat(table.rows().get(2).figures())
        .containsExactly(OptionalDouble.empty(), OptionalDouble.of(500));
    assertThat(table.rows().get(0).deviation()).isEqualTo(0.5);
    DirectionTable.Neighbour opposite = table.rows().get(0).nearest().orElseThrow();
    assertThat(opposite.name()).isEqualTo("C");
    assertThat(opposite.degrees()).isCloseTo(180, within(1e-4));
    assertThat(table.angle(0, 1)).isCloseTo(53.13, within(1e-2));
  }

  @Test
  void oneAloneHasNoNeighbour() {
    assertThat(new DirectionTable(List.of(direction("A", new float[] {1, 0}))).rows())
        .singleElement()
        .satisfies(row -> assertThat(row.nearest()).isEmpty());
  }
}

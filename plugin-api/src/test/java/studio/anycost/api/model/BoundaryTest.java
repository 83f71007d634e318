package studio.anycost.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoundaryTest {
  private static final StyleCode CODE = StyleCode.broadcast(new float[] {1, 2}, 3);

  @Test
  void movesTheFirstStylesAlongOneNormal() {
    Boundary boundary = new Boundary("a", new float[] {0, 1}, 0.5);

    assertThat(boundary.isPerStyle()).isFalse();
    assertThat(boundary.move(CODE, 2, 2).toArray()).containsExactly(1, 4, 1, 4, 1, 2);
  }

  @Test
  void movesEveryStyleAlongItsRow() {
    Boundary boundary = Boundary.perStyle("a", new float[] {1, 0, 0, -0.5f, 0, 0}, 3, 0.5);

    assertThat(boundary.isPerStyle()).isTrue();
    assertThat(boundary.rows()).isEqualTo(3);
    assertThat(boundary.normal()).containsExactly(1, 0);
    assertThat(boundary.move(CODE, 2, 1).toArray()).containsExactly(3, 2, 1, 1, 1, 2);
    assertThatThrownBy(() -> boundary.move(StyleCode.broadcast(new float[2], 4), 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalRowsAreOneNormal() {
    float[] rows = {0.6f, 0.8f, 0.6f, 0.8f, 0.6f, 0.8f};

    assertThat(Boundary.perStyle("a", rows, 3, 0.5))
        .isEqualTo(new Boundary("a", new float[] {0.6f, 0.8f}, 0.5));
  }

  @Test
  void rowsTellBoundariesApart() {
    float[] rows = {1, 0, 0, 1};

    assertThat(Boundary.perStyle("a", rows, 2, 1)).isEqualTo(Boundary.perStyle("a", rows, 2, 1));
    assertThat(Boundary.perStyle("a", rows, 2, 1)).isNotEqualTo(new Boundary("a", rows, 1));
    assertThatThrownBy(() -> Boundary.perStyle("a", new float[3], 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

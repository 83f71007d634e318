package studio.anycost.plugins.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.RgbImage;

/** What happens between the networks. */
class DetectionsTest {
  private static Detection box(double score, double left, double top, double side) {
    return new Detection(
        score,
        left,
        top,
        left + side,
        top + side,
        Collections.nCopies(6, new Place(left + side / 2, top + side / 2)));
  }

  @Test
  void averagesOneFaceByScore() {
    List<Detection> averaged =
        Detections.averaged(List.of(box(0.3, 0.1, 0, 1), box(0.9, 0, 0, 1), box(0.5, 5, 5, 1)));

    assertThat(averaged).hasSize(2);
    assertThat(averaged.get(0).score()).isEqualTo(0.9);
    assertThat(averaged.get(0).left()).isCloseTo(0.1 * 0.3 / 1.2, within(1e-12));
    assertThat(averaged.get(0).points().get(0).x()).isCloseTo(0.525, within(1e-12));
    assertThat(averaged.get(1)).isEqualTo(box(0.5, 5, 5, 1));
  }

  @Test
  void keepsTheBestOfWhatOverlapsOrLiesWithin() {
    Detection best = box(0.9, 0, 0, 10);
    Detection within = box(0.8, 1, 1, 3);
    Detection beside = box(0.7, 20, 0, 10);

    assertThat(Detections.merged(List.of(within, beside, best))).containsExactly(best, beside);
  }

  @Test
  void boxesOfTurnedSquaresHaveTheirSidesInOrder() {
    Detection half = box(0.9, 0.1, 0.2, 0.3).in(new Square(50, 50, 100, Math.PI));

    assertThat(half.left()).isCloseTo(60, within(1e-9));
    assertThat(half.top()).isCloseTo(50, within(1e-9));
    assertThat(half.right()).isCloseTo(90, within(1e-9));
    assertThat(half.around(2, 1).side()).isCloseTo(60, within(1e-9));
    assertThat(half.around(2, 1).x()).isCloseTo(75, within(1e-9));
  }

  @Test
  void tilesCoverThePhotoAndOverlapByHalf() {
    assertThat(Tiles.of(300, 200)).containsExactly(Square.upright(150, 100, 300));

    List<Square> tiles = Tiles.of(1000, 400);
    assertThat(tiles.get(0)).isEqualTo(Square.upright(500, 200, 1000));
    List<Square> halves = tiles.stream().filter(tile -> tile.side() == 500).toList();
    assertThat(halves).extracting(Square::x).containsExactly(250.0, 500.0, 750.0);
    assertThat(halves).extracting(Square::y).containsOnly(200.0);
    List<Square> quarters = tiles.stream().filter(tile -> tile.side() == 250).toList();
    assertThat(quarters).hasSize(7 * 3);
    assertThat(quarters.get(0).y()).isEqualTo(125);
    assertThat(quarters.get(quarters.size() - 1).y()).isEqualTo(275);
  }

  @Test
  void samplesTurnedSquaresAndBlackOutside() {
    int[] pixels = new int[100];
    for (int i = 0; i < 100; i++) {
      pixels[i] = (i % 10 * 20) << 16 | (i / 10 * 20) << 8 | 200;
    }
    Sampler sampler = new Sampler(RgbImage.of(10, 10, pixels));
    float[] result = new float[3 * 4];
    // A quarter turn clockwise: what was on the left is above.
    sampler.sample(new Square(5, 5, 4, Math.PI / 2), 2, result, 0);
    // Places (6, 4), (6, 6) in the upper row, (4, 4), (4, 6) in the lower one.
    assertThat(result[0]).isCloseTo(110, within(0.01f));
    assertThat(result[2]).isCloseTo(70, within(0.01f));
    assertThat(result[4]).isCloseTo(70, within(0.01f));
    assertThat(result[5]).isCloseTo(110, within(0.01f));
    assertThat(result[8]).isCloseTo(200, within(0.01f));

    sampler.sample(Square.upright(-10, 5, 4), 2, result, 0);
    assertThat(result).containsOnly(0f);
  }

  @Test
  void theRegionIsLevelledByTheEyes() {
    Detection tilted =
        new Detection(
            0.9,
            0,
            0,
            10,
            8,
            List.of(
                new Place(3, 3),
                new Place(6, 6),
                new Place(5, 5),
                new Place(5, 6),
                new Place(1, 4),
                new Place(9, 4)));

    Square region = tilted.region();

    assertThat(region.angle()).isCloseTo(Math.PI / 4, within(1e-12));
    assertThat(region.side()).isEqualTo(15);
    Place corner = region.at(0.5, 0.5);
    assertThat(corner).isEqualTo(new Place(5, 4));
  }
}

package studio.anycost.plugins.tagged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.Services;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.model.Validation;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;

class TaggedDirectionsTest {
  private static final int DIMENSION = 64;

  private final TaggedDirections finder = new TaggedDirections();
  private final Normal generator = new Normal();

  private List<FoundDirection> find(ParameterValues values) throws IOException {
    return finder.find(values, new Lent(generator), TaskContext.none());
  }

  /** The first faces, marked by whether their first value is large or small. */
  private ParameterValues marked(int faces) throws ParameterException {
    List<String> yes = new ArrayList<>();
    List<String> no = new ArrayList<>();
    for (int seed = 1; seed <= TaggedDirections.FACES && yes.size() + no.size() < faces; seed++) {
      float first = generator.styleOfSeed(seed).get(0, 0);
      if (Math.abs(first) > 0.7) {
        (first > 0 ? yes : no).add(String.valueOf(seed));
      }
    }
    return finder
        .parameters(generator.description())
        .defaults()
        .with("name", "Hat")
        .with("yes", yes)
        .with("no", no);
  }

  @Test
  void findsWhatTheMarksHaveInCommonFromFewFaces() throws Exception {
    FoundDirection found = find(marked(40)).get(0);

    assertThat(found.boundary().name()).isEqualTo("Hat");
    float[] normal = found.boundary().normal();
    // Forty faces of 64 values: no other value says half as much.
    assertThat(normal[0]).isGreaterThan(0.6f);
    for (int i = 1; i < DIMENSION; i++) {
      assertThat(Math.abs(normal[i])).isLessThan(normal[0] / 2);
    }
    assertThat(found.boundary().standardDeviation()).isCloseTo(1, within(0.1));
    assertThat(found.figures()).extracting(FoundDirection.Figure::name).contains("marks");
    assertThat(found.figures().get(1).value()).isGreaterThan(0.75);
    assertThat(found.boundary().validation())
        .contains(new Validation(found.figures().get(1).value(), 40));
    assertThat(find(marked(40))).containsExactly(found);
  }

  @Test
  void moreMarksFindMore() throws Exception {
    float few = find(marked(10)).get(0).boundary().normal()[0];
    float many = find(marked(60)).get(0).boundary().normal()[0];

    assertThat(few).isGreaterThan(0.2f);
    assertThat(many).isGreaterThan(few);
  }

  @Test
  void marksAtRandomForetellNothing() throws Exception {
    Random random = new Random(5);
    List<String> yes = new ArrayList<>();
    List<String> no = new ArrayList<>();
    for (int seed = 1; seed <= 60; seed++) {
      (random.nextBoolean() ? yes : no).add(String.valueOf(seed));
    }
    ParameterValues values =
        finder.parameters(generator.description()).defaults().with("yes", yes).with("no", no);

    assertThat(find(values).get(0).figures().get(1).value()).isBetween(0.2, 0.7);
  }

  @Test
  void saysWhichMarksAreMissing() throws Exception {
    ParameterValues none = finder.parameters(generator.description()).defaults();
    assertThatThrownBy(() -> find(none))
        .isInstanceOf(WrongInputException.class)
        .hasMessageContaining("Mark at least 3 faces that have it and 3");

    ParameterValues both =
        none.with("yes", List.of("1", "2", "3")).with("no", List.of("3", "4", "5"));
    assertThatThrownBy(() -> find(both)).hasMessageContaining("seed 3 is marked with both");
    assertThatThrownBy(() -> find(both.with("name", "  "))).hasMessage("Give the slider a name.");
  }

  private record Lent(Generator generator) implements Services {
    @Override
    public Networks networks() {
      throw new AssertionError("No graph was to be run.");
    }

    @Override
    public PortraitNetworks portraits() {
      throw new AssertionError("Nobody looks at faces.");
    }
  }

  /** Styles are what was drawn. */
  private static final class Normal implements Generator {
    @Override
    public GeneratorDescription description() {
      return new GeneratorDescription(
          "normal",
          "ab".repeat(32),
          new ChannelTable(8, 1, 4),
          DIMENSION,
          Collections.nCopies(DIMENSION, 0f),
          List.of(),
          List.of(),
          false);
    }

    @Override
    public StyleCode styleOfSeed(long seed) {
      Random random = new Random(seed * 7919);
      float[] z = new float[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        z[i] = (float) random.nextGaussian();
      }
      return map(z);
    }

    @Override
    public StyleCode map(float[] z) {
      return StyleCode.broadcast(z, 4);
    }

    @Override
    public ImageTensor render(
        StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
      throw new AssertionError("Nothing was to be rendered.");
    }

    @Override
    public Latency latency(SubGenerator subGenerator) {
      throw new AssertionError();
    }
  }
}

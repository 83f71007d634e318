package studio.anycost.plugins.principal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.ModulationLayer;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;

class PrincipalDirectionsTest {
  private final PrincipalDirections finder = new PrincipalDirections();
  private final Ellipse generator = new Ellipse();

  private ParameterValues values() throws ParameterException {
    return finder.parameters(generator.description()).defaults().with("count", 2);
  }

  private List<FoundDirection> find(ParameterValues values) throws IOException {
    return finder.find(values, new Lent(generator), TaskContext.none());
  }

  @Test
  void componentsAreTheAxesOfTheMappedStyles() throws Exception {
    List<FoundDirection> found = find(values());

    assertThat(found)
        .extracting(each -> each.boundary().name())
        .containsExactly("Component 1", "Component 2");
    Boundary first = found.get(0).boundary();
    assertThat(first.isPerStyle()).isFalse();
    // The longest axis of the ellipse, 3 wide, lies between the first two values.
    assertThat(first.normal()[0]).isCloseTo((float) Math.sqrt(0.5), within(0.02f));
    assertThat(first.normal()[1]).isCloseTo((float) Math.sqrt(0.5), within(0.02f));
    assertThat(first.standardDeviation()).isCloseTo(3, within(0.06));
    assertThat(found.get(1).boundary().standardDeviation()).isCloseTo(2, within(0.04));
    assertThat(found.get(0).figures().get(0).value()).isCloseTo(9 / 15.0, within(0.02));
    assertThat(find(values())).isEqualTo(found);
  }

  @Test
  void aRangeOfStylesMovesAlone() throws Exception {
    Boundary second = find(values().with("first", 2).with("last", 3)).get(0).boundary();

    assertThat(second.name()).isEqualTo("Component 1 of styles 2 to 3");
    assertThat(second.rows()).isEqualTo(4);
    float[] rows = second.toArray();
    assertThat(rows[0]).isZero();
    assertThat(rows[4]).isCloseTo((float) Math.sqrt(0.5), within(0.02f));
    assertThat(rows[8]).isEqualTo(rows[4]);
    assertThat(rows[12]).isZero();
    assertThat(second.standardDeviation()).isCloseTo(3, within(0.06));
  }

  @Test
  void factorsAreWhatTheWeightsOfTheLayersAnswerTo() throws Exception {
    ParameterValues factors = values().with("method", "factors");

    FoundDirection all = find(factors).get(0);
    FoundDirection late = find(factors.with("first", 4)).get(0);

    // The first layer answers to the third value most, the last one to the fourth.
    assertThat(all.boundary().name()).isEqualTo("Factor 1");
    assertThat(all.boundary().normal()).containsExactly(0, 0, 1, 0);
    assertThat(all.boundary().standardDeviation()).isCloseTo(1, within(0.05));
    assertThat(late.boundary().name()).isEqualTo("Factor 1 of styles 4 to 4");
    assertThat(late.boundary().normal()).containsExactly(0, 0, 0, 1);
    assertThat(late.boundary().toArray()[3]).isZero();
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    ParameterValues values = values().with("first", 3).with("last", 2);
    assertThatThrownBy(() -> find(values)).hasMessageContaining("behind the last, 2");

    ParameterValues between = values().with("method", "factors").with("first", 2).with("last", 3);
    assertThatThrownBy(() -> find(between)).hasMessageContaining("No layer of the model takes");
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

  /** Styles that lie in an ellipse with axes of 3, 2, 1 and 1 around (5, 0, 0, 0). */
  private static final class Ellipse implements Generator {
    @Override
    public GeneratorDescription description() {
      return new GeneratorDescription(
          "ellipse",
          "ab".repeat(32),
          new ChannelTable(8, 1, 4),
          4,
          List.of(5f, 0f, 0f, 0f),
          List.of(),
          List.of(),
          false);
    }

    @Override
    public StyleCode map(float[] z) {
      float half = (float) Math.sqrt(0.5);
      float[] w = {5 + half * (3 * z[0] - 2 * z[1]), half * (3 * z[0] + 2 * z[1]), z[2], z[3]};
      return StyleCode.broadcast(w, 4);
    }

    @Override
    public List<ModulationLayer> modulation() {
      return List.of(
          new ModulationLayer(0, 4, new float[] {0, 0, 3, 0, 0, 0, -3, 0}),
          new ModulationLayer(3, 4, new float[] {0, 0, 0, 2}));
    }

    @Override
    public StyleCode styleOfSeed(long seed) {
      throw new AssertionError();
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

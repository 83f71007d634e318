package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.api.task.CancellationToken.NONE;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Evaluation;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Loss;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationToken;

/** Losses as plugins have them, over a generator that notes what reaches it. */
class LentObjectiveTest {
  private static final ImageInput INPUT = ImageInput.of(4, 0, 1);

  private final Network own = new NoNetwork("own");
  private final LossyGenerator generator = new LossyGenerator(own);
  private final CallScope scope = new CallScope(new FakeServices(generator));
  private final Generator lent = new LentServices(scope).generator();

  private static StyleCode code() {
    return StyleCode.of(6, 4, new float[24]);
  }

  private SubGenerator sub() {
    return generator.description().channels().full();
  }

  private List<Term> terms(Network network) {
    FeatureNetwork features =
        new FeatureNetwork(network, INPUT, List.of(FeatureLayer.of("y", true, 1)));
    return List.of(
        new Term.Features(2, features, RgbImage.of(4, 4, new int[16])),
        new Term.Output(3, network, INPUT, "y", FloatTensor.of(new float[1], 1)),
        new Term.Prior(1, code()));
  }

  @Test
  void networksReachTheStudioAsItsOwn() throws IOException {
    List<Term> terms = terms(lent.encoder().orElseThrow());
    Objective objective = lent.objective(terms, Noise.FIXED);
    assertThat(objective.terms()).isEqualTo(terms);
    assertThat(generator.terms).isEqualTo(terms(own));
    assertThat(objective.evaluate(code(), sub(), NONE).loss().value()).isEqualTo(7);
    assertThat(objective.loss(code(), sub(), scope.token()).value()).isEqualTo(7);
    // The studio's own knows how to go back less far; the default does not.
    assertThat(objective.evaluate(code(), sub(), 2, NONE).loss().value()).isEqualTo(2);
  }

  @Test
  void endsWithTheCall() throws IOException {
    Network network = lent.encoder().orElseThrow();
    Objective objective = lent.objective(terms(network), Noise.FIXED);
    scope.end();
    assertThatThrownBy(() -> objective.evaluate(code(), sub(), NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is over");
    Generator next = new LentServices(new CallScope(new FakeServices(generator))).generator();
    assertThatThrownBy(() -> next.objective(terms(network), Noise.FIXED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is over");
  }

  @Test
  void isCancelledWithTheCall() throws IOException {
    Objective objective = lent.objective(terms(own), Noise.FIXED);
    scope.cancel();
    assertThatThrownBy(() -> objective.evaluate(code(), sub(), NONE))
        .isInstanceOf(CancellationException.class);
  }

  private static final class LossyGenerator extends FakeGenerator {
    private final Network encoder;
    private List<Term> terms;

    LossyGenerator(Network encoder) {
      this.encoder = encoder;
    }

    @Override
    public Optional<Network> encoder() {
      return Optional.of(encoder);
    }

    @Override
    public Objective objective(List<Term> given, Noise noise) {
      terms = given;
      return new Seven(given);
    }
  }

  private record Seven(List<Term> terms) implements Objective {
    @Override
    public Evaluation evaluate(StyleCode code, SubGenerator sub, CancellationToken cancellation) {
      cancellation.throwIfCancelled();
      return new Evaluation(loss(code, sub, cancellation), code, ImageTensor.of(1, new float[3]));
    }

    @Override
    public Evaluation evaluate(
        StyleCode code, SubGenerator sub, int firstStyle, CancellationToken cancellation) {
      Loss loss = new Loss(firstStyle, List.of());
      return new Evaluation(loss, code, ImageTensor.of(1, new float[3]));
    }

    @Override
    public Loss loss(StyleCode code, SubGenerator sub, CancellationToken cancellation) {
      return new Loss(7, List.of(7.0));
    }
  }

  private record NoNetwork(String name) implements Network {
    @Override
    public List<Port> inputs() {
      return List.of();
    }

    @Override
    public List<Port> outputs() {
      return List.of();
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation) {
      throw new UnsupportedOperationException();
    }
  }
}

package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import studio.anycost.api.compute.Network;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.RenderConsumer;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.ModulationLayer;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationToken;

/** The generator as one call of a plugin has it. */
final class LentGenerator implements Generator {
  private final CallScope scope;

  LentGenerator(CallScope scope) {
    this.scope = scope;
  }

  @Override
  public GeneratorDescription description() {
    return quick(Generator::description);
  }

  @Override
  public StyleCode styleOfSeed(long seed) {
    return quick(generator -> generator.styleOfSeed(seed));
  }

  @Override
  public StyleCode map(float[] z) {
    return quick(generator -> generator.map(z));
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    return scope.serve(
        cancellation,
        (services, token) -> services.generator().render(code, subGenerator, noise, token));
  }

  @Override
  public float[][] mapAll(float[][] z, CancellationToken cancellation) throws IOException {
    return scope.serve(cancellation, (services, token) -> services.generator().mapAll(z, token));
  }

  @Override
  public void renderAll(
      List<StyleCode> codes,
      SubGenerator subGenerator,
      Noise noise,
      CancellationToken cancellation,
      RenderConsumer consumer)
      throws IOException {
    List<StyleCode> all = List.copyOf(codes);
    ImageHandover handover = new ImageHandover(scope, consumer);
    scope.serve(
        cancellation,
        (services, token) ->
            handover.run(
                token,
                (inner, taker) ->
                    services.generator().renderAll(all, subGenerator, noise, inner, taker)));
    handover.rethrowOfConsumer();
  }

  @Override
  public List<SubGenerator> trainedSubGenerators() {
    return quick(Generator::trainedSubGenerators);
  }

  @Override
  public List<Candidate> foundSubGenerators() {
    return quick(Generator::foundSubGenerators);
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    return quick(generator -> generator.latency(subGenerator));
  }

  @Override
  public Latency measure(SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    return scope.serve(
        cancellation, (services, token) -> services.generator().measure(subGenerator, token));
  }

  @Override
  public Objective objective(List<Term> terms, Noise noise) throws IOException {
    return LentObjective.of(scope, List.copyOf(terms), noise);
  }

  @Override
  public List<ModulationLayer> modulation() throws IOException {
    return scope.serve(
        CancellationToken.NONE, (services, token) -> services.generator().modulation());
  }

  @Override
  public Optional<Network> encoder() {
    return network(Generator::encoder);
  }

  @Override
  public Optional<Network> attributePredictor() {
    return network(Generator::attributePredictor);
  }

  private Optional<Network> network(Function<Generator, Optional<Network>> which) {
    return quick(which)
        .map(
            present ->
                new LentNetwork(
                    scope, services -> which.apply(services.generator()).orElseThrow()));
  }

  private <T> T quick(Function<Generator, T> call) {
    return scope.serveQuick((services, token) -> call.apply(services.generator()));
  }
}

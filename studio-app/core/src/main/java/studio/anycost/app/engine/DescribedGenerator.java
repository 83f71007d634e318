package studio.anycost.app.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

/**
 * A generator with what is known of it beside its weights: the directions that were found for it,
 * and which of its sub-generators are worth rendering.
 *
 * @param trainedSubGenerators see {@link Generator#trainedSubGenerators}
 * @param found by the last search; reads a file
 */
record DescribedGenerator(
    Generator generator,
    GeneratorDescription description,
    List<SubGenerator> trainedSubGenerators,
    Supplier<List<Candidate>> found)
    implements Generator {
  @Override
  public List<Candidate> foundSubGenerators() {
    return found.get();
  }

  @Override
  public StyleCode styleOfSeed(long seed) {
    return generator.styleOfSeed(seed);
  }

  @Override
  public StyleCode map(float[] z) {
    return generator.map(z);
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    return generator.render(code, subGenerator, noise, cancellation);
  }

  @Override
  public float[][] mapAll(float[][] z, CancellationToken cancellation) throws IOException {
    return generator.mapAll(z, cancellation);
  }

  @Override
  public void renderAll(
      List<StyleCode> codes,
      SubGenerator subGenerator,
      Noise noise,
      CancellationToken cancellation,
      RenderConsumer consumer)
      throws IOException {
    generator.renderAll(codes, subGenerator, noise, cancellation, consumer);
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    return generator.latency(subGenerator);
  }

  @Override
  public Latency measure(SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    return generator.measure(subGenerator, cancellation);
  }

  @Override
  public Objective objective(List<Term> terms, Noise noise) throws IOException {
    return generator.objective(terms, noise);
  }

  @Override
  public List<ModulationLayer> modulation() throws IOException {
    return generator.modulation();
  }

  @Override
  public Optional<Network> encoder() {
    return generator.encoder();
  }

  @Override
  public Optional<Network> attributePredictor() {
    return generator.attributePredictor();
  }
}

package studio.anycost.models.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.RenderConsumer;
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
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.latency.KernelLayout;
import studio.anycost.models.latency.LatencyModel;
import studio.anycost.models.latency.Prediction;
import studio.anycost.models.latent.SeededNormal;
import studio.anycost.models.words.Texts;

/**
 * An open generator. Owns its bundle, its views, its native tensors and its sessions in the shared
 * cache; closing frees them while other generators go on. Safe to use from any thread.
 */
public final class LoadedGenerator implements Generator, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedGenerator.class);
  private static final int MAPPING_BATCH = 256;

  /** As many as percentiles need. */
  private static final int MEASURED_RUNS = 5;

  private static final int MOST_MEASURING_RUNS = 15;

  private final GeneratorSource source;
  private final GeneratorDescription description;
  private final Consumer<LoadedGenerator> onClosed;
  private final RenderWorkers workers;
  private final ActiveRuns runs;
  private final NoiseBank noiseBank;
  private final StyleUploads uploads;
  private final LatencyModel latency;
  private final StagePipeline pipeline;
  private final BackgroundRenders renders;
  private final GradientPipeline gradients;
  private final RuntimeParts parts;
  private final SessionNetwork mapping;
  private final Optional<Network> encoder;
  private final Optional<Network> attributePredictor;
  private final Set<RenderView> views = new HashSet<>();
  private boolean closed;

  /**
   * @param onClosed told once, when its work has ended and before its bundle is closed
   */
  LoadedGenerator(GeneratorSource source, RuntimeParts parts, Consumer<LoadedGenerator> onClosed) {
    this.source = source;
    this.parts = parts;
    this.description = source.description();
    this.onClosed = onClosed;
    NativeLedger ledger = parts.runtime().ledger();
    ComputeGate gate = parts.gate();
    this.workers = parts.workers();
    this.runs = new ActiveRuns(closedMessage());
    this.noiseBank = new NoiseBank(source, ledger);
    this.uploads = new StyleUploads(ledger);
    this.latency = new LatencyModel(kernels(parts.runtime()), parts.runtime().threads());
    StageSessions sessions =
        new StageSessions(source, new SessionBuilder(parts.cache(), parts.runtime()));
    this.pipeline =
        new StagePipeline(
            source, sessions, noiseBank, uploads, latency, gate, ledger, parts.observer());
    this.renders = new BackgroundRenders(pipeline, workers, runs, gate.cores());
    this.gradients =
        new GradientPipeline(
            source, pipeline, noiseBank, uploads, parts, parts.cache().budgetBytes());
    this.mapping = new SessionNetwork(source.mapping(), parts, runs);
    this.encoder = source.encoder().map(graph -> images(graph, parts));
    this.attributePredictor = source.attributePredictor().map(graph -> images(graph, parts));
  }

  private Network images(NetworkSource graph, RuntimeParts parts) {
    return new FreeBatch(new SessionNetwork(graph, parts, runs));
  }

  private String closedMessage() {
    return Texts.of("runtime.loadedGenerator.closed", description.name());
  }

  private static KernelLayout kernels(NativeRuntime runtime) {
    return runtime
        .layout()
        .map(layout -> KernelLayout.blocked(layout.block()))
        .orElse(KernelLayout.EXPORTED);
  }

  /** The bundle that it was loaded from; closed with the generator. */
  public ModelBundle bundle() {
    return source.bundle();
  }

  /** See {@link GeneratorSource#content}. */
  String content() {
    return source.content();
  }

  @Override
  public GeneratorDescription description() {
    return description;
  }

  /**
   * Opens a place on screen; the caller closes it, or closing the generator does.
   *
   * @throws IllegalStateException if the generator is closed
   */
  public RenderView openView(String name) {
    RenderView view = new RenderView(name, pipeline, workers, runs, this::forget);
    synchronized (views) {
      // Not whether runs are still taken: closing has noted by then which views it closes.
      if (closed) {
        throw new IllegalStateException(closedMessage());
      }
      views.add(view);
    }
    return view;
  }

  /**
   * Keeps the full-width stages that are read from now on in memory, up to a quarter of Java's,
   * until the caller closes what this gives.
   */
  public KeptStages keepStages() {
    return source.keepStages();
  }

  /** Predicted and measured times of this generator on this machine. */
  public LatencyModel latency() {
    return latency;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the generator is closed
   */
  @Override
  public List<ModulationLayer> modulation() throws IOException {
    return source.modulation();
  }

  /** {@inheritDoc} It ends with the generator. */
  @Override
  public Optional<Network> encoder() {
    return encoder;
  }

  /** {@inheritDoc} It ends with the generator. */
  @Override
  public Optional<Network> attributePredictor() {
    return attributePredictor;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the mapping network failed
   */
  @Override
  public StyleCode styleOfSeed(long seed) {
    return map(SeededNormal.z(seed, description.styleDimension()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the mapping network failed
   */
  @Override
  public StyleCode map(float[] z) {
    try {
      float[] w = mapAll(new float[][] {z}, CancellationToken.NONE)[0];
      return StyleCode.broadcast(w, description.styleCount());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** {@inheritDoc} One is mapped at once; more wait for interactive work between batches. */
  @Override
  public float[][] mapAll(float[][] z, CancellationToken cancellation) throws IOException {
    int dimension = description.styleDimension();
    for (float[] row : z) {
      if (row.length != dimension) {
        throw new IllegalArgumentException(
            "A latent of " + row.length + " values does not fit the style size " + dimension + ".");
      }
    }
    float[][] w = new float[z.length][dimension];
    for (int start = 0; start < z.length; start += MAPPING_BATCH) {
      int count = Math.min(MAPPING_BATCH, z.length - start);
      float[] batch = new float[count * dimension];
      for (int i = 0; i < count; i++) {
        System.arraycopy(z[start + i], 0, batch, i * dimension, dimension);
      }
      FloatTensor latents = FloatTensor.wrap(batch, count, dimension);
      float[] mapped =
          (z.length > 1
                  ? mapping.run(latents, cancellation)
                  : mapping.runLight(latents, cancellation))
              .toArray();
      if (mapped.length != batch.length) {
        throw new InferenceException(
            Texts.of(
                "runtime.loadedGenerator.mappedCount",
                description.name(),
                mapped.length,
                batch.length));
      }
      for (int i = 0; i < count; i++) {
        System.arraycopy(mapped, i * dimension, w[start + i], 0, dimension);
      }
    }
    return w;
  }

  /**
   * {@inheritDoc} Runs on this thread with background priority.
   *
   * @throws IllegalStateException if the generator is closed
   */
  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    pipeline.requireFits(code, subGenerator);
    return renders.render(code, subGenerator, noise, cancellation);
  }

  /**
   * {@inheritDoc} The consumer is called on this thread in the order of the codes. Pictures of up
   * to 128 px are rendered side by side, each on one core; larger ones one after the other on all.
   *
   * @throws IllegalStateException if the generator is closed
   */
  @Override
  public void renderAll(
      List<StyleCode> codes,
      SubGenerator subGenerator,
      Noise noise,
      CancellationToken cancellation,
      RenderConsumer consumer)
      throws IOException {
    List<StyleCode> all = List.copyOf(codes);
    all.forEach(code -> pipeline.requireFits(code, subGenerator));
    renders.renderAll(all, subGenerator, noise, cancellation, consumer);
  }

  /**
   * {@inheritDoc} Renders until every stage was measured five times, or fifteen times if something
   * else keeps the machine busy.
   */
  @Override
  public Latency measure(SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    StyleCode code = StyleCode.broadcast(description.meanStyleArray(), description.styleCount());
    for (int run = 0;
        run < MOST_MEASURING_RUNS && latency.measuredRuns(subGenerator) < MEASURED_RUNS;
        run++) {
      render(code, subGenerator, Noise.NONE, cancellation);
    }
    return latency(subGenerator);
  }

  /**
   * {@inheritDoc} It ends with the generator.
   *
   * @throws IllegalStateException if the generator is closed
   */
  @Override
  public Objective objective(List<Term> terms, Noise noise) throws IOException {
    runs.requireOpen();
    return GeneratorObjective.of(terms, noise, description, gradients, pipeline, runs, parts);
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    description.channels().require(subGenerator);
    Prediction prediction = latency.predict(subGenerator, 0);
    return new Latency(prediction.p50(), prediction.p10(), prediction.p90());
  }

  ActiveRuns runs() {
    return runs;
  }

  private void forget(RenderView view) {
    synchronized (views) {
      views.remove(view);
    }
  }

  int waitingViews() {
    synchronized (views) {
      return (int) views.stream().filter(RenderView::isWaiting).count();
    }
  }

  /**
   * Cancels its renders, waits for them (at most one graph node), and frees the native memory and
   * the bundle. Later calls do nothing.
   */
  @Override
  public void close() {
    List<RenderView> open;
    boolean first;
    synchronized (views) {
      first = !closed;
      closed = true;
      open = List.copyOf(views);
    }
    open.forEach(RenderView::close);
    // A second caller waits too: it may be about to free what the generators share.
    runs.close();
    if (!first) {
      return;
    }
    gradients.close();
    uploads.close();
    noiseBank.close();
    onClosed.accept(this);
    try {
      source.close();
    } catch (IOException e) {
      LOG.warn("The bundle '{}' could not be closed.", description.name(), e);
    }
  }
}

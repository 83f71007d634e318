package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.gradient.GradientGraph;
import studio.anycost.models.words.Texts;

/**
 * Runs the stages of one generator forwards, keeping what they gave, and backwards, from the
 * gradient of a loss with respect to the picture to that with respect to the styles. Every stage is
 * a step of its own, so that interactive work goes first. Safe to use from any thread.
 *
 * <p>What the first stages gave is kept for the next evaluation, as far as it fits: who changes the
 * later styles only does not render the earlier stages again. Owns that.
 */
final class GradientPipeline implements AutoCloseable {
  private static final String OF_STYLES = GradientGraph.gradient(StageNames.STYLES);

  /** All stages below 128 px of the largest usual generators, and more of others. */
  private static final long MOST_KEPT = 64L << 20;

  /** What is kept may take this share of what sessions may take. */
  private static final int KEPT_SHARE = 8;

  private final GeneratorSource source;
  private final StagePipeline renders;
  private final NoiseBank noiseBank;
  private final StyleUploads uploads;
  private final RuntimeParts parts;
  private final SessionBuilder sessions;
  private final SparePrefix recordedPrefix;
  private final SparePrefix renderedPrefix;

  /**
   * @param renders where losses alone are rendered
   * @param budget what sessions may take, bytes
   */
  GradientPipeline(
      GeneratorSource source,
      StagePipeline renders,
      NoiseBank noiseBank,
      StyleUploads uploads,
      RuntimeParts parts,
      long budget) {
    this.source = source;
    this.renders = renders;
    this.noiseBank = noiseBank;
    this.uploads = uploads;
    this.parts = parts;
    this.sessions = new SessionBuilder(parts.cache(), parts.runtime());
    long mostKept = Math.min(MOST_KEPT, budget / KEPT_SHARE);
    this.recordedPrefix = new SparePrefix(mostKept);
    this.renderedPrefix = new SparePrefix(mostKept);
  }

  /**
   * Renders a code for a loss without its gradient, with the sessions of renders.
   *
   * @throws java.util.concurrent.CancellationException if the control was cancelled
   */
  ImageTensor render(
      StyleCode code,
      SubGenerator subGenerator,
      Noise noise,
      ComputeGate.Turn turn,
      RunControl control)
      throws IOException {
    FeaturePrefix prefix = renderedPrefix.take();
    try {
      return renders.render(code, subGenerator, noise, turn, control, prefix);
    } finally {
      renderedPrefix.giveBack(prefix);
    }
  }

  /** Frees what is kept; called when nothing runs any more. */
  @Override
  public void close() {
    recordedPrefix.close();
    renderedPrefix.close();
  }

  /**
   * Renders a code and keeps what the way back needs; the caller closes it.
   *
   * @throws java.util.concurrent.CancellationException if the control was cancelled
   */
  Recorded record(
      StyleCode code,
      SubGenerator subGenerator,
      Noise noise,
      ComputeGate.Turn turn,
      RunControl control)
      throws IOException {
    Recorded recorded = new Recorded(code, subGenerator, noise, turn, control);
    try {
      recorded.render();
      return recorded;
    } catch (IOException | RuntimeException e) {
      recorded.close();
      throw e;
    }
  }

  /** One render on its way forwards and back. Owns what its stages gave. For one thread. */
  final class Recorded implements AutoCloseable {
    private final int styleCount;
    private final int styleDimension;
    private final int side;
    private final ChannelConfiguration channels;
    private final ComputeGate.Turn turn;
    private final RunControl control;
    private final List<GeneratorSource.Stage> stages;
    private final StyleUploads.Lease styles;
    private final NoiseBank.Lease noise;

    /** Outputs of the first stages, which stay for the next evaluation. */
    private final FeaturePrefix prefix;

    private final int reused;

    /** Outputs of the other stages so far, null where they are no longer needed. */
    private final NativeResult[] outputs;

    private Recorded(
        StyleCode code,
        SubGenerator subGenerator,
        Noise noise,
        ComputeGate.Turn turn,
        RunControl control)
        throws IOException {
      this.styleCount = code.count();
      this.styleDimension = code.dimension();
      this.side = subGenerator.resolution();
      this.channels = subGenerator.channels();
      this.turn = turn;
      this.control = control;
      this.stages = source.stages().stream().filter(stage -> stage.resolution() <= side).toList();
      this.styles = uploads.upload(code);
      this.noise = noiseBank.lease(noise);
      this.outputs = new NativeResult[stages.size()];
      this.prefix = recordedPrefix.take();
      // The last one gives less, and more than what is kept of all others.
      this.reused = prefix.begin(code, noise, subGenerator, stages.subList(0, stages.size() - 1));
    }

    private void render() throws IOException {
      for (GeneratorSource.Stage stage : stages.subList(reused, stages.size())) {
        String name = Texts.of("runtime.gradientPipeline.stage", stage.resolution(), title());
        NativeResult output =
            run(
                stage,
                new SessionKey(
                    source.content(),
                    "recording-" + stage.resolution() + (last(stage) ? "-last" : ""),
                    stage.widths(channels),
                    turn.cores()),
                name,
                () -> source.recording(stage, channels, last(stage)),
                null);
        boolean follows = stage.index() == 0 || outputs[stage.index() - 1] == null;
        if (last(stage) || !follows || !prefix.keep(stage.widths(channels), output)) {
          outputs[stage.index()] = output;
        }
      }
    }

    private NativeResult output(int index) {
      return outputs[index] == null ? prefix.output(index) : outputs[index];
    }

    private boolean last(GeneratorSource.Stage stage) {
      return stage.index() == stages.size() - 1;
    }

    private String title() {
      return source.description().name();
    }

    /** The values {@code [3, side, side]}. */
    float[] picture() throws IOException {
      float[] values = output(stages.size() - 1).values(StageNames.SKIP_OUT);
      if (values.length != 3L * side * side) {
        throw new InferenceException(
            Texts.of("runtime.gradientPipeline.notAnImage", side, values.length));
      }
      return values;
    }

    /**
     * Goes back, once, as far as to the first stage that a style from the given one on is used in.
     *
     * @param ofPicture the gradient with respect to the picture, {@code [1, 3, side, side]}
     * @param firstStyle styles before it are of no interest
     * @return the gradient with respect to the styles, {@code [styles, dimension]}; what it says of
     *     styles before the first is not all
     */
    float[] back(FloatTensor ofPicture, int firstStyle) throws IOException {
      float[] total = new float[styleCount * styleDimension];
      Map<String, FloatTensor> given = Map.of(GradientGraph.seed(StageNames.SKIP_OUT), ofPicture);
      NativeResult after = null;
      try (InputTensors seeds = parts.inputs().write(given)) {
        for (int index = stages.size() - 1;
            index >= 0 && stages.get(index).lastStyle() >= firstStyle;
            index--) {
          NativeResult gradients = back(stages.get(index), new Seeds(seeds, after));
          if (after != null) {
            after.close();
          }
          after = gradients;
          drop(index);
          add(gradients.values(OF_STYLES), total);
        }
      } finally {
        if (after != null) {
          after.close();
        }
      }
      return total;
    }

    private NativeResult back(GeneratorSource.Stage stage, Seeds seeds) throws IOException {
      boolean last = last(stage);
      String name = Texts.of("runtime.gradientPipeline.gradient", stage.resolution(), title());
      SessionBuilder.Label label = SessionBuilder.Label.imported(name);
      GraphShapes shapes = new AskedShapes(parts, label, control);
      return run(
          stage,
          new SessionKey(
              source.content(),
              "backward-" + stage.resolution() + (last ? "-last" : ""),
              stage.widths(channels),
              turn.cores()),
          name,
          () -> source.backward(stage, channels, last, shapes),
          seeds);
    }

    private NativeResult run(
        GeneratorSource.Stage stage,
        SessionKey key,
        String name,
        ComputeGate.Step<GeneratorSource.Graph> graph,
        Seeds seeds)
        throws IOException {
      control.throwIfCancelled();
      try (SessionCache.Lease lease =
          sessions.acquire(key, SessionBuilder.Label.imported(name), graph, turn)) {
        return turn.run(() -> run(stage, lease.session(), seeds));
      }
    }

    private NativeResult run(GeneratorSource.Stage stage, NativeSession session, Seeds seeds)
        throws IOException {
      parts.observer().beforeStage(Priority.BACKGROUND, stage.resolution());
      control.throwIfCancelled();
      Map<String, OnnxTensor> inputs = new HashMap<>();
      for (String input : session.inputs()) {
        inputs.put(input, input(input, stage, seeds));
      }
      return session.run(inputs, session.outputs(), control);
    }

    private OnnxTensor input(String input, GeneratorSource.Stage stage, Seeds seeds)
        throws IOException {
      if (input.equals(StageNames.STYLES)) {
        return styles.tensor();
      }
      if (input.equals(StageNames.FEATURES)) {
        return output(stage.index() - 1).get(StageNames.FEATURES_OUT);
      }
      if (input.equals(StageNames.SKIP)) {
        return output(stage.index() - 1).get(StageNames.SKIP_OUT);
      }
      for (GeneratorSource.NoiseMap map : stage.noise()) {
        if (map.name().equals(input)) {
          return noise.tensor(map).tensor();
        }
      }
      if (seeds != null) {
        return seeds.get(input, output(stage.index()));
      }
      throw new InferenceException(
          Texts.of("runtime.gradientPipeline.unknownInput", stage.resolution(), input));
    }

    private void drop(int index) {
      if (outputs[index] != null) {
        outputs[index].close();
        outputs[index] = null;
      }
    }

    @Override
    public void close() {
      for (int index = 0; index < outputs.length; index++) {
        drop(index);
      }
      recordedPrefix.giveBack(prefix);
      styles.close();
      noise.close();
    }
  }

  private static void add(float[] part, float[] total) throws InferenceException {
    if (part.length != total.length) {
      throw new InferenceException(
          Texts.of("runtime.gradientPipeline.styleGradients", part.length, total.length));
    }
    for (int i = 0; i < total.length; i++) {
      total[i] += part[i];
    }
  }

  /**
   * The gradients with respect to the outputs of a stage.
   *
   * @param ofPicture of the last stage
   * @param after what the stage after gave; null for the last stage
   */
  private record Seeds(InputTensors ofPicture, NativeResult after) {
    /** A seed, or an output of the stage itself. */
    OnnxTensor get(String input, NativeResult recorded) throws InferenceException {
      if (input.equals(GradientGraph.seed(StageNames.SKIP_OUT))) {
        return after == null
            ? ofPicture.byName().get(input)
            : after.get(GradientGraph.gradient(StageNames.SKIP));
      }
      if (input.equals(GradientGraph.seed(StageNames.FEATURES_OUT)) && after != null) {
        return after.get(GradientGraph.gradient(StageNames.FEATURES));
      }
      return recorded.get(input);
    }
  }
}

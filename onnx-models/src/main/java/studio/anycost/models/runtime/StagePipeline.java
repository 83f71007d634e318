package studio.anycost.models.runtime;

import ai.onnxruntime.OnnxTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.latency.LatencyModel;
import studio.anycost.models.latency.StageShape;
import studio.anycost.models.words.Texts;

/**
 * Runs the stages of one generator in a row. Feature maps stay in native memory from stage to
 * stage; the picture is the only thing copied out. Safe to use from any thread.
 */
final class StagePipeline {
  private static final double NANOS_PER_MS = 1e6;

  private final GeneratorSource source;
  private final StageSessions sessions;
  private final NoiseBank noiseBank;
  private final StyleUploads uploads;
  private final LatencyModel latency;
  private final ComputeGate gate;
  private final NativeLedger ledger;
  private final RenderObserver observer;

  StagePipeline(
      GeneratorSource source,
      StageSessions sessions,
      NoiseBank noiseBank,
      StyleUploads uploads,
      LatencyModel latency,
      ComputeGate gate,
      NativeLedger ledger,
      RenderObserver observer) {
    this.source = source;
    this.sessions = sessions;
    this.noiseBank = noiseBank;
    this.uploads = uploads;
    this.latency = latency;
    this.gate = gate;
    this.ledger = ledger;
    this.observer = observer;
  }

  /**
   * Checks a request before it is queued.
   *
   * @throws IllegalArgumentException if the code or the sub-generator does not fit the generator
   */
  void requireFits(StyleCode code, SubGenerator subGenerator) {
    GeneratorDescription description = source.description();
    if (code.count() != description.styleCount()
        || code.dimension() != description.styleDimension()) {
      throw new IllegalArgumentException(
          "A style code of "
              + code.count()
              + "x"
              + code.dimension()
              + " does not fit the generator '"
              + description.name()
              + "', which takes "
              + description.styleCount()
              + "x"
              + description.styleDimension()
              + ".");
    }
    description.channels().require(subGenerator);
  }

  /** What stops a render of this pipeline; the caller closes it. */
  RunControl newControl() {
    return new RunControl(ledger, gate);
  }

  /**
   * Renders on this thread.
   *
   * @param prefix outputs of the render before; afterwards those of this one, even if it fails
   * @throws java.util.concurrent.CancellationException if the control was cancelled
   */
  RenderResult render(
      StyleCode code,
      SubGenerator subGenerator,
      Noise noise,
      Priority priority,
      RunControl control,
      FeaturePrefix prefix)
      throws IOException {
    try (ComputeGate.Turn turn = gate.begin(priority, control)) {
      return run(new Job(code, subGenerator, noise, priority, control, prefix), turn);
    }
  }

  /**
   * Renders on this thread as part of other background work.
   *
   * @param turn of that work
   * @param prefix as of the other render
   * @throws java.util.concurrent.CancellationException if the control was cancelled
   */
  ImageTensor render(
      StyleCode code,
      SubGenerator subGenerator,
      Noise noise,
      ComputeGate.Turn turn,
      RunControl control,
      FeaturePrefix prefix)
      throws IOException {
    return run(new Job(code, subGenerator, noise, Priority.BACKGROUND, control, prefix), turn)
        .image();
  }

  /**
   * Renders on this thread and one core, beside others, with background priority.
   *
   * @throws java.util.concurrent.CancellationException if the control was cancelled
   */
  ImageTensor renderSideBySide(
      StyleCode code, SubGenerator subGenerator, Noise noise, RunControl control)
      throws IOException {
    try (ComputeGate.Turn turn = gate.beginSideBySide(control);
        FeaturePrefix scratch = FeaturePrefix.scratch()) {
      return run(new Job(code, subGenerator, noise, Priority.BACKGROUND, control, scratch), turn)
          .image();
    }
  }

  /**
   * Keeps the session of one stage open for {@link #renderSideBySide}, and builds it if it is
   * missing.
   *
   * @return ends that by closing
   */
  SessionCache.Lease keepSideBySide(
      GeneratorSource.Stage stage, SubGenerator subGenerator, RunControl control)
      throws IOException {
    try (ComputeGate.Turn turn = gate.beginSideBySide(control)) {
      return sessions.stage(stage, subGenerator.channels(), turn);
    }
  }

  /** The stages that a sub-generator runs, 4 px first. */
  List<GeneratorSource.Stage> stages(SubGenerator subGenerator) {
    return source.stages().stream()
        .filter(stage -> stage.resolution() <= subGenerator.resolution())
        .toList();
  }

  private RenderResult run(Job job, ComputeGate.Turn turn) throws IOException {
    long start = System.nanoTime();
    List<GeneratorSource.Stage> stages = stages(job.subGenerator());
    int reused = job.prefix().begin(job.code(), job.noise(), job.subGenerator(), stages);
    List<StageTiming> timings = new ArrayList<>();
    // Waiting for a turn and building sessions is no work of the picture's.
    long atStages = 0;
    boolean undisturbed = true;
    stages.subList(0, reused).forEach(s -> timings.add(new StageTiming(s.resolution(), 0, true)));
    try (StyleUploads.Lease styles = uploads.upload(job.code());
        NoiseBank.Lease noise = noiseBank.lease(job.noise())) {
      for (GeneratorSource.Stage stage : stages.subList(reused, stages.size())) {
        job.control().throwIfCancelled();
        Map<String, OnnxTensor> inputs = inputs(stage, job, styles, noise);
        long before = System.nanoTime();
        StageRun run = runStage(stage, job, inputs, turn);
        atStages += System.nanoTime() - before;
        timings.add(new StageTiming(stage.resolution(), run.milliseconds(), false));
        undisturbed &= run.undisturbed();
      }
    }
    job.control().throwIfCancelled();
    ImageTensor image = image(job, stages.size() - 1);
    long total = System.nanoTime() - start;
    if (undisturbed) {
      latency.recordPicture(job.subGenerator().resolution(), (total - atStages) / NANOS_PER_MS);
    }
    return new RenderResult(image, job.subGenerator(), total / NANOS_PER_MS, timings, reused);
  }

  private Map<String, OnnxTensor> inputs(
      GeneratorSource.Stage stage, Job job, StyleUploads.Lease styles, NoiseBank.Lease noise)
      throws IOException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    inputs.put(StageNames.STYLES, styles.tensor());
    if (stage.index() > 0) {
      NativeResult before = job.prefix().output(stage.index() - 1);
      inputs.put(StageNames.FEATURES, before.get(StageNames.FEATURES_OUT));
      inputs.put(StageNames.SKIP, before.get(StageNames.SKIP_OUT));
    }
    for (GeneratorSource.NoiseMap map : stage.noise()) {
      inputs.put(map.name(), noise.tensor(map).tensor());
    }
    return inputs;
  }

  private StageRun runStage(
      GeneratorSource.Stage stage, Job job, Map<String, OnnxTensor> inputs, ComputeGate.Turn turn)
      throws IOException {
    try (SessionCache.Lease lease = sessions.stage(stage, job.subGenerator().channels(), turn);
        ComputeGate.Pass pass = turn.step()) {
      observer.beforeStage(job.priority(), stage.resolution());
      job.control().throwIfCancelled();
      // The times that are predicted are those of all cores.
      boolean measures = turn.cores() == Cores.ALL && lease.session().isWarm() && pass.isAlone();
      long start = System.nanoTime();
      NativeResult output = lease.session().run(inputs, outputs(stage), job.control());
      double milliseconds = (System.nanoTime() - start) / NANOS_PER_MS;
      job.prefix().add(stage.widths(job.subGenerator().channels()), output);
      boolean undisturbed = measures && pass.isAlone();
      if (undisturbed) {
        latency.recordStage(
            new StageShape(stage.resolution(), stage.widths(job.subGenerator().channels())),
            milliseconds);
      }
      return new StageRun(milliseconds, undisturbed);
    }
  }

  /** Nothing follows the last stage, so its features (the largest of all) need no copy to keep. */
  private Set<String> outputs(GeneratorSource.Stage stage) {
    return stage.index() == source.stages().size() - 1
        ? Set.of(StageNames.SKIP_OUT)
        : Set.of(StageNames.FEATURES_OUT, StageNames.SKIP_OUT);
  }

  private static ImageTensor image(Job job, int lastStage) throws IOException {
    int side = job.subGenerator().resolution();
    float[] values = job.prefix().output(lastStage).values(StageNames.SKIP_OUT);
    if (values.length != 3L * side * side) {
      throw new InferenceException(
          Texts.of("runtime.stagePipeline.notAnImage", side, values.length));
    }
    return ImageTensor.wrap(side, values);
  }

  /** A stage's time, and whether it was warm and alone: only then it tells anything. */
  private record StageRun(double milliseconds, boolean undisturbed) {}

  private record Job(
      StyleCode code,
      SubGenerator subGenerator,
      Noise noise,
      Priority priority,
      RunControl control,
      FeaturePrefix prefix) {}
}

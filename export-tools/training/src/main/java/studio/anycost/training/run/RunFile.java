package studio.anycost.training.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PairedLatents;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.records.Values;
import studio.anycost.training.step.ArchitectureSampling;
import studio.anycost.training.tensors.Precision;

/**
 * A run's plan as a properties file, whose keys are the options of the command line. What is not
 * there has the published value of the stage, but for the precision, which is the fastest one of
 * the machine that the run begins on.
 */
public final class RunFile {
  private static final Set<String> OF_STAGE =
      Set.of(
          "g-reg-every",
          "resolutions",
          "sampled-resolutions",
          "channels",
          "sort",
          "conditioned",
          "consistency");
  private static final Set<String> ORIGINS =
      Set.of("start", "teacher", "pairs", "pairs-weight", "pairs-until", "pairs-learner");

  private final Values values;

  private RunFile(Values values) {
    this.values = values;
  }

  /** The stages, by what is published of each. */
  public enum Stage {
    /** StyleGAN2. */
    STYLEGAN2,
    /** Several resolutions. */
    MULTIRES,
    /** Several resolutions and channel ratios. */
    ADAPTIVE
  }

  /**
   * Recorded values without those that a stage chooses, for whoever names a stage.
   *
   * @param otherRun whether it is for another run, whose checkpoints to begin with are others
   */
  public static Map<String, String> withoutStage(Map<String, String> values, boolean otherRun) {
    Map<String, String> left = new TreeMap<>(values);
    left.keySet().removeAll(OF_STAGE);
    if (otherRun) {
      left.keySet().removeAll(ORIGINS);
    }
    return left;
  }

  /** Replaces a file by a plan; the same plan gives the same bytes. */
  static void write(Path file, RunPlan plan) throws IOException {
    Values.write(file, values(plan));
  }

  /** Tells plans apart that are no part of the same run; where files lie is of no account. */
  static long fingerprint(RunPlan plan) {
    Map<String, String> values = values(plan);
    values.keySet().removeAll(Set.of("data", "start", "teacher", "threads", "pairs"));
    CRC32 sum = new CRC32();
    sum.update(values.toString().getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }

  private static Map<String, String> values(RunPlan plan) {
    TrainingOptions options = plan.options();
    StageOptions stage = options.stage();
    GeneratorSpec generator = plan.generator();
    RunPlan.Rhythm rhythm = plan.rhythm();
    Map<String, Object> all = new TreeMap<>();
    all.put("data", plan.data());
    plan.start().ifPresent(start -> all.put("start", start));
    plan.teacher().ifPresent(teacher -> all.put("teacher", teacher));
    plan.pairs()
        .ifPresent(
            pairs -> {
              all.put("pairs", pairs.file());
              all.put("pairs-weight", pairs.weight());
              all.put("pairs-until", pairs.until());
              all.put("pairs-learner", pairs.learner());
            });
    all.put("perceptual", plan.perceptual());
    all.put("threads", plan.threads());
    all.put("channel-multiplier", generator.channels().multiplier());
    all.put("channel-max", generator.channels().channelMax());
    all.put("style-dim", generator.styleDimension());
    all.put("mapping-layers", generator.mappingLayers());
    all.put("steps", rhythm.steps());
    all.put("checkpoint-every", rhythm.checkpointEvery());
    all.put("grid-every", rhythm.gridEvery());
    all.put("grid-side", rhythm.gridSide());
    all.put("evaluate-every", rhythm.evaluateEvery());
    all.put("evaluate-pictures", rhythm.evaluated());
    all.put("seed", options.seed());
    all.put("batch", options.batch());
    all.put("lr", options.adam().rate());
    all.put("beta1", options.adam().beta1());
    all.put("beta2", options.adam().beta2());
    all.put("reg-correction", options.correctsRegularization());
    all.put("r1", options.penaltyWeight());
    all.put("d-reg-every", options.penaltyEvery());
    all.put("path-regularize", options.pathWeight());
    all.put("g-reg-every", options.pathEvery());
    all.put("path-batch-shrink", options.pathShrink());
    all.put("mixing-prob", options.mixing());
    all.put("half-life-kimg", options.halfLifePictures() / 1000);
    all.put("mirror", options.mirrors());
    all.put("adversarial", options.isAdversarial());
    all.put("train-mapping", options.trainsMapping());
    all.put("precision", options.precision());
    all.put("resolutions", stage.resolutions());
    all.put("sampled-resolutions", stage.sampled());
    all.put("channels", stage.mode());
    all.put("min-channel", stage.leastChannels());
    all.put("divided-by", stage.channelMultiple());
    all.put("sort", stage.sorts());
    all.put("conditioned", stage.conditioned());
    all.put("consistency", stage.reference());
    all.put("consistency-weight", stage.consistencyWeight());
    if (stage.discriminatorWidth() != 1) {
      all.put("discriminator-width", stage.discriminatorWidth());
    }
    Map<String, String> values = new TreeMap<>();
    all.forEach(
        (key, value) ->
            values.put(
                key,
                value instanceof Enum<?> name
                    ? name.name().toLowerCase(Locale.ROOT)
                    : value.toString()));
    return values;
  }

  /**
   * The plan that values make, which may come from a file and from a command line.
   *
   * @param values by the names of the options, without dashes
   * @throws IllegalArgumentException with a sentence if one is missing or none of its kind
   * @throws IOException with a sentence if pictures or start cannot be read
   */
  public static RunPlan plan(Map<String, String> values) throws IOException {
    return new RunFile(new Values(values)).plan();
  }

  private RunPlan plan() throws IOException {
    Path data = values.requirePath("data");
    PictureData pictures = PictureData.open(data);
    Optional<Path> start = values.path("start");
    TrainingOptions options = options(pictures.size());
    int epoch = Math.max(1, pictures.count() / options.batch());
    RunPlan plan =
        new RunPlan(
            data,
            // A recorded run has its generator's shape, even if its start is gone.
            start.isPresent() && !values.has("style-dim")
                ? StageStart.spec(start.get())
                : generator(pictures.size()),
            options,
            new RunPlan.Rhythm(
                values.requireWhole("steps"),
                values.whole("checkpoint-every", 200),
                values.whole("grid-every", 1000),
                values.whole("grid-side", 4),
                values.whole("evaluate-every", epoch),
                values.whole("evaluate-pictures", 64)),
            start,
            values.path("teacher"),
            values.text("perceptual", RunPlan.BUILT_IN_PERCEPTUAL),
            values.whole("threads", 1),
            values
                .path("pairs")
                .map(
                    file ->
                        new Pairs(
                            file,
                            values.real("pairs-weight", Pairs.WEIGHT),
                            values.whole(
                                "pairs-until", Math.max(1, values.requireWhole("steps") / 4)),
                            values.choice(
                                "pairs-learner", Pairs.Learner.class, Pairs.Learner.FULL))));
    if (plan.pairs().isPresent()) {
      // Before anything is written.
      PairedLatents.read(
          plan.pairs().get().file(), pictures.count(), plan.generator().styleDimension());
    }
    return plan;
  }

  private GeneratorSpec generator(int resolution) {
    return new GeneratorSpec(
        new ChannelTable(
            resolution, values.real("channel-multiplier", 2), values.whole("channel-max", 512)),
        values.whole("style-dim", 512),
        values.whole("mapping-layers", 8));
  }

  private TrainingOptions options(int resolution) {
    StageOptions stage =
        switch (values.choice("stage", Stage.class, Stage.STYLEGAN2)) {
          case STYLEGAN2 -> StageOptions.styleGan();
          case MULTIRES -> StageOptions.multiResolution(resolution);
          case ADAPTIVE -> StageOptions.adaptiveChannels(resolution);
        };
    TrainingOptions published =
        TrainingOptions.published(values.whole("seed", 1L), values.whole("batch", 16), stage);
    Adam.Settings adam = published.adam();
    return new TrainingOptions(
        published.seed(),
        published.batch(),
        new Adam.Settings(
            values.real("lr", adam.rate()),
            values.real("beta1", adam.beta1()),
            values.real("beta2", adam.beta2())),
        values.flag("reg-correction", published.correctsRegularization()),
        values.real("r1", published.penaltyWeight()),
        values.whole("d-reg-every", published.penaltyEvery()),
        values.real("path-regularize", published.pathWeight()),
        values.whole("g-reg-every", published.pathEvery()),
        values.whole("path-batch-shrink", published.pathShrink()),
        values.real("mixing-prob", published.mixing()),
        values.real("half-life-kimg", published.halfLifePictures() / 1000) * 1000,
        values.flag("mirror", published.mirrors()),
        values.flag("adversarial", published.isAdversarial()),
        values.flag("train-mapping", published.trainsMapping()),
        new StageOptions(
            values.whole("resolutions", stage.resolutions()),
            values.whole("sampled-resolutions", stage.sampled()),
            values.choice("channels", ArchitectureSampling.Mode.class, stage.mode()),
            values.whole("min-channel", stage.leastChannels()),
            values.whole("divided-by", stage.channelMultiple()),
            values.flag("sort", stage.sorts()),
            values.flag("conditioned", stage.conditioned()),
            values.choice("consistency", StageOptions.Reference.class, stage.reference()),
            values.real("consistency-weight", stage.consistencyWeight()),
            values.real("discriminator-width", stage.discriminatorWidth())),
        values.choice("precision", Precision.class, Precision.fastest()));
  }
}

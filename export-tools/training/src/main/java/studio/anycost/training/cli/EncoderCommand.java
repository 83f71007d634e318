package studio.anycost.training.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import studio.anycost.app.cli.InputException;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.data.PictureSplit;
import studio.anycost.training.encoder.EncoderLesson;
import studio.anycost.training.encoder.EncoderOptions;
import studio.anycost.training.lesson.LessonPlan;
import studio.anycost.training.lesson.LessonRun;
import studio.anycost.training.models.ModelSource;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.perceptual.PerceptualNetworks;
import studio.anycost.training.records.Values;
import studio.anycost.training.run.DivergedException;
import studio.anycost.training.run.TrainingRun;
import studio.anycost.training.tensors.Precision;

/** {@code studio train encoder}. */
@Command(
    name = "encoder",
    description = {
      "Train an encoder from photo to styles, consistency-aware: every step compares the photos with"
          + " what the full generator and a randomly drawn sub-generator make of the styles, in"
          + " pixels and in features, and the styles of faces that the generator draws with the true"
          + " ones.",
      "A run whose folder has a checkpoint goes on from it, with the options of RUN/run.properties"
          + " where none are given. A run that is interrupted keeps its last step."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio train encoder --generator third/checkpoint.pt --data faces.data --steps 20000 -o enc",
      "  studio train encoder --generator built-in --start built-in --data faces.data --steps 2000"
          + " -o enc",
      "  studio import --generator third/checkpoint.pt --encoder enc/best.pt -o mine.zip"
    })
final class EncoderCommand implements Callable<Integer> {
  private static final int LAYERS = 18;
  private static final int WIDTH = 64;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "RUN",
      description =
          "The run's folder: checkpoint.pt, best.pt (the best on photos that are kept for that),"
              + " metrics.csv, evaluation.csv, grids, and events for TensorBoard.")
  private Path output;

  @Option(
      names = "--tell-every",
      defaultValue = "20",
      description = "Steps between lines of progress (${DEFAULT-VALUE}).")
  private int tellEvery;

  /** What the properties file records. Declared for the help and the parser. */
  @SuppressWarnings("unused")
  private static final class Recorded {
    @Option(names = "--data", description = "What prepare wrote of aligned faces.")
    private Path data;

    @Option(
        names = "--generator",
        paramLabel = "MODEL",
        description =
            "Whose styles are learnt: a checkpoint, a bundle, or 'built-in', the model that comes"
                + " along.")
    private String generator;

    @Option(
        names = "--start",
        paramLabel = "MODEL",
        description =
            "The encoder to go on with: a checkpoint, a bundle, or 'built-in'. Without, weights are"
                + " drawn.")
    private String start;

    @Option(
        names = "--layers",
        description = "Of a ResNet whose weights are drawn: 18, 34, 50, 101 or 152 (18).")
    private Integer layers;

    @Option(names = "--width", description = "Of its first stage (64).")
    private Integer width;

    @Option(names = "--steps", description = "Where the run ends.")
    private Long steps;

    @Option(names = "--seed", description = "Of all random numbers (1).")
    private Long seed;

    @Option(names = "--threads", description = "Threads to compute with (1).")
    private Integer threads;

    @Option(
        names = "--precision",
        description =
            "What the generator renders in, float32 or bfloat16; the fastest one is the default.")
    private Precision precision;

    @Option(names = "--batch", description = "Photos a step (8).")
    private Integer batch;

    @Option(
        names = "--drawn",
        description = "Faces a step that the generator draws, for the latent loss; 0: none (4).")
    private Integer drawn;

    @Option(names = "--lr", description = "Learning rate (0.0001).")
    private Double rate;

    @Option(names = "--beta1", description = "Adam's first decay (0.9).")
    private Double beta1;

    @Option(names = "--beta2", description = "Adam's second decay (0.999).")
    private Double beta2;

    @Option(names = "--mse-weight", description = "Of the squared difference (1).")
    private Double squared;

    @Option(names = "--perceptual-weight", description = "Of the perceptual distance (1).")
    private Double perceptualWeight;

    @Option(
        names = "--sub-weight",
        description = "Of both for the sub-generator; 0: not consistency-aware (1).")
    private Double sub;

    @Option(names = "--latent-weight", description = "Of the difference of styles (1).")
    private Double latent;

    @Option(
        names = "--resolutions",
        description = "How many of the highest a sub-generator's is drawn from (3).")
    private Integer resolutions;

    @Option(names = "--mirror", arity = "1", description = "Mirror half of the photos (true).")
    private Boolean mirrors;

    @Option(
        names = "--perceptual",
        paramLabel = "NETWORK",
        description =
            "Whose features: mobilenet (built in, the default), none, or a feature file of"
                + " import-features, such as LPIPS on VGG-16, which is the published one.")
    private String perceptual;

    @Option(
        names = "--validation",
        description = "Photos that are kept for evaluations, drawn by the seed (64).")
    private Integer validation;

    @Option(names = "--checkpoint-every", description = "Steps between (200).")
    private Integer checkpointEvery;

    @Option(names = "--evaluate-every", description = "Steps between (500).")
    private Integer evaluateEvery;

    @Option(names = "--grid-every", description = "Steps between (500).")
    private Integer gridEvery;

    @Option(names = "--grid-columns", description = "Photos of a grid (8).")
    private Integer gridColumns;
  }

  @ArgGroup(exclusive = false, heading = "Recorded in run.properties:%n")
  private final Recorded options = new Recorded();

  @Override
  public Integer call() throws IOException, InputException {
    try {
      Map<String, String> texts = GivenOptions.over(output.resolve(TrainingRun.PLAN), spec);
      Values values = new Values(texts);
      LessonPlan plan = plan(values);
      try (EncoderLesson lesson = lesson(values)) {
        LessonRun run = new LessonRun(output, plan, lesson, texts);
        LessonProgress progress =
            new LessonProgress(spec.commandLine().getOut(), lesson, plan.steps(), tellEvery);
        long done = SavingOnExit.run(stopped -> run.run(stopped, progress));
        progress.told("The run has " + done + " steps behind it.");
        return 0;
      }
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    } catch (DivergedException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static LessonPlan plan(Values values) {
    return new LessonPlan(
        values.whole("seed", 1L),
        new Adam.Settings(
            values.real("lr", 1e-4), values.real("beta1", 0.9), values.real("beta2", 0.999)),
        values.requireWhole("steps"),
        values.whole("checkpoint-every", 200),
        values.whole("evaluate-every", 500),
        values.whole("grid-every", 500),
        values.whole("threads", 1));
  }

  private EncoderLesson lesson(Values values) throws IOException, InputException {
    EncoderOptions told =
        new EncoderOptions(
            values.whole("batch", 8),
            values.whole("drawn", 4),
            values.real("mse-weight", 1),
            values.real("perceptual-weight", 1),
            values.real("sub-weight", 1),
            values.real("latent-weight", 1),
            values.whole("resolutions", 3),
            values.flag("mirror", true),
            values.whole("validation", 64),
            values.whole("grid-columns", 8),
            values.choice("precision", Precision.class, Precision.fastest()));
    EncoderLesson.Start start =
        new EncoderLesson.Start(
            values.has("start")
                ? Optional.of(new ModelSource(values.text("start", "")))
                : Optional.empty(),
            values.whole("layers", LAYERS),
            values.whole("width", WIDTH));
    PictureData data;
    Generator generator;
    try {
      data = PictureData.open(values.requirePath("data"));
      generator = generator(values);
    } catch (IOException e) {
      throw InputException.of(e);
    }
    Optional<PerceptualDistance> perceptual = Optional.empty();
    try {
      perceptual = PerceptualNetworks.of(values.text("perceptual", PerceptualNetworks.BUILT_IN));
      return new EncoderLesson(
          data,
          new PictureSplit(values.whole("seed", 1L), data.count(), told.reviewed()),
          generator,
          perceptual,
          told,
          start);
    } catch (IOException | RuntimeException e) {
      generator.close();
      perceptual.ifPresent(PerceptualDistance::close);
      if (e instanceof IOException unreadable) {
        throw InputException.of(unreadable);
      }
      throw (RuntimeException) e;
    }
  }

  /** The run's own, if it began before, so that it needs the other no more. */
  private Generator generator(Values values) throws IOException {
    Path own = output.resolve(EncoderLesson.GENERATOR);
    if (Files.exists(output.resolve(TrainingRun.CHECKPOINT)) && Files.exists(own)) {
      return new ModelSource(own.toString()).generator();
    }
    if (!values.has("generator")) {
      throw new IllegalArgumentException("A run needs --generator.");
    }
    return new ModelSource(values.text("generator", "")).generator();
  }
}

package studio.anycost.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import studio.anycost.app.cli.InputException;
import studio.anycost.training.attributes.AttributeLesson;
import studio.anycost.training.attributes.LabelFile;
import studio.anycost.training.attributes.LabelledPictures;
import studio.anycost.training.lesson.LessonPlan;
import studio.anycost.training.lesson.LessonRun;
import studio.anycost.training.models.ModelSource;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.records.Values;
import studio.anycost.training.run.DivergedException;
import studio.anycost.training.run.TrainingRun;

/** {@code studio train attributes}. */
@Command(
    name = "attributes",
    description = {
      "Train an attribute predictor on labelled pictures.",
      "A run whose folder has a checkpoint goes on from it, with the options of RUN/run.properties"
          + " where none are given; it needs folder and labels no more. A run that is interrupted"
          + " keeps its last step."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio train attributes squares/ --labels labels.csv --steps 5000 -o tags",
      "  studio train attributes squares/ --labels labels.csv --start built-in --steps 1000 -o tags",
      "  studio import --generator G.pt --attributes tags/best.pt \\",
      "      --attribute-names tags/attributes.txt -o mine.zip",
      "",
      "labels.csv:",
      "  file,Smiling,Eyeglasses",
      "  anna.jpg,1,0",
      "  more/bert.png,,1",
      "1: has it; 0 or -1: has it not; empty: nobody knows."
    })
final class AttributesCommand implements Callable<Integer> {
  private static final int SIZE = 256;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The pictures, aligned as those to predict will be.")
  private Path folder;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "A CSV file: the names of files as they are called from FOLDER, and labels.")
  private Path labels;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "RUN",
      description =
          "The run's folder: checkpoint.pt, best.pt (the best on pictures that are kept for that),"
              + " attributes.txt, metrics.csv, evaluation.csv, and events for TensorBoard.")
  private Path output;

  @Option(
      names = "--tell-every",
      defaultValue = "20",
      description = "Steps between lines of progress (${DEFAULT-VALUE}).")
  private int tellEvery;

  /** What the properties file records. Declared for the help and the parser. */
  @SuppressWarnings("unused")
  private static final class Recorded {
    @Option(
        names = "--size",
        description =
            "Pixels a side that pictures are prepared at (256); smaller ones are left out.")
    private Integer size;

    @Option(
        names = "--start",
        paramLabel = "MODEL",
        description =
            "The predictor to go on with: a checkpoint, a bundle, or 'built-in', the model that"
                + " comes along; of one that tells other attributes all but the last layer.")
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

    @Option(names = "--batch", description = "Pictures a step (16).")
    private Integer batch;

    @Option(names = "--lr", description = "Learning rate (0.0001).")
    private Double rate;

    @Option(names = "--beta1", description = "Adam's first decay (0.9).")
    private Double beta1;

    @Option(names = "--beta2", description = "Adam's second decay (0.999).")
    private Double beta2;

    @Option(names = "--mirror", arity = "1", description = "Mirror half of the pictures (true).")
    private Boolean mirrors;

    @Option(
        names = "--validation",
        description = "Share of the pictures that is kept for evaluations, by the seed (0.1).")
    private Double validation;

    @Option(names = "--checkpoint-every", description = "Steps between (200).")
    private Integer checkpointEvery;

    @Option(names = "--evaluate-every", description = "Steps between (500).")
    private Integer evaluateEvery;
  }

  @ArgGroup(exclusive = false, heading = "Recorded in run.properties:%n")
  private final Recorded options = new Recorded();

  @Override
  public Integer call() throws IOException, InputException {
    try {
      Map<String, String> texts = GivenOptions.over(output.resolve(TrainingRun.PLAN), spec);
      Values values = new Values(texts);
      LessonPlan plan = plan(values);
      try (AttributeLesson lesson = lesson(values)) {
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
    int evaluateEvery = values.whole("evaluate-every", 500);
    return new LessonPlan(
        values.whole("seed", 1L),
        new Adam.Settings(
            values.real("lr", 1e-4), values.real("beta1", 0.9), values.real("beta2", 0.999)),
        values.requireWhole("steps"),
        values.whole("checkpoint-every", 200),
        evaluateEvery,
        evaluateEvery,
        values.whole("threads", 1));
  }

  private AttributeLesson lesson(Values values) throws InputException {
    AttributeLesson.Options told =
        new AttributeLesson.Options(
            values.whole("batch", 16),
            values.flag("mirror", true),
            values.has("start")
                ? Optional.of(new ModelSource(values.text("start", "")))
                : Optional.empty(),
            values.whole("layers", 18),
            values.whole("width", 64));
    try {
      if (!LabelledPictures.areIn(output)) {
        prepare(values.whole("size", SIZE));
      }
      return new AttributeLesson(
          LabelledPictures.open(output),
          values.whole("seed", 1L),
          values.real("validation", 0.1),
          told);
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  private void prepare(int size) throws IOException {
    if (folder == null || labels == null) {
      throw new IllegalArgumentException("A run begins with a folder of pictures and --labels.");
    }
    PrintWriter err = spec.commandLine().getErr();
    LabelledPictures.Made made =
        LabelledPictures.make(
            output,
            folder,
            LabelFile.read(labels),
            size,
            PrepareCommand.preparation(),
            new PreparationProgress(err));
    PrintWriter out = spec.commandLine().getOut();
    out.println(made.pictures() + " pictures have labels.");
    tell(out, made.unlabelled(), "have none and are left out.");
    tell(out, made.missing(), "lines of the labels have no picture.");
    if (!made.leftOut().isEmpty()) {
      out.println(made.leftOut().size() + " files cannot be used:");
      made.leftOut().forEach(out::println);
    }
    out.flush();
  }

  private static void tell(PrintWriter out, int count, String what) {
    if (count > 0) {
      out.println(count + " " + what);
    }
  }
}

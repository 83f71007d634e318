package studio.anycost.evaluation.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.SamplesHere;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.cli.BundleOption;
import studio.anycost.app.cli.CliContext;
import studio.anycost.app.cli.CliJobs;
import studio.anycost.app.cli.ExitCodes;
import studio.anycost.app.cli.InputException;
import studio.anycost.app.cli.SampleCluster;
import studio.anycost.app.cli.SparkOption;
import studio.anycost.app.engine.AttributeScores;
import studio.anycost.app.engine.Faithfulness;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.series.NamedPhoto;
import studio.anycost.app.series.PhotoList;
import studio.anycost.app.settings.Preferences;
import studio.anycost.app.task.JobInfo;
import studio.anycost.evaluation.measure.PathLength;
import studio.anycost.evaluation.measure.Uniform;
import studio.anycost.evaluation.picture.Faces;
import studio.anycost.evaluation.picture.FolderPictures;
import studio.anycost.evaluation.picture.NoiseChoice;
import studio.anycost.evaluation.score.FeatureExtractor;
import studio.anycost.evaluation.score.PerceptualGraph;

/** {@code studio evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Measure how good a model is, as papers do.",
      "  fid, kid       distance of its pictures from those of --data, in features of a network",
      "  ppl            perceptual path length in w",
      "  consistency    perceptual and squared difference of sub-generators and the full one",
      "  attributes     how often the attribute predictor says the same of both",
      "  encoder        what the encoder makes of the aligned faces of --data",
      "  all            everything that the options and the model allow",
      "Without --ratio, --resolution or --all-ratios: fid, kid and ppl of the full generator,"
          + " consistency and attributes of every trained sub-generator at the highest resolutions."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio evaluate consistency attributes --samples 500",
      "  studio evaluate fid kid --data faces/ --features inception.onnx --samples 50000",
      "  studio evaluate all --data faces/ --bundle model.zip --json",
      "",
      "The same seed gives the same numbers on any number of threads, up to rounding. Face i is"
          + " that",
      "of seed N + i, which 'studio sample' draws."
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int MOST_SAMPLES = 10_000_000;
  private static final double PUBLISHED_PSI = 0.5;
  private static final int HIGHEST_PSI = 2;

  private final CliContext context;

  @Parameters(
      arity = "1..*",
      paramLabel = "MEASURE",
      description = "What to measure: fid, kid, ppl, consistency, attributes, encoder or all.")
  private List<Measure> named = List.of();

  @Mixin private BundleOption bundle;
  @Mixin private SparkOption spark;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = {
        "Pictures to compare with; of one that is not square, the square in its middle. The encoder"
            + " takes square ones alone: aligned faces."
      })
  private Path folder;

  @Mixin private FeatureOptions features;
  @Mixin private Places places;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Faces that are drawn for each measure, pairs of them for ppl. Default: ${DEFAULT-VALUE};"
              + " papers take 50000 for fid.")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of the first face. Default: ${DEFAULT-VALUE}.")
  private Long seed;

  @Option(
      names = "--psi",
      paramLabel = "P",
      description =
          "Truncation. Default: as published, none for fid and kid, 0.5 for consistency and"
              + " attributes; ppl has none ever.")
  private Double psi;

  @Option(
      names = "--noise",
      paramLabel = "KIND",
      defaultValue = "fixed",
      description =
          "fixed: the one that the studio draws with; random: as published, anew for every few"
              + " faces; or none. Default: ${DEFAULT-VALUE}.")
  private NoiseChoice noise;

  @Option(
      names = "--ppl-sampling",
      paramLabel = "WHERE",
      defaultValue = "ends",
      description =
          "Where between two styles the step is taken: ends or full. Default: ${DEFAULT-VALUE}.")
  private PathLength.Sampling sampling;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  EvaluateCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    check();
    Optional<SampleCluster> cluster = spark.open(bundle.path());
    if (cluster.isEmpty()) {
      return run(cluster);
    }
    try (SampleCluster open = cluster.get()) {
      if (Set.of(Measure.ENCODER).containsAll(named)) {
        throw new InputException(
            "--spark is for faces that are drawn, and encoder looks at the pictures of --data: name"
                + " another measure besides, or leave it out.");
      }
      return run(Optional.of(open));
    }
  }

  private int run(Optional<SampleCluster> cluster) throws Exception {
    try (StudioEngine engine = context.openEngineWithoutPlugins(bundle.path())) {
      List<String> leftOut = new ArrayList<>();
      Setting setting = setting(engine, cluster, leftOut);
      Results results =
          new CliJobs(context)
              .<Void, Results>run(JobInfo.of("Evaluation"), new Evaluation(setting)::run);
      results.notes().addAll(leftOut);
      if (json) {
        context.print(new JsonReport(setting, results, folder).root());
      } else {
        new TextReport(setting, results, folder, context.out()).print();
      }
    }
    return ExitCodes.DONE;
  }

  private void check() throws InputException {
    if (samples < 2 || samples > MOST_SAMPLES) {
      throw new InputException("--samples lies between 2 and " + MOST_SAMPLES + ".");
    }
    if (psi != null && !(psi >= 0 && psi <= HIGHEST_PSI)) {
      throw new InputException("--psi lies between 0 and " + HIGHEST_PSI + ".");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new InputException("There is no folder " + folder + ": name one with pictures.");
    }
  }

  private Setting setting(
      StudioEngine engine, Optional<SampleCluster> cluster, List<String> leftOut)
      throws IOException, InputException {
    Generator generator = engine.lentGenerator();
    ChannelTable table = generator.description().channels();
    Optional<List<Path>> files = files();
    Optional<FeatureExtractor> extractor = features.open(engine);
    boolean predicts = AttributeScores.of(generator).isPresent();
    Optional<List<Uniform>> chosen = places.chosen(table);
    List<Uniform> subs = new ArrayList<>(chosen.orElseGet(() -> Places.every(table)));
    subs.removeIf(uniform -> uniform.subGenerator().equals(table.full()));
    List<SubGenerator> encoded =
        chosen.isEmpty()
            ? Faithfulness.subGenerators(generator)
            : subs.stream().map(Uniform::subGenerator).toList();
    Needs needs = new Needs(folder != null, extractor.isPresent(), predicts);
    return new Setting(
        engine,
        needs.possible(wanted(), generator, !subs.isEmpty(), leftOut),
        samples,
        new Faces(seed, psi == null ? 1 : psi),
        new Faces(seed, psi == null ? PUBLISHED_PSI : psi),
        noise,
        sampling,
        files.map(all -> new FolderPictures(all, FolderPictures.Shape.CUT)),
        files.map(all -> new FolderPictures(all, FolderPictures.Shape.REQUIRED)),
        extractor,
        PerceptualGraph.of(engine.portraits().perceptualFile()),
        context.engines().preferences().perceptual() == Preferences.Perceptual.LPIPS,
        chosen.orElseGet(() -> List.of(Places.full(table))),
        List.copyOf(subs),
        encoded,
        cluster
            .<SampleRunner>map(there -> there)
            .orElseGet(() -> new SamplesHere(generator, engine.sessions().networks())));
  }

  private Set<Measure> wanted() {
    return EnumSet.copyOf(named);
  }

  private Optional<List<Path>> files() throws IOException, InputException {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(PhotoList.of(List.of(folder)).stream().map(NamedPhoto::file).toList());
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }
}

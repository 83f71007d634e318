package studio.anycost.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.SamplesHere;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.cli.CliContext;
import studio.anycost.app.cli.ProgressStyle;
import studio.anycost.app.cli.StudioCommand;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.evaluation.measure.FeatureJob;
import studio.anycost.evaluation.measure.FeatureSet;
import studio.anycost.evaluation.measure.Pace;
import studio.anycost.evaluation.picture.Faces;
import studio.anycost.evaluation.picture.NoiseChoice;
import studio.anycost.evaluation.score.FeatureGraph;
import studio.anycost.evaluation.score.FeatureOrigin;
import studio.anycost.evaluation.statistics.Gaussian;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/** A tiny model in a folder, the studio's commands, and a job with features of the tests' own. */
final class SparkFixture {
  /** What a command left. */
  record Result(int exitCode, String out, String err) {}

  private final Path folder;

  SparkFixture(Path folder) {
    this.folder = folder;
  }

  /** A command in this process, with the plugins of the distribution. */
  Result run(String home, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path person = folder.resolve(home);
    StudioFolders folders =
        new StudioFolders(
            person,
            person.resolve("plugins"),
            person.resolve("logs"),
            person.resolve("cache"),
            Optional.of(Path.of(System.getProperty("studio.distribution"), "plugins")));
    CliContext context =
        new CliContext(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new EngineFactory(folders, RuntimeOptions.defaults()),
            ProgressStyle.NONE);
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    int code =
        StudioCommand.create(context, (model, file) -> {}).execute(texts.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  /** A generator of 64 px with random weights. */
  Path bundle() throws IOException {
    Path bundle = folder.resolve("tiny.zip");
    if (!Files.exists(bundle)) {
      Path generator = folder.resolve("generator.pt");
      try (InputStream in = getClass().getResourceAsStream("/golden/generator_tiny64.pt")) {
        Files.copy(in, generator);
      }
      Result result =
          run(
              "import",
              "import",
              "--generator",
              generator,
              "--ratios",
              1,
              "--resolutions",
              64,
              "-o",
              bundle);
      assertThat(result.exitCode()).as(result.err()).isZero();
    }
    return bundle;
  }

  /** Draws faces and takes features of them; also keeps the features. */
  static FeatureJob job(int faces, NoiseChoice noise) {
    FeatureGraph graph =
        new FeatureGraph(
            new FeatureOrigin("quarters", "quarters", false),
            "quarters",
            Eyes.bytes(),
            Eyes.SIDE,
            -1,
            1);
    return new FeatureJob(1, 64, new Faces(7, 1), noise, faces, graph, true);
  }

  /** The same in this process alone. */
  FeatureSet alone(FeatureJob job) throws IOException {
    try (SessionManager sessions = new SessionManager(RuntimeOptions.defaults())) {
      LoadedGenerator generator = sessions.load(ModelBundle.open(bundle()));
      return FeatureSet.of(job, new SamplesHere(generator, sessions.networks()), pace());
    }
  }

  static Pace pace() {
    return new Pace(TaskContext.none(), 1, () -> 0);
  }

  static void assertSame(FeatureSet found, FeatureSet wanted) {
    assertThat(found.count()).isEqualTo(wanted.count());
    for (int i = 0; i < wanted.rows().size(); i++) {
      assertThat(found.rows().get(i)).as("face %d", i).containsExactly(wanted.rows().get(i));
    }
    Gaussian one = found.moments().gaussian();
    Gaussian other = wanted.moments().gaussian();
    assertNear(one.mean(), other.mean());
    assertNear(one.covariance(), other.covariance());
  }

  private static void assertNear(double[] found, double[] wanted) {
    double largest = 0;
    double apart = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs(wanted[i]));
      apart = Math.max(apart, Math.abs(found[i] - wanted[i]));
    }
    assertThat(apart).isLessThan(1e-13 * largest);
  }
}

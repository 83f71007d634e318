package studio.anycost.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;
import studio.anycost.training.data.PreparedPictures;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.records.Values;
import studio.anycost.training.tensors.Tensors;

class PairsTest {
  private static final int PICTURES = 4;

  @TempDir private Path folder;

  private Path data;

  @BeforeEach
  void prepare() throws IOException {
    data = PreparedPictures.in(folder, PICTURES, 8);
  }

  private Path pairs(String array, byte[] content) throws IOException {
    return write(folder.resolve("pairs.npz"), array, content);
  }

  private static Path write(Path file, String array, byte[] content) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(array + ".npy"));
      zip.write(content);
      zip.closeEntry();
    }
    return file;
  }

  /** A file of latents drawn by a seed, of the shape of that array. */
  static Path latents(Path file, int... shape) throws IOException {
    float[] values = new float[shape[0] * shape[1]];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return write(file, "z", Npy.toBytes(new NpyArray(shape, values)));
  }

  private Path pairs(int... shape) throws IOException {
    return latents(folder.resolve("pairs.npz"), shape);
  }

  private Map<String, String> values(Path file) {
    Map<String, String> values = new TreeMap<>();
    values.put("data", data.toString());
    values.put("pairs", file.toString());
    values.put("steps", "24");
    values.put("batch", "4");
    values.put("threads", "1");
    values.put("channel-max", "8");
    values.put("style-dim", "8");
    values.put("mapping-layers", "1");
    values.put("precision", "float32");
    values.put("perceptual", "none");
    values.put("evaluate-every", "0");
    return values;
  }

  @Test
  void picturesOfKnownLatentsPullLessAndLess() throws IOException {
    Map<String, String> values = values(pairs(PICTURES, 8));
    values.put("pairs-until", "20");
    values.put("pairs-weight", "100");
    values.put("lr", "0.01");
    RunPlan plan = RunFile.plan(values);
    assertThat(plan.pairs().orElseThrow().weightAt(1)).isEqualTo(100);
    assertThat(plan.pairs().orElseThrow().weightAt(11)).isEqualTo(50);
    new TrainingRun(folder.resolve("run"), plan).run(() -> false, losses -> {});
    List<String> lines = Files.readAllLines(folder.resolve("run/metrics.csv"));
    assertThat(lines.get(0)).contains("path_mean,pairs,consistency");
    double[] pairs = new double[24];
    for (int i = 0; i < pairs.length; i++) {
      String cell = lines.get(i + 1).split(",", -1)[7];
      assertThat(cell.isEmpty()).as("step %d", i + 1).isEqualTo(i >= 20);
      pairs[i] = cell.isEmpty() ? 0 : Double.parseDouble(cell);
    }
    assertThat(pairs[18] + pairs[19]).isLessThan(0.5 * (pairs[0] + pairs[1]));
    assertThat(RunFile.plan(studioValues())).isEqualTo(plan);
  }

  private Map<String, String> studioValues() throws IOException {
    return Values.read(folder.resolve("run/run.properties"));
  }

  @Test
  void pairsOfOtherPicturesAndWhatIsNoneAreRefused() throws IOException {
    Path few = pairs(PICTURES - 1, 8);
    assertThatThrownBy(() -> RunFile.plan(values(few)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the shape [3, 8]")
        .hasMessageContaining("each of the 4 prepared pictures");
    Path other = pairs("w", Npy.toBytes(new NpyArray(new int[] {4, 8}, new float[32])));
    assertThatThrownBy(() -> RunFile.plan(values(other))).hasMessageContaining("has no array 'z'");
    float[] values = new float[32];
    values[5] = Float.NaN;
    Path spoiled = pairs("z", Npy.toBytes(new NpyArray(new int[] {4, 8}, values)));
    assertThatThrownBy(() -> RunFile.plan(values(spoiled)))
        .hasMessageContaining("no finite number");
    // An array of Python objects is a pickle, which is not even looked at.
    String header = "{'descr': '|O', 'fortran_order': False, 'shape': (4, 8), }";
    byte[] pickle =
        ("\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header)
            .getBytes(StandardCharsets.ISO_8859_1);
    Path objects = pairs("z", pickle);
    assertThatThrownBy(() -> RunFile.plan(values(objects)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'z'");
    Files.writeString(folder.resolve("text.npz"), "no zip");
    assertThatThrownBy(() -> RunFile.plan(values(folder.resolve("text.npz"))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void pairsStayBesideTheConsistencyOfALaterStage() throws IOException {
    data = PreparedPictures.in(Files.createDirectory(folder.resolve("larger")), PICTURES, 16);
    Map<String, String> values = values(pairs(PICTURES, 8));
    values.put("steps", "6");
    Path first = folder.resolve("first");
    new TrainingRun(first, RunFile.plan(values)).run(() -> false, losses -> {});
    values.put("stage", "adaptive");
    values.put("start", first.resolve(TrainingRun.CHECKPOINT).toString());
    values.put("consistency", "self");
    values.put("pairs-until", "0");
    values.put("train-mapping", "false");
    RunPlan plan = RunFile.plan(values);
    assertThat(plan.pairs().orElseThrow().weightAt(1_000_000)).isEqualTo(Pairs.WEIGHT);
    List<Losses> steps = new ArrayList<>();
    Path second = folder.resolve("run");
    new TrainingRun(second, plan).run(() -> false, steps::add);
    assertThat(steps)
        .hasSize(6)
        .allSatisfy(
            losses -> {
              assertThat(losses.pairs()).isPresent();
              assertThat(losses.consistency()).isPresent();
            });
    assertThat(RunFile.plan(studioValues())).isEqualTo(plan);
    try (Generator begun = TrainingCheckpoint.loadGenerator(first.resolve("checkpoint.pt"));
        Generator ended = TrainingCheckpoint.loadGenerator(second.resolve("checkpoint.pt"))) {
      // Latents mean the same styles, bit for bit; everything else was trained, noise too.
      for (String name : begun.weights().parameterNames()) {
        boolean same = torch.equal(begun.weights().get(name), ended.weights().get(name));
        assertThat(same).as(name).isEqualTo(name.startsWith("style."));
      }
    }
  }

  @Test
  void withoutADiscriminatorSubGeneratorsLearnThePairsAlone() throws IOException {
    data = PreparedPictures.in(Files.createDirectory(folder.resolve("larger")), PICTURES, 16);
    Map<String, String> values = values(pairs(PICTURES, 8));
    values.put("stage", "adaptive");
    values.put("adversarial", "false");
    values.put("consistency", "none");
    values.put("sort", "false");
    values.put("pairs-learner", "drawn");
    values.put("pairs-until", "0");
    values.put("steps", "40");
    values.put("lr", "0.01");
    values.put("half-life-kimg", "0.001");
    RunPlan plan = RunFile.plan(values);
    List<Losses> steps = new ArrayList<>();
    Path run = folder.resolve("run");
    new TrainingRun(run, plan).run(() -> false, steps::add);
    assertThat(RunFile.plan(studioValues())).isEqualTo(plan);
    double[] pairs = steps.stream().mapToDouble(one -> one.pairs().orElseThrow()).toArray();
    assertThat(Arrays.stream(pairs, 32, 40).sum())
        .isLessThan(0.7 * Arrays.stream(pairs, 0, 8).sum());
    assertThat(steps)
        .allSatisfy(
            losses -> {
              assertThat(losses.discriminator()).isZero();
              assertThat(losses.generator()).isZero();
              assertThat(losses.penalty()).isEmpty();
              assertThat(losses.consistency()).isEmpty();
            });
    TrainingOptions options = plan.options();
    try (TrainingState begun =
            new TrainingState(
                plan.generator(),
                options.stage().discriminator(plan.generator().channels()),
                options);
        TorchCheckpoint ended = TorchCheckpoint.open(run.resolve(TrainingRun.CHECKPOINT))) {
      // Its opponent is the one of the first step.
      for (String name : begun.discriminator().weights().parameterNames()) {
        assertThat(ended.tensors("d").require(name).toFloatArray())
            .as(name)
            .isEqualTo(Tensors.toArray(begun.discriminator().weights().get(name)));
      }
    }
    values.remove("pairs");
    assertThatThrownBy(() -> RunFile.plan(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--pairs");
  }

  @Test
  void aWeightBelowNothingIsRefused() throws IOException {
    Map<String, String> values = values(pairs(PICTURES, 8));
    values.put("pairs-until", "-1");
    assertThatThrownBy(() -> RunFile.plan(values)).hasMessageContaining("--pairs-until");
  }
}

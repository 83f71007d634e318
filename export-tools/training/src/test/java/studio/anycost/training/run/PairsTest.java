package studio.anycost.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;
import studio.anycost.training.data.PreparedPictures;
import studio.anycost.training.records.Values;

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
    Map<String, String> later = values(pairs(PICTURES, 8));
    later.put("stage", "multires");
    assertThatThrownBy(() -> RunFile.plan(later)).hasMessageContaining("for the first stage");
  }
}

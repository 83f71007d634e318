package studio.anycost.export.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.objective.FeatureDistance;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.export.checkpoint.TorchFileWriter;
import studio.anycost.export.checkpoint.TorchTensor;
import studio.anycost.export.onnx.OnnxRun;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.io.Npy;

class LpipsImportTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final Path VGG = GOLDEN.resolve("lpips_vgg.pth");
  private static final Path LIN = GOLDEN.resolve("lpips_lin.pth");
  private static final int[][] BLOCKS = {{0, 2}, {5, 7}, {10, 12, 14}, {17, 19, 21}, {24, 26, 28}};

  @TempDir Path folder;

  /** Runs a graph as the studio would, in plain ONNX Runtime. */
  private record Graph(ModelProto model) implements Network {
    @Override
    public String name() {
      return "lpips";
    }

    @Override
    public List<Port> inputs() {
      return List.of(new Port("image", List.of(-1L, 3L, -1L, -1L)));
    }

    @Override
    public List<Port> outputs() {
      return List.of();
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation)
        throws IOException {
      FloatTensor image = inputs.get("image");
      int side = (int) image.shape()[3];
      try {
        Map<String, FloatTensor> results = new LinkedHashMap<>();
        Map<String, float[]> raw =
            OnnxRun.run(model, Map.of("image", new OnnxRun.Tensor(image.toArray(), image.shape())));
        for (String output : outputs) {
          int block = output.charAt("relu".length()) - '1';
          long half = side >> block;
          float[] values = raw.get(output);
          results.put(
              output, FloatTensor.wrap(values, 1, values.length / (half * half), half, half));
        }
        return results;
      } catch (OrtException e) {
        throw new IOException(e);
      }
    }
  }

  private static double distance(FeatureFile file, List<FeatureLayer> layers, ImageTensor... pair)
      throws IOException {
    FeatureNetwork network = new FeatureNetwork(new Graph(file.graph()), file.input(), layers);
    return FeatureDistance.to(network, pair[0]).of(pair[1], CancellationToken.NONE);
  }

  private static ImageTensor picture(String name) throws IOException {
    return ImageTensor.of(48, Npy.read(GOLDEN.resolve(name)).data());
  }

  @Test
  void givesTheDistancesOfTheFormulaInPyTorch() throws IOException {
    FeatureFile file = LpipsImport.of(VGG, Optional.of(LIN));
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve("lpips.json").toFile());
    ImageTensor a = picture("lpips_a.npy");
    ImageTensor b = picture("lpips_b.npy");

    assertThat(file.layers())
        .extracting(FeatureLayer::output)
        .containsExactly("relu1_2", "relu2_2", "relu3_3", "relu4_3", "relu5_3");
    for (int i = 0; i < file.layers().size(); i++) {
      double expected = golden.path("layers").get(i).asDouble();
      assertThat(distance(file, List.of(file.layers().get(i)), a, b))
          .isCloseTo(expected, within(1e-5 * expected));
    }
    double expected = golden.path("distance").asDouble();
    assertThat(distance(file, file.layers(), a, b)).isCloseTo(expected, within(1e-5 * expected));
  }

  @Test
  void isTheSameAfterItWasWrittenAndRead() throws IOException {
    FeatureFile file = LpipsImport.of(VGG, Optional.of(LIN));
    FeatureFile again = FeatureFile.parse(file.toBytes(), "lpips.onnx");
    assertThat(again.name()).isEqualTo(file.name());
    assertThat(again.input()).isEqualTo(file.input());
    assertThat(again.layers()).isEqualTo(file.layers());
    ImageTensor a = picture("lpips_a.npy");
    ImageTensor b = picture("lpips_b.npy");
    assertThat(distance(again, again.layers(), a, b))
        .isEqualTo(distance(file, file.layers(), a, b));
  }

  /** The same weights in the other forms in which people have them. */
  @Test
  void readsOtherSpellings() throws IOException {
    byte[] expected =
        LpipsImport.of(vgg("features.%2$d"), Optional.of(lin("lin%d.model.1.weight"))).toBytes();
    // torch.save(vgg.features.state_dict()), and somebody's module around it
    assertThat(LpipsImport.of(vgg("%2$d"), Optional.of(lin("lins.%d.model.1.weight"))).layers())
        .isEqualTo(FeatureFile.parse(expected, "x").layers());
    assertThat(
            LpipsImport.of(
                    vgg("loss.vgg.features.%2$d"), Optional.of(lin("m.lin%d.model.1.weight")))
                .layers())
        .hasSize(5);
    // A saved measure holds both.
    Map<String, Object> both = new LinkedHashMap<>(vggTensors("net.slice%1$d.%2$d"));
    both.putAll(linTensors("lin%d.model.1.weight"));
    Path measure = TorchFileWriter.writeZip(folder.resolve("lpips.pth"), both);
    assertThat(LpipsImport.of(measure, Optional.empty()).layers())
        .isEqualTo(FeatureFile.parse(expected, "x").layers());
  }

  private static Map<String, Object> vggTensors(String name) {
    Random random = new Random(1);
    Map<String, Object> tensors = new LinkedHashMap<>();
    int before = 3;
    for (int block = 0; block < BLOCKS.length; block++) {
      int width = 2 + block;
      for (int place : BLOCKS[block]) {
        String layer = name.formatted(block + 1, place);
        tensors.put(layer + ".weight", tensor(random, width, before, 3, 3));
        tensors.put(layer + ".bias", tensor(random, width));
        before = width;
      }
    }
    return tensors;
  }

  private static Map<String, Object> linTensors(String name) {
    Random random = new Random(2);
    Map<String, Object> tensors = new TreeMap<>();
    for (int i = 0; i < BLOCKS.length; i++) {
      tensors.put(name.formatted(i), tensor(random, 1, 2 + i, 1, 1));
    }
    return tensors;
  }

  private static TorchTensor tensor(Random random, long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return TorchTensor.of(shape, values);
  }

  private Path vgg(String name) {
    return TorchFileWriter.writeZip(folder.resolve("vgg.pth"), vggTensors(name));
  }

  private Path lin(String name) {
    return TorchFileWriter.writeZip(folder.resolve("lin.pth"), linTensors(name));
  }

  private void refuses(Map<String, Object> vgg, Map<String, Object> lin, String... words) {
    Path vggFile = TorchFileWriter.writeZip(folder.resolve("v.pth"), vgg);
    Path linFile = TorchFileWriter.writeZip(folder.resolve("l.pth"), lin);
    assertThatThrownBy(() -> LpipsImport.of(vggFile, Optional.of(linFile)))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void saysWhatAnotherFileIs() throws IOException {
    Map<String, Object> vgg = vggTensors("features.%2$d");
    Map<String, Object> lin = linTensors("lin%d.model.1.weight");
    refuses(lin, lin, "v.pth", "name it after --lpips-lin");
    refuses(vgg, vgg, "l.pth", "no weights of LPIPS", "'features'");
    refuses(Map.of("epoch", 3), lin, "no VGG-16", "no tensors");
    refuses(with(vgg, "features.16.weight", tensor(new Random(1), 4, 4, 3, 3)), lin, "VGG-19");
    refuses(
        with(vgg, "features.1.running_mean", tensor(new Random(1), 2)), lin, "batch normalisation");
    refuses(
        with(vgg, "features.0.weight", tensor(new Random(1), 2, 3, 11, 11)),
        lin,
        "features.0.weight",
        "[2, 3, 11, 11]");
    refuses(
        vgg,
        with(lin, "lin1.model.1.weight", tensor(new Random(1), 1, 192, 1, 1)),
        "has 3 channels there",
        "AlexNet");
    refuses(
        vgg,
        with(lin, "lin1.model.1.weight", TorchTensor.of(new long[] {1, 3, 1, 1}, 1, -1, 1)),
        "below 0");
    refuses(
        with(vgg, "features.2.bias", TorchTensor.of(new long[] {2}, 1, Float.NaN)),
        lin,
        "not finite");
    Path alone = TorchFileWriter.writeZip(folder.resolve("alone.pth"), vgg);
    assertThatThrownBy(() -> LpipsImport.of(alone, Optional.empty()))
        .hasMessageContaining("--lpips-lin");
    Path text = Files.writeString(folder.resolve("page.pth"), "<!doctype html><html></html>");
    assertThatThrownBy(() -> LpipsImport.of(text, Optional.empty()))
        .hasMessageContaining("web page");
    assertThatThrownBy(() -> LpipsImport.of(folder.resolve("none.pth"), Optional.empty()))
        .hasMessageContaining("no such file");
  }

  private static Map<String, Object> with(Map<String, Object> tensors, String name, Object tensor) {
    Map<String, Object> changed = new LinkedHashMap<>(tensors);
    changed.put(name, tensor);
    return changed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anycost.features.input=16",
        "anycost.features.input=0 256 -1.0 1.0",
        "anycost.features.input=16 99999 -1.0 1.0",
        "anycost.features.layers=relu1_2 relu9_9",
        "anycost.features.layer.relu1_2=unit -1.0",
        "anycost.features.layer.relu1_2=unit nan",
        "anycost.features.layer.relu1_2=unit",
        "anycost.features=7"
      })
  void aFileThatLiesIsRefused(String entry) throws IOException {
    ModelProto good = ModelProto.parseFrom(LpipsImport.of(VGG, Optional.of(LIN)).toBytes());
    ModelProto.Builder bad = good.toBuilder().clearMetadataProps();
    String key = entry.substring(0, entry.indexOf('='));
    good.getMetadataPropsList().stream()
        .map(
            prop ->
                prop.getKey().equals(key)
                    ? prop.toBuilder().setValue(entry.substring(key.length() + 1)).build()
                    : prop)
        .forEach(bad::addMetadataProps);
    byte[] bytes = bad.build().toByteArray();
    assertThatThrownBy(() -> FeatureFile.parse(bytes, "lpips.onnx"))
        .isInstanceOf(InvalidGraphException.class)
        .hasMessageContaining("lpips.onnx")
        .hasMessageContaining("import it again");
  }

  @Test
  void anyOtherGraphOrCutFileIsRefused() throws IOException {
    FeatureFile file = LpipsImport.of(VGG, Optional.of(LIN));
    List<byte[]> bad = new ArrayList<>();
    bad.add(file.graph().toByteArray());
    bad.add(new byte[0]);
    byte[] whole = file.toBytes();
    bad.add(Arrays.copyOf(whole, whole.length / 2));
    for (byte[] bytes : bad) {
      assertThatThrownBy(() -> FeatureFile.parse(bytes, "lpips.onnx"))
          .isInstanceOf(InvalidGraphException.class);
    }
  }
}

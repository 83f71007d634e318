package studio.anycost.export.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.export.onnx.OnnxRun;

/** Against PyTorch; see make_inception_golden.py. */
class InceptionImportTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final int SIDE = 299;

  private static float[] picture() {
    float[] values = new float[3 * SIDE * SIDE];
    int next = 0;
    for (int colour = 0; colour < 3; colour++) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          values[next++] = (float) Math.sin((x * (colour + 1) + 2 * y) / 17.0);
        }
      }
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"fid,'Inception v3 (FID, 2015)'", "torchvision,Inception v3 (torchvision)"})
  void theFeaturesAreThoseOfPyTorch(String kind, String name) throws IOException, OrtException {
    FeatureFile file = InceptionImport.of(GOLDEN.resolve("inception_" + kind + ".pth"));
    FeatureFile read = FeatureFile.parse(file.toBytes(), "written");
    float[] features =
        OnnxRun.run(
                read.graph(),
                Map.of("image", new OnnxRun.Tensor(picture(), new long[] {1, 3, SIDE, SIDE})))
            .get(InceptionImport.OUTPUT);
    JsonNode wanted =
        new ObjectMapper().readTree(GOLDEN.resolve("inception.json").toFile()).path(kind);
    assertThat(features).hasSize(wanted.size());
    for (int i = 0; i < features.length; i++) {
      double value = wanted.get(i).doubleValue();
      assertThat((double) features[i]).isCloseTo(value, within(1e-4 * Math.max(1, value)));
    }
    assertThat(read.name()).isEqualTo(name);
    assertThat(read.input().largestSide()).isEqualTo(SIDE);
    assertThat(read.input().black()).isEqualTo(-1);
  }

  @Test
  void anotherNetworkIsNamed() {
    assertThatThrownBy(() -> InceptionImport.of(GOLDEN.resolve("lpips_vgg.pth")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lpips_vgg.pth")
        .hasMessageContaining("holds no Inception v3");
  }
}

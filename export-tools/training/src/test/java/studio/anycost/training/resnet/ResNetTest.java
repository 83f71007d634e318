package studio.anycost.training.resnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.export.resnet.ResNetSpec;
import studio.anycost.training.tensors.GradientCheck;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;

class ResNetTest {
  private PointerScope scope;

  @BeforeEach
  void open() {
    Libtorch.useThreads(1);
    scope = new PointerScope();
    Libtorch.seed(7);
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 50})
  void theGradientOfWhatItLearns(int layers) {
    // Odd channels at the end, and a batch that is no multiple of 16.
    try (ResNet net = new ResNet(ResNetShapes.of(layers, 3, 5))) {
      Tensor pictures = torch.randn(6, 3, 64, 64);
      Tensor wanted = torch.randn(6, 5);
      GradientCheck.of(
          net.weights(),
          () -> {
            torch.ScalarType type = GradientCheck.typeOf(net.weights());
            return torch.mse_loss(net.learn(pictures.to(type)), wanted.to(type));
          });
    }
  }

  @Test
  void theShapesAreTorchvisions() {
    try (ResNet net = new ResNet(ResNetShapes.torchvision(18, 1000))) {
      long parameters = net.weights().parameters().stream().mapToLong(Tensor::numel).sum();
      assertThat(parameters).isEqualTo(11_689_512);
    }
    ResNetSpec fifty = ResNetShapes.torchvision(50, 1000);
    assertThat(fifty.features()).isEqualTo(2048);
    assertThat(fifty.blocks()).hasSize(16);
    assertThat(fifty.blocks().get(0).projected()).isTrue();
    assertThatThrownBy(() -> ResNetShapes.torchvision(20, 1))
        .hasMessage("A ResNet has 18, 34, 50, 101 or 152 layers, not 20.");
  }

  @Test
  void calibrationChangesNothingButTheStatistics() {
    try (ResNet net = new ResNet(ResNetShapes.of(18, 4, 3))) {
      // Normalisation that does not normalise, as after folding.
      Scopes.runWithoutGradients(
          () ->
              net.weights().names().stream()
                  .filter(name -> name.contains("bn") && name.endsWith("bias"))
                  .forEach(name -> net.weights().get(name).add_(Tensors.scalar(0.2))));
      List<Tensor> batches = List.of(torch.randn(8, 3, 64, 64), torch.randn(8, 3, 64, 64));
      float[] before = Tensors.toArray(net.apply(batches.get(0)));
      assertThat(distance(Tensors.toArray(net.learn(batches.get(0))), before)).isGreaterThan(0.1);
      // What learning moved is part of what stays.
      float[] kept = Tensors.toArray(net.apply(batches.get(0)));
      net.calibrate(2, batches::get);
      assertThat(distance(Tensors.toArray(net.apply(batches.get(0))), kept)).isLessThan(1e-3);
      assertThat(distance(Tensors.toArray(net.learn(batches.get(0))), kept)).isLessThan(0.1);
    }
  }

  /** Root mean square of the difference over that of the second. */
  private static double distance(float[] first, float[] second) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < first.length; i++) {
      difference += Math.pow(first[i] - second[i], 2);
      size += Math.pow(second[i], 2);
    }
    return Math.sqrt(difference / size);
  }
}

package studio.anycost.training.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.lesson.Lesson;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.tensors.GradientCheck;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Sizes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

class EncoderLossTest {
  private static final ChannelTable CHANNELS = new ChannelTable(16, 1.0 / 64, 16);
  private static final EncoderOptions OPTIONS =
      new EncoderOptions(2, 2, 1.5, 0.5, 0.7, 0.3, 2, false, 1, 1, Precision.FLOAT32);

  private PointerScope scope;
  private Generator generator;
  private PerceptualDistance perceptual;

  @BeforeEach
  void open() throws IOException {
    Libtorch.useThreads(1);
    scope = new PointerScope();
    Libtorch.seed(11);
    generator = new Generator(new GeneratorSpec(CHANNELS, 8, 1));
    perceptual = PerceptualDistance.builtIn();
  }

  @AfterEach
  void close() {
    perceptual.close();
    generator.close();
    scope.close();
  }

  private EncoderLoss loss() {
    return new EncoderLoss(generator, Optional.of(perceptual), OPTIONS);
  }

  private static EncoderLoss.Sub sub() {
    return new EncoderLoss.Sub(Architecture.uniform(CHANNELS, 0.5), 8);
  }

  @Test
  void itIsMadeOfTheDistancesOfBothPictures() {
    Tensor styles = torch.randn(2, generator.styles(), 8);
    Tensor pictures = torch.rand(2, 3, 16, 16);
    Tensor truth = torch.randn(2, generator.styles(), 8);
    Lesson.Loss found =
        loss().of(styles, pictures, sub(), Optional.of(new EncoderLoss.Drawn(styles, truth)));
    Tensor full = last(generator.render(styles, generator.fixedNoise(), full()));
    List<Tensor> narrow =
        generator.render(styles, generator.fixedNoise(), Architecture.uniform(CHANNELS, 0.5));
    Tensor low = Sizes.averaged(pictures, 8);
    double[] parts = {
      Tensors.value(torch.mse_loss(full, pictures)),
      Tensors.value(perceptual.of(full, pictures).mean()),
      Tensors.value(torch.mse_loss(narrow.get(1), low)),
      Tensors.value(perceptual.of(narrow.get(1), low).mean()),
      Tensors.value(styles.sub(truth).square().mean())
    };
    double total =
        1.5 * parts[0] + 0.5 * parts[1] + 0.7 * (1.5 * parts[2] + 0.5 * parts[3]) + 0.3 * parts[4];
    assertThat(Tensors.value(found.total())).isCloseTo(total, within(1e-5 * total));
    assertThat(found.parts()).hasSize(EncoderLoss.PARTS.size());
    assertThat(found.parts().get(0)).isCloseTo(total, within(1e-5 * total));
    for (int i = 0; i < parts.length; i++) {
      assertThat(found.parts().get(i + 1)).isCloseTo(parts[i], within(1e-5));
    }
  }

  private static Architecture full() {
    return Architecture.full(CHANNELS);
  }

  private static Tensor last(List<Tensor> pictures) {
    return pictures.get(pictures.size() - 1);
  }

  @Test
  void itsGradientWithRespectToTheStyles() {
    try (Weights styles = new Weights()) {
      styles.addParameter("styles", torch.randn(2, generator.styles(), 8));
      Tensor pictures = torch.rand(2, 3, 16, 16);
      Tensor truth = torch.randn(2, generator.styles(), 8);
      GradientCheck.of(
          styles,
          () -> {
            torch.ScalarType type = GradientCheck.typeOf(styles);
            if (GradientCheck.typeOf(generator.weights()).value != type.value) {
              GradientCheck.toDouble(generator.weights());
            }
            Tensor predicted = styles.get("styles");
            return loss()
                .of(
                    predicted,
                    pictures.to(type),
                    sub(),
                    Optional.of(new EncoderLoss.Drawn(predicted, truth.to(type))))
                .total();
          });
    }
  }
}

package studio.anycost.training.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Convolutions and their gradients in single precision and bfloat16 against the same in double
 * precision, which no part of oneDNN computes. Channels that fill no block of 16, and batches that
 * do not, are where it errs by a tenth and more, or gives NaN, if a layout of blocks is used.
 */
class ConvolutionsTest {
  private static final double ROUNDING = 2e-5;
  // Half of the last of 8 bits, of a result and of the gradient that is made from it.
  private static final double NARROW_ROUNDING = 4e-3;
  private static final int REPETITIONS = 2; // What lies in memory that is not cleared changes.

  private PointerScope scope;

  @BeforeEach
  void open() {
    Libtorch.useThreads(1);
    scope = new PointerScope();
    Libtorch.seed(1);
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1,3",
    "2,1,4,3",
    "2,5,1,3",
    "2,3,4,3",
    "2,3,20,3",
    "2,64,3,1",
    "2,24,3,1",
    "2,4,4,3",
    "2,24,24,3",
    "2,20,16,3",
    "2,16,20,3",
    "4,24,20,3",
    "2,16,48,3",
    "1,33,31,3",
    "12,8,4,3",
    "20,24,20,3",
    "17,3,20,1",
    "24,16,3,1"
  })
  void allGradientsAreRight(int batch, int in, int out, int kernel) {
    Tensor x = torch.randn(batch, in, 8, 8);
    Tensor weight = torch.randn(out, in, kernel, kernel);
    requireAlike(x, weight, (a, w) -> Convolutions.plain(a, w, 1, kernel / 2));
    requireAlike(x, weight, (a, w) -> Convolutions.plain(a, w, bias(w), 1, kernel / 2));
    requireAlike(x, weight, (a, w) -> Convolutions.plain(a, w, 2, kernel / 2));
    requireAlike(x, weight, Convolutions::upsampling);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1,3",
    "2,1,4,3",
    "2,3,4,3",
    "2,3,20,1",
    "2,64,3,1",
    "2,24,3,1",
    "2,4,4,3",
    "3,2,5,3",
    "2,6,10,3",
    "4,14,18,3",
    "2,24,24,3",
    "2,20,16,3",
    "2,16,20,3",
    "1,33,31,3",
    "12,8,4,3",
    "20,24,20,3",
    "17,3,20,1",
    "24,16,3,1",
    "16,64,64,3",
    "4,65,64,3"
  })
  void halfThePrecisionIsRightToo(int batch, int in, int out, int kernel) {
    Tensor x = narrow(torch.randn(batch, in, 8, 8));
    Tensor weight = narrow(torch.randn(out, in, kernel, kernel));
    requireNarrowAlike(x, weight, true, (a, w) -> Convolutions.plain(a, w, 1, kernel / 2));
    requireNarrowAlike(x, weight, true, (a, w) -> Convolutions.plain(a, w, bias(w), 1, kernel / 2));
    requireNarrowAlike(x, weight, true, (a, w) -> Convolutions.plain(a, w, 2, kernel / 2));
    requireNarrowAlike(x, weight, true, Convolutions::upsampling);
    Tensor blur = narrow(torch.randn(4, 4));
    requireNarrowAlike(x, blur, false, (a, k) -> Convolutions.depthwise(a, k, 1, 2));
    requireNarrowAlike(x, blur, false, (a, k) -> Convolutions.depthwise(a, k, 2, 1));
    requireNarrowAlike(x, blur, false, Convolutions::depthwiseDoubling);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20, 33})
  void blursAreRight(int channels) {
    Tensor x = torch.randn(3, channels, 8, 8);
    Tensor kernel = torch.randn(4, 4);
    requireAlike(x, (a, k) -> Convolutions.depthwise(a, k, 1, 2), kernel);
    requireAlike(x, (a, k) -> Convolutions.depthwise(a, k, 2, 1), kernel);
    requireAlike(x, Convolutions::depthwiseDoubling, kernel);
  }

  /** One that has its part in the gradient of the weight. */
  private static Tensor bias(Tensor weight) {
    return weight.mean(1, 2, 3);
  }

  private static void requireAlike(Tensor x, Tensor weight, BinaryOperator<Tensor> operation) {
    List<Tensor> expected = derivatives(twice(x), twice(weight), operation, true);
    for (int i = 0; i < REPETITIONS; i++) {
      compare(derivatives(x, weight, operation, true), expected);
    }
  }

  private static void requireAlike(Tensor x, BinaryOperator<Tensor> operation, Tensor kernel) {
    List<Tensor> expected = derivatives(twice(x), twice(kernel), operation, false);
    compare(derivatives(x, kernel, operation, false), expected);
  }

  /** As in training the weight is single precision, and so is its gradient. */
  private static void requireNarrowAlike(
      Tensor x, Tensor weight, boolean trained, BinaryOperator<Tensor> operation) {
    List<Tensor> expected = narrowDerivatives(twice(x), twice(weight), operation, trained);
    Tensor single = weight.to(torch.ScalarType.Float);
    for (int i = 0; i < REPETITIONS; i++) {
      List<Tensor> found = narrowDerivatives(x, single, operation, trained);
      assertThat(found.get(0).scalar_type().intern()).isEqualTo(torch.ScalarType.BFloat16);
      compare(found, expected, NARROW_ROUNDING);
    }
  }

  /** The result and the gradients of its square. */
  private static List<Tensor> narrowDerivatives(
      Tensor x, Tensor weight, BinaryOperator<Tensor> operation, boolean trained) {
    Tensor a = x.detach().requires_grad_(true);
    Tensor w = weight.detach().requires_grad_(trained);
    Tensor result = operation.apply(a, w);
    List<Tensor> all = new ArrayList<>(List.of(result.detach()));
    all.addAll(Gradients.of(twice(result).square().sum(), trained ? List.of(a, w) : List.of(a)));
    return all;
  }

  /** The result, the gradients of its square, and those of its derivative along a direction. */
  private static List<Tensor> derivatives(
      Tensor x, Tensor weight, BinaryOperator<Tensor> operation, boolean trained) {
    Tensor a = x.detach().requires_grad_(true);
    Tensor w = weight.detach().requires_grad_(trained);
    List<Tensor> inputs = trained ? List.of(a, w) : List.of(a);
    Tensor result = operation.apply(a, w);
    List<Tensor> first = Gradients.of(result.square().sum(), inputs);
    Tensor slope = Tangents.along(v -> operation.apply(v, w).square().sum(), a, x.detach().abs());
    List<Tensor> second = Gradients.of(slope, inputs);
    return IntStream.range(0, 1 + 2 * inputs.size())
        .mapToObj(
            i ->
                i == 0
                    ? result.detach()
                    : i <= inputs.size() ? first.get(i - 1) : second.get(i - 1 - inputs.size()))
        .toList();
  }

  private static void compare(List<Tensor> found, List<Tensor> expected) {
    compare(found, expected, ROUNDING);
  }

  private static void compare(List<Tensor> found, List<Tensor> expected, double rounding) {
    for (int i = 0; i < expected.size(); i++) {
      Tensor difference = twice(found.get(i)).sub(expected.get(i));
      double relative = Tensors.value(difference.norm()) / Tensors.value(expected.get(i).norm());
      assertThat(relative).as("derivative " + i).isLessThan(rounding);
    }
  }

  private static Tensor narrow(Tensor tensor) {
    return tensor.to(torch.ScalarType.BFloat16);
  }

  private static Tensor twice(Tensor tensor) {
    return tensor.to(torch.ScalarType.Double);
  }
}

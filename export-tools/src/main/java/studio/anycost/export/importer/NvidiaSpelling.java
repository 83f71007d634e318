package studio.anycost.export.importer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.api.model.Resolutions;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.CheckpointTensor;
import studio.anycost.export.checkpoint.TensorTable;

/**
 * The names that NVIDIA's PyTorch code gives the tensors of a StyleGAN2 generator, in StyleGAN2-ADA
 * and in the StyleGAN2 configuration of StyleGAN3's repository.
 *
 * <p>The network is the same. What differs:
 *
 * <ul>
 *   <li>A styled convolution does not divide its weight by the square root of the inputs' number,
 *       as demodulation undoes it; here the weight is multiplied by what will be divided out, so
 *       that even the small number that demodulation adds counts the same.
 *   <li>To-RGB divides its style scales instead of its weight, which is the same product.
 *   <li>The blur kernel is kept with sum 1 and multiplied by 4 where it enlarges.
 *   <li>Mapping and modulation keep weights and biases before their gains, as here; the weights of
 *       the enlarging convolution are stored in the same orientation.
 * </ul>
 */
final class NvidiaSpelling {
  /** Tensors that every generator in this spelling has, and no other network. */
  static final List<String> ANCHORS =
      List.of("synthesis.b4.const", "mapping.fc0.weight", "synthesis.b4.conv1.weight");

  private static final int HIGHEST = 4096;
  private static final int MAX_MAPPING_LAYERS = 64;
  private static final double ENLARGING = 4;

  private final TensorTable source;
  private final Map<String, CheckpointTensor> result = new LinkedHashMap<>();

  private NvidiaSpelling(TensorTable source) {
    this.source = source;
  }

  /**
   * The same generator under the names of the public PyTorch implementation. Noise maps and kernels
   * that are missing stay missing.
   *
   * @throws CheckpointException naming the layout if the architecture is another, or the tensor
   *     that is missing
   */
  static TensorTable translate(TensorTable source) throws CheckpointException {
    return new NvidiaSpelling(source).translate();
  }

  private TensorTable translate() throws CheckpointException {
    requireArchitecture();
    for (int layer = 0;
        layer < MAX_MAPPING_LAYERS && has("mapping.fc" + layer + ".weight");
        layer++) {
      linear("mapping.fc" + layer, "style." + (layer + 1));
    }
    if (result.isEmpty()) {
      require("mapping.fc0.weight"); // says what is missing
    }
    List<Long> constant = require("synthesis.b4.const").shape();
    if (constant.size() != 3) {
      source.require("synthesis.b4.const", -1, -1, -1);
    }
    put(
        "input.input",
        "synthesis.b4.const",
        1,
        1,
        constant.get(0),
        constant.get(1),
        constant.get(2));
    styled("synthesis.b4.conv1", "conv1", 0);
    toRgb("synthesis.b4.torgb", "to_rgb1");
    int block = 0;
    for (int side = 2 * Resolutions.LOWEST; side <= HIGHEST && hasBlock(side); side *= 2) {
      String name = "synthesis.b" + side;
      styled(name + ".conv0", "convs." + 2 * block, 2 * block + 1);
      kernel(name + ".conv0.resample_filter", "convs." + 2 * block + ".conv.blur.kernel");
      styled(name + ".conv1", "convs." + (2 * block + 1), 2 * block + 2);
      toRgb(name + ".torgb", "to_rgbs." + block);
      kernel(name + ".resample_filter", "to_rgbs." + block + ".upsample.kernel");
      block++;
    }
    return source.replacedBy(result);
  }

  private void requireArchitecture() throws CheckpointException {
    if (has("mapping.embed.weight")) {
      throw source.fault(
          "the generator takes a label beside z (mapping.embed.weight): a conditional StyleGAN2."
              + " Only generators without labels are supported.");
    }
    if (source.names().stream().anyMatch(name -> name.matches("synthesis\\.L\\d+_.*"))) {
      throw source.fault(
          "the generator is a StyleGAN3 (synthesis.L0_...), whose layers are others. Only"
              + " StyleGAN2 generators are supported.");
    }
    String other = "";
    if (source.names().stream()
        .anyMatch(name -> name.matches("synthesis\\.b\\d+\\.skip\\.weight"))) {
      other = "'resnet'";
    } else if (has("synthesis.b8.conv1.weight") && !has("synthesis.b4.torgb.weight")) {
      other = "'orig'";
    }
    if (!other.isEmpty()) {
      throw source.fault(
          "the generator is a StyleGAN2 of the architecture "
              + other
              + ", which adds up its pictures in another way. Only the architecture 'skip', the"
              + " usual one, is supported.");
    }
  }

  private boolean hasBlock(int side) {
    String name = "synthesis.b" + side + ".";
    return source.names().stream().anyMatch(tensor -> tensor.startsWith(name));
  }

  private void styled(String from, String to, int convolution) throws CheckpointException {
    List<Long> shape = weight(from).shape();
    double fanIn = (double) shape.get(1) * shape.get(2) * shape.get(3);
    put(to + ".conv.weight", from + ".weight", Math.sqrt(fanIn), withOne(shape));
    linear(from + ".affine", to + ".conv.modulation");
    put(to + ".noise.weight", from + ".noise_strength", 1, 1);
    put(to + ".activate.bias", from + ".bias", 1, sizes(require(from + ".bias").shape()));
    String noise = from + ".noise_const";
    if (has(noise)) {
      List<Long> map = source.require(noise, -1, -1).shape();
      put("noises.noise_" + convolution, noise, 1, 1, 1, map.get(0), map.get(1));
    }
  }

  private void toRgb(String from, String to) throws CheckpointException {
    put(to + ".conv.weight", from + ".weight", 1, withOne(weight(from).shape()));
    linear(from + ".affine", to + ".conv.modulation");
    require(from + ".bias"); // says what is missing
    long channels = source.require(from + ".bias", -1).shape().get(0);
    put(to + ".bias", from + ".bias", 1, 1, channels, 1, 1);
  }

  private void linear(String from, String to) throws CheckpointException {
    for (String part : List.of(".weight", ".bias")) {
      put(to + part, from + part, 1, sizes(require(from + part).shape()));
    }
  }

  private void kernel(String from, String to) throws CheckpointException {
    if (has(from)) {
      put(to, from, ENLARGING, sizes(require(from).shape()));
    }
  }

  private void put(String to, String from, double factor, long... shape)
      throws CheckpointException {
    CheckpointTensor tensor = require(from);
    long elements = 1;
    for (long size : shape) {
      elements = Math.multiplyExact(elements, size);
    }
    if (elements != tensor.elementCount()) {
      source.require(from, shape); // says which shape is needed
    }
    result.put(to, tensor.respelled(Arrays.stream(shape).boxed().toList(), factor));
  }

  private CheckpointTensor weight(String layer) throws CheckpointException {
    require(layer + ".weight"); // says what is missing
    return source.require(layer + ".weight", -1, -1, -1, -1);
  }

  private CheckpointTensor require(String name) throws CheckpointException {
    if (!has(name)) {
      throw source.fault(
          ("%s has NVIDIA's names of a StyleGAN2 generator, but no '%s': a part of it is missing."
                  + " Save the whole state_dict of the generator.")
              .formatted(source.title(), name));
    }
    return source.require(name);
  }

  private boolean has(String name) {
    return source.contains(name) || source.unread().containsKey(name);
  }

  private static long[] withOne(List<Long> shape) {
    long[] sizes = new long[shape.size() + 1];
    sizes[0] = 1;
    for (int i = 0; i < shape.size(); i++) {
      sizes[i + 1] = shape.get(i);
    }
    return sizes;
  }

  private static long[] sizes(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}

package studio.anycost.export.resnet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.CheckpointTensor;
import studio.anycost.export.checkpoint.TensorTable;

/**
 * The shape of a torchvision ResNet, read off the names and shapes of its tensors.
 *
 * @param prefix what stands before every name, for instance {@code module.}; often empty
 * @param stemWidth channels after the first convolution
 * @param blocks residual blocks in order
 * @param outputs size of the last layer
 */
public record ResNetSpec(String prefix, int stemWidth, List<Block> blocks, int outputs) {
  private static final String STEM = "conv1.weight";
  private static final String LAST = "fc.weight";
  private static final int STAGES = 4;
  private static final int MAX_BLOCKS = 512;
  private static final List<String> NORM = List.of("weight", "bias", "running_mean", "running_var");

  public ResNetSpec {
    blocks = List.copyOf(blocks);
  }

  /**
   * One residual block.
   *
   * @param name with the prefix, without a dot at the end
   * @param in channels that come in
   * @param width channels after the first convolution
   * @param middle channels after the second convolution of a bottleneck; 0 in a basic block
   * @param out channels that go out
   * @param stride 1 or 2; of the first convolution of a basic block, of the second of a bottleneck
   * @param projected whether the shortcut has a 1x1 convolution
   */
  public record Block(
      String name, int in, int width, int middle, int out, int stride, boolean projected) {
    /** Whether it has three convolutions. */
    public boolean isBottleneck() {
      return middle > 0;
    }
  }

  /**
   * Infers the shape and checks that the layers fit each other.
   *
   * @throws CheckpointException naming the tensor that is missing, does not fit or does not belong
   */
  public static ResNetSpec infer(TensorTable tensors) throws CheckpointException {
    return new Inference(tensors, prefix(tensors)).spec();
  }

  /** Number of features before the last layer. */
  public int features() {
    return blocks.get(blocks.size() - 1).out();
  }

  private static String prefix(TensorTable tensors) throws CheckpointException {
    return tensors.names().stream()
        .filter(name -> name.equals(STEM) || name.endsWith("." + STEM))
        .map(name -> name.substring(0, name.length() - STEM.length()))
        .filter(prefix -> tensors.contains(prefix + LAST))
        .min(Comparator.comparingInt(String::length))
        .orElseThrow(
            () ->
                tensors.fault(
                    "it holds no torchvision ResNet: no conv1.weight with an fc.weight beside it."));
  }

  /** One walk over the names. */
  private static final class Inference {
    private final TensorTable tensors;
    private final String prefix;
    private final Set<String> used = new HashSet<>();

    Inference(TensorTable tensors, String prefix) {
      this.tensors = tensors;
      this.prefix = prefix;
    }

    ResNetSpec spec() throws CheckpointException {
      int stem = axis(convolution(prefix + "conv1", -1, 3, 7), 0);
      normalisation(prefix + "bn1", stem);
      boolean bottleneck = tensors.contains(prefix + "layer1.0.conv3.weight");
      List<Block> blocks = new ArrayList<>();
      int width = stem;
      for (int stage = 1; stage <= STAGES; stage++) {
        int before = blocks.size();
        String layer = prefix + "layer" + stage + ".";
        while (tensors.contains(layer + (blocks.size() - before) + ".conv1.weight")) {
          int index = blocks.size() - before;
          int stride = stage > 1 && index == 0 ? 2 : 1;
          Block block = block(layer + index, width, stride, bottleneck);
          blocks.add(block);
          width = block.out();
          if (blocks.size() > MAX_BLOCKS) {
            throw tensors.fault("the ResNet has more than " + MAX_BLOCKS + " blocks.");
          }
        }
        if (blocks.size() == before) {
          tensors.require(layer + "0.conv1.weight"); // says what is missing
        }
      }
      int outputs = axis(require(prefix + LAST, -1, width), 0);
      require(prefix + "fc.bias", outputs);
      requireNothingElse();
      return new ResNetSpec(prefix, stem, blocks, outputs);
    }

    private Block block(String name, int in, int stride, boolean bottleneck)
        throws CheckpointException {
      int width = axis(convolution(name + ".conv1", -1, in, bottleneck ? 1 : 3), 0);
      normalisation(name + ".bn1", width);
      int second = axis(convolution(name + ".conv2", -1, width, 3), 0);
      normalisation(name + ".bn2", second);
      int out = second;
      if (bottleneck) {
        out = axis(convolution(name + ".conv3", -1, second, 1), 0);
        normalisation(name + ".bn3", out);
      }
      boolean projected = tensors.contains(name + ".downsample.0.weight");
      if (projected || stride != 1 || in != out) {
        convolution(name + ".downsample.0", out, in, 1);
        normalisation(name + ".downsample.1", out);
      }
      return new Block(name, in, width, bottleneck ? second : 0, out, stride, projected);
    }

    private CheckpointTensor convolution(String name, int out, int in, int side)
        throws CheckpointException {
      return require(name + ".weight", out, in, side, side);
    }

    private void normalisation(String name, int channels) throws CheckpointException {
      for (String part : NORM) {
        require(name + "." + part, channels);
      }
    }

    private CheckpointTensor require(String name, long... shape) throws CheckpointException {
      used.add(name);
      return tensors.require(name, shape);
    }

    /** A layer that this code does not know would change the result without a word. */
    private void requireNothingElse() throws CheckpointException {
      for (String name : tensors.names()) {
        boolean belongs =
            name.startsWith(prefix)
                && name.substring(prefix.length()).matches("(conv|bn|layer|fc|downsample).*");
        if (belongs && !used.contains(name) && !name.endsWith(".num_batches_tracked")) {
          throw tensors.fault(
              "it has the tensor '" + name + "', which a torchvision ResNet does not have.");
        }
      }
    }

    private static int axis(CheckpointTensor tensor, int axis) {
      return Math.toIntExact(tensor.shape().get(axis));
    }
  }
}

package studio.anycost.export.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.CheckpointTensor;
import studio.anycost.export.checkpoint.TensorTable;

/**
 * The shape of a generator, read off the names and shapes of its tensors.
 *
 * @param channels resolution and widths as trained
 * @param styleDimension length of one style
 * @param mappingLayers number of linear layers from z to w
 */
public record GeneratorSpec(ChannelTable channels, int styleDimension, int mappingLayers) {
  private static final double CHANNEL_BASE = 16384.0;
  private static final int MAX_RESOLUTION = 4096;
  private static final int MAX_MAPPING_LAYERS = 64;
  private static final Pattern CONVOLUTION =
      Pattern.compile("convs\\.([0-9]{1,4})\\.conv\\.weight");
  private static final int COLOURS = 3;

  /** The full resolution in pixels. */
  public int resolution() {
    return channels.resolution();
  }

  /** Number of styled convolutions. */
  public int convolutions() {
    return channels.styleCount() - 1;
  }

  /**
   * Infers the shape and checks that the layers fit each other. Where all widths are at the cap,
   * the channel multiplier cannot be told; the smallest that gives these widths is taken.
   *
   * @throws CheckpointException naming the tensor that is missing or does not fit
   */
  public static GeneratorSpec infer(TensorTable tensors) throws CheckpointException {
    int mappingLayers = count(tensors, "style.", 1, ".weight", MAX_MAPPING_LAYERS);
    if (mappingLayers == 0) {
      tensors.require("style.1.weight"); // says what is missing
    }
    List<Integer> widths = new ArrayList<>();
    widths.add(constantWidth(tensors));
    widths.add(width(tensors, "conv1", widths.get(0)));
    int styleDimension =
        axis(tensors.require("conv1.conv.modulation.weight", widths.get(0), -1), 1);
    requireMapping(tensors, mappingLayers, styleDimension);
    requireColours(tensors, widths.get(1));
    int blocks = Resolutions.log2(MAX_RESOLUTION) - 2;
    int convolutions = count(tensors, "convs.", 0, ".conv.weight", 2 * blocks);
    requireNoGap(tensors, convolutions);
    if (convolutions < 2 || convolutions % 2 != 0) {
      throw tensors.fault(
          "the generator has "
              + convolutions
              + " convolutions above 4 px (convs.N.conv.weight); a whole number of blocks of two is"
              + " needed, for 8 to "
              + MAX_RESOLUTION
              + " px.");
    }
    for (int i = 0; i < convolutions; i++) {
      widths.add(width(tensors, "convs." + i, widths.get(widths.size() - 1)));
    }
    int resolution = Resolutions.LOWEST << convolutions / 2;
    int top = widths.get(widths.size() - 1);
    ChannelTable channels =
        new ChannelTable(resolution, top * resolution / CHANNEL_BASE, Collections.max(widths));
    if (!channels.uniform(1.0, resolution).widths().equals(widths)) {
      throw tensors.fault(
          "the generator's widths "
              + widths
              + " do not follow min(cap, 16384 / resolution * multiplier), so that its channel"
              + " ratios are unknown. Only widths that follow it are supported.");
    }
    return new GeneratorSpec(channels, styleDimension, mappingLayers);
  }

  private static int constantWidth(TensorTable tensors) throws CheckpointException {
    List<Long> shape = tensors.require("input.input", 1, -1, -1, -1).shape();
    long height = shape.get(2);
    long width = shape.get(3);
    if (height != Resolutions.LOWEST || width != Resolutions.LOWEST) {
      throw tensors.fault(
          ("the generator starts from a constant of %d x %d (input.input), so that its pictures are"
                  + " %s. Only square pictures that start from 4 x 4 are supported.")
              .formatted(width, height, height == width ? "of other sizes" : "not square"));
    }
    return Math.toIntExact(shape.get(1));
  }

  private static void requireMapping(TensorTable tensors, int layers, int dimension)
      throws CheckpointException {
    long given = tensors.require("style.1.weight", -1, -1).shape().get(1);
    if (given != dimension) {
      throw tensors.fault(
          ("the tensor 'style.1.weight' takes %d values, but a style has %d: the mapping takes a"
                  + " label beside z (a conditional generator), or a z of another length. Only a z"
                  + " that is as long as a style, without a label, is supported.")
              .formatted(given, dimension));
    }
    for (int layer = 1; layer <= layers; layer++) {
      tensors.require("style." + layer + ".weight", dimension, dimension);
    }
  }

  private static void requireColours(TensorTable tensors, int in) throws CheckpointException {
    long channels = tensors.require("to_rgb1.conv.weight", 1, -1, in, 1, 1).shape().get(1);
    if (channels != COLOURS) {
      String kind =
          channels == 1 ? " (grey)" : channels == COLOURS + 1 ? " (with transparency)" : "";
      throw tensors.fault(
          ("the generator makes pictures of %d %s%s: see to_rgb1.conv.weight. Only pictures of"
                  + " red, green and blue are supported.")
              .formatted(channels, channels == 1 ? "channel" : "channels", kind));
    }
  }

  private static int width(TensorTable tensors, String layer, int in) throws CheckpointException {
    return axis(tensors.require(layer + ".conv.weight", 1, -1, in, 3, 3), 1);
  }

  private static int axis(CheckpointTensor tensor, int axis) {
    return Math.toIntExact(tensor.shape().get(axis));
  }

  /** What comes above a layer that is missing would be left out without a word. */
  private static void requireNoGap(TensorTable tensors, int convolutions)
      throws CheckpointException {
    for (String name : tensors.names()) {
      Matcher layer = CONVOLUTION.matcher(name);
      if (layer.matches() && Integer.parseInt(layer.group(1)) >= convolutions) {
        throw tensors.fault(
            "there is '"
                + name
                + "', but no 'convs."
                + convolutions
                + ".conv.weight': a part of the generator is missing. Save the whole state_dict of"
                + " the generator.");
      }
    }
  }

  private static int count(TensorTable tensors, String before, int first, String after, int most) {
    int count = 0;
    while (count <= most && tensors.contains(before + (first + count) + after)) {
      count++;
    }
    return count;
  }
}

package studio.anycost.export.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;

/**
 * The convolutions of a VGG-16 (Simonyan and Zisserman, 2015) in a checkpoint: as torchvision names
 * them, the features alone, or in the slices of the LPIPS package. Any number of channels.
 */
final class Vgg16 {
  /** Places in torchvision's features, block by block. */
  private static final List<List<Integer>> BLOCKS =
      List.of(
          List.of(0, 2),
          List.of(5, 7),
          List.of(10, 12, 14),
          List.of(17, 19, 21),
          List.of(24, 26, 28));

  private static final int COLOURS = 3;
  private static final long KERNEL = 3;

  /** Eight times what the published network has. */
  private static final long MOST_CHANNELS = 4096;

  /** How a checkpoint names the convolution of a block. */
  @FunctionalInterface
  private interface Naming {
    String name(int block, int place);
  }

  private static final List<Naming> NAMINGS =
      List.of(
          (block, place) -> "features." + place,
          (block, place) -> "slice" + (block + 1) + "." + place,
          (block, place) -> String.valueOf(place));

  private final TensorTable tensors;
  private final List<List<String>> names;

  private Vgg16(TensorTable tensors, List<List<String>> names) {
    this.tensors = tensors;
    this.names = names;
  }

  /**
   * Finds it under any key and prefix.
   *
   * @throws CheckpointException if there is none, or another network
   */
  static Vgg16 find(TensorTable all) throws CheckpointException {
    for (Naming naming : NAMINGS) {
      String last = weight(naming.name(BLOCKS.size() - 1, 28));
      Optional<String> prefix = Names.prefix(all, weight(naming.name(0, 0)));
      if (prefix.isPresent() && all.contains(prefix.get() + last)) {
        Vgg16 found = new Vgg16(all, named(prefix.get(), naming));
        found.check(prefix.get());
        return found;
      }
    }
    if (LpipsWeights.isIn(all)) {
      throw all.fault(
          "it holds the weights of LPIPS' layers and no VGG-16: name it after --lpips-lin, and"
              + " torchvision's vgg16 (vgg16-397923af.pth) after --lpips.");
    }
    throw all.fault(
        "it holds no VGG-16: there are no 'features.0.weight' and 'features.28.weight' under any"
            + " key; it has "
            + Names.some(all)
            + ". Take torchvision's vgg16 (vgg16-397923af.pth).");
  }

  private static List<List<String>> named(String prefix, Naming naming) {
    List<List<String>> names = new ArrayList<>();
    for (int block = 0; block < BLOCKS.size(); block++) {
      List<String> inBlock = new ArrayList<>();
      for (int place : BLOCKS.get(block)) {
        inBlock.add(prefix + naming.name(block, place));
      }
      names.add(inBlock);
    }
    return names;
  }

  /** The networks of the same family that have other layers at the same places. */
  private void check(String prefix) throws CheckpointException {
    if (tensors.contains(prefix + "features.1.running_mean")
        || tensors.contains(prefix + "1.running_mean")) {
      throw tensors.fault(
          "it is a VGG with batch normalisation, and LPIPS was fitted to one without: take"
              + " torchvision's vgg16 (vgg16-397923af.pth), not vgg16_bn.");
    }
    if (tensors.contains(prefix + "features.16.weight")
        || tensors.contains(prefix + "features.30.weight")) {
      throw tensors.fault(
          "it is a VGG-19, and LPIPS was fitted to VGG-16: take torchvision's vgg16"
              + " (vgg16-397923af.pth).");
    }
    long before = COLOURS;
    for (List<String> block : names) {
      for (String name : block) {
        long channels = tensors.require(weight(name), -1, before, KERNEL, KERNEL).shape().get(0);
        if (channels < 1 || channels > MOST_CHANNELS) {
          throw tensors.fault(
              "the layer '" + name + "' has " + channels + " channels, which no VGG-16 has.");
        }
        before = channels;
      }
    }
  }

  private static String weight(String name) {
    return name + ".weight";
  }

  /** The names of the convolutions, without {@code .weight} and {@code .bias}, block by block. */
  List<List<String>> blocks() {
    return names;
  }

  /** Channels of a convolution's output. */
  int channels(String name) throws CheckpointException {
    return Math.toIntExact(tensors.require(weight(name)).shape().get(0));
  }
}

package studio.anycost.export.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.onnx.WeightReader;

/** What LPIPS (Zhang et al., 2018) fitted to people's judgement: a weight for each channel. */
final class LpipsWeights {
  /** How its layers are called in the published file, in a saved measure, and in other packages. */
  private static final List<String> NAMINGS =
      List.of("lin%d.model.1.weight", "lins.%d.model.1.weight", "lin%d.1.weight", "%d.1.weight");

  private LpipsWeights() {}

  /** Whether a checkpoint holds such weights, for whatever network. */
  static boolean isIn(TensorTable all) {
    return naming(all).isPresent();
  }

  private static Optional<String> naming(TensorTable all) {
    for (String naming : NAMINGS) {
      Optional<String> prefix = Names.prefix(all, naming.formatted(0));
      if (prefix.isPresent() && all.contains(prefix.get() + naming.formatted(1))) {
        return Optional.of(prefix.get().replace("%", "%%") + naming);
      }
    }
    return Optional.empty();
  }

  /**
   * The weights of each layer.
   *
   * @param channels of the network's layers
   * @throws CheckpointException if there are none, or those of another network
   */
  static List<List<Float>> read(TensorTable all, List<Integer> channels)
      throws CheckpointException {
    String naming =
        naming(all)
            .orElseThrow(
                () ->
                    all.fault(
                        "it holds no weights of LPIPS: there is no 'lin0.model.1.weight' under any"
                            + " key; it has "
                            + Names.some(all)
                            + ". Take vgg.pth of the LPIPS package (weights/v0.1)."));
    List<List<Float>> layers = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      layers.add(layer(all, naming.formatted(i), channels.get(i)));
    }
    return layers;
  }

  private static List<Float> layer(TensorTable all, String name, int channels)
      throws CheckpointException {
    List<Long> shape = all.require(name).shape();
    if (!shape.equals(List.of(1L, (long) channels, 1L, 1L))) {
      throw all.fault(
          "'%s' has the shape %s, and the VGG has %d channels there: are these the weights for another network, such as AlexNet? Take vgg.pth of the LPIPS package."
              .formatted(name, shape, channels));
    }
    List<Float> weights = new ArrayList<>();
    for (float weight : new WeightReader(all).read(name, 1, channels, 1, 1)) {
      if (weight < 0) {
        throw all.fault("'" + name + "' holds a weight below 0, as LPIPS has none.");
      }
      weights.add(weight);
    }
    return weights;
  }
}

package studio.anycost.export.importer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;

/**
 * Finds the torchvision ResNets that encoders and attribute predictors are, under any key and
 * prefix.
 */
public final class EncoderFinder {
  private static final String MEAN = "mean_latent";
  private static final String STEM = "conv1.weight";
  private static final String LAST = "fc.weight";

  private EncoderFinder() {}

  /**
   * The encoder of a checkpoint, with its {@code mean_latent}, wherever the file keeps that.
   *
   * @throws CheckpointException if there is no ResNet, or more than one
   */
  public static TensorTable encoder(TorchCheckpoint checkpoint) throws CheckpointException {
    TensorTable all = checkpoint.everything();
    return withMean(all, onlyPath(all, "an encoder"));
  }

  /**
   * The attribute predictor of a checkpoint.
   *
   * @throws CheckpointException if there is no ResNet, or more than one
   */
  public static TensorTable attributes(TorchCheckpoint checkpoint) throws CheckpointException {
    TensorTable all = checkpoint.everything();
    return TensorSets.below(all, onlyPath(all, "an attribute predictor"));
  }

  /**
   * The encoder beside a generator.
   *
   * @param tensors those of the encoder; empty if there is none that can be run
   * @param leftOut a sentence about one that cannot be run
   */
  record Beside(Optional<TensorTable> tensors, Optional<String> leftOut) {
    static final Beside NONE = new Beside(Optional.empty(), Optional.empty());
  }

  /** Looks beside a generator for an encoder, as inversion checkpoints keep it. */
  static Beside beside(TensorTable all, String generator) {
    boolean present =
        all.names().stream()
            .filter(name -> generator.isEmpty() || !TensorSets.isWithin(name, generator))
            .anyMatch(EncoderFinder::isOfAnEncoder);
    if (!present) {
      return Beside.NONE;
    }
    List<String> resnets = paths(all).stream().filter(EncoderFinder::isOfAnEncoder).toList();
    if (resnets.size() == 1) {
      return new Beside(Optional.of(withMean(all, resnets.get(0))), Optional.empty());
    }
    return new Beside(
        Optional.empty(),
        Optional.of(
            "The encoder in the file was left out: only a torchvision ResNet with 'fc' as its last"
                + " layer can be run, and it is another network."));
  }

  private static boolean isOfAnEncoder(String path) {
    return TensorSets.segments(path).stream().anyMatch(segment -> segment.endsWith("encoder"));
  }

  private static String onlyPath(TensorTable all, String what) throws CheckpointException {
    List<String> paths = paths(all);
    List<String> averaged = paths.stream().filter(TensorSets::isAveraged).toList();
    List<String> best = averaged.isEmpty() ? paths : averaged;
    if (best.size() > 1) {
      throw all.fault(
          "the file holds several ResNets: %s. Save the one that is meant alone."
              .formatted(TensorSets.quoted(best)));
    }
    if (best.isEmpty()) {
      CheckpointException unread = OtherNetworks.unread(all, "");
      throw unread != null
          ? unread
          : all.fault(
              ("it holds no torchvision ResNet, as %s has to be: there is no 'conv1.weight' with an"
                      + " 'fc.weight' beside it under any key; it has %s.")
                  .formatted(what, OtherNetworks.keys(all)));
    }
    return best.get(0);
  }

  private static List<String> paths(TensorTable all) {
    return TensorSets.paths(all, List.of(STEM)).stream()
        .filter(path -> all.contains(TensorSets.join(path, LAST)))
        .toList();
  }

  private static TensorTable withMean(TensorTable all, String path) {
    TensorTable resnet = TensorSets.below(all, path);
    Optional<String> mean = StoredMean.name(all, path).filter(all::contains);
    if (mean.isEmpty()) {
      return resnet;
    }
    try {
      return resnet.with(Map.of(MEAN, all.require(mean.get())));
    } catch (CheckpointException e) {
      throw new IllegalStateException("The table has lost a tensor.", e);
    }
  }
}

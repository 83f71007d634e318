package studio.anycost.export.importer;

import java.util.List;
import java.util.Optional;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.onnx.GeneratorSpec;

/**
 * A generator, found and complete.
 *
 * @param tensors under the names of the public PyTorch implementation, without anything missing
 *     that has only one right value
 * @param spec its shape
 * @param meanStyle the mean style that the file keeps; empty if it has to be measured
 * @param encoder a network beside it in the same file that projects photos; not yet in the notices
 * @param notices what was decided or left out, as sentences
 */
record FoundGenerator(
    TensorTable tensors,
    GeneratorSpec spec,
    Optional<float[]> meanStyle,
    EncoderFinder.Beside encoder,
    List<String> notices) {
  FoundGenerator {
    notices = List.copyOf(notices);
  }

  /** A generator of which there is nothing but its tensors. */
  static FoundGenerator of(TensorTable tensors) throws CheckpointException {
    GeneratorSpec spec = GeneratorSpec.infer(tensors);
    GeneratorConstants constants = GeneratorConstants.complete(tensors, spec);
    return new FoundGenerator(
        constants.tensors(),
        spec,
        Optional.empty(),
        EncoderFinder.Beside.NONE,
        constants.notices());
  }
}

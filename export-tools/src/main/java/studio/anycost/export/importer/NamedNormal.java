package studio.anycost.export.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.WeightReader;

/**
 * A boundary before anything was measured along it.
 *
 * @param name as the checkpoint has it
 * @param normal of length 1
 */
record NamedNormal(String name, float[] normal) {
  private static final int MAX_NAME = 200;

  /**
   * Reads the boundaries of a checkpoint, in its order, and normalises them.
   *
   * @param dimension of one style
   * @throws IOException if the file is no checkpoint, holds no boundary, or holds one that is
   *     misshapen, not finite or 0; the message names file and boundary
   */
  static List<NamedNormal> read(Path file, int dimension) throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      TensorTable tensors = checkpoint.tensors();
      if (tensors.names().isEmpty()) {
        throw tensors.fault("the file holds no boundaries.");
      }
      WeightReader weights = new WeightReader(tensors);
      List<NamedNormal> result = new ArrayList<>();
      for (String name : tensors.names()) {
        if (!isFit(name)) {
          throw tensors.fault(
              "a boundary's name is blank, too long or reserved, or has control characters.");
        }
        boolean flat = tensors.require(name).shape().size() == 1;
        float[] values = flat ? weights.read(name, dimension) : weights.read(name, 1, dimension);
        double square = 0;
        for (float value : values) {
          square += (double) value * value;
        }
        double length = Math.sqrt(square);
        if (!(length > 0)) {
          throw tensors.fault("the boundary '" + name + "' has no direction: it is 0.");
        }
        for (int i = 0; i < dimension; i++) {
          values[i] = (float) (values[i] / length);
        }
        result.add(new NamedNormal(name, values));
      }
      return result;
    }
  }

  /** What a manifest takes; {@code __metadata__} has a meaning in safetensors files. */
  private static boolean isFit(String name) {
    return !name.isBlank()
        && name.length() <= MAX_NAME
        && name.chars().noneMatch(Character::isISOControl)
        && !name.equals("__metadata__");
  }
}

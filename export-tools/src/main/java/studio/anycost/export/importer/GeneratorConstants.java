package studio.anycost.export.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.api.model.Resolutions;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.CheckpointTensor;
import studio.anycost.export.checkpoint.ComputedTensor;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.models.latent.SeededNormal;

/**
 * Adds what many checkpoints leave out because training does not change it: the blur kernel, which
 * is a constant of the architecture (Karras et al., StyleGAN2), and the noise maps, which are
 * random and drawn once. What a checkpoint has stays as it is.
 *
 * @param tensors with both
 * @param notices sentences about what was drawn
 */
record GeneratorConstants(TensorTable tensors, List<String> notices) {
  /** Noise maps that are missing are {@link SeededNormal#noise} of this seed. */
  static final long NOISE_SEED = 0;

  private static final float[] TAPS = {1, 3, 3, 1};

  /** The taps sum to 8; enlarging by 2 along both axes needs the gain 4. */
  private static final float KERNEL_DIVISOR = 64f / 4;

  static GeneratorConstants complete(TensorTable tensors, GeneratorSpec spec)
      throws CheckpointException {
    Map<String, CheckpointTensor> added = new LinkedHashMap<>();
    int blocks = (spec.convolutions() - 1) / 2;
    ComputedTensor kernel =
        new ComputedTensor(
            List.of((long) TAPS.length, (long) TAPS.length), GeneratorConstants::kernel);
    for (int block = 0; block < blocks; block++) {
      addMissing(tensors, "convs." + 2 * block + ".conv.blur.kernel", kernel, added);
      addMissing(tensors, "to_rgbs." + block + ".upsample.kernel", kernel, added);
    }
    int drawn = 0;
    for (int convolution = 0; convolution < spec.convolutions(); convolution++) {
      String name = "noises.noise_" + convolution;
      int index = convolution;
      int side = Resolutions.LOWEST << (convolution + 1) / 2;
      ComputedTensor noise =
          new ComputedTensor(
              List.of(1L, 1L, (long) side, (long) side),
              () -> SeededNormal.noise(NOISE_SEED, index, side * side));
      boolean missing = addMissing(tensors, name, noise, added);
      drawn += missing && usesNoise(tensors, convolution) ? 1 : 0;
    }
    List<String> notices = new ArrayList<>();
    if (drawn > 0) {
      notices.add(
          (drawn == 1 ? "1 noise map was" : drawn + " noise maps were")
              + " not in the file and "
              + (drawn == 1 ? "was" : "were")
              + " drawn from the seed "
              + NOISE_SEED
              + ".");
    }
    return new GeneratorConstants(tensors.with(added), notices);
  }

  private static boolean addMissing(
      TensorTable tensors, String name, ComputedTensor value, Map<String, CheckpointTensor> added) {
    if (tensors.contains(name) || tensors.unread().containsKey(name)) {
      return false;
    }
    added.put(name, tensors.computed(name, value));
    return true;
  }

  /** A layer whose noise has the strength 0 never looks at its map. */
  private static boolean usesNoise(TensorTable tensors, int convolution)
      throws CheckpointException {
    String layer = convolution == 0 ? "conv1" : "convs." + (convolution - 1);
    return tensors.require(layer + ".noise.weight", 1).toFloatArray()[0] != 0;
  }

  private static float[] kernel() {
    float[] kernel = new float[TAPS.length * TAPS.length];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = TAPS[i / TAPS.length] * TAPS[i % TAPS.length] / KERNEL_DIVISOR;
    }
    return kernel;
  }
}

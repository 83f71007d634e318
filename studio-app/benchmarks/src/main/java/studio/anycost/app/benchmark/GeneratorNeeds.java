package studio.anycost.app.benchmark;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.util.List;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.OnnxGuard;

/**
 * What a full generator needs wherever it runs, in float32: the measure for the memory of the
 * runtime.
 *
 * @param weightBytes all tensors of its stages
 * @param activationBytes its feature maps layer by layer, each once: the constant and the output of
 *     every styled convolution (width times side squared), and the image of every resolution (three
 *     times side squared)
 */
public record GeneratorNeeds(long weightBytes, long activationBytes) {
  private static final int FIRST_SIDE = 4;
  private static final int IMAGE_CHANNELS = 3;

  /** Reads the stages to count. */
  static GeneratorNeeds of(ModelBundle bundle) throws IOException {
    long weights = 0;
    for (StageEntry stage : bundle.stages()) {
      for (TensorProto tensor :
          OnnxGuard.parse(bundle.read(stage.file()), stage.file())
              .getGraph()
              .getInitializerList()) {
        long count = 1;
        for (long axis : tensor.getDimsList()) {
          count *= axis;
        }
        weights += count;
      }
    }
    return new GeneratorNeeds(
        weights * Float.BYTES, activationBytes(bundle.description().channels().full()));
  }

  /** A configuration has two widths for every resolution. */
  static long activationBytes(SubGenerator generator) {
    List<Integer> widths = generator.channels().widths();
    long values = 0;
    for (int layer = 0; layer < widths.size(); layer++) {
      long side = (long) FIRST_SIDE << (layer / 2);
      values += widths.get(layer) * side * side;
      if (layer % 2 == 1) {
        values += IMAGE_CHANNELS * side * side;
      }
    }
    return values * Float.BYTES;
  }

  /** Both together. */
  public long bytes() {
    return weightBytes + activationBytes;
  }
}

package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.Map;

/** Knows the shapes of all values of a graph whose inputs have fixed sizes. */
@FunctionalInterface
interface GraphShapes {
  /** By name of the value. */
  Map<String, long[]> of(ModelProto model) throws IOException;
}

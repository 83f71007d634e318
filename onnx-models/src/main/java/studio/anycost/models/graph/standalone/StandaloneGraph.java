package studio.anycost.models.graph.standalone;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import studio.anycost.models.graph.InvalidGraphException;

/** Makes one model of the stages of a sub-generator. */
public final class StandaloneGraph {
  private StandaloneGraph() {}

  /**
   * Puts the stages in a row, in the form that is asked for.
   *
   * @param stages sliced stage graphs from 4 px upwards, without gaps
   * @param noise for every noise input of the stages its {@code r * r} values
   * @param mapped what to put before them; without it the model takes style codes
   * @param facts what the model says of itself, by key: metadata that viewers show
   * @return input {@code styles} [batch, nStyles, styleDim], or {@code z} [batch, styleDim]; output
   *     {@code image} [batch, 3, N, N], not clamped
   * @throws InvalidGraphException if the graphs do not fit each other, or cannot take several faces
   */
  public static ModelProto of(
      List<ModelProto> stages,
      Map<String, float[]> noise,
      Optional<MappedInput> mapped,
      StandaloneForm form,
      Map<String, String> facts)
      throws InvalidGraphException {
    ModelProto model = GraphChainer.chain(stages, noise, form.noise());
    if (mapped.isPresent()) {
      model = MappingFront.put(mapped.get(), model);
    }
    if (!form.isSingle()) {
      model = BatchForm.of(model, form.batch());
    } else if (mapped.isPresent()) {
      model = BatchForm.sized(model, form.batch());
    }
    if (form.halfWeights()) {
      model = HalfWeights.of(model);
    }
    ModelProto.Builder result = model.toBuilder();
    new TreeMap<>(facts)
        .forEach(
            (key, value) ->
                result.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return result.build();
  }
}

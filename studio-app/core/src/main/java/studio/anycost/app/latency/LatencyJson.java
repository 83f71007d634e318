package studio.anycost.app.latency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.app.files.StrictJson;
import studio.anycost.models.latency.KernelLayout;
import studio.anycost.models.latency.LatencySnapshot;
import studio.anycost.models.latency.StageShape;

/** The JSON form of kept times. */
final class LatencyJson {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      StrictJson.mapper().disable(SerializationFeature.INDENT_OUTPUT);

  private LatencyJson() {}

  static byte[] write(
      String identity, Surroundings surroundings, KernelLayout layout, LatencySnapshot snapshot)
      throws IOException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("identity", identity);
    root.put("layout", layout.toString());
    root.set("surroundings", JSON.valueToTree(surroundings));
    ArrayNode stages = root.putArray("stages");
    for (LatencySnapshot.StageTimes times : snapshot.stages()) {
      ObjectNode stage = stages.addObject();
      stage.put("resolution", times.shape().resolution());
      ArrayNode widths = stage.putArray("widths");
      times.shape().widths().forEach(widths::add);
      putTimes(stage, times.milliseconds());
    }
    ArrayNode pictures = root.putArray("pictures");
    for (LatencySnapshot.PictureTimes times : snapshot.pictures()) {
      putTimes(pictures.addObject().put("resolution", times.resolution()), times.milliseconds());
    }
    return JSON.writeValueAsBytes(root);
  }

  private static void putTimes(ObjectNode node, List<Float> milliseconds) {
    ArrayNode times = node.putArray("ms");
    milliseconds.forEach(times::add);
  }

  /**
   * Reads the times of a model on this machine.
   *
   * @throws IOException with a sentence if the file is not well-formed or about something else
   */
  static LatencySnapshot read(
      byte[] bytes, String identity, Surroundings surroundings, KernelLayout layout)
      throws IOException {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root.path("format").asInt() != FORMAT) {
        throw new IOException("It has another format.");
      }
      if (!root.path("identity").asText().equals(identity)) {
        throw new IOException("It is about another model.");
      }
      if (!root.path("layout").asText().equals(layout.toString())) {
        throw new IOException("It was measured with other kernels.");
      }
      if (!root.path("surroundings").equals(JSON.valueToTree(surroundings))) {
        throw new IOException("It was measured on another machine or by another version.");
      }
      List<LatencySnapshot.StageTimes> stages = new ArrayList<>();
      for (JsonNode stage : root.path("stages")) {
        List<Integer> widths = new ArrayList<>();
        for (JsonNode width : stage.path("widths")) {
          widths.add(width.asInt());
        }
        StageShape shape = new StageShape(stage.path("resolution").asInt(), widths);
        stages.add(new LatencySnapshot.StageTimes(shape, times(stage)));
      }
      List<LatencySnapshot.PictureTimes> pictures = new ArrayList<>();
      for (JsonNode picture : root.path("pictures")) {
        pictures.add(
            new LatencySnapshot.PictureTimes(picture.path("resolution").asInt(), times(picture)));
      }
      return new LatencySnapshot(stages, pictures);
    } catch (JsonProcessingException e) {
      throw new IOException("It is not well-formed JSON.", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<Float> times(JsonNode node) {
    List<Float> times = new ArrayList<>();
    for (JsonNode time : node.path("ms")) {
      times.add(time.isNumber() ? time.floatValue() : Float.NaN);
    }
    return times;
  }
}

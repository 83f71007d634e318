package studio.anycost.evaluation.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What NumPy and SciPy made of some features; see make_statistics_golden.py. */
final class Golden {
  private final JsonNode root;

  private Golden(JsonNode root) {
    this.root = root;
  }

  static Golden read() throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/statistics/golden.json")) {
      return new Golden(new ObjectMapper().readTree(in));
    }
  }

  double number(String name) {
    return root.path(name).doubleValue();
  }

  double[] numbers(String name) {
    JsonNode node = root.path(name);
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).doubleValue();
    }
    return values;
  }

  List<float[]> rows(String name) {
    List<float[]> rows = new ArrayList<>();
    for (JsonNode row : root.path(name)) {
      float[] values = new float[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.get(i).floatValue();
      }
      rows.add(values);
    }
    return rows;
  }

  static Moments moments(List<float[]> rows) {
    Moments moments = new Moments(rows.get(0).length);
    rows.forEach(moments::add);
    return moments;
  }
}

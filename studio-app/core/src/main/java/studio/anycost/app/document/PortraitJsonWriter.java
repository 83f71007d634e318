package studio.anycost.app.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;

/**
 * Writes the portraits of one project. What several of them share, style codes and photos, is
 * written once: a history of hundreds of states has few of them.
 */
final class PortraitJsonWriter {
  private final Map<StyleCode, Integer> codes = new LinkedHashMap<>();
  private final Map<PhotoSource, Integer> sources = new LinkedHashMap<>();
  private final Map<PortraitDocument, Integer> thumbnails = new LinkedHashMap<>();

  /**
   * @param thumbnails of which portraits, without photos, there are any, in the order of their
   *     files
   */
  PortraitJsonWriter(Iterable<PortraitDocument> thumbnails) {
    thumbnails.forEach(each -> this.thumbnails.put(each, this.thumbnails.size()));
  }

  void write(ObjectNode node, PortraitDocument portrait) {
    node.set("base", base(portrait.base()));
    if (portrait.noise() instanceof Noise.Seeded seeded) {
      node.putObject("noise").put("seed", seeded.seed());
    } else {
      node.put("noise", portrait.noise() instanceof Noise.None ? "none" : "fixed");
    }
    node.set("recipe", recipe(portrait.recipe()));
    portrait.source().ifPresent(source -> node.put("source", number(sources, source)));
    if (!portrait.runs().isEmpty()) {
      ArrayNode runs = node.putArray("runs");
      for (ToolStep run : portrait.runs()) {
        write(runs.addObject().put("tool", run.toolId()), run.values());
      }
    }
    Integer thumbnail = thumbnails.get(portrait.withoutSource());
    if (thumbnail != null) {
      node.put("thumbnail", thumbnail);
    }
  }

  /** The edits of a portrait, or of a preset. */
  static ArrayNode recipe(Recipe recipe) {
    ArrayNode node = JsonNodeFactory.instance.arrayNode();
    for (EditStep step : recipe.steps()) {
      write(node.addObject().put("edit", step.editId()), step.values());
    }
    return node;
  }

  /** What the portraits that were written refer to. */
  void writeShared(ObjectNode root) {
    if (!codes.isEmpty()) {
      ArrayNode node = root.putArray("codes");
      codes.keySet().forEach(code -> write(node.addObject(), code));
    }
    if (!sources.isEmpty()) {
      ArrayNode node = root.putArray("sources");
      sources.keySet().forEach(source -> node.add(SourceJson.write(source)));
    }
  }

  private static <T> int number(Map<T, Integer> shared, T part) {
    Integer known = shared.putIfAbsent(part, shared.size());
    return known == null ? shared.size() - 1 : known;
  }

  private ObjectNode base(BaseStyle base) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (base instanceof BaseStyle.Seed seed) {
      // A name of its own: a reader that does not know it must not draw another face.
      node.put(
          seed.numbers() == SeedNumbers.NUMPY ? PortraitJsonReader.NUMPY_SEED : "seed",
          seed.seed());
    } else if (base instanceof BaseStyle.Given given) {
      node.put("source", given.source());
      node.put("code", number(codes, given.code()));
    }
    return node.put("psi", base.psi());
  }

  private static void write(ObjectNode node, StyleCode code) {
    node.put("styles", code.count());
    node.put("dimension", code.dimension());
    ArrayNode values = node.putArray("values");
    for (float value : code.toArray()) {
      values.add(value);
    }
  }

  private static void write(ObjectNode step, StepValues values) {
    ObjectNode node = step.putObject("values");
    values.texts().forEach(node::put);
  }
}

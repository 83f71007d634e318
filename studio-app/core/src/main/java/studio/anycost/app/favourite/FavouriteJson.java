package studio.anycost.app.favourite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.SeedNumbers;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.app.words.Texts;

/**
 * The JSON form of favourites. A face that was drawn is its seed; any other is its style code, the
 * bytes of its float32 values, the lowest byte first, in Base64.
 */
final class FavouriteJson {
  private static final String FORMAT = "anycost-favourites";
  private static final int VERSION = 1;
  private static final Set<String> FIELDS = Set.of("format", "faces");
  private static final Set<String> OF_FACE = Set.of("seed", "numbers", "source", "code", "psi");
  private static final int LONGEST_SOURCE = 4096;

  private FavouriteJson() {}

  static ObjectNode write(Favourites favourites) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    ArrayNode faces = root.putArray("faces");
    favourites.all().forEach(face -> write(faces.addObject(), face));
    return root;
  }

  private static void write(ObjectNode node, BaseStyle face) {
    if (face instanceof BaseStyle.Seed seed) {
      node.put("seed", seed.seed());
      node.put("numbers", seed.numbers().word());
    } else if (face instanceof BaseStyle.Given given) {
      float[] values = given.code().toArray();
      ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      node.put("source", given.source());
      node.put("code", Base64.getEncoder().encodeToString(bytes.array()));
    }
    node.put("psi", face.psi());
  }

  /**
   * Reads faces of a model.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static Favourites read(JsonNode root, GeneratorDescription model) {
    JsonNode faces = root.path("faces");
    int version = root.path("version").asInt();
    if (FORMAT.equals(root.path("format").asText()) && version > VERSION) {
      throw refusal(Texts.of("favourite.favouriteJson.newer", version, VERSION));
    }
    if (!FORMAT.equals(root.path("format").asText()) || version != VERSION || !faces.isArray()) {
      throw refusal(Texts.of("favourite.favouriteJson.noFavourites"));
    }
    refuseUnknown(root, FIELDS);
    if (faces.size() > Favourites.MOST) {
      throw refusal(Texts.of("favourite.favouriteJson.tooMany", faces.size(), Favourites.MOST));
    }
    List<BaseStyle> all = new ArrayList<>();
    for (JsonNode face : faces) {
      refuseUnknown(face, OF_FACE);
      all.add(face(face, model));
    }
    return new Favourites(all);
  }

  /** What is not known would be lost by the next favourite that is kept. */
  private static void refuseUnknown(JsonNode object, Set<String> known) {
    Optional<String> unknown = NewerFileException.unknownField(object, known);
    if (unknown.isPresent()) {
      throw refusal(Texts.of("favourite.favouriteJson.unknownField", unknown.get()));
    }
  }

  private static BaseStyle face(JsonNode node, GeneratorDescription model) {
    JsonNode psi = node.path("psi");
    if (!psi.isNumber()) {
      throw refusal(Texts.of("favourite.favouriteJson.noTruncation"));
    }
    if (node.path("code").isTextual()) {
      String source = node.path("source").asText();
      return new BaseStyle.Given(
          code(node.path("code").textValue(), model),
          psi.doubleValue(),
          source.substring(0, Math.min(source.length(), LONGEST_SOURCE)));
    }
    JsonNode seed = node.path("seed");
    if (!seed.isIntegralNumber() || !seed.canConvertToLong()) {
      throw refusal(Texts.of("favourite.favouriteJson.noSeed"));
    }
    return new BaseStyle.Seed(
        seed.longValue(), psi.doubleValue(), SeedNumbers.of(node.path("numbers").asText()));
  }

  private static IllegalArgumentException refusal(String sentence) {
    return new IllegalArgumentException(sentence);
  }

  private static StyleCode code(String text, GeneratorDescription model) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Texts.of("favourite.favouriteJson.codeDoesNotFit"), e);
    }
    float[] values = new float[model.styleCount() * model.styleDimension()];
    if (bytes.length != 4 * values.length) {
      throw refusal(Texts.of("favourite.favouriteJson.codeDoesNotFit"));
    }
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return StyleCode.of(model.styleCount(), model.styleDimension(), values);
  }
}

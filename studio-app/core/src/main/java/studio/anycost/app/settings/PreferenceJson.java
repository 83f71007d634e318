package studio.anycost.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import studio.anycost.app.settings.Preferences.Motion;
import studio.anycost.app.settings.Preferences.Perceptual;
import studio.anycost.app.settings.Preferences.RecentItem;
import studio.anycost.app.settings.Preferences.Theme;
import studio.anycost.app.settings.Preferences.WindowPlacement;

/**
 * The JSON form of the preferences. Fields that are missing have their defaults, so that files of
 * older and newer studios can be read; values that are wrong refuse the file, but for words that
 * only a newer studio knows.
 */
final class PreferenceJson {
  /** The latest that is read; files without a version are of it, too. */
  static final int VERSION = 1;

  /** The fields that are written only if something is set. */
  private static final Set<String> OPTIONAL =
      Set.of("scalePercent", "window", "bundle", "lastFolder");

  private static final ChoiceField<Theme> THEME =
      ChoiceField.of("theme", Preferences.DEFAULTS.theme());
  private static final ChoiceField<Perceptual> PERCEPTUAL =
      ChoiceField.of("perceptual", Preferences.DEFAULTS.perceptual());
  private static final ChoiceField<Motion> MOTION =
      ChoiceField.of("motion", Preferences.DEFAULTS.motion());
  private static final ChoiceField<Language> LANGUAGE =
      new ChoiceField<>("language", Preferences.DEFAULTS.language(), Language::code);
  private static final ChoiceField<RecentItem.Kind> KIND =
      ChoiceField.of("kind", RecentItem.Kind.PROJECT);

  private PreferenceJson() {}

  /**
   * The form of preferences, with what newer studios had written there before.
   *
   * @param before what the file said, which may be nothing
   */
  static ObjectNode write(Preferences preferences, JsonNode before) {
    ObjectNode root = known(preferences, before);
    before.properties().stream()
        .filter(field -> !root.has(field.getKey()) && !OPTIONAL.contains(field.getKey()))
        .forEach(field -> root.set(field.getKey(), field.getValue()));
    return root;
  }

  private static ObjectNode known(Preferences preferences, JsonNode before) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    THEME.write(root, preferences.theme(), before);
    root.put("previewBudgetMs", preferences.previewBudgetMs());
    root.put("psi", preferences.psi());
    preferences.scalePercent().ifPresent(percent -> root.put("scalePercent", percent));
    root.put("jpegQuality", preferences.jpegQuality());
    root.put("mostDifference", preferences.mostDifference());
    PERCEPTUAL.write(root, preferences.perceptual(), before);
    preferences
        .window()
        .ifPresent(
            window ->
                root.putObject("window")
                    .put("x", window.x())
                    .put("y", window.y())
                    .put("width", window.width())
                    .put("height", window.height())
                    .put("maximized", window.maximized())
                    .put("divider", window.divider()));
    preferences.bundle().ifPresent(bundle -> root.put("bundle", bundle));
    preferences.lastFolder().ifPresent(folder -> root.put("lastFolder", folder));
    ArrayNode recent = root.putArray("recent");
    preferences
        .recent()
        .forEach(
            item ->
                recent
                    .addObject()
                    .put("kind", item.kind().name().toLowerCase(Locale.ROOT))
                    .put("path", item.path()));
    for (JsonNode item : before.path("recent")) {
      if (KIND.isNewer(item)) {
        recent.add(item);
      }
    }
    ObjectNode unfolded = root.putObject("unfolded");
    preferences.unfolded().forEach(unfolded::put);
    root.put("reopen", preferences.reopen());
    MOTION.write(root, preferences.motion(), before);
    root.put("toured", preferences.toured());
    LANGUAGE.write(root, preferences.language(), before);
    return root;
  }

  static Preferences read(JsonNode root) {
    if (!root.isObject()) {
      throw new IllegalArgumentException("The preferences are no JSON object.");
    }
    Preferences defaults = Preferences.DEFAULTS;
    return new Preferences(
        THEME.read(root),
        number(root, "previewBudgetMs", defaults.previewBudgetMs()),
        number(root, "psi", defaults.psi()),
        scale(root.path("scalePercent")),
        number(root, "jpegQuality", defaults.jpegQuality()),
        number(root, "mostDifference", defaults.mostDifference()),
        PERCEPTUAL.read(root),
        window(root.path("window")),
        text(root, "bundle"),
        text(root, "lastFolder"),
        recent(root.path("recent")),
        unfolded(root.path("unfolded")),
        root.path("reopen").asBoolean(defaults.reopen()),
        MOTION.read(root),
        root.path("toured").asBoolean(defaults.toured()),
        LANGUAGE.read(root));
  }

  private static OptionalInt scale(JsonNode node) {
    if (node.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!node.isInt()) {
      throw new IllegalArgumentException("\"scalePercent\" is no whole number.");
    }
    return OptionalInt.of(node.intValue());
  }

  private static Optional<WindowPlacement> window(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new WindowPlacement(
            number(node, "x", 0),
            number(node, "y", 0),
            number(node, "width", 0),
            number(node, "height", 0),
            node.path("maximized").asBoolean(),
            number(node, "divider", 0.7)));
  }

  private static List<RecentItem> recent(JsonNode array) {
    List<RecentItem> result = new ArrayList<>();
    for (JsonNode node : array) {
      if (!node.path(KIND.name()).isTextual()) {
        throw new IllegalArgumentException("Something recent is of no kind.");
      }
      if (!KIND.isNewer(node)) {
        result.add(new RecentItem(KIND.read(node), node.path("path").asText()));
      }
    }
    return result;
  }

  private static Map<String, Boolean> unfolded(JsonNode object) {
    Map<String, Boolean> result = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> part : object.properties()) {
      if (!part.getValue().isBoolean()) {
        throw new IllegalArgumentException("\"unfolded\" holds something that is not yes or no.");
      }
      result.put(part.getKey(), part.getValue().booleanValue());
    }
    return result;
  }

  private static Optional<String> text(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  private static double number(JsonNode parent, String field, double fallback) {
    JsonNode node = parent.path(field);
    if (node.isMissingNode()) {
      return fallback;
    }
    if (!node.isNumber()) {
      throw new IllegalArgumentException("\"" + field + "\" is no number.");
    }
    return node.doubleValue();
  }
}

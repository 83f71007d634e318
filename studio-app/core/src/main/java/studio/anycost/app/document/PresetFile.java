package studio.anycost.app.document;

import static studio.anycost.app.document.JsonParts.refusal;
import static studio.anycost.app.document.JsonParts.text;
import static studio.anycost.app.document.JsonParts.whole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.StrictJson;
import studio.anycost.app.words.Texts;

/**
 * Reads and writes {@code *.anycostpreset} files: a JSON text with a name and the recipe of a
 * project, without a face and without a model.
 *
 * <p>A file is hostile until it is read: sizes, depth, names and numbers are bounded, and whatever
 * does not fit becomes one sentence.
 */
public final class PresetFile {
  /** The ending of preset files, without the dot. */
  public static final String EXTENSION = "anycostpreset";

  /** The longest file that is read, in bytes. */
  public static final int LIMIT = 1 << 20;

  private static final String FORMAT = "anycost-preset";
  private static final int VERSION = 1;
  private static final Set<String> FIELDS = Set.of("format", "name", "recipe");
  private static final ObjectMapper JSON = StrictJson.mapper();

  private PresetFile() {}

  /** Whether a file is called as presets are. */
  public static boolean isNamed(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith("." + EXTENSION);
  }

  /**
   * Reads a preset.
   *
   * @throws IOException with one sentence that names the file and what is wrong with it
   */
  public static Preset read(Path file) throws IOException {
    byte[] bytes = SafeFiles.read(file, LIMIT);
    try {
      return parse(JSON.readTree(bytes));
    } catch (JsonProcessingException e) {
      throw new ProjectException(Texts.of("document.presetFile.notJson", file), e);
    } catch (IllegalArgumentException e) {
      throw new ProjectException(
          Texts.of("document.presetFile.unreadable", file, e.getMessage()), e);
    }
  }

  private static Preset parse(JsonNode root) {
    if (!FORMAT.equals(root.path("format").asText())) {
      throw refusal(Texts.of("document.presetFile.notAPreset"));
    }
    long version = whole(root, "version");
    if (version > VERSION) {
      throw refusal(Texts.of("document.presetFile.newerFormat", version, VERSION));
    }
    if (version < 1) {
      throw refusal(Texts.of("document.presetFile.unknownFormat", version));
    }
    Optional<String> unknown = NewerFileException.unknownField(root, FIELDS);
    if (unknown.isPresent()) {
      throw refusal(Texts.of("document.presetFile.unknownField", unknown.get()));
    }
    return new Preset(text(root, "name"), PortraitJsonReader.recipe(root.path("recipe")));
  }

  /**
   * Writes a preset in one step; the old file stays if anything fails.
   *
   * @throws IOException with a sentence, also if it is larger than what is read
   */
  public static void write(Path file, Preset preset) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.put("name", preset.name());
    root.set("recipe", PortraitJsonWriter.recipe(preset.recipe()));
    byte[] bytes = JSON.writeValueAsBytes(root);
    if (bytes.length > LIMIT) {
      throw new IOException(Texts.of("document.presetFile.tooManyValues", preset.name()));
    }
    SafeFiles.write(file, bytes);
  }
}

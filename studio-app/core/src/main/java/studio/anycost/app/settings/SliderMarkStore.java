package studio.anycost.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.SharedFile;
import studio.anycost.app.files.StrictJson;

/**
 * Marks of parameters in the studio's home: a file for each edit and model. A change is made in the
 * file as it is, so that of two studios none takes back what the other marked. Safe to use from any
 * thread; calls read and write small files.
 */
public final class SliderMarkStore {
  private static final Logger LOG = LoggerFactory.getLogger(SliderMarkStore.class);
  private static final int VERSION = 1;
  private static final String FAVOURITES = "favourites";
  private static final String LOCKED = "locked";
  private static final int LIMIT = 256 << 10;
  private static final int OF_IDENTITY = 16;
  private static final ObjectMapper JSON = StrictJson.mapper();

  private final Path folder;

  /**
   * @param folder made when the first is marked
   */
  public SliderMarkStore(Path folder) {
    this.folder = folder;
  }

  /**
   * What is marked; nothing if that cannot be read.
   *
   * @param edit its id
   * @param model identity of its generator
   * @throws NewerFileException with a sentence if a newer studio wrote the file
   */
  public SliderMarks read(String edit, String model) throws NewerFileException {
    Path file = file(edit, model);
    if (!Files.exists(file)) {
      return SliderMarks.NONE;
    }
    try {
      JsonNode root = JSON.readTree(SafeFiles.read(file, LIMIT));
      NewerFileException.check(file, root, VERSION, Set.of(FAVOURITES, LOCKED));
      return new SliderMarks(keys(root.path(FAVOURITES)), keys(root.path(LOCKED)));
    } catch (NewerFileException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("What is marked in {} cannot be read", file, e);
      return SliderMarks.NONE;
    }
  }

  private static Set<String> keys(JsonNode list) {
    Set<String> keys = new LinkedHashSet<>();
    for (JsonNode key : list) {
      if (!key.isTextual() || !Parameter.KEY.matcher(key.textValue()).matches()) {
        throw new IllegalArgumentException("Something is marked that is no parameter.");
      }
      keys.add(key.textValue());
    }
    return keys;
  }

  /**
   * Changes what is marked.
   *
   * @return what the file says now
   * @throws IOException with a sentence if it cannot be written, or a newer studio wrote the file,
   *     which stays as it is then
   */
  public SliderMarks change(String edit, String model, UnaryOperator<SliderMarks> change)
      throws IOException {
    Path file = file(edit, model);
    return SharedFile.changing(
        file,
        () -> {
          SliderMarks next = change.apply(read(edit, model));
          ObjectNode root = JSON.createObjectNode();
          new TreeSet<>(next.favourites()).forEach(root.putArray(FAVOURITES)::add);
          new TreeSet<>(next.locked()).forEach(root.putArray(LOCKED)::add);
          SafeFiles.write(file, JSON.writeValueAsBytes(root));
          return next;
        });
  }

  private Path file(String edit, String model) {
    String name = edit.replaceAll("[^A-Za-z0-9_.-]", "_");
    String of = model.replaceAll("[^0-9A-Za-z]", "_");
    return folder.resolve(
        name + "-" + of.substring(0, Math.min(OF_IDENTITY, of.length())) + ".json");
  }
}

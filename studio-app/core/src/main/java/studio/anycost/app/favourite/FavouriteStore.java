package studio.anycost.app.favourite;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.SharedFile;
import studio.anycost.app.files.StrictJson;
import studio.anycost.app.words.Texts;

/**
 * The favourites that are kept on this machine: a folder with one file for each model, because a
 * seed is another face with another model. Several studios may change them at once: each changes
 * the file as it is. Safe to use from any thread; reads and writes files.
 */
public final class FavouriteStore {
  private static final ObjectMapper JSON = StrictJson.mapper();
  private static final Pattern IDENTITY = Pattern.compile("[0-9a-f]{8,128}");

  /** More than as many codes of the largest generators take. */
  private static final int LIMIT = 32 << 20;

  /** The longest text that is read again. */
  private static final int LONGEST_CODE = 64 << 10;

  private final Path folder;

  /**
   * @param folder made when the first favourite is kept
   */
  public FavouriteStore(Path folder) {
    this.folder = folder;
  }

  /**
   * What is kept for a model; none if there is no file.
   *
   * @throws IOException with a sentence if the file cannot be used
   */
  public Favourites read(GeneratorDescription model) throws IOException {
    Path file = file(model);
    if (!Files.exists(file)) {
      return Favourites.NONE;
    }
    try {
      JsonNode root = JSON.readTree(SafeFiles.read(file, LIMIT));
      return FavouriteJson.read(root, model);
    } catch (JacksonException e) {
      throw unusable(file, Texts.of("favourite.favouriteStore.notJson"), e);
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, Reasons.of(e), e);
    }
  }

  private static IOException unusable(Path file, String reason, Exception cause) {
    return new IOException(
        Texts.of("favourite.favouriteStore.theFavouritesInCannot", file, reason), cause);
  }

  /**
   * Changes what is kept for a model, in the file as it is by then. Blocks while another studio
   * does so.
   *
   * @return what is in the file now
   * @throws IOException with a sentence; the file is as it was
   */
  public Favourites update(GeneratorDescription model, UnaryOperator<Favourites> change)
      throws IOException {
    Path file = file(model);
    return SharedFile.changing(
        file,
        () -> {
          Favourites before = read(model);
          Favourites after = change.apply(before);
          if (!after.equals(before)) {
            write(file, after);
          }
          return after;
        });
  }

  private static void write(Path file, Favourites favourites) throws IOException {
    if (favourites.all().size() > Favourites.MOST) {
      throw new IOException(
          Texts.of("favourite.favouriteStore.aModelKeepsFavourites", Favourites.MOST));
    }
    JsonNode root = FavouriteJson.write(favourites);
    for (JsonNode face : root.path("faces")) {
      if (face.path("code").asText().length() > LONGEST_CODE) {
        throw new IOException(Texts.of("favourite.favouriteStore.theStyleCodesOf"));
      }
    }
    SafeFiles.write(file, JSON.writeValueAsBytes(root));
  }

  private Path file(GeneratorDescription model) {
    if (!IDENTITY.matcher(model.identity()).matches()) {
      throw new IllegalArgumentException("'" + model.identity() + "' is no identity of a model.");
    }
    return folder.resolve(model.identity() + ".json");
  }
}

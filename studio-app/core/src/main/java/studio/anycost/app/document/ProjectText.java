package studio.anycost.app.document;

import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.files.StrictJson;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.words.Texts;

/**
 * A project as it is written: no larger than it can be read again. Of a history that is too large
 * the newest states are written.
 *
 * @param bytes of the text
 * @param photos that it refers to, that of the portrait first
 * @param thumbnails that it refers to, by number
 */
record ProjectText(byte[] bytes, List<PhotoFile> photos, List<Thumbnail> thumbnails) {
  private static final ObjectWriter WRITER = StrictJson.mapper().writer();
  private static final int SHORTEST_HISTORY = 2;

  /** Digits of a float that was computed, mostly, with what parts it from the next. */
  private static final int SHORTEST_VALUE = 10;

  /**
   * Writes a text.
   *
   * @throws IOException with a sentence, if what it holds besides its history is too large
   */
  static ProjectText of(Project project) throws IOException {
    Project kept = project;
    while (!fit(kept.photos())) {
      kept = shorter(kept, tooManyPhotos());
    }
    // Before anything is written: unsaved work is written several times a second.
    while (kept.history().isPresent() && codes(kept) > ProjectFile.LIMIT) {
      kept = shorter(kept, tooManyFaces());
    }
    byte[] text = text(kept);
    while (text.length > ProjectFile.LIMIT) {
      kept = shorter(kept, tooManyFaces());
      text = text(kept);
    }
    return new ProjectText(
        text, List.copyOf(kept.photos()), List.copyOf(kept.usedThumbnails().values()));
  }

  /** The least that the style codes take, in bytes. */
  private static long codes(Project project) {
    Set<StyleCode> codes = new HashSet<>();
    for (HistoryTree.State<PortraitDocument> state : project.history().orElseThrow().states()) {
      if (state.value().base() instanceof BaseStyle.Given given) {
        codes.add(given.code());
      }
    }
    return codes.stream()
        .mapToLong(code -> (long) code.count() * code.dimension() * SHORTEST_VALUE)
        .sum();
  }

  private static byte[] text(Project project) throws IOException {
    Map<PortraitDocument, Thumbnail> thumbnails = project.usedThumbnails();
    return WRITER.writeValueAsBytes(ProjectJson.write(project, thumbnails.keySet()));
  }

  private static boolean fit(Iterable<PhotoFile> photos) {
    long room = ProjectZip.PHOTOS_LIMIT;
    List<PhotoFile> all = new ArrayList<>();
    for (PhotoFile photo : photos) {
      all.add(photo);
      room -= photo.size();
    }
    return all.size() <= ProjectZip.MOST_PHOTOS && room >= 0;
  }

  private static String tooManyPhotos() {
    return Texts.of(
        "document.projectText.tooManyPhotos",
        ProjectZip.MOST_PHOTOS,
        ProjectZip.PHOTOS_LIMIT >> 20);
  }

  private static String tooManyFaces() {
    return Texts.of("document.projectText.tooManyFaces", ProjectFile.LIMIT >> 20);
  }

  /**
   * The same with less of its history.
   *
   * @param refusal the sentence if there is no history left
   */
  private static Project shorter(Project project, String refusal) throws IOException {
    if (project.history().isEmpty()) {
      // Nobody could open it again.
      throw new IOException(refusal);
    }
    HistoryTree<PortraitDocument> tree = project.history().get();
    int states = tree.states().size();
    return project.withHistory(
        states <= SHORTEST_HISTORY
            ? Optional.empty()
            : Optional.of(tree.newest(Math.max(SHORTEST_HISTORY, states / 2))));
  }
}

package studio.anycost.app.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.anycost.app.files.FileKind;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.StrictJson;
import studio.anycost.app.words.Texts;

/**
 * Reads and writes {@code *.anycost} files: a zip of a versioned JSON text, at most {@value #LIMIT}
 * bytes of it, the photos and small pictures. Files of earlier versions are read too; those of the
 * first are the text alone.
 *
 * <p>A file is hostile until it is read: sizes, depth, names and numbers are bounded, and whatever
 * does not fit becomes one sentence.
 */
public final class ProjectFile {
  /** The ending of project files, without the dot. */
  public static final String EXTENSION = "anycost";

  /** The longest text that is read, in bytes. */
  public static final int LIMIT = 8 << 20;

  /** The text, the photos and thumbnails, and what a zip needs besides. */
  private static final int FILE_LIMIT =
      LIMIT + ProjectZip.PHOTOS_LIMIT + ProjectZip.MOST_THUMBNAILS * Thumbnail.LIMIT + (1 << 20);

  /** What projects look like from outside. */
  private static final Set<FileKind> MAYBE = EnumSet.of(FileKind.TEXT, FileKind.ZIP);

  private static final ObjectMapper JSON = StrictJson.mapper();

  private ProjectFile() {}

  /**
   * Reads a project.
   *
   * @throws IOException with one sentence that names the file and what is wrong with it
   */
  public static Project read(Path file) throws IOException {
    byte[] bytes = SafeFiles.read(file, FILE_LIMIT);
    try {
      requireKind(bytes);
      return parse(bytes);
    } catch (IllegalArgumentException e) {
      throw new ProjectException(
          Texts.of("document.projectFile.isNoProjectThat", file, e.getMessage()), e);
    }
  }

  private static void requireKind(byte[] bytes) {
    Optional<FileKind> kind = FileKind.of(bytes);
    if (kind.isPresent() && !MAYBE.contains(kind.get())) {
      throw new IllegalArgumentException(
          Texts.of("document.projectFile.otherKind", kind.get().words()));
    }
  }

  /** Writes a project in one step; the old file stays if anything fails. */
  public static void write(Path file, Project project) throws IOException {
    SafeFiles.write(
        file,
        temporary -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            write(out, project);
          }
        });
  }

  private static void write(OutputStream out, Project project) throws IOException {
    ProjectText text = ProjectText.of(project);
    ProjectZip.write(out, text.bytes(), text.photos(), text.thumbnails());
  }

  /**
   * A project as text, for instance to be written into a picture, without thumbnails. Whoever
   * shares a picture means to share what it shows: it is for the caller to leave out a history or
   * variants that it does not.
   *
   * @throws IOException with a sentence if it is too large
   * @throws IllegalArgumentException if it is of a photo, for which a text has no place
   */
  public static String embedded(Project project) throws IOException {
    if (!project.photos().isEmpty()) {
      throw new IllegalArgumentException("A text has no place for a photo.");
    }
    return new String(ProjectText.of(project.withoutThumbnails()).bytes(), StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #embedded} wrote.
   *
   * @throws ProjectException with a sentence
   */
  public static Project readEmbedded(String text) throws ProjectException {
    try {
      return parse(text.getBytes(StandardCharsets.UTF_8), Map.of());
    } catch (IllegalArgumentException e) {
      throw new ProjectException(
          Texts.of("document.projectFile.theProjectInThe", e.getMessage()), e);
    }
  }

  /** Parses the bytes of a project file; failures carry one sentence without the file's name. */
  static Project parse(byte[] bytes) {
    if (ProjectZip.isZip(bytes)) {
      ProjectZip.Entries entries = ProjectZip.read(bytes, LIMIT);
      return ProjectJson.read(tree(entries.description()), entries.photos(), entries.thumbnails());
    }
    if (bytes.length > LIMIT) {
      throw new IllegalArgumentException(Texts.of("document.projectFile.tooLarge", LIMIT));
    }
    return ProjectJson.readFirst(tree(bytes));
  }

  /**
   * Parses a project's text without thumbnails.
   *
   * @param photos what lies beside it, by path
   */
  static Project parse(byte[] text, Map<String, byte[]> photos) {
    return ProjectJson.read(tree(text), photos, Map.of());
  }

  /** Where the photos of a project lie beside its text. */
  static Set<String> photoPaths(byte[] text) {
    return ProjectJson.photoPaths(tree(text));
  }

  /** Refuses the text of a newer studio; whatever else is wrong with it is found by reading it. */
  static void checkVersion(Path file, byte[] text) throws NewerFileException {
    JsonNode root;
    try {
      root = tree(text);
    } catch (IllegalArgumentException e) {
      return;
    }
    NewerFileException.checkVersion(file, root, ProjectJson.VERSION);
  }

  private static JsonNode tree(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(Texts.of("document.projectFile.notJson"), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(Texts.of("document.projectFile.notText"), e);
    }
  }

  static byte[] format(Project project) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, project);
    return out.toByteArray();
  }
}

package studio.anycost.app.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.anycost.app.files.FileKind;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.StrictJson;
import studio.anycost.app.photo.PhotoFile;

/**
 * Reads and writes {@code *.anycost} files: a zip of a versioned JSON text, at most {@value #LIMIT}
 * bytes of it, and the photo. Files of the first version, which are the text alone, are read too.
 *
 * <p>A file is hostile until it is read: sizes, depth, names and numbers are bounded, and whatever
 * does not fit becomes one sentence.
 */
public final class ProjectFile {
  /** The ending of project files, without the dot. */
  public static final String EXTENSION = "anycost";

  /** The longest text that is read, in bytes. */
  public static final int LIMIT = 8 << 20;

  /** The text, the photo, and what a zip needs besides. */
  private static final int FILE_LIMIT = LIMIT + PhotoFile.LIMIT + (1 << 20);

  /** What projects look like from outside. */
  private static final Set<String> MAYBE = Set.of("a text", FileKind.ZIP);

  private static final ObjectMapper JSON = StrictJson.mapper();
  private static final ObjectWriter WRITER = JSON.writer();

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
      throw new ProjectException(file + " is no project that can be opened: " + e.getMessage(), e);
    }
  }

  private static void requireKind(byte[] bytes) {
    Optional<String> kind = FileKind.of(bytes);
    if (kind.isPresent() && !MAYBE.contains(kind.get())) {
      throw new IllegalArgumentException(
          "it is " + kind.get() + "; name a file that ends in .anycost.");
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
    ProjectZip.write(
        out, text(project), project.document().source().map(PhotoSource::file).stream()::iterator);
  }

  /** A project without a photo as text, for instance to be written into a picture. */
  public static String embedded(Project project) throws IOException {
    if (project.document().source().isPresent()) {
      throw new IllegalArgumentException("A text has no place for a photo.");
    }
    return new String(text(project), StandardCharsets.UTF_8);
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
          "The project in the picture cannot be opened: " + e.getMessage(), e);
    }
  }

  /** The text of a project, without its photo. */
  static byte[] text(Project project) throws IOException {
    byte[] text = WRITER.writeValueAsBytes(ProjectJson.write(project));
    if (text.length > LIMIT) {
      // Nobody could open it again.
      throw new IOException(
          "The project would hold more than "
              + (LIMIT >> 20)
              + " MiB of faces: take some key frames out of its animation.");
    }
    return text;
  }

  /** Parses the bytes of a project file; failures carry one sentence without the file's name. */
  static Project parse(byte[] bytes) {
    if (ProjectZip.isZip(bytes)) {
      Map<String, byte[]> entries = ProjectZip.read(bytes, LIMIT);
      return parse(entries.remove(ProjectZip.DESCRIPTION), entries);
    }
    if (bytes.length > LIMIT) {
      throw new IllegalArgumentException(
          "it is larger than the " + LIMIT + " bytes that are read.");
    }
    return ProjectJson.readFirst(tree(bytes));
  }

  /**
   * Parses a project's text.
   *
   * @param photos what lies beside it, by path
   */
  static Project parse(byte[] text, Map<String, byte[]> photos) {
    return ProjectJson.read(tree(text), photos);
  }

  /** Where the photo of a project lies beside its text, if it has one. */
  static Optional<String> photoPath(byte[] text) {
    return ProjectJson.photoPath(tree(text));
  }

  private static JsonNode tree(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not well-formed JSON.", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("it cannot be read as text.", e);
    }
  }

  static byte[] format(Project project) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, project);
    return out.toByteArray();
  }
}

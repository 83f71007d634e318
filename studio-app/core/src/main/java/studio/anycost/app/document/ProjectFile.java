package studio.anycost.app.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Path;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.StrictJson;

/**
 * Reads and writes {@code *.anycost} files: JSON, versioned, at most {@value #LIMIT} bytes.
 *
 * <p>A file is hostile until it is read: sizes, depth, names and numbers are bounded, and whatever
 * does not fit becomes one sentence.
 */
public final class ProjectFile {
  /** The ending of project files, without the dot. */
  public static final String EXTENSION = "anycost";

  /** The largest file that is read or written, in bytes. */
  public static final int LIMIT = 8 << 20;

  private static final ObjectMapper JSON = StrictJson.mapper();
  private static final ObjectWriter WRITER = JSON.writer();

  private ProjectFile() {}

  /**
   * Reads a project.
   *
   * @throws IOException with one sentence that names the file and what is wrong with it
   */
  public static Project read(Path file) throws IOException {
    byte[] bytes = SafeFiles.read(file, LIMIT);
    try {
      return parse(bytes);
    } catch (IllegalArgumentException e) {
      throw new ProjectException(file + " is no project that can be opened: " + e.getMessage(), e);
    }
  }

  /** Writes a project in one step; the old file stays if anything fails. */
  public static void write(Path file, Project project) throws IOException {
    SafeFiles.write(file, format(project));
  }

  /** Parses the bytes of a project file; failures carry one sentence without the file's name. */
  static Project parse(byte[] bytes) {
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not well-formed JSON.", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("it cannot be read as text.", e);
    }
    return ProjectJson.read(root);
  }

  static byte[] format(Project project) throws IOException {
    return WRITER.writeValueAsBytes(ProjectJson.write(project));
  }
}

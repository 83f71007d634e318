package studio.anycost.export.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import studio.anycost.models.io.SpecialFile;

/** Short texts that come along with a model. */
final class TextFiles {
  private static final int MAX_BYTES = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private TextFiles() {}

  /**
   * Reads a text in UTF-8 with line feeds.
   *
   * @throws ImportException if there is none, if it is too long or if it is not UTF-8
   */
  static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ImportException(file, "this is a folder, not a text file.");
    }
    if (SpecialFile.is(file)) {
      throw new ImportException(file, SpecialFile.fault());
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ImportException(file, "the text is longer than 1 MiB, the most that is read.");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      return unmarked.replace("\r\n", "\n");
    } catch (NoSuchFileException e) {
      throw new ImportException(file, "there is no such file.", e);
    } catch (CharacterCodingException e) {
      throw new ImportException(file, "this is not a text in UTF-8.", e);
    }
  }

  /**
   * Reads one name a line; blank lines do not count.
   *
   * @throws ImportException if a name stands there twice
   */
  static List<String> readNames(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : read(file).split("\n")) {
      String name = line.strip();
      if (!name.isEmpty()) {
        if (!seen.add(name)) {
          throw new ImportException(file, "the name '" + name + "' stands there twice.");
        }
        names.add(name);
      }
    }
    return names;
  }
}

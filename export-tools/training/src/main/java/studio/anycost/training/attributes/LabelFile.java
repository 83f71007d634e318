package studio.anycost.training.attributes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import studio.anycost.models.io.SpecialFile;
import studio.anycost.training.checkpoints.AtomicFiles;

/**
 * Labels of pictures as a CSV file: a header with the names of the attributes behind that of the
 * first column, then a line for each picture, its file name and a value for each attribute: 1, or 0
 * or -1 for a picture that does not have it, or nothing where nobody knows.
 *
 * @param attributes their names, at least one
 * @param rows the labels by file name, in the order of the file
 */
public record LabelFile(List<String> attributes, Map<String, Row> rows) {
  static final int LARGEST = 64 << 20;
  static final int MOST_ATTRIBUTES = 1024;
  static final int LONGEST_NAME = 128;

  private static final int LONGEST_PATH = 4096;

  public LabelFile {
    attributes = List.copyOf(attributes);
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  /** What is known of one attribute of one picture. */
  public enum Label {
    /** Nothing. */
    UNKNOWN,
    /** It does not have it. */
    ABSENT,
    /** It has it. */
    PRESENT
  }

  /**
   * The labels of one picture.
   *
   * @param labels in the order of the attributes
   */
  public record Row(List<Label> labels) {
    public Row {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException with a sentence that names the file and, where it has one, the line
   */
  public static LabelFile read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("There is no file " + file + ".");
    }
    if (Files.isDirectory(file)) {
      throw new LabelException(file, "this is a folder, not a file of labels.");
    }
    if (SpecialFile.is(file)) {
      throw new LabelException(file, SpecialFile.fault());
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new LabelException(
          file, "it is larger than the " + (LARGEST >> 20) + " MB that are read of labels.");
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new LabelException(file, "it is no UTF-8 text. Save it as CSV in UTF-8.");
    }
    return new Parsing(file).parse(bytes);
  }

  /**
   * Replaces a file.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public void write(Path file) throws IOException {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer =
        new CSVPrinter(text, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
      List<String> header = new ArrayList<>(List.of("file"));
      header.addAll(attributes);
      printer.printRecord(header);
      for (Map.Entry<String, Row> row : rows.entrySet()) {
        List<String> cells = new ArrayList<>(List.of(row.getKey()));
        for (Label label : row.getValue().labels()) {
          cells.add(
              switch (label) {
                case UNKNOWN -> "";
                case ABSENT -> "0";
                case PRESENT -> "1";
              });
        }
        printer.printRecord(cells);
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFiles.replace(file, out -> out.write(bytes));
  }

  /** One file that is read. */
  private static final class Parsing {
    private final Path file;
    private final List<String> attributes = new ArrayList<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Long> lines = new HashMap<>();
    // Where a column first says 0, and -1: one of both it does not.
    private final Map<Integer, Long> zeros = new HashMap<>();
    private final Map<Integer, Long> minuses = new HashMap<>();

    Parsing(Path file) {
      this.file = file;
    }

    LabelFile parse(byte[] bytes) throws IOException {
      int start =
          bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb ? 3 : 0;
      CSVFormat format = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get();
      long line = 1;
      try (Reader reader =
              new InputStreamReader(
                  new ByteArrayInputStream(bytes, start, bytes.length - start),
                  StandardCharsets.UTF_8);
          CSVParser parser = CSVParser.parse(reader, format)) {
        for (CSVRecord record : parser) {
          if (attributes.isEmpty()) {
            header(record, line);
          } else {
            row(record, line);
          }
          line = parser.getCurrentLineNumber() + 1;
        }
      } catch (LabelException e) {
        throw e;
      } catch (IOException | UncheckedIOException | IllegalStateException e) {
        throw new LabelException(
            file, line, "it is no CSV from here on: look for a quotation mark that is not closed.");
      }
      if (rows.isEmpty()) {
        throw new LabelException(
            file,
            "there is no line of labels. The first line names the attributes, every other one a"
                + " picture and its values.");
      }
      return new LabelFile(attributes, rows);
    }

    private void header(CSVRecord record, long line) throws LabelException {
      if (record.size() < 2) {
        throw new LabelException(
            file,
            line,
            "the first line has to name the attributes, behind a name for the column of files and"
                + " a comma.");
      }
      if (record.size() - 1 > MOST_ATTRIBUTES) {
        throw new LabelException(
            file, line, "there are more than " + MOST_ATTRIBUTES + " attributes.");
      }
      Set<String> known = new HashSet<>();
      for (int i = 1; i < record.size(); i++) {
        String name = record.get(i).strip();
        if (name.isEmpty()
            || name.length() > LONGEST_NAME
            || name.chars().anyMatch(Character::isISOControl)) {
          throw new LabelException(
              file,
              line,
              "column "
                  + (i + 1)
                  + " has no name that an attribute can have: 1 to "
                  + LONGEST_NAME
                  + " characters.");
        }
        if (!known.add(name)) {
          throw new LabelException(file, line, "the attribute '" + name + "' is there twice.");
        }
        attributes.add(name);
      }
    }

    private void row(CSVRecord record, long line) throws LabelException {
      if (record.size() != attributes.size() + 1) {
        throw new LabelException(
            file,
            line,
            "it has "
                + record.size()
                + " cells, and the first line "
                + (attributes.size() + 1)
                + ".");
      }
      String name = record.get(0).strip().replace('\\', '/');
      if (name.isEmpty()
          || name.length() > LONGEST_PATH
          || name.chars().anyMatch(Character::isISOControl)) {
        throw new LabelException(file, line, "the first cell is no name of a file.");
      }
      Long earlier = lines.putIfAbsent(name, line);
      if (earlier != null) {
        throw new LabelException(
            file, line, "'" + name + "' stands in line " + earlier + " already.");
      }
      List<Label> labels = new ArrayList<>();
      for (int i = 1; i < record.size(); i++) {
        labels.add(label(record.get(i).strip(), i - 1, line));
      }
      rows.put(name, new Row(labels));
    }

    private Label label(String cell, int attribute, long line) throws LabelException {
      return switch (cell) {
        case "" -> Label.UNKNOWN;
        case "1" -> Label.PRESENT;
        case "0" -> absent(attribute, line, zeros, minuses);
        case "-1" -> absent(attribute, line, minuses, zeros);
        default ->
            throw new LabelException(
                file,
                line,
                "'"
                    + (cell.length() > LONGEST_NAME ? cell.substring(0, LONGEST_NAME) + "…" : cell)
                    + "' is no value of '"
                    + attributes.get(attribute)
                    + "': 1, or 0 or -1, or nothing where nobody knows.");
      };
    }

    private Label absent(int attribute, long line, Map<Integer, Long> own, Map<Integer, Long> other)
        throws LabelException {
      own.putIfAbsent(attribute, line);
      if (other.containsKey(attribute)) {
        throw new LabelException(
            file,
            line,
            "'"
                + attributes.get(attribute)
                + "' has both 0 and -1 (see line "
                + other.get(attribute)
                + "): one of them says that a picture does not have it. Leave a cell empty where"
                + " nobody knows.");
      }
      return Label.ABSENT;
    }
  }
}

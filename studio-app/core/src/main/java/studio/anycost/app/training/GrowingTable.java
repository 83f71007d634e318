package studio.anycost.app.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A CSV file that another process adds lines to, and replaces when it goes on after it was ended.
 * Only whole lines are taken: one that is half-written comes when its end is there. Not
 * thread-safe.
 */
final class GrowingTable {
  private static final int BLOCK = 1 << 20;

  /** Read in one go; the rest comes with the next look. */
  private static final int MOST = 64 * BLOCK;

  private static final int LONGEST_LINE = 1 << 16;
  private static final int MOST_COLUMNS = 1024;

  private final Path file;
  private Object key = "";
  private long read;
  private List<String> header = List.of();

  GrowingTable(Path file) {
    this.file = file;
  }

  /** Takes rows of cells, as many as the header has. */
  interface Rows {
    /** The file begins anew: what was taken before counts no more. */
    void restart(List<String> header);

    void row(List<String> cells);
  }

  /**
   * Hands over what was written since.
   *
   * @throws IOException with a sentence if the file is there and cannot be read
   */
  void look(Rows rows) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      long size = channel.size();
      Object now = Objects.requireNonNullElse(attributes.fileKey(), "");
      if (!now.equals(key) || size < read) {
        key = now;
        read = 0;
        header = List.of();
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST, size - read));
      while (bytes.hasRemaining() && channel.read(bytes, read + bytes.position()) > 0) {}
      take(bytes.array(), bytes.position(), rows);
    } catch (NoSuchFileException e) {
      read = 0;
      header = List.of();
    }
  }

  private void take(byte[] bytes, int length, Rows rows) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        if (i - from <= LONGEST_LINE) {
          line(new String(bytes, from, i - from, StandardCharsets.UTF_8).strip(), rows);
        }
        from = i + 1;
      }
    }
    // A line without an end in so many bytes is none.
    read += from == 0 && length >= MOST ? length : from;
  }

  private void line(String line, Rows rows) {
    if (line.isEmpty()) {
      return;
    }
    List<String> cells = cells(line);
    if (header.isEmpty()) {
      header = cells;
      rows.restart(header);
    } else if (cells.size() == header.size()) {
      rows.row(cells);
    }
  }

  /** Splits at commas outside of quotation marks. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length() && cells.size() < MOST_COLUMNS; i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}

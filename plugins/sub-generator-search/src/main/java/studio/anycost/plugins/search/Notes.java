package studio.anycost.plugins.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;

/**
 * The distances that are known, in memory and, if a person wants that, in a file: one line each,
 * written as soon as it is known, so that a search that was ended in any way goes on from there.
 * Not thread-safe.
 */
final class Notes implements AutoCloseable {
  private static final String FORMAT = "anycost-search-notes 1";
  private static final long LARGEST = 64L << 20;

  private final Map<SubGenerator, Double> distances = new HashMap<>();
  private final Optional<Path> file;
  private Writer writer;

  private Notes(Optional<Path> file) {
    this.file = file;
  }

  /** In memory alone. */
  static Notes inMemory() {
    return new Notes(Optional.empty());
  }

  /**
   * Reads a file, or begins one.
   *
   * @param table of the generator
   * @param title of generator and measure; distances of another do not compare
   * @throws WrongInputException if the file is something else
   * @throws IOException with a sentence if it cannot be read or written
   */
  static Notes in(Path file, ChannelTable table, String title) throws IOException {
    Notes notes = new Notes(Optional.of(file));
    String heading = FORMAT + " " + title;
    boolean isNew = !Files.exists(file) || Files.isRegularFile(file) && Files.size(file) == 0;
    boolean ended = isNew || notes.read(heading, table);
    try {
      notes.writer =
          Files.newBufferedWriter(
              file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (isNew) {
        notes.write(heading);
      } else if (!ended) {
        notes.write("");
      }
    } catch (IOException e) {
      throw new IOException(Texts.of("notes.chooseAnotherPlace", file), e);
    }
    return notes;
  }

  /** Whether the last line is complete: the end of the process may have cut it off. */
  private boolean read(String heading, ChannelTable table) throws IOException {
    Path path = file.orElseThrow();
    if (Files.isDirectory(path)) {
      throw new WrongInputException(Texts.of("notes.isAFolderName", path));
    }
    if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
      throw new WrongInputException(Texts.of("notes.doesNotHoldThe", path));
    }
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
      String first = reader.readLine();
      if (first == null || !first.startsWith(FORMAT)) {
        throw new WrongInputException(Texts.of("notes.doesNotHoldThe", path));
      }
      if (!first.equals(heading)) {
        throw new WrongInputException(Texts.of("notes.theNotesInAre", path));
      }
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        take(line, table);
      }
    }
    byte[] last = new byte[1];
    try (var channel = Files.newByteChannel(path)) {
      channel.position(channel.size() - 1).read(java.nio.ByteBuffer.wrap(last));
    }
    return last[0] == '\n';
  }

  /** A line that was cut off, or says what cannot be, is left out and measured again. */
  private void take(String line, ChannelTable table) {
    String[] parts = line.split(" ", 4);
    try {
      int resolution = Integer.parseInt(parts[0]);
      List<Integer> widths = new ArrayList<>();
      for (String width : parts[1].split(",")) {
        widths.add(Integer.parseInt(width));
      }
      SubGenerator subGenerator = new SubGenerator(new ChannelConfiguration(widths), resolution);
      table.require(subGenerator);
      double distance = Double.parseDouble(parts[2]);
      if (parts[3].equals(";") && distance >= 0 && Double.isFinite(distance)) {
        distances.put(subGenerator, distance);
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return;
    }
  }

  Optional<Double> distance(SubGenerator subGenerator) {
    return Optional.ofNullable(distances.get(subGenerator));
  }

  /** Notes a distance, on the disk as well before this returns. */
  void add(SubGenerator subGenerator, double distance) throws IOException {
    distances.put(subGenerator, distance);
    if (writer != null) {
      write(subGenerator.resolution() + " " + subGenerator.channels() + " " + distance + " ;");
    }
  }

  private void write(String line) throws IOException {
    try {
      writer.write(line + "\n");
      writer.flush();
    } catch (IOException e) {
      throw new IOException(Texts.of("notes.diskFull", file.orElseThrow()), e);
    }
  }

  /** All that are known. */
  Map<SubGenerator, Double> all() {
    return Map.copyOf(distances);
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}

package studio.anycost.models.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import studio.anycost.models.words.Texts;

/**
 * An open {@code .npz} file: a zip, stored or deflated, with an {@code .npy} file for every array.
 * Opening reads the headers; the data is read array by array, when asked for. Names are keys only:
 * nothing is ever written under them.
 *
 * <p>Owns the open file: close it when the last array is read. Safe to use from any thread.
 */
public final class Npz implements AutoCloseable {
  /** More arrays than any such file of this field has. */
  private static final int MAX_ENTRIES = 16_384;

  private static final int MAX_NAME = 1024;
  private static final String SUFFIX = ".npy";

  /** No deflated data is more than this many times smaller. */
  private static final long LARGEST_DEFLATE_RATIO = 1032;

  private static final long DEFLATE_SLACK = 64;

  private final Path file;
  private final ZipFile zip;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> faults = new LinkedHashMap<>();

  private record Entry(ZipEntry zipped, int[] shape) {}

  private Npz(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /** Whether a zip has an array of NumPy's in it, and no pickle of PyTorch's. */
  public static boolean isNpz(Path file) throws IOException {
    SpecialFile.refuse(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      boolean array = false;
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith("/data.pkl")) {
          return false;
        }
        array |= entry.getName().endsWith(SUFFIX);
      }
      return array;
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      return file.toString().endsWith(".npz");
    }
  }

  /**
   * Opens a file.
   *
   * @throws InvalidFileException if it is no such zip, if it claims more than it can hold, or if
   *     there is no array in it; nothing stays open
   */
  public static Npz open(Path file) throws IOException {
    SpecialFile.refuse(file);
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new InvalidFileException(file.toString(), Texts.of("io.npz.damaged"), e);
    }
    Npz npz = new Npz(file, zip);
    try {
      npz.readHeaders();
      return npz;
    } catch (IOException | RuntimeException e) {
      npz.close();
      throw e;
    }
  }

  private void readHeaders() throws IOException {
    if (zip.size() > MAX_ENTRIES) {
      throw new InvalidFileException(
          file.toString(), Texts.of("io.npz.tooManyEntries", MAX_ENTRIES));
    }
    long fileBytes = Files.size(file);
    long stored = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      stored += Math.max(0, entry.getCompressedSize());
      if (!isPossible(entry, fileBytes) || stored > fileBytes) {
        throw new InvalidFileException(
            file.toString(), Texts.of("io.npz.entryTooLarge", Printable.of(entry.getName())));
      }
      if (entry.getName().endsWith(SUFFIX) && entry.getName().length() <= MAX_NAME) {
        readHeader(entry);
      }
    }
    if (entries.isEmpty() && faults.isEmpty()) {
      throw new InvalidFileException(file.toString(), Texts.of("io.npz.noArray"));
    }
  }

  private static boolean isPossible(ZipEntry entry, long fileBytes) {
    long size = entry.getSize();
    long compressed = entry.getCompressedSize();
    return size >= 0
        && compressed >= 0
        && compressed <= fileBytes
        && size <= (compressed + DEFLATE_SLACK) * LARGEST_DEFLATE_RATIO;
  }

  private void readHeader(ZipEntry entry) throws IOException {
    String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
    if (entries.containsKey(name) || faults.containsKey(name)) {
      throw new InvalidFileException(
          file.toString(), Texts.of("io.npz.arrayTwice", Printable.of(name)));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      entries.put(name, new Entry(entry, Npy.shape(in, entry.getSize(), title(name))));
    } catch (InvalidFileException e) {
      faults.put(name, e.getMessage());
    } catch (ZipException | EOFException e) {
      throw new InvalidFileException(title(name), Texts.of("io.npz.compressedDamaged"), e);
    }
  }

  private String title(String name) {
    return file + " ('" + Printable.of(name) + "')";
  }

  /** The arrays' sizes by name, outermost first, in the order of the file. */
  public Map<String, int[]> shapes() {
    Map<String, int[]> result = new LinkedHashMap<>();
    entries.forEach((name, entry) -> result.put(name, entry.shape().clone()));
    return result;
  }

  /** Arrays that cannot be read, such as those of whole numbers, each with a sentence why. */
  public Map<String, String> faults() {
    return Collections.unmodifiableMap(faults);
  }

  /**
   * Reads one array.
   *
   * @param name one of {@link #shapes()}
   * @throws InvalidFileException if its bytes do not hold what its header promises
   */
  public NpyArray read(String name) throws IOException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("There is no array '" + name + "'.");
    }
    try (InputStream in = zip.getInputStream(entry.zipped())) {
      return Npy.read(in, entry.zipped().getSize(), title(name));
    } catch (ZipException | EOFException e) {
      throw new InvalidFileException(title(name), Texts.of("io.npz.compressedDamaged"), e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}

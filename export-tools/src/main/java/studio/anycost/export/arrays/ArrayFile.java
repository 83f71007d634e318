package studio.anycost.export.arrays;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.Npz;
import studio.anycost.models.io.SpecialFile;

/**
 * An open file of float arrays: {@code .npy}, {@code .npz}, safetensors, or what {@code torch.save}
 * wrote (one tensor, a list, a dictionary, and these in each other). The format is told by the
 * content, not by the name. Nothing in a file is believed before it is checked, and no object of a
 * file is ever constructed.
 *
 * <p>Owns the open file: close it when the last array is read. Safe to use from any thread.
 */
public final class ArrayFile implements AutoCloseable {
  /** More arrays than a file of boundaries or latents has. */
  static final int MAX_ARRAYS = 16_384;

  private final Path file;
  private final List<NamedArray> arrays;
  private final Map<String, String> skipped;
  private final Map<String, String> texts;
  private final AutoCloseable source;

  private ArrayFile(
      Path file,
      List<NamedArray> arrays,
      Map<String, String> skipped,
      Map<String, String> texts,
      AutoCloseable source) {
    this.file = file;
    this.arrays = List.copyOf(arrays);
    this.skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    this.texts = Map.copyOf(texts);
    this.source = source;
  }

  /**
   * Opens a file and reads names and shapes. Blocks.
   *
   * @throws IOException if there is no such file, if it is of another kind, if it is damaged, or if
   *     there is no float array in it; the message is a sentence that names the file
   */
  public static ArrayFile open(Path file) throws IOException {
    byte[] start = start(file);
    ArrayFile opened;
    if (startsWith(start, 0x93, 'N', 'U', 'M', 'P', 'Y')) {
      opened = npy(file);
    } else if (startsWith(start, 'P', 'K') && Npz.isNpz(file)) {
      opened = npz(file);
    } else {
      opened = torch(file, TorchCheckpoint.open(file));
    }
    if (opened.arrays.isEmpty()) {
      opened.close();
      throw new ArrayException(
          file,
          opened.skipped.isEmpty()
              ? "there are no arrays in the file."
              : "there is no array of floating-point numbers in the file; "
                  + opened.skipped.values().iterator().next());
    }
    return opened;
  }

  private static byte[] start(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ArrayException(file, "this is a folder, not a file of arrays.");
    }
    if (SpecialFile.is(file)) {
      throw new ArrayException(file, SpecialFile.fault());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(16);
    } catch (NoSuchFileException e) {
      throw new ArrayException(file, "there is no such file.", e);
    } catch (AccessDeniedException e) {
      throw new ArrayException(file, "you are not allowed to read this file.", e);
    }
  }

  private static boolean startsWith(byte[] start, int... expected) {
    boolean matches = start.length >= expected.length;
    for (int i = 0; matches && i < expected.length; i++) {
      matches = (start[i] & 0xff) == expected[i];
    }
    return matches;
  }

  private static ArrayFile npy(Path file) throws IOException {
    List<Integer> shape = boxed(Npy.shape(file));
    NamedArray array = new NamedArray(stem(file), shape, () -> Npy.read(file).data());
    return new ArrayFile(file, List.of(array), Map.of(), Map.of(), () -> {});
  }

  private static ArrayFile npz(Path file) throws IOException {
    Npz npz = Npz.open(file);
    List<NamedArray> arrays = new ArrayList<>();
    npz.shapes()
        .forEach(
            (name, shape) ->
                arrays.add(new NamedArray(name, boxed(shape), () -> npz.read(name).data())));
    return new ArrayFile(file, arrays, npz.faults(), Map.of(), npz);
  }

  private static ArrayFile torch(Path file, TorchCheckpoint checkpoint) throws IOException {
    try {
      TorchArrays found = TorchArrays.of(file, stem(file), checkpoint.root());
      return new ArrayFile(file, found.arrays(), found.skipped(), checkpoint.texts(), checkpoint);
    } catch (IOException | RuntimeException e) {
      checkpoint.close();
      throw e;
    }
  }

  private static List<Integer> boxed(int[] shape) {
    List<Integer> result = new ArrayList<>();
    for (int size : shape) {
      result.add(size);
    }
    return result;
  }

  /** The file's name without its ending. */
  static String stem(Path file) {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    int dot = text.lastIndexOf('.');
    return dot > 0 ? text.substring(0, dot) : text;
  }

  /** The file as it was given. */
  public Path file() {
    return file;
  }

  /** The arrays in the order of the file, at least one; unmodifiable. */
  public List<NamedArray> arrays() {
    return arrays;
  }

  /** Names of arrays that are not read, such as those of whole numbers, each with a sentence. */
  public Map<String, String> skipped() {
    return skipped;
  }

  /** What a safetensors file says beside its arrays, by names; unmodifiable. */
  public Map<String, String> texts() {
    return texts;
  }

  /** Closes the file. Arrays can no longer be read. Closing again has no effect. */
  @Override
  public void close() throws IOException {
    try {
      source.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}

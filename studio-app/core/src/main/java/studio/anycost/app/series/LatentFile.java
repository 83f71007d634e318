package studio.anycost.app.series;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.files.FileKind;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.words.Texts;
import studio.anycost.export.arrays.ArrayFile;
import studio.anycost.export.arrays.NamedArray;

/**
 * A file of style codes or input latents, as other programs save them: any that {@link ArrayFile}
 * opens. Immutable.
 */
public final class LatentFile {
  /** What projectors call the styles among what else they save; the first that is there counts. */
  private static final List<String> STYLES =
      List.of("w", "ws", "w_plus", "wplus", "wp", "projected_w", "dlatents", "latent", "latents");

  private static final List<String> LATENTS = List.of("z", "zs", "latent", "latents");

  /** As many values as a file of NumPy may hold. */
  private static final long MOST_VALUES = LatentWriter.MOST_VALUES + 1024;

  /** What files of arrays look like from outside. */
  private static final Set<FileKind> MAYBE =
      EnumSet.of(FileKind.NUMPY, FileKind.PYTORCH, FileKind.ZIP);

  private static final int NAMES_TOLD = 8;
  private static final int LONGEST_NAME = 60;

  private final Path file;
  private final List<Integer> shape;
  private final float[] values;

  private LatentFile(Path file, List<Integer> shape, float[] values) {
    this.file = file;
    this.shape = shape;
    this.values = values;
  }

  /**
   * Reads the style codes of a file. Blocks.
   *
   * @param text the file; with a colon and a name behind it, the array of that name in it
   * @throws IOException with a sentence if it cannot be read, or if it is not clear which of its
   *     arrays is meant
   */
  public static LatentFile readStyles(String text) throws IOException {
    return read(text, STYLES);
  }

  /** Reads the input latents of a file; otherwise as {@link #readStyles}. */
  public static LatentFile readLatents(String text) throws IOException {
    return read(text, LATENTS);
  }

  private static LatentFile read(String text, List<String> usual) throws IOException {
    Path whole = path(text);
    int colon = text.lastIndexOf(':');
    if (Files.exists(whole) || colon < 1 || !Files.exists(Path.of(text.substring(0, colon)))) {
      return read(whole, "", usual);
    }
    return read(Path.of(text.substring(0, colon)), text.substring(colon + 1), usual);
  }

  private static Path path(String text) throws IOException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IOException(Reasons.of(e), e);
    }
  }

  private static LatentFile read(Path file, String key, List<String> usual) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(Texts.of("series.latentFile.thereIsNoFile", file));
    }
    Optional<FileKind> kind = FileKind.of(file);
    if (kind.isPresent() && !MAYBE.contains(kind.get())) {
      throw new IOException(Texts.of("series.latentFile.otherKind", file, kind.get().words()));
    }
    try (ArrayFile arrays = ArrayFile.open(file)) {
      List<NamedArray> parts = key.isEmpty() ? chosen(arrays, usual) : named(arrays, key);
      List<Integer> shape = new ArrayList<>(parts.get(0).shape());
      if (parts.size() > 1) {
        shape.add(0, parts.size());
      }
      long count = shape.stream().mapToLong(Integer::longValue).reduce(1, LatentFile::times);
      if (count > MOST_VALUES) {
        throw new IOException(Texts.of("series.latentFile.tooManyValues", file));
      }
      return new LatentFile(file, shape, together(parts, (int) count));
    }
  }

  private static float[] together(List<NamedArray> parts, int count) throws IOException {
    if (parts.size() == 1) {
      return parts.get(0).read();
    }
    FloatBuffer values = FloatBuffer.allocate(count);
    for (NamedArray part : parts) {
      values.put(part.read());
    }
    return values.array();
  }

  /** A product that stays large when it is; neither factor is negative. */
  private static long times(long a, long b) {
    return b != 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  private static List<NamedArray> named(ArrayFile arrays, String key) throws IOException {
    return arrays.arrays().stream()
        .filter(array -> array.name().equals(key))
        .findFirst()
        .map(List::of)
        .or(() -> list(arrays, key))
        .orElseThrow(
            () ->
                new IOException(
                    Texts.of(
                        "series.latentFile.noSuchArray",
                        arrays.file(),
                        key,
                        names(arrays.arrays()))));
  }

  /**
   * The arrays of a list of PyTorch's, which are called NAME-1, NAME-2 and so on; empty unless
   * there are such, all of one shape.
   */
  private static Optional<List<NamedArray>> list(ArrayFile arrays, String name) {
    List<NamedArray> parts = new ArrayList<>();
    Map<String, NamedArray> named = new HashMap<>();
    arrays.arrays().forEach(array -> named.put(array.name(), array));
    for (int i = 1; named.containsKey(name + "-" + i); i++) {
      parts.add(named.get(name + "-" + i));
    }
    boolean whole =
        !parts.isEmpty()
            && parts.stream().allMatch(part -> part.shape().equals(parts.get(0).shape()))
            && arrays.skipped().keySet().stream().noneMatch(other -> other.startsWith(name + "-"));
    return whole ? Optional.of(parts) : Optional.empty();
  }

  private static List<NamedArray> chosen(ArrayFile arrays, List<String> usual) throws IOException {
    if (arrays.arrays().size() == 1) {
      return arrays.arrays();
    }
    String first = arrays.arrays().get(0).name();
    if (first.endsWith("-1")) {
      Optional<List<NamedArray>> list = list(arrays, first.substring(0, first.length() - 2));
      if (list.filter(parts -> parts.size() == arrays.arrays().size()).isPresent()) {
        return list.get();
      }
    }
    List<NamedArray> candidates = arrays.arrays();
    for (String name : usual) {
      List<NamedArray> found = new ArrayList<>();
      for (NamedArray array : arrays.arrays()) {
        if (array.name().equals(name) || array.name().endsWith("." + name)) {
          found.add(array);
        }
      }
      if (found.size() == 1) {
        return found;
      }
      Optional<List<NamedArray>> list = list(arrays, name);
      if (found.isEmpty() && list.isPresent()) {
        return list.get();
      }
      if (!found.isEmpty()) {
        candidates = found;
        break;
      }
    }
    throw new IOException(
        Texts.of(
            "series.latentFile.severalArrays",
            arrays.file(),
            names(candidates),
            arrays.file().getFileName(),
            printable(candidates.get(0).name())));
  }

  private static String names(List<NamedArray> arrays) {
    String some =
        arrays.stream()
            .limit(NAMES_TOLD)
            .map(array -> printable(array.name()))
            .collect(Collectors.joining(", "));
    return arrays.size() > NAMES_TOLD ? some + ", ..." : some;
  }

  /** The file chose the name. */
  private static String printable(String name) {
    String line = name.replaceAll("[\\p{Cntrl}\\p{Cf}]+", "?");
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
  }

  /** The file's name without its ending. */
  public String stem() {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    int dot = text.lastIndexOf('.');
    return dot > 0 ? text.substring(0, dot) : text;
  }

  /** The file, for people. */
  public String source() {
    return file.toString();
  }

  /** A sentence about what its shape was taken for, where that is not what it says. */
  public Optional<String> remark(GeneratorDescription model) {
    return new LatentShapes(model).remark(source(), shape);
  }

  /**
   * Its style codes; {@link LatentShapes} says which shapes are what.
   *
   * @return at least one
   * @throws IllegalArgumentException with a sentence if they do not fit the model
   */
  public List<StyleCode> styles(GeneratorDescription model) {
    return new LatentShapes(model).styles(source(), shape, values);
  }

  /** Its input latents, each of the model's style dimension; otherwise as {@link #styles}. */
  public List<float[]> latents(GeneratorDescription model) {
    return new LatentShapes(model).latents(source(), shape, values);
  }
}

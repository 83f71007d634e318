package studio.anycost.export.boundaries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.anycost.api.model.Validation;
import studio.anycost.export.arrays.ArrayFile;
import studio.anycost.export.arrays.NamedArray;

/**
 * Reads boundaries from files of arrays and folders of them. A lone array is named after its file,
 * others after their keys; directions of one matrix are numbered from 1. Blocks; for one thread.
 */
public final class BoundaryReader {
  private static final int MAX_FILES = 1000;
  private static final int MAX_DIRECTIONS = 4096;
  private static final int MAX_ELEMENTS = 1 << 26;

  /** With more arrays than this, most of which are no boundaries, a file is something else. */
  private static final int FEW = 8;

  /** Keys that say what an array is, and nothing of its attribute. */
  private static final Set<String> PLAIN_KEYS =
      Set.of("boundary", "direction", "normal", "vector", "coef_", "w");

  /** Keys that numpy.savez gives to arrays without one. */
  private static final Pattern POSITIONAL = Pattern.compile("arr_(\\d{1,6})");

  /** Keys of what lies beside directions, although it may have their shape. */
  private static final Set<String> COMPANION_KEYS =
      Set.of(
          "mean",
          "std",
          "stdev",
          "act_mean",
          "act_stdev",
          "lat_mean",
          "lat_stdev",
          "mean_latent",
          "latent_avg",
          "w_avg",
          "eigval",
          "eigvals",
          "eigenvalues",
          "bias",
          "intercept");

  private final BoundarySource source;
  private final int dimension;
  private final int styles;
  private final DirectionNames names = new DirectionNames();
  private final List<Direction> directions = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private BoundaryReader(BoundarySource source, int dimension, int styles) {
    this.source = source;
    this.dimension = dimension;
    this.styles = styles;
  }

  /**
   * Reads all boundaries of a source.
   *
   * @param dimension length of one style of the generator
   * @param styles number of styles of its codes
   * @throws IOException if a file cannot be read, holds nothing that fits, or holds a direction
   *     that is 0 or not finite, or if a folder has no file that can be used; the message names it
   */
  public static Directions read(BoundarySource source, int dimension, int styles)
      throws IOException {
    BoundaryReader reader = new BoundaryReader(source, dimension, styles);
    for (Path path : source.paths()) {
      if (Files.isDirectory(path)) {
        reader.folder(path);
      } else {
        reader.file(path);
      }
    }
    return new Directions(reader.directions, reader.notices);
  }

  private void folder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files =
          entries
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .filter(Files::isRegularFile)
              .limit(MAX_FILES + 1L)
              .sorted()
              .toList();
    }
    if (files.size() > MAX_FILES) {
      throw new BoundaryException(
          folder, "there are more than %d files in the folder.".formatted(MAX_FILES));
    }
    int before = directions.size();
    for (Path file : files) {
      try {
        file(file);
      } catch (IOException e) {
        notices.add("Left out: " + e.getMessage());
      }
    }
    if (directions.size() == before) {
      throw new BoundaryException(
          folder,
          "there is no file in the folder that holds a boundary of this generator. Choose one with"
              + " .npy, .npz, .pt, .pth or .safetensors files of boundaries.");
    }
  }

  private void file(Path file) throws IOException {
    List<Direction> found = new ArrayList<>();
    List<String> said = new ArrayList<>();
    String stem = stem(file);
    try (ArrayFile arrays = ArrayFile.open(file)) {
      List<NamedArray> wanted = wanted(arrays.arrays());
      List<String> others = new ArrayList<>();
      for (NamedArray array : wanted) {
        Optional<ArrayReading> reading = reading(array, stem);
        if (reading.isPresent()) {
          found.addAll(
              judged(
                  take(file, stem, array, wanted.size() == 1, reading.get(), said),
                  BoundaryTexts.validation(array.name(), arrays.texts())));
        } else {
          others.add("'%s' %s".formatted(DirectionNames.fit(array.name()), array.shape()));
        }
      }
      requireBoundaries(file, found, wanted.size(), others);
      arrays.skipped().keySet().forEach(name -> others.add("'" + DirectionNames.fit(name) + "'"));
      if (!others.isEmpty()) {
        said.add(file + ": left out what is no boundary: " + listed(others) + ".");
      }
    }
    if (directions.size() + found.size() > MAX_DIRECTIONS) {
      throw new BoundaryException(
          file, "a model has at most %d boundaries.".formatted(MAX_DIRECTIONS));
    }
    for (Direction direction : found) {
      directions.add(direction.named(names.unique(direction.name(), stem)));
    }
    notices.addAll(said);
  }

  /** What a file says of an array holds for the direction in it, not for each of several. */
  private static List<Direction> judged(List<Direction> taken, Optional<Validation> said) {
    return said.isPresent() && taken.size() == 1
        ? List.of(taken.get(0).validated(said.get()))
        : taken;
  }

  private void requireBoundaries(Path file, List<Direction> found, int arrays, List<String> others)
      throws IOException {
    if (found.isEmpty()) {
      throw new BoundaryException(
          file,
          ("the file holds %s; a boundary of this generator is an array [%d], [1, %2$d], or"
                  + " [%d, %2$d] with a row for every style, and a matrix of directions has %2$d"
                  + " columns. Choose a file that was made for a generator like it.")
              .formatted(listed(others), dimension, styles));
    }
    if (arrays > FEW && others.size() > arrays / 2) {
      throw new BoundaryException(
          file,
          "only %d of the %d arrays in the file have the shape of a boundary; this looks like"
                  .formatted(arrays - others.size(), arrays)
              + " another kind of file. Choose the file with the boundaries.");
    }
  }

  /** Factors if there are any, what is called a boundary if there is any, otherwise everything. */
  private static List<NamedArray> wanted(List<NamedArray> arrays) {
    List<NamedArray> factors = withKey(arrays, ArrayReading.COLUMN_KEYS);
    for (int i = 0; factors.isEmpty() && i < ArrayReading.ROW_KEYS.size(); i++) {
      factors = withKey(arrays, Set.of(ArrayReading.ROW_KEYS.get(i)));
    }
    if (!factors.isEmpty()) {
      return factors;
    }
    List<NamedArray> boundaries = withKey(arrays, Set.of("boundary"));
    if (!boundaries.isEmpty()) {
      return boundaries;
    }
    List<NamedArray> rest =
        arrays.stream().filter(array -> !COMPANION_KEYS.contains(key(array))).toList();
    return rest.isEmpty() ? arrays : rest;
  }

  private static List<NamedArray> withKey(List<NamedArray> arrays, Set<String> keys) {
    return arrays.stream().filter(array -> keys.contains(key(array))).toList();
  }

  /** The last part of an array's name, in lower case. */
  private static String key(NamedArray array) {
    String name = array.name();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private Optional<ArrayReading> reading(NamedArray array, String stem) {
    long elements = array.shape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    if (array.shape().size() > 8 || elements > MAX_ELEMENTS) {
      return Optional.empty();
    }
    return ArrayReading.of(array.shape(), key(array), source.layout(), dimension, styles);
  }

  private List<Direction> take(
      Path file,
      String stem,
      NamedArray array,
      boolean alone,
      ArrayReading reading,
      List<String> said)
      throws IOException {
    float[] values = array.read();
    if (source.layout() == ArrayLayout.AUTO && reading.isOneRow(values, dimension)) {
      // One direction for every style of another generator.
      ArrayReading first = new ArrayReading(1, 1, false);
      return take(file, stem, array, alone, first, said);
    }
    if (reading.repeated()) {
      throw new BoundaryException(
          file,
          "the boundary '%s' has a row for each of %d styles; codes of this generator have %d."
              .formatted(DirectionNames.fit(array.name()), reading.count(), styles));
    }
    int count = Math.min(reading.count(), source.mostNumbered());
    if (count < reading.count()) {
      said.add(
          "%s: took the first %d of %d directions of '%s'."
              .formatted(file, count, reading.count(), DirectionNames.fit(array.name())));
    }
    String name = name(array, stem, reading.count() > 1, alone);
    List<Direction> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String own = reading.count() == 1 ? name : name + " " + (i + 1);
      Optional<Direction> direction =
          Direction.of(own, reading.rows(), reading.take(values, i, dimension));
      result.add(
          direction.orElseThrow(
              () ->
                  new BoundaryException(
                      file,
                      "the boundary '%s' has no direction: it is 0, or not finite."
                          .formatted(DirectionNames.fit(own)))));
    }
    return result;
  }

  private static String name(NamedArray array, String stem, boolean numbered, boolean alone) {
    String key = key(array);
    Matcher positional = POSITIONAL.matcher(key);
    if (alone && positional.matches()) {
      return stem;
    }
    if (positional.matches()) {
      return stem + "-" + (Integer.parseInt(positional.group(1)) + 1);
    }
    if (numbered && ArrayReading.COLUMN_KEYS.contains(key)) {
      return "factor";
    }
    if (numbered && ArrayReading.ROW_KEYS.contains(key)) {
      return "component";
    }
    if (PLAIN_KEYS.contains(key)) {
      int dot = array.name().lastIndexOf('.');
      return dot < 0 ? stem : array.name().substring(0, dot);
    }
    return array.name();
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String listed(List<String> what) {
    int most = 5;
    String first = String.join(", ", what.subList(0, Math.min(most, what.size())));
    return what.size() > most ? first + " and " + (what.size() - most) + " more" : first;
  }
}

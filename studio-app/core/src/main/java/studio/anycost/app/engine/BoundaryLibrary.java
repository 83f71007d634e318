package studio.anycost.app.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.words.Texts;
import studio.anycost.export.boundaries.BoundaryTexts;
import studio.anycost.export.boundaries.DirectionNames;
import studio.anycost.models.io.InvalidFileException;
import studio.anycost.models.io.SafeTensors;

/**
 * The directions that were found on this machine: a folder with one file for each model, in the
 * layout that bundles have. For every direction the file holds its normal {@code [1, styleDim]}, or
 * its rows {@code [styleCount, styleDim]}, under its name, and its standard deviation {@code [1]}
 * under the name with {@value #DEVIATION}; in the texts beside them, what else is known of it: see
 * {@link BoundaryTexts}. Safe to use from any thread; reads and writes files.
 */
public final class BoundaryLibrary {
  /** How many directions are kept for one model. */
  public static final int MOST = 256;

  private static final Logger LOG = LoggerFactory.getLogger(BoundaryLibrary.class);
  private static final String DEVIATION = "/standard_deviation";

  /** Of a direction that was kept before its finder was. */
  private static final String SOMETHING = "an earlier search";

  private static final int LONGEST_FINDER = 200;
  private static final int LIMIT = 32 << 20;
  private static final double UNIT_TOLERANCE = 1e-3;

  private final Path folder;
  private volatile long revision;

  /**
   * @param folder made when the first direction is added
   */
  public BoundaryLibrary(Path folder) {
    this.folder = folder;
  }

  /** Another one after every change. */
  long revision() {
    return revision;
  }

  /**
   * The model's description with the directions that were found for it behind its own. A file that
   * cannot be used counts as missing.
   *
   * @param bundle as the bundle describes it
   */
  public synchronized GeneratorDescription complete(GeneratorDescription bundle) {
    try {
      return described(bundle, read(bundle));
    } catch (IOException e) {
      LOG.warn("Directions that were found before are not used.", e);
      return bundle;
    }
  }

  /** Why directions that were found before are not used, one sentence; empty if they are. */
  public synchronized Optional<String> problem(GeneratorDescription bundle) {
    try {
      read(bundle);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The directions that were found, in the order in which they were added. */
  public synchronized List<Boundary> found(GeneratorDescription bundle) throws IOException {
    return read(bundle);
  }

  /**
   * Adds directions, in the place of those of the same name that were found before. Names that the
   * bundle's own have, or that would read like them, get a number: sliders of old documents must
   * not come to mean something else.
   *
   * @param bundle as the bundle describes it
   * @return the same directions in the same order, under the names that they have now
   * @throws IOException with a sentence if they cannot be kept
   */
  public synchronized List<Boundary> add(GeneratorDescription bundle, List<Boundary> directions)
      throws IOException {
    Map<String, Boundary> all = new LinkedHashMap<>();
    read(bundle).forEach(each -> all.put(each.name(), each));
    List<Boundary> added = new ArrayList<>();
    for (Boundary direction : directions) {
      String name = nameFor(direction.name().replace('/', '_'), all.keySet(), bundle);
      added.add(direction.named(name));
      all.put(name, direction.named(name));
    }
    if (all.size() > MOST) {
      throw new IOException(
          Texts.of("engine.boundaryLibrary.aModelKeepsDirections", MOST, directions.size()));
    }
    write(bundle, List.copyOf(all.values()));
    return added;
  }

  /**
   * Forgets a direction that was found; nothing happens if there is none of that name.
   *
   * @throws IOException with a sentence if that cannot be kept
   */
  public synchronized void remove(GeneratorDescription bundle, String name) throws IOException {
    List<Boundary> rest = new ArrayList<>(read(bundle));
    if (rest.removeIf(each -> each.name().equals(name))) {
      write(bundle, rest);
    }
  }

  private Path file(GeneratorDescription bundle) {
    return folder.resolve(Identities.require(bundle) + ".safetensors");
  }

  private List<Boundary> read(GeneratorDescription bundle) throws IOException {
    Path file = file(bundle);
    if (!Files.exists(file)) {
      return List.of();
    }
    Map<String, SafeTensors.Tensor> tensors;
    Map<String, String> texts;
    try {
      byte[] bytes = SafeFiles.read(file, LIMIT);
      tensors = SafeTensors.parse(bytes, file.toString());
      texts = SafeTensors.metadata(bytes, file.toString());
    } catch (InvalidFileException e) {
      throw unusable(file, e);
    }
    NewerFileException.refuse(
        file, texts.keySet().stream().filter(key -> !BoundaryTexts.isKnown(key)).findFirst());
    List<Boundary> result = new ArrayList<>();
    for (Map.Entry<String, SafeTensors.Tensor> entry : tensors.entrySet()) {
      if (!entry.getKey().endsWith(DEVIATION)) {
        SafeTensors.Tensor deviation = tensors.get(entry.getKey() + DEVIATION);
        float[] values = entry.getValue().data();
        int rows = values.length == bundle.styleDimension() ? 1 : bundle.styleCount();
        if (deviation == null
            || deviation.data().length != 1
            || values.length != rows * bundle.styleDimension()) {
          throw unusable(file, null);
        }
        try {
          Boundary found = Boundary.perStyle(entry.getKey(), values, rows, deviation.data()[0]);
          if (!isUnit(found.normal())) {
            throw unusable(file, null);
          }
          result.add(told(found, texts));
        } catch (IllegalArgumentException e) {
          throw unusable(file, e);
        }
      }
    }
    if (result.size() > MOST) {
      throw unusable(file, null);
    }
    return List.copyOf(result);
  }

  /** With what the texts of a file say of it; those that make no sense say nothing. */
  private static Boundary told(Boundary found, Map<String, String> texts) {
    String who = BoundaryTexts.finder(found.name(), texts).orElse(SOMETHING).strip();
    Boundary told =
        found.foundBy(
            who.isEmpty() ? SOMETHING : who.substring(0, Math.min(who.length(), LONGEST_FINDER)));
    return BoundaryTexts.validation(found.name(), texts).map(told::validated).orElse(told);
  }

  private static boolean isUnit(float[] normal) {
    double square = 0;
    for (float value : normal) {
      square += (double) value * value;
    }
    return Math.abs(Math.sqrt(square) - 1) <= UNIT_TOLERANCE;
  }

  private static IOException unusable(Path file, Exception cause) {
    return new IOException(Texts.of("engine.boundaryLibrary.theDirectionsInCannot", file), cause);
  }

  private void write(GeneratorDescription bundle, List<Boundary> directions) throws IOException {
    Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Boundary direction : directions) {
      BoundaryTexts.put(direction, direction.name(), texts);
      float[] values = direction.toArray();
      int[] shape = {direction.rows(), values.length / direction.rows()};
      tensors.put(direction.name(), new SafeTensors.Tensor(shape, values));
      tensors.put(
          direction.name() + DEVIATION,
          new SafeTensors.Tensor(
              new int[] {1}, new float[] {stored(direction.standardDeviation())}));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(Texts.of("engine.boundaryLibrary.theFolderCannotBe", folder), e);
    }
    SafeFiles.write(file(bundle), SafeTensors.toBytes(tensors, texts));
    revision++; // under the lock
  }

  /** As a float that is above 0 and finite, as the deviation is. */
  private static float stored(double deviation) {
    return (float) Math.min(Math.max(deviation, Float.MIN_NORMAL), Float.MAX_VALUE);
  }

  private static GeneratorDescription described(GeneratorDescription bundle, List<Boundary> found) {
    if (found.isEmpty()) {
      return bundle;
    }
    List<Boundary> all = new ArrayList<>(bundle.boundaries());
    Set<String> own =
        all.stream()
            .map(boundary -> DirectionNames.heard(boundary.name()))
            .collect(Collectors.toUnmodifiableSet());
    // One that was since added to the bundle is there already.
    found.stream()
        .filter(boundary -> !own.contains(DirectionNames.heard(boundary.name())))
        .forEach(all::add);
    return new GeneratorDescription(
        bundle.name(),
        bundle.identity(),
        bundle.channels(),
        bundle.styleDimension(),
        bundle.meanStyle(),
        all,
        bundle.attributes(),
        bundle.hasEncoder());
  }

  /** The name itself, or the first of {@code name 2}, {@code name 3} ... that can be had. */
  private static String nameFor(String name, Set<String> found, GeneratorDescription bundle) {
    Set<String> taken =
        Stream.concat(bundle.boundaries().stream().map(Boundary::name), found.stream())
            .map(DirectionNames::heard)
            .collect(Collectors.toUnmodifiableSet());
    String free = name;
    for (int number = 2;
        !found.contains(free) && taken.contains(DirectionNames.heard(free));
        number++) {
      free = name + " " + number;
    }
    return free;
  }
}

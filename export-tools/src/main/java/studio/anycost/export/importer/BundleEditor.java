package studio.anycost.export.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.task.TaskContext;
import studio.anycost.export.boundaries.BoundaryReader;
import studio.anycost.export.boundaries.BoundarySource;
import studio.anycost.export.boundaries.Direction;
import studio.anycost.export.boundaries.DirectionNames;
import studio.anycost.export.boundaries.Directions;
import studio.anycost.models.bundle.BundleRevision;
import studio.anycost.models.bundle.Consistency;
import studio.anycost.models.bundle.KeptSubGenerator;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.WeightStorage;

/**
 * Brings parts that people have to a bundle that is there already. The generator stays as it is,
 * and so do portraits made with it. Nothing is written before {@link #write}; for one thread.
 */
public final class BundleEditor {
  private static final double MEASURED = 0.8;

  private final ModelBundle bundle;
  private final BundleRevision revision;
  private final List<String> notices = new ArrayList<>();

  /**
   * @param bundle closed by {@link #write}
   */
  public BundleEditor(ModelBundle bundle) {
    this.bundle = bundle;
    this.revision = new BundleRevision(bundle);
  }

  /** Sentences about what was left out, and what was done. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  /** Another name for people. */
  public void rename(String name) {
    revision.name(name);
  }

  /** What is known of the sub-generators, in the place of what was. */
  public void consistency(Consistency table) {
    revision.consistency(table);
  }

  /** What was measured of the sliders, by the names of boundaries, in the place of what was. */
  public void sliders(Map<String, SliderQuality> measured) {
    revision.sliders(measured);
  }

  /** What previews climb, in the place of what they did. */
  public void subGenerators(List<KeptSubGenerator> kept) {
    revision.subGenerators(kept);
  }

  /**
   * Adds boundaries whose deviations are known.
   *
   * @throws IOException if a name is taken; the message says which
   */
  public void addBoundaries(List<Boundary> directions) throws IOException {
    List<Boundary> all = new ArrayList<>(bundle.description().boundaries());
    for (Boundary direction : directions) {
      requireFree(direction.name(), all, "");
      all.add(direction);
      note(direction);
    }
    revision.boundaries(all);
  }

  private void note(Boundary boundary) {
    revision.note(
        String.format(
            Locale.ROOT,
            "Boundary %s (standard deviation %.3f).",
            boundary.name(),
            boundary.standardDeviation()));
  }

  /**
   * @param advice behind the sentence; may be empty
   */
  private void requireFree(String name, List<Boundary> taken, String advice)
      throws ImportException {
    int index = indexOf(name, taken);
    if (index >= 0) {
      throw new ImportException(
          "The bundle "
              + bundle.title()
              + " has a boundary '"
              + taken.get(index).name()
              + "' already. Give '"
              + name
              + "' another name"
              + advice
              + ".");
    }
  }

  /**
   * Adds boundaries, and measures w along them as an import does, with the bundle's own mapping.
   * Blocks, for some seconds with a large generator.
   *
   * @param replace whether one whose name sounds the same is exchanged, at its place and under its
   *     name; otherwise it is refused
   * @throws IOException if a file cannot be used, or if a name is taken; the message says which
   */
  public void addBoundaries(BoundarySource source, boolean replace, TaskContext<?> task)
      throws IOException {
    GeneratorDescription model = bundle.description();
    Directions found = BoundaryReader.read(source, model.styleDimension(), model.styleCount());
    List<Boundary> all = new ArrayList<>(model.boundaries());
    if (!replace) {
      for (Direction direction : found.directions()) {
        requireFree(direction.name(), all, ", or replace the boundary with --replace");
      }
    }
    for (Boundary boundary : measure(bundle, found.directions(), task)) {
      int index = indexOf(boundary.name(), all);
      if (index < 0) {
        all.add(boundary);
      } else {
        forget(all.get(index), boundary);
        // Under the old name, which sliders of portraits have.
        all.set(index, boundary.named(all.get(index).name()));
      }
      note(boundary);
    }
    revision.boundaries(all);
    notices.addAll(found.notices());
  }

  /** Figures are of the boundary that they were measured with, not of its name. */
  private void forget(Boundary old, Boundary replacement) {
    boolean slider = old.quality().isPresent();
    if (slider || old.validation().isPresent() && replacement.validation().isEmpty()) {
      notices.add(
          "What was known of the boundary '"
              + old.name()
              + "' that is replaced is dropped"
              + (slider ? "; studio bundle measure --sliders measures the new one." : "."));
    }
  }

  /**
   * Adds the encoder of a checkpoint, or puts it in the place of the one that is there.
   *
   * @throws IOException if the checkpoint cannot be read, or if its encoder is none for this
   *     generator
   */
  public void addEncoder(Path file, WeightStorage storage) throws IOException {
    GeneratorDescription model = bundle.description();
    revision.encoder(
        NetworkGraphs.encoder(file, model.styleCount(), model.styleDimension(), storage)
            .toByteArray());
    revision.note("Encoder.");
  }

  /**
   * Adds the attribute predictor of a checkpoint, or puts it in the place of the one that is there.
   *
   * @param names text file, UTF-8, one name a line
   * @throws IOException if a file cannot be read, or if there are not as many names as attributes
   */
  public void addAttributes(Path file, Path names, WeightStorage storage) throws IOException {
    List<String> attributes = TextFiles.readNames(names);
    revision.attributes(
        NetworkGraphs.attributes(file, names, attributes, storage).toByteArray(), attributes);
    revision.note("Attribute predictor: " + String.join(", ", attributes) + ".");
  }

  /**
   * The directions with the deviations of w along them, over the samples that an import takes.
   *
   * @throws ImportException if the bundle's mapping was not written by an import, or if w does not
   *     vary along a direction
   */
  public static List<Boundary> measure(
      ModelBundle bundle, List<Direction> directions, TaskContext<?> task) throws IOException {
    StyleStatistics statistics =
        StyleStatistics.measure(
            MappingNetwork.of(bundle),
            bundle.description().styleDimension(),
            directions,
            ImportSteps.whole(task).part(0, MEASURED));
    return statistics.boundaries(directions);
  }

  private static int indexOf(String name, List<Boundary> boundaries) {
    for (int i = 0; i < boundaries.size(); i++) {
      if (DirectionNames.heard(boundaries.get(i).name()).equals(DirectionNames.heard(name))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Writes the bundle with its changes, all or nothing, and closes the one that it came from.
   *
   * @param target a folder, or a zip file if the name ends in {@code .zip}
   * @param replace whether a bundle there is exchanged, such as the one that is changed
   */
  public void write(Path target, boolean replace, TaskContext<?> task) throws IOException {
    revision.write(target, replace, task);
  }
}

package studio.anycost.models.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.io.SafeTensors;
import studio.anycost.models.words.Texts;

/**
 * A bundle with other parts beside its generator, which stays what it is: portraits made with the
 * old bundle are portraits of the new one. Collects the changes, and writes them with everything
 * else to a new place or to the bundle's own. For one thread.
 */
public final class BundleRevision {
  private static final String ADDED = "\n## Changed later\n\n";

  private final ModelBundle bundle;
  private final Map<String, byte[]> changed = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private String name;
  private Optional<String> encoder;
  private Optional<Manifest.Attributes> attributes;
  private Optional<Manifest.Boundaries> boundaries;
  private Optional<Consistency> consistency;
  private Map<String, SliderQuality> sliders;
  private List<KeptSubGenerator> subGenerators;
  private boolean anything;

  /**
   * @param bundle closed by {@link #write}, which may replace its file
   */
  public BundleRevision(ModelBundle bundle) {
    this.bundle = bundle;
    Manifest manifest = bundle.manifest();
    name = manifest.name();
    encoder = manifest.encoder();
    attributes = manifest.attributes();
    boundaries = manifest.boundaries();
    consistency = manifest.consistency();
    sliders = manifest.sliders();
    subGenerators = manifest.subGenerators();
  }

  /** Another name, for people. */
  public BundleRevision name(String newName) {
    name = newName;
    anything = true;
    return this;
  }

  /** An encoder, in the place of one that is there. */
  public BundleRevision encoder(byte[] graph) {
    encoder = Optional.of(replace(encoder, "encoder.onnx", graph));
    return this;
  }

  /**
   * An attribute predictor, in the place of one that is there. What the old one said of sliders is
   * forgotten.
   */
  public BundleRevision attributes(byte[] graph, List<String> names) {
    sliders = Map.of();
    Optional<String> file = attributes.map(Manifest.Attributes::file);
    attributes =
        Optional.of(new Manifest.Attributes(replace(file, "attributes.onnx", graph), names));
    return this;
  }

  /**
   * All boundaries that the bundle shall have, with what was measured of their sliders.
   *
   * @param all in the order to be shown, at least one
   */
  public BundleRevision boundaries(List<Boundary> all) {
    Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
    List<Manifest.BoundaryEntry> entries = new ArrayList<>();
    Map<String, SliderQuality> measured = new LinkedHashMap<>();
    for (Boundary boundary : all) {
      boundary.quality().ifPresent(quality -> measured.put(boundary.name(), quality));
      float[] values = boundary.toArray();
      int[] shape = {boundary.rows(), values.length / boundary.rows()};
      tensors.put(boundary.name(), new SafeTensors.Tensor(shape, values));
      entries.add(
          new Manifest.BoundaryEntry(
              boundary.name(), boundary.standardDeviation(), boundary.validation()));
    }
    Optional<String> file = boundaries.map(Manifest.Boundaries::file);
    sliders = measured;
    byte[] bytes = SafeTensors.toBytes(tensors);
    boundaries =
        Optional.of(
            new Manifest.Boundaries(replace(file, "boundaries.safetensors", bytes), entries));
    return this;
  }

  /** What is known of the sub-generators; the identity does not depend on it. */
  public BundleRevision consistency(Consistency table) {
    consistency = Optional.of(table);
    return this;
  }

  /**
   * What was measured of the sliders, by the names of boundaries; the identity does not depend on
   * it.
   */
  public BundleRevision sliders(Map<String, SliderQuality> measured) {
    sliders = measured;
    return this;
  }

  /**
   * What previews climb, in the place of what they did; the identity does not depend on it.
   *
   * @param kept at most {@link KeptSubGenerator#MOST}, none twice
   */
  public BundleRevision subGenerators(List<KeptSubGenerator> kept) {
    subGenerators = List.copyOf(kept);
    return this;
  }

  /** A line for the model card, of what was changed. */
  public BundleRevision note(String line) {
    notes.add(line);
    return this;
  }

  /** Under the old name if there is one, otherwise under the usual one or one like it. */
  private String replace(Optional<String> old, String usual, byte[] content) {
    String file = old.orElseGet(() -> free(usual));
    changed.put(file, content);
    anything = true;
    return file;
  }

  private String free(String usual) {
    String candidate = usual;
    for (int number = 2; isTaken(candidate); number++) {
      candidate = number + "-" + usual;
    }
    return candidate;
  }

  private boolean isTaken(String file) {
    return changed.containsKey(file)
        || bundle.manifest().files().keySet().stream().anyMatch(file::equalsIgnoreCase);
  }

  /**
   * Writes the bundle, all or nothing: until this succeeds the target is as it was. Without any
   * change the copy has the same identity.
   *
   * @param target a folder, or a zip file if it is {@link PackedBundle#isNamed named} so; may be
   *     the bundle's own place
   * @param replace whether a bundle at the target is exchanged; otherwise it is refused
   * @throws BundleException if the target is taken by something else, or if the parts do not fit
   * @throws java.util.concurrent.CancellationException if cancelled; nothing is written
   */
  public void write(Path target, boolean replace, TaskContext<?> task) throws IOException {
    Manifest old = bundle.manifest();
    Optional<String> card = card();
    Optional<String> origin = anything ? Optional.of(origin()) : old.origin();
    try (BundleWriter writer = replace ? BundleWriter.replacing(target) : BundleWriter.to(target)) {
      int done = 0;
      for (String file : old.files().keySet()) {
        task.cancellation().throwIfCancelled();
        task.progress()
            .report(
                (double) done++ / old.files().size(),
                Texts.of("bundle.bundleRevision.writing", file));
        if (!changed.containsKey(file)) {
          writer.add(file, bundle.read(file));
        }
      }
      for (Map.Entry<String, byte[]> file : changed.entrySet()) {
        writer.add(file.getKey(), file.getValue());
      }
      task.cancellation().throwIfCancelled();
      byte[] unchanged = bundle.manifestBytes();
      // Some systems do not replace a file that is open.
      bundle.close();
      if (anything || isTold(old)) {
        writer.finish(manifest(old, card, origin));
      } else {
        writer.finish(unchanged);
      }
      task.progress().report(1, "Done");
    }
  }

  /** Whether anything that no file holds is another than before. */
  private boolean isTold(Manifest old) {
    return !consistency.equals(old.consistency())
        || !sliders.equals(old.sliders())
        || !subGenerators.equals(old.subGenerators());
  }

  private Manifest manifest(Manifest old, Optional<String> card, Optional<String> origin) {
    return new Manifest(
        name,
        old.licence(),
        old.provenance(),
        old.generator(),
        old.meanStyle(),
        old.stages(),
        old.mapping(),
        encoder,
        attributes,
        boundaries,
        old.noise(),
        card,
        origin,
        consistency,
        sliders,
        subGenerators,
        old.files());
  }

  private String origin() throws IOException {
    Optional<String> old = bundle.manifest().origin();
    if (old.isPresent()) {
      return old.get();
    }
    String file = free(Origin.FILE);
    changed.put(file, bundle.manifestBytes());
    return file;
  }

  private Optional<String> card() throws IOException {
    Optional<String> file = bundle.manifest().modelCard();
    if (file.isEmpty() || notes.isEmpty()) {
      return file;
    }
    StringBuilder text = new StringBuilder(bundle.modelCard().orElseThrow());
    if (text.indexOf(ADDED) < 0) {
      text.append(ADDED);
    }
    notes.forEach(line -> text.append("- ").append(line).append('\n'));
    changed.put(file.get(), text.toString().getBytes(StandardCharsets.UTF_8));
    return file;
  }
}

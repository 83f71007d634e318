package studio.anycost.models.bundle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.Validation;

/**
 * What {@code manifest.json} says. The manifest of an open bundle was checked; see {@link
 * ModelBundle#open}. Names of files are relative to the bundle and separated by slashes.
 *
 * @param name of the bundle, for people
 * @param licence of the weights, a name or a sentence
 * @param provenance where the weights come from
 * @param meanStyle mean of w over mapped samples, one value per style dimension
 * @param stages ascending resolution, 4 px first
 * @param mapping the mapping graph
 * @param encoder the encoder graph
 * @param noise the fixed noise maps, a safetensors file; present if a stage has noise inputs
 * @param modelCard a text for people, in Markdown
 * @param origin the manifest of the bundle that this one was made of by adding or exchanging parts
 *     beside the generator; absent in a bundle that nobody changed
 * @param consistency which sub-generators are like the full generator; empty if nobody looked
 * @param sliders what was measured of the sliders along boundaries, by the names of these
 * @param subGenerators what searches found and somebody kept, for previews to climb; none twice
 * @param files every file but the manifest, with hash and size, by name
 */
public record Manifest(
    String name,
    String licence,
    String provenance,
    GeneratorShape generator,
    List<Float> meanStyle,
    List<StageEntry> stages,
    String mapping,
    Optional<String> encoder,
    Optional<Attributes> attributes,
    Optional<Boundaries> boundaries,
    Optional<String> noise,
    Optional<String> modelCard,
    Optional<String> origin,
    Optional<Consistency> consistency,
    Map<String, SliderQuality> sliders,
    List<KeptSubGenerator> subGenerators,
    Map<String, FileEntry> files) {
  /** The format that this version writes, and the newest that it reads. */
  public static final int FORMAT_VERSION = 1;

  public Manifest {
    meanStyle = List.copyOf(meanStyle);
    stages = List.copyOf(stages);
    sliders = Collections.unmodifiableMap(new LinkedHashMap<>(sliders));
    subGenerators = List.copyOf(subGenerators);
    // Sorted, so that the same content gives the same bytes and with them the same identity.
    files = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(files)));
  }

  /** A manifest of a bundle that nobody changed or measured. */
  public Manifest(
      String name,
      String licence,
      String provenance,
      GeneratorShape generator,
      List<Float> meanStyle,
      List<StageEntry> stages,
      String mapping,
      Optional<String> encoder,
      Optional<Attributes> attributes,
      Optional<Boundaries> boundaries,
      Optional<String> noise,
      Optional<String> modelCard,
      Map<String, FileEntry> files) {
    this(
        name,
        licence,
        provenance,
        generator,
        meanStyle,
        stages,
        mapping,
        encoder,
        attributes,
        boundaries,
        noise,
        modelCard,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        files);
  }

  /** The same manifest with other files. */
  public Manifest withFiles(Map<String, FileEntry> newFiles) {
    return new Manifest(
        name,
        licence,
        provenance,
        generator,
        meanStyle,
        stages,
        mapping,
        encoder,
        attributes,
        boundaries,
        noise,
        modelCard,
        origin,
        consistency,
        sliders,
        subGenerators,
        newFiles);
  }

  /** The same manifest with another table of consistency. */
  public Manifest withConsistency(Optional<Consistency> table) {
    return new Manifest(
        name,
        licence,
        provenance,
        generator,
        meanStyle,
        stages,
        mapping,
        encoder,
        attributes,
        boundaries,
        noise,
        modelCard,
        origin,
        table,
        sliders,
        subGenerators,
        files);
  }

  /**
   * Shapes of the generator.
   *
   * @param resolution full resolution in pixels
   * @param resolutions 4, 8, ... up to the full one
   * @param channelMultiplier multiplier of the channel table
   * @param channelMax cap of the channel table
   * @param channels full widths: the constant, then the output of every styled convolution
   * @param styleDimension length of one style
   * @param mappingLayers number of linear layers of the mapping
   */
  public record GeneratorShape(
      int resolution,
      List<Integer> resolutions,
      double channelMultiplier,
      int channelMax,
      List<Integer> channels,
      int styleDimension,
      int mappingLayers) {
    public GeneratorShape {
      resolutions = List.copyOf(resolutions);
      channels = List.copyOf(channels);
    }

    /** The shapes that follow from a channel table. */
    public static GeneratorShape of(ChannelTable table, int styleDimension, int mappingLayers) {
      return new GeneratorShape(
          table.resolution(),
          Resolutions.upTo(table.resolution()),
          table.multiplier(),
          table.channelMax(),
          table.uniform(1.0, table.resolution()).widths(),
          styleDimension,
          mappingLayers);
    }

    /** The channel table. */
    public ChannelTable channelTable() {
      return new ChannelTable(resolution, channelMultiplier, channelMax);
    }
  }

  /**
   * The attribute predictor.
   *
   * @param file the graph
   * @param names one for every pair of logits, in order
   */
  public record Attributes(String file, List<String> names) {
    public Attributes {
      names = List.copyOf(names);
    }
  }

  /**
   * The attribute boundaries.
   *
   * @param file safetensors, for every entry one unit normal {@code [1, styleDimension]}, or a row
   *     for every style, {@code [styles, styleDimension]}, the longest of length 1
   * @param entries in the order to be shown
   */
  public record Boundaries(String file, List<BoundaryEntry> entries) {
    public Boundaries {
      entries = List.copyOf(entries);
    }
  }

  /**
   * One boundary.
   *
   * @param name also the name of its tensor
   * @param standardDeviation of w along the normal over mapped samples, in units of w; see {@link
   *     studio.anycost.api.model.Boundary#perStyle} for rows
   * @param validation how it did on faces that it was not learnt from; empty if nobody looked
   */
  public record BoundaryEntry(
      String name, double standardDeviation, Optional<Validation> validation) {
    /** Nobody looked how it does. */
    public BoundaryEntry(String name, double standardDeviation) {
      this(name, standardDeviation, Optional.empty());
    }
  }

  /**
   * What the manifest vouches for.
   *
   * @param sha256 64 hexadecimal digits in lower case
   * @param bytes exact size
   */
  public record FileEntry(String sha256, long bytes) {}
}

package studio.anycost.models.bundle;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.io.Printable;

/**
 * Whether a manifest describes a generator that can be, in files that may be. After this check
 * nobody has to look at its numbers again.
 */
final class ManifestCheck {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final double HIGHEST_MULTIPLIER = 1024;

  private final Manifest manifest;
  private final String bundle;

  private ManifestCheck(Manifest manifest, String bundle) {
    this.manifest = manifest;
    this.bundle = bundle;
  }

  /** Reads and checks the manifest of a source. */
  static Manifest read(BundleSource source) throws IOException {
    byte[] bytes = VerifiedFiles.manifest(source);
    Manifest manifest = ManifestCodec.decode(bytes, source.title());
    check(manifest, source.title());
    return manifest;
  }

  /**
   * @param bundle what messages call the bundle
   * @throws BundleException with the first fault
   */
  static void check(Manifest manifest, String bundle) throws BundleException {
    ManifestCheck check = new ManifestCheck(manifest, bundle);
    check.texts();
    check.files();
    check.generator();
    check.meanStyle();
    check.stages();
    check.parts();
    check.consistency();
    check.sliders();
    check.subGenerators();
  }

  private void texts() throws BundleException {
    name(manifest.name(), "the bundle's name");
    for (String text : List.of(manifest.licence(), manifest.provenance())) {
      require(
          text.length() <= BundleLimits.TEXT_CHARACTERS, "has a text that is longer than allowed");
    }
  }

  private void name(String name, String what) throws BundleException {
    require(
        !name.isBlank()
            && name.length() <= BundleLimits.NAME_CHARACTERS
            && name.chars().noneMatch(Character::isISOControl),
        "has '%s' as %s: 1 to %d characters without control characters are allowed",
        Printable.of(name),
        what,
        BundleLimits.NAME_CHARACTERS);
  }

  private void files() throws BundleException {
    require(
        manifest.files().size() <= BundleLimits.FILES,
        "lists %d files; at most %d are allowed",
        manifest.files().size(),
        BundleLimits.FILES);
    Set<String> folded = new HashSet<>();
    long total = 0;
    for (Map.Entry<String, Manifest.FileEntry> named : manifest.files().entrySet()) {
      String name = Printable.of(named.getKey());
      require(
          FileNames.isSafe(named.getKey()),
          "lists the file '%s'; a name may not leave the bundle and has only letters, digits and"
              + " . _ - / in it",
          name);
      String lower = named.getKey().toLowerCase(Locale.ROOT);
      require(
          folded.add(lower) && !lower.equals(FileNames.MANIFEST),
          "lists the file '%s' twice or lists itself",
          name);
      Manifest.FileEntry file = named.getValue();
      require(
          SHA256.matcher(file.sha256()).matches(),
          "has no SHA-256 of 64 hexadecimal digits for %s",
          name);
      require(
          file.bytes() >= 0 && file.bytes() <= BundleLimits.FILE_BYTES,
          "claims %d bytes for %s; 0 to %d are allowed",
          file.bytes(),
          name,
          BundleLimits.FILE_BYTES);
      total += file.bytes();
    }
    require(
        total <= BundleLimits.TOTAL_BYTES,
        "claims %d bytes in total; at most %d are allowed",
        total,
        BundleLimits.TOTAL_BYTES);
  }

  private void generator() throws BundleException {
    Manifest.GeneratorShape shape = manifest.generator();
    int resolution = shape.resolution();
    require(
        resolution >= BundleLimits.LOWEST_RESOLUTION
            && resolution <= BundleLimits.HIGHEST_RESOLUTION
            && Integer.bitCount(resolution) == 1,
        "states a resolution of %d; powers of two from %d to %d are possible",
        resolution,
        BundleLimits.LOWEST_RESOLUTION,
        BundleLimits.HIGHEST_RESOLUTION);
    require(
        shape.resolutions().equals(Resolutions.upTo(resolution)),
        "does not list the resolutions 4, 8, ... up to %d in order",
        resolution);
    range(shape.styleDimension(), BundleLimits.STYLE_DIMENSION, "a style dimension");
    range(shape.mappingLayers(), BundleLimits.MAPPING_LAYERS, "a number of mapping layers");
    range(shape.channelMax(), BundleLimits.CHANNELS, "a channel cap");
    double multiplier = shape.channelMultiplier();
    require(
        multiplier > 0 && multiplier <= HIGHEST_MULTIPLIER,
        "states a channel multiplier of %s; above 0 up to %s is possible",
        multiplier,
        HIGHEST_MULTIPLIER);
    ChannelTable table = shape.channelTable();
    require(
        shape.channels().equals(table.uniform(1.0, resolution).widths()),
        "lists channels that differ from its channel table (multiplier %s, cap %d)",
        multiplier,
        shape.channelMax());
  }

  private void range(int value, int highest, String what) throws BundleException {
    require(
        value >= 1 && value <= highest,
        "states %s of %d; 1 to %d are possible",
        what,
        value,
        highest);
  }

  private void meanStyle() throws BundleException {
    int dimension = manifest.generator().styleDimension();
    require(
        manifest.meanStyle().size() == dimension,
        "has a mean style of %d values instead of %d",
        manifest.meanStyle().size(),
        dimension);
    for (float value : manifest.meanStyle()) {
      require(Float.isFinite(value), "has a mean style with a value that is not finite");
    }
  }

  private void stages() throws BundleException {
    List<Integer> resolutions = manifest.generator().resolutions();
    require(
        manifest.stages().size() == resolutions.size(),
        "lists %d stages instead of %d, one for every resolution",
        manifest.stages().size(),
        resolutions.size());
    Set<String> noises = new HashSet<>();
    for (int i = 0; i < resolutions.size(); i++) {
      StageEntry stage = manifest.stages().get(i);
      int resolution = resolutions.get(i);
      require(
          stage.resolution() == resolution,
          "has the stage of %d px where that of %d px belongs",
          stage.resolution(),
          resolution);
      require(
          stage.equals(StageEntry.of(resolution, stage.file(), stage.noiseInputs())),
          "states styles %d to %d for the stage of %d px, which the architecture does not have",
          stage.firstStyle(),
          stage.lastStyle(),
          resolution);
      listed(stage.file());
      int convolutions = i == 0 ? 1 : 2;
      require(
          stage.noiseInputs().size() <= convolutions,
          "gives the stage of %d px more than %d noise inputs",
          resolution,
          convolutions);
      for (NoiseInput input : stage.noiseInputs()) {
        name(input.name(), "a noise input");
        require(
            noises.add(input.name()) && input.resolution() == resolution,
            "states the noise input '%s' twice or with another resolution than its stage",
            input.name());
      }
    }
    require(
        noises.isEmpty() || manifest.noise().isPresent(),
        "has noise inputs but names no noise file");
  }

  private void parts() throws BundleException {
    listed(manifest.mapping());
    if (manifest.encoder().isPresent()) {
      listed(manifest.encoder().get());
    }
    if (manifest.noise().isPresent()) {
      listed(manifest.noise().get());
    }
    if (manifest.modelCard().isPresent()) {
      listed(manifest.modelCard().get());
    }
    if (manifest.origin().isPresent()) {
      listed(manifest.origin().get());
    }
    if (manifest.attributes().isPresent()) {
      listed(manifest.attributes().get().file());
      uniqueNames(manifest.attributes().get().names(), "attribute");
    }
    if (manifest.boundaries().isPresent()) {
      Manifest.Boundaries boundaries = manifest.boundaries().get();
      listed(boundaries.file());
      uniqueNames(
          boundaries.entries().stream().map(Manifest.BoundaryEntry::name).toList(), "boundary");
      for (Manifest.BoundaryEntry entry : boundaries.entries()) {
        double deviation = entry.standardDeviation();
        require(
            deviation > 0 && Double.isFinite(deviation),
            "states a standard deviation of %s for the boundary '%s'; it must be above 0",
            deviation,
            entry.name());
      }
    }
  }

  private void consistency() throws BundleException {
    if (manifest.consistency().isEmpty()) {
      return;
    }
    Consistency table = manifest.consistency().get();
    boolean measured = table.origin() == Consistency.Origin.MEASURED;
    Set<List<Number>> places = new HashSet<>();
    for (Consistency.Entry entry : table.entries()) {
      // What is no place cannot come often, so that the list is as short as it may be.
      require(
          ChannelTable.RATIOS.contains(entry.ratio())
              && entry.resolution() >= BundleLimits.LOWEST_RESOLUTION
              && manifest.generator().resolutions().contains(entry.resolution()),
          "states the consistency of ratio %s at %d px, which no uniform sub-generator has",
          entry.ratio(),
          entry.resolution());
      require(
          places.add(List.of(entry.ratio(), entry.resolution())),
          "states the consistency of ratio %s at %d px twice",
          entry.ratio(),
          entry.resolution());
      double distance = entry.distance().orElse(0);
      require(
          entry.distance().isPresent() == measured
              && distance >= 0
              && distance <= Consistency.HIGHEST_DISTANCE,
          "has a table of consistency that says it was %s, but a distance for ratio %s at %d px"
              + " that it cannot have; 0 to %s are possible, and none where nothing was measured",
          measured ? "measured" : "stated",
          entry.ratio(),
          entry.resolution(),
          Consistency.HIGHEST_DISTANCE);
    }
  }

  private void sliders() throws BundleException {
    Set<String> boundaries = new HashSet<>();
    manifest
        .boundaries()
        .ifPresent(all -> all.entries().forEach(entry -> boundaries.add(entry.name())));
    Set<String> attributes = new HashSet<>();
    manifest.attributes().ifPresent(all -> attributes.addAll(all.names()));
    for (Map.Entry<String, SliderQuality> slider : manifest.sliders().entrySet()) {
      require(
          boundaries.contains(slider.getKey()),
          "tells of the slider '%s', for which there is no boundary",
          Printable.of(slider.getKey()));
      for (SliderQuality.SideEffect effect : slider.getValue().sideEffects()) {
        require(
            attributes.contains(effect.attribute()),
            "tells how a slider changes '%s', which is no attribute",
            Printable.of(effect.attribute()));
      }
    }
  }

  private void subGenerators() throws BundleException {
    List<KeptSubGenerator> kept = manifest.subGenerators();
    require(
        kept.size() <= KeptSubGenerator.MOST,
        "keeps %d sub-generators; at most %d are allowed",
        kept.size(),
        KeptSubGenerator.MOST);
    ChannelTable table = manifest.generator().channelTable();
    Set<SubGenerator> seen = new HashSet<>();
    for (int i = 0; i < kept.size(); i++) {
      SubGenerator subGenerator = kept.get(i).candidate().subGenerator();
      try {
        table.require(subGenerator);
      } catch (IllegalArgumentException e) {
        require(false, "keeps at subGenerators[%d] none of its generator: %s", i, e.getMessage());
      }
      require(seen.add(subGenerator), "keeps the sub-generator of subGenerators[%d] twice", i);
    }
  }

  private void uniqueNames(List<String> names, String what) throws BundleException {
    require(
        !names.isEmpty() && names.size() <= BundleLimits.NAMES,
        "lists %d names of the kind '%s'; 1 to %d are possible",
        names.size(),
        what,
        BundleLimits.NAMES);
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      name(name, "the name of one " + what);
      require(seen.add(name), "has the %s '%s' twice", what, name);
    }
  }

  private void listed(String file) throws BundleException {
    require(
        manifest.files().containsKey(file),
        "uses the file '%s' without listing it under files",
        Printable.of(file));
  }

  private void require(boolean condition, String fault, Object... values) throws BundleException {
    if (!condition) {
      throw BundleException.ofFile(
          bundle, FileNames.MANIFEST, String.format(Locale.ROOT, fault, values) + ".");
    }
  }
}

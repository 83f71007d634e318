package studio.anycost.models.bundle;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.io.Printable;
import studio.anycost.models.words.Texts;

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
    name(manifest.name(), Texts.of("bundle.manifestCheck.nameOfBundle"));
    for (String text : List.of(manifest.licence(), manifest.provenance())) {
      require(text.length() <= BundleLimits.TEXT_CHARACTERS, "bundle.manifestCheck.textTooLong");
    }
  }

  private void name(String name, String what) throws BundleException {
    require(
        !name.isBlank()
            && name.length() <= BundleLimits.NAME_CHARACTERS
            && name.chars().noneMatch(Character::isISOControl),
        "bundle.manifestCheck.badName",
        Printable.of(name),
        what,
        BundleLimits.NAME_CHARACTERS);
  }

  private void files() throws BundleException {
    require(
        manifest.files().size() <= BundleLimits.FILES,
        "bundle.manifestCheck.tooManyFiles",
        manifest.files().size(),
        BundleLimits.FILES);
    Set<String> folded = new HashSet<>();
    long total = 0;
    for (Map.Entry<String, Manifest.FileEntry> named : manifest.files().entrySet()) {
      String name = Printable.of(named.getKey());
      require(FileNames.isSafe(named.getKey()), "bundle.manifestCheck.badFileName", name);
      String lower = named.getKey().toLowerCase(Locale.ROOT);
      require(
          folded.add(lower) && !lower.equals(FileNames.MANIFEST),
          "bundle.manifestCheck.fileTwice",
          name);
      Manifest.FileEntry file = named.getValue();
      require(SHA256.matcher(file.sha256()).matches(), "bundle.manifestCheck.noHash", name);
      require(
          file.bytes() >= 0 && file.bytes() <= BundleLimits.FILE_BYTES,
          "bundle.manifestCheck.fileSize",
          file.bytes(),
          name,
          BundleLimits.FILE_BYTES);
      total += file.bytes();
    }
    require(
        total <= BundleLimits.TOTAL_BYTES,
        "bundle.manifestCheck.totalSize",
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
        "bundle.manifestCheck.badResolution",
        resolution,
        BundleLimits.LOWEST_RESOLUTION,
        BundleLimits.HIGHEST_RESOLUTION);
    require(
        shape.resolutions().equals(Resolutions.upTo(resolution)),
        "bundle.manifestCheck.badResolutions",
        resolution);
    range(
        shape.styleDimension(),
        BundleLimits.STYLE_DIMENSION,
        Texts.of("bundle.manifestCheck.styleDimension"));
    range(
        shape.mappingLayers(),
        BundleLimits.MAPPING_LAYERS,
        Texts.of("bundle.manifestCheck.mappingLayers"));
    range(shape.channelMax(), BundleLimits.CHANNELS, Texts.of("bundle.manifestCheck.channelCap"));
    double multiplier = shape.channelMultiplier();
    require(
        multiplier > 0 && multiplier <= HIGHEST_MULTIPLIER,
        "bundle.manifestCheck.badMultiplier",
        multiplier,
        HIGHEST_MULTIPLIER);
    ChannelTable table = shape.channelTable();
    require(
        shape.channels().equals(table.uniform(1.0, resolution).widths()),
        "bundle.manifestCheck.otherChannels",
        multiplier,
        shape.channelMax());
  }

  private void range(int value, int highest, String what) throws BundleException {
    require(
        value >= 1 && value <= highest, "bundle.manifestCheck.outOfRange", what, value, highest);
  }

  private void meanStyle() throws BundleException {
    int dimension = manifest.generator().styleDimension();
    require(
        manifest.meanStyle().size() == dimension,
        "bundle.manifestCheck.meanStyleLength",
        manifest.meanStyle().size(),
        dimension);
    for (float value : manifest.meanStyle()) {
      require(Float.isFinite(value), "bundle.manifestCheck.meanStyleNotFinite");
    }
  }

  private void stages() throws BundleException {
    List<Integer> resolutions = manifest.generator().resolutions();
    require(
        manifest.stages().size() == resolutions.size(),
        "bundle.manifestCheck.stageCount",
        manifest.stages().size(),
        resolutions.size());
    Set<String> noises = new HashSet<>();
    for (int i = 0; i < resolutions.size(); i++) {
      StageEntry stage = manifest.stages().get(i);
      int resolution = resolutions.get(i);
      require(
          stage.resolution() == resolution,
          "bundle.manifestCheck.stageOrder",
          stage.resolution(),
          resolution);
      require(
          stage.equals(StageEntry.of(resolution, stage.file(), stage.noiseInputs())),
          "bundle.manifestCheck.stageStyles",
          stage.firstStyle(),
          stage.lastStyle(),
          resolution);
      listed(stage.file());
      int convolutions = i == 0 ? 1 : 2;
      require(
          stage.noiseInputs().size() <= convolutions,
          "bundle.manifestCheck.tooManyNoises",
          resolution,
          convolutions);
      for (NoiseInput input : stage.noiseInputs()) {
        name(input.name(), Texts.of("bundle.manifestCheck.noiseInput"));
        require(
            noises.add(input.name()) && input.resolution() == resolution,
            "bundle.manifestCheck.noiseTwice",
            input.name());
      }
    }
    require(noises.isEmpty() || manifest.noise().isPresent(), "bundle.manifestCheck.noNoiseFile");
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
      uniqueNames(manifest.attributes().get().names(), Texts.of("bundle.manifestCheck.attribute"));
    }
    if (manifest.boundaries().isPresent()) {
      Manifest.Boundaries boundaries = manifest.boundaries().get();
      listed(boundaries.file());
      uniqueNames(
          boundaries.entries().stream().map(Manifest.BoundaryEntry::name).toList(),
          Texts.of("bundle.manifestCheck.boundary"));
      for (Manifest.BoundaryEntry entry : boundaries.entries()) {
        double deviation = entry.standardDeviation();
        require(
            deviation > 0 && Double.isFinite(deviation),
            "bundle.manifestCheck.badDeviation",
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
          "bundle.manifestCheck.noSuchPlace",
          entry.ratio(),
          entry.resolution());
      require(
          places.add(List.of(entry.ratio(), entry.resolution())),
          "bundle.manifestCheck.placeTwice",
          entry.ratio(),
          entry.resolution());
      double distance = entry.distance().orElse(0);
      require(
          entry.distance().isPresent() == measured
              && distance >= 0
              && distance <= Consistency.HIGHEST_DISTANCE,
          "bundle.manifestCheck.badDistance",
          Texts.of(measured ? "bundle.manifestCheck.measured" : "bundle.manifestCheck.stated"),
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
          "bundle.manifestCheck.sliderWithoutBoundary",
          Printable.of(slider.getKey()));
      for (SliderQuality.SideEffect effect : slider.getValue().sideEffects()) {
        require(
            attributes.contains(effect.attribute()),
            "bundle.manifestCheck.noAttribute",
            Printable.of(effect.attribute()));
      }
    }
  }

  private void subGenerators() throws BundleException {
    List<KeptSubGenerator> kept = manifest.subGenerators();
    require(
        kept.size() <= KeptSubGenerator.MOST,
        "bundle.manifestCheck.tooManyKept",
        kept.size(),
        KeptSubGenerator.MOST);
    ChannelTable table = manifest.generator().channelTable();
    Set<SubGenerator> seen = new HashSet<>();
    for (int i = 0; i < kept.size(); i++) {
      SubGenerator subGenerator = kept.get(i).candidate().subGenerator();
      try {
        table.require(subGenerator);
      } catch (IllegalArgumentException e) {
        require(false, "bundle.manifestCheck.foreignSubGenerator", i, e.getMessage());
      }
      require(seen.add(subGenerator), "bundle.manifestCheck.subGeneratorTwice", i);
    }
  }

  private void uniqueNames(List<String> names, String what) throws BundleException {
    require(
        !names.isEmpty() && names.size() <= BundleLimits.NAMES,
        "bundle.manifestCheck.nameCount",
        names.size(),
        what,
        BundleLimits.NAMES);
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      name(name, Texts.of("bundle.manifestCheck.nameOfOne", what));
      require(seen.add(name), "bundle.manifestCheck.nameTwice", what, name);
    }
  }

  private void listed(String file) throws BundleException {
    require(
        manifest.files().containsKey(file), "bundle.manifestCheck.notListed", Printable.of(file));
  }

  private void require(boolean condition, String key, Object... values) throws BundleException {
    if (!condition) {
      Object[] asInTheFile = Stream.of(values).map(String::valueOf).toArray();
      throw BundleException.ofFile(bundle, FileNames.MANIFEST, Texts.of(key, asInTheFile) + ".");
    }
  }
}

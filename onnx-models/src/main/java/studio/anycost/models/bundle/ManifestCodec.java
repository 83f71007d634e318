package studio.anycost.models.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.model.Validation;
import studio.anycost.models.bundle.ManifestDocument.BoundaryDeviation;
import studio.anycost.models.bundle.ManifestDocument.ConsistencyPlace;
import studio.anycost.models.bundle.ManifestDocument.ConsistencyTable;
import studio.anycost.models.bundle.ManifestDocument.FileHash;
import studio.anycost.models.bundle.ManifestDocument.SliderFigures;
import studio.anycost.models.bundle.ManifestDocument.Stage;
import studio.anycost.models.bundle.ManifestDocument.StageNoise;
import studio.anycost.models.bundle.ManifestDocument.SubGeneratorFigures;
import studio.anycost.models.io.Printable;
import studio.anycost.models.words.Texts;

/** Manifest to JSON and back. Says what is missing; {@link ManifestCheck} says what is absurd. */
final class ManifestCodec {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxStringLength(BundleLimits.TEXT_CHARACTERS)
                          .build())
                  // Names come from strangers; they must not stay in the JVM's table of strings.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A newer minor version may say more than this one knows.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private final String bundle;

  private ManifestCodec(String bundle) {
    this.bundle = bundle;
  }

  /** The bytes of a manifest; the same manifest gives the same bytes on every platform. */
  static byte[] encode(Manifest manifest) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return JSON.writer(printer).writeValueAsBytes(document(manifest));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a manifest whose values nobody has looked at yet.
   *
   * @param bundle what messages call the bundle
   */
  static Manifest decode(byte[] bytes, String bundle) throws BundleException {
    return new ManifestCodec(bundle).decode(bytes);
  }

  private Manifest decode(byte[] bytes) throws BundleException {
    try {
      // First, as a newer format need not fit the records at all.
      requireKnownFormat(bytes);
      ManifestDocument document = JSON.readValue(bytes, ManifestDocument.class);
      return manifest(require(document, "content"));
    } catch (BundleException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw BundleException.ofFile(
          bundle,
          FileNames.MANIFEST,
          e.getLocation() == null
              ? Texts.of("bundle.manifestCodec.damaged")
              : Texts.of("bundle.manifestCodec.damagedAtLine", e.getLocation().getLineNr()),
          e);
    } catch (IOException e) {
      throw BundleException.ofFile(
          bundle, FileNames.MANIFEST, Texts.of("bundle.manifestCodec.notText"), e);
    }
  }

  private void requireKnownFormat(byte[] bytes) throws IOException {
    BigInteger version = null;
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw BundleException.ofFile(
            bundle, FileNames.MANIFEST, Texts.of("bundle.manifestCodec.notAnObject"));
      }
      while (version == null && parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isVersion = parser.currentName().equals("formatVersion");
        if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && isVersion) {
          version = parser.getBigIntegerValue();
        } else {
          parser.skipChildren();
        }
      }
    }
    if (version == null || version.signum() <= 0) {
      throw BundleException.ofFile(
          bundle, FileNames.MANIFEST, Texts.of("bundle.manifestCodec.noVersion"));
    }
    if (version.compareTo(BigInteger.valueOf(Manifest.FORMAT_VERSION)) > 0) {
      throw BundleException.ofFile(
          bundle,
          FileNames.MANIFEST,
          Texts.of(
              "bundle.manifestCodec.newerVersion",
              version.bitLength() < Long.SIZE
                  ? version.toString()
                  : Texts.of("bundle.manifestCodec.aboveAll"),
              Manifest.FORMAT_VERSION));
    }
  }

  private Manifest manifest(ManifestDocument document) throws BundleException {
    return new Manifest(
        require(document.name(), "name"),
        require(document.licence(), "licence"),
        require(document.provenance(), "provenance"),
        shape(require(document.generator(), "generator")),
        elements(document.meanStyle(), "meanStyle"),
        stages(elements(document.stages(), "stages")),
        require(document.mapping(), "mapping"),
        Optional.ofNullable(document.encoder()),
        attributes(document.attributes()),
        boundaries(document.boundaries()),
        Optional.ofNullable(document.noise()),
        Optional.ofNullable(document.modelCard()),
        Optional.ofNullable(document.origin()),
        consistency(document.consistency()),
        sliders(document.sliders()),
        subGenerators(document.subGenerators()),
        files(require(document.files(), "files")));
  }

  private Manifest.GeneratorShape shape(ManifestDocument.Generator generator)
      throws BundleException {
    return new Manifest.GeneratorShape(
        require(generator.resolution(), "generator.resolution"),
        elements(generator.resolutions(), "generator.resolutions"),
        require(generator.channelMultiplier(), "generator.channelMultiplier"),
        require(generator.channelMax(), "generator.channelMax"),
        elements(generator.channels(), "generator.channels"),
        require(generator.styleDimension(), "generator.styleDimension"),
        require(generator.mappingLayers(), "generator.mappingLayers"));
  }

  private List<StageEntry> stages(List<Stage> stages) throws BundleException {
    StageEntry[] result = new StageEntry[stages.size()];
    for (int i = 0; i < result.length; i++) {
      Stage stage = stages.get(i);
      String at = "stages[" + i + "].";
      result[i] =
          new StageEntry(
              require(stage.resolution(), at + "resolution"),
              require(stage.file(), at + "file"),
              require(stage.firstStyle(), at + "firstStyle"),
              require(stage.lastStyle(), at + "lastStyle"),
              noise(elements(stage.noiseInputs(), at + "noiseInputs"), at));
    }
    return List.of(result);
  }

  private List<NoiseInput> noise(List<StageNoise> inputs, String at) throws BundleException {
    NoiseInput[] result = new NoiseInput[inputs.size()];
    for (int i = 0; i < result.length; i++) {
      StageNoise input = inputs.get(i);
      result[i] =
          new NoiseInput(
              require(input.name(), at + "noiseInputs.name"),
              require(input.resolution(), at + "noiseInputs.resolution"));
    }
    return List.of(result);
  }

  private Optional<Manifest.Attributes> attributes(ManifestDocument.Attributes attributes)
      throws BundleException {
    if (attributes == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Manifest.Attributes(
            require(attributes.file(), "attributes.file"),
            elements(attributes.names(), "attributes.names")));
  }

  private Optional<Manifest.Boundaries> boundaries(ManifestDocument.Boundaries boundaries)
      throws BundleException {
    if (boundaries == null) {
      return Optional.empty();
    }
    List<BoundaryDeviation> entries = elements(boundaries.entries(), "boundaries.entries");
    Manifest.BoundaryEntry[] result = new Manifest.BoundaryEntry[entries.size()];
    for (int i = 0; i < result.length; i++) {
      String at = "boundaries.entries[" + i + "].";
      result[i] =
          new Manifest.BoundaryEntry(
              require(entries.get(i).name(), at + "name"),
              require(entries.get(i).standardDeviation(), at + "standardDeviation"),
              validation(entries.get(i), at + "validation."));
    }
    return Optional.of(
        new Manifest.Boundaries(require(boundaries.file(), "boundaries.file"), List.of(result)));
  }

  private Optional<Validation> validation(BoundaryDeviation entry, String at)
      throws BundleException {
    ManifestDocument.ValidationFigures figures = entry.validation();
    if (figures == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Validation(
              require(figures.accuracy(), at + "accuracy"),
              require(figures.faces(), at + "faces")));
    } catch (IllegalArgumentException e) {
      throw BundleException.ofFile(
          bundle,
          FileNames.MANIFEST,
          Texts.of("bundle.manifestCodec.badBoundary", Printable.of(entry.name()), e.getMessage()));
    }
  }

  private Optional<Consistency> consistency(ConsistencyTable table) throws BundleException {
    if (table == null) {
      return Optional.empty();
    }
    List<ConsistencyPlace> places = elements(table.entries(), "consistency.entries");
    Consistency.Entry[] result = new Consistency.Entry[places.size()];
    for (int i = 0; i < result.length; i++) {
      ConsistencyPlace place = places.get(i);
      String at = "consistency.entries[" + i + "].";
      result[i] =
          new Consistency.Entry(
              require(place.ratio(), at + "ratio"),
              require(place.resolution(), at + "resolution"),
              place.distance() == null
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(place.distance()));
    }
    boolean measured = require(table.measured(), "consistency.measured");
    return Optional.of(
        new Consistency(
            measured ? Consistency.Origin.MEASURED : Consistency.Origin.STATED, List.of(result)));
  }

  private Map<String, SliderQuality> sliders(Map<String, SliderFigures> sliders)
      throws BundleException {
    Map<String, SliderQuality> result = new LinkedHashMap<>();
    if (sliders == null) {
      return result;
    }
    for (Map.Entry<String, SliderFigures> named : sliders.entrySet()) {
      SliderFigures figures =
          require(named.getValue(), Texts.of("bundle.manifestCodec.anEntryOfSliders"));
      int faces = require(figures.faces(), Texts.of("bundle.manifestCodec.facesOfSlider"));
      List<SliderQuality.SideEffect> changes = new ArrayList<>();
      try {
        for (Map.Entry<String, Double> change :
            require(figures.changes(), Texts.of("bundle.manifestCodec.changesOfSlider"))
                .entrySet()) {
          changes.add(
              new SliderQuality.SideEffect(
                  change.getKey(),
                  require(change.getValue(), Texts.of("bundle.manifestCodec.changeOfSlider"))));
        }
        OptionalDouble flips =
            figures.flips() == null ? OptionalDouble.empty() : OptionalDouble.of(figures.flips());
        result.put(named.getKey(), new SliderQuality(faces, flips, changes));
      } catch (IllegalArgumentException e) {
        throw BundleException.ofFile(
            bundle,
            FileNames.MANIFEST,
            Texts.of(
                "bundle.manifestCodec.badSlider", Printable.of(named.getKey()), e.getMessage()));
      }
    }
    return result;
  }

  private static Map<String, SliderFigures> sliderFigures(Manifest manifest) {
    Map<String, SliderFigures> result = new LinkedHashMap<>();
    manifest
        .sliders()
        .forEach(
            (name, quality) -> {
              Map<String, Double> changes = new LinkedHashMap<>();
              quality
                  .sideEffects()
                  .forEach(effect -> changes.put(effect.attribute(), effect.change()));
              Double flips =
                  quality.flips().isPresent() ? (Double) quality.flips().getAsDouble() : null;
              result.put(name, new SliderFigures(quality.faces(), flips, changes));
            });
    return result;
  }

  private List<KeptSubGenerator> subGenerators(List<SubGeneratorFigures> listed)
      throws BundleException {
    List<KeptSubGenerator> result = new ArrayList<>();
    if (listed == null) {
      return result;
    }
    for (SubGeneratorFigures figures : elements(listed, "subGenerators")) {
      String at = "subGenerators[" + result.size() + "].";
      int resolution = require(figures.resolution(), at + "resolution");
      List<Integer> channels = elements(figures.channels(), at + "channels");
      double distance = require(figures.distance(), at + "distance");
      Double difference = figures.difference();
      try {
        result.add(
            new KeptSubGenerator(
                new Candidate(
                    new SubGenerator(new ChannelConfiguration(channels), resolution), distance),
                difference == null ? OptionalDouble.empty() : OptionalDouble.of(difference)));
      } catch (IllegalArgumentException e) {
        throw BundleException.ofFile(
            bundle,
            FileNames.MANIFEST,
            Texts.of(
                "bundle.manifestCodec.badSubGenerator",
                at.substring(0, at.length() - 1),
                e.getMessage()));
      }
    }
    return result;
  }

  private static SubGeneratorFigures figures(KeptSubGenerator kept) {
    SubGenerator subGenerator = kept.candidate().subGenerator();
    return new SubGeneratorFigures(
        subGenerator.resolution(),
        subGenerator.channels().widths(),
        kept.candidate().distance(),
        kept.difference().isPresent() ? (Double) kept.difference().getAsDouble() : null);
  }

  private Map<String, Manifest.FileEntry> files(Map<String, FileHash> files)
      throws BundleException {
    Map<String, Manifest.FileEntry> result = new LinkedHashMap<>();
    for (Map.Entry<String, FileHash> named : files.entrySet()) {
      FileHash hash = require(named.getValue(), Texts.of("bundle.manifestCodec.anEntryOfFiles"));
      result.put(
          named.getKey(),
          new Manifest.FileEntry(
              require(hash.sha256(), Texts.of("bundle.manifestCodec.hashOfFile")),
              require(hash.bytes(), Texts.of("bundle.manifestCodec.bytesOfFile"))));
    }
    return result;
  }

  private <T> List<T> elements(List<T> list, String field) throws BundleException {
    for (T element : require(list, field)) {
      require(element, Texts.of("bundle.manifestCodec.element", field));
    }
    return list;
  }

  private <T> T require(T value, String field) throws BundleException {
    if (value == null) {
      throw BundleException.ofFile(
          bundle, FileNames.MANIFEST, Texts.of("bundle.manifestCodec.lacks", field));
    }
    return value;
  }

  private static ManifestDocument document(Manifest manifest) {
    Manifest.GeneratorShape shape = manifest.generator();
    return new ManifestDocument(
        Manifest.FORMAT_VERSION,
        manifest.name(),
        manifest.licence(),
        manifest.provenance(),
        new ManifestDocument.Generator(
            shape.resolution(),
            shape.resolutions(),
            shape.channelMultiplier(),
            shape.channelMax(),
            shape.channels(),
            shape.styleDimension(),
            shape.mappingLayers()),
        manifest.meanStyle(),
        manifest.stages().stream().map(ManifestCodec::stage).toList(),
        manifest.mapping(),
        manifest.encoder().orElse(null),
        manifest
            .attributes()
            .map(a -> new ManifestDocument.Attributes(a.file(), a.names()))
            .orElse(null),
        manifest.boundaries().map(ManifestCodec::boundaries).orElse(null),
        manifest.noise().orElse(null),
        manifest.modelCard().orElse(null),
        manifest.origin().orElse(null),
        manifest.consistency().map(ManifestCodec::consistency).orElse(null),
        manifest.sliders().isEmpty() ? null : sliderFigures(manifest),
        manifest.subGenerators().isEmpty()
            ? null
            : manifest.subGenerators().stream().map(ManifestCodec::figures).toList(),
        fileHashes(manifest));
  }

  private static Stage stage(StageEntry stage) {
    return new Stage(
        stage.resolution(),
        stage.file(),
        stage.firstStyle(),
        stage.lastStyle(),
        stage.noiseInputs().stream().map(n -> new StageNoise(n.name(), n.resolution())).toList());
  }

  private static ManifestDocument.Boundaries boundaries(Manifest.Boundaries boundaries) {
    return new ManifestDocument.Boundaries(
        boundaries.file(),
        boundaries.entries().stream()
            .map(
                b ->
                    new BoundaryDeviation(
                        b.name(),
                        b.standardDeviation(),
                        b.validation().map(ManifestCodec::figures).orElse(null)))
            .toList());
  }

  private static ManifestDocument.ValidationFigures figures(Validation validation) {
    return new ManifestDocument.ValidationFigures(validation.accuracy(), validation.faces());
  }

  private static ConsistencyTable consistency(Consistency table) {
    return new ConsistencyTable(
        table.origin() == Consistency.Origin.MEASURED,
        table.entries().stream().map(ManifestCodec::place).toList());
  }

  private static ConsistencyPlace place(Consistency.Entry entry) {
    return new ConsistencyPlace(
        entry.ratio(),
        entry.resolution(),
        entry.distance().isPresent() ? (Double) entry.distance().getAsDouble() : null);
  }

  private static Map<String, FileHash> fileHashes(Manifest manifest) {
    Map<String, FileHash> result = new LinkedHashMap<>();
    manifest
        .files()
        .forEach((name, file) -> result.put(name, new FileHash(file.sha256(), file.bytes())));
    return result;
  }
}

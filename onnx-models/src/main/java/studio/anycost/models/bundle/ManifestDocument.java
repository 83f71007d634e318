package studio.anycost.models.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/**
 * The manifest exactly as JSON has it, where anything may be missing. Kept apart from {@link
 * Manifest}, so that nothing else ever meets a null.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"formatVersion", "name", "licence", "provenance"})
record ManifestDocument(
    Integer formatVersion,
    String name,
    String licence,
    String provenance,
    Generator generator,
    List<Float> meanStyle,
    List<Stage> stages,
    String mapping,
    String encoder,
    Attributes attributes,
    Boundaries boundaries,
    String noise,
    String modelCard,
    String origin,
    ConsistencyTable consistency,
    Map<String, SliderFigures> sliders,
    List<SubGeneratorFigures> subGenerators,
    Map<String, FileHash> files) {
  /** The name of the table of consistency. */
  static final String CONSISTENCY = "consistency";

  /** The name of what was measured of sliders. */
  static final String SLIDERS = "sliders";

  /** The name of the list of sub-generators that were kept. */
  static final String SUB_GENERATORS = "subGenerators";

  record Generator(
      Integer resolution,
      List<Integer> resolutions,
      Double channelMultiplier,
      Integer channelMax,
      List<Integer> channels,
      Integer styleDimension,
      Integer mappingLayers) {}

  record Stage(
      Integer resolution,
      String file,
      Integer firstStyle,
      Integer lastStyle,
      List<StageNoise> noiseInputs) {}

  record StageNoise(String name, Integer resolution) {}

  record Attributes(String file, List<String> names) {}

  record Boundaries(String file, List<BoundaryDeviation> entries) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BoundaryDeviation(String name, Double standardDeviation, ValidationFigures validation) {}

  record ValidationFigures(Double accuracy, Integer faces) {}

  record ConsistencyTable(Boolean measured, List<ConsistencyPlace> entries) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ConsistencyPlace(Double ratio, Integer resolution, Double distance) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SliderFigures(Integer faces, Double flips, Map<String, Double> changes) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SubGeneratorFigures(
      Integer resolution, List<Integer> channels, Double distance, Double difference) {}

  record FileHash(String sha256, Long bytes) {}
}

package studio.anycost.plugins.extraction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Resolutions;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.FileParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.parameter.SelectionParameter;

/**
 * What a run is told.
 *
 * @param samples how many faces are looked at
 * @param psi truncation of the samples
 * @param ratio of the channels that render
 * @param resolution that is rendered, in pixels
 * @param top share of the samples at either end
 * @param seed of the samples and of the split
 * @param attributes which ones; empty for all
 * @param given attributes that the others are to leave alone
 * @param classifier a graph of the person's own instead of the bundle's predictor
 * @param names of what it tells, one a line
 */
record Settings(
    int samples,
    double psi,
    double ratio,
    int resolution,
    Space space,
    double top,
    long seed,
    List<String> attributes,
    List<String> given,
    Optional<Path> classifier,
    Optional<Path> names) {
  /** Nobody has the time for more, and a file of scores has a bound. */
  static final int MOST_SAMPLES = 1_000_000;

  private static final String ADVANCED = "Advanced";
  private static final int USUAL_RESOLUTION = 64;

  static ParameterSchema schema(GeneratorDescription generator) {
    List<ChoiceParameter.Option> attributes =
        generator.attributes().stream()
            .filter(name -> !name.contains(",") && name.equals(name.strip()) && !name.isBlank())
            .distinct()
            .map(name -> new ChoiceParameter.Option(name, name.replace('_', ' ')))
            .toList();
    List<Parameter<?>> parameters = new ArrayList<>();
    parameters.add(
        NumberParameter.whole(
            ParameterInfo.of(
                "samples",
                "Samples",
                "How many faces are drawn and looked at; more than were looked at before goes on"
                    + " from there."),
            500,
            MOST_SAMPLES,
            20_000));
    parameters.add(
        SelectionParameter.of(
                ParameterInfo.of(
                    "attributes", "Only these", "Which attributes; none selected means all."),
                attributes)
            .withEmptyText("All"));
    parameters.add(
        SelectionParameter.of(
            ParameterInfo.of(
                "given",
                "Leave alone",
                "The directions found do not change these: their own directions are taken out."),
            attributes));
    parameters.add(
        NumberParameter.of(
            new ParameterInfo(
                "psi", "Truncation", "1 draws all kinds of faces, less draws ordinary ones.", ""),
            0.1,
            1,
            0.7));
    parameters.add(
        new ChoiceParameter(
            new ParameterInfo("ratio", "Channels", "Share of the channels that render.", ADVANCED),
            ChannelTable.RATIOS.stream().map(Settings::ratioOption).toList(),
            ratioKey(0.5)));
    parameters.add(resolution(generator));
    parameters.add(
        new ChoiceParameter(
            new ParameterInfo(
                "space",
                "Space",
                "w: one direction for all styles. w+: one for each style. z: through the mapping.",
                ADVANCED),
            List.of(
                new ChoiceParameter.Option("w", "w"),
                new ChoiceParameter.Option("w+", "w+"),
                new ChoiceParameter.Option("z", "z")),
            "w"));
    parameters.add(
        NumberParameter.of(
            new ParameterInfo(
                "top", "Ends", "Share of the samples with most, and with least.", ADVANCED),
            0.002,
            0.3,
            0.02));
    parameters.add(
        new SeedParameter(
            new ParameterInfo("seed", "Seed", "Which faces are drawn.", ADVANCED), 0));
    parameters.add(
        new FileParameter(
            new ParameterInfo(
                "predictor",
                "Own classifier",
                "An ONNX graph that tells attributes of pictures in -1..1, instead of the model's"
                    + " predictor.",
                ADVANCED),
            List.of("onnx")));
    parameters.add(
        new FileParameter(
            new ParameterInfo(
                "names", "Its names", "Text, one attribute a line, in its order.", ADVANCED),
            List.of("txt")));
    return new ParameterSchema(parameters);
  }

  private static ChoiceParameter resolution(GeneratorDescription generator) {
    List<Integer> all =
        Resolutions.upTo(generator.channels().resolution()).stream().filter(r -> r >= 8).toList();
    int usual = Math.min(USUAL_RESOLUTION, all.get(all.size() - 1));
    return new ChoiceParameter(
        new ParameterInfo("resolution", "Resolution", "Pixels that are rendered.", ADVANCED),
        all.stream().map(r -> new ChoiceParameter.Option(String.valueOf(r), r + " px")).toList(),
        String.valueOf(usual));
  }

  private static ChoiceParameter.Option ratioOption(double ratio) {
    return new ChoiceParameter.Option(ratioKey(ratio), ratioKey(ratio));
  }

  private static String ratioKey(double ratio) {
    return ratio == Math.rint(ratio) ? String.valueOf((int) ratio) : String.valueOf(ratio);
  }

  /** Which faces are looked at. */
  Draw draw() {
    return new Draw(seed, psi, space);
  }

  static Settings of(ParameterValues values) {
    return new Settings(
        (int) values.number("samples"),
        values.number("psi"),
        Double.parseDouble(values.choice("ratio")),
        Integer.parseInt(values.choice("resolution")),
        Space.of(values.choice("space")),
        values.number("top"),
        values.seed("seed"),
        values.selection("attributes"),
        values.selection("given"),
        values.file("predictor"),
        values.file("names"));
  }
}

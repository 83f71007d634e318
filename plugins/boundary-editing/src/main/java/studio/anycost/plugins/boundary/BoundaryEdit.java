package studio.anycost.plugins.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ChoiceParameter.Option;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.NumberParameter.Readout;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.Rating;
import studio.anycost.api.parameter.SelectionParameter;

/**
 * Moves the early styles along the attribute boundaries of the generator: {@code w_i += value * 3 *
 * standardDeviation * normal} for i below the number of styles touched (Shen et al., InterFaceGAN;
 * Lin et al., CVPR 2021, touch 12 of 18). A boundary with a row for every style moves style i along
 * row i, and all of them: its rows say which styles it is for.
 *
 * <p>The unit of a slider is three standard deviations of w along its boundary, so that all sliders
 * of all models feel alike. The moves add up, so their order does not matter. Boundaries that are
 * kept are taken out of the moves along others; see {@link Locks}.
 */
@Extension
public final class BoundaryEdit implements Edit {
  /** Key of the parameter for the number of styles touched. */
  static final String STYLES = "styles";

  /** Key of the parameter for what others leave alone. */
  static final String KEEP = "keep";

  /**
   * How far a slider goes for whoever asks for more than is usual. Looked at with the model that
   * comes along: at 1.5 faces are faces still; at 2 glasses are thick and smiles wide, and what
   * moves much else (Male) begins to blur; at 3 most are a blur that tells nothing any more.
   */
  static final double FARTHEST = 2;

  /** Heading of what the model does not bring along. */
  static final String FOUND = "Found on this computer";

  private static final ContributionInfo INFO =
      new ContributionInfo(
          "boundary-editing",
          "Attributes",
          "Moves the portrait along the attribute boundaries of the model.",
          100);

  @Override
  public ContributionInfo info() {
    return INFO;
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    List<Boundary> boundaries = generator.boundaries();
    List<String> names = boundaries.stream().map(Boundary::name).toList();
    List<String> keys = BoundaryNames.keys(names);
    List<String> labels = BoundaryNames.labels(names);
    List<Parameter<?>> parameters = new ArrayList<>();
    if (keys.size() > 1) {
      parameters.add(kept(keys, labels, boundaries));
    }
    boolean grouped = keys.size() >= BoundaryGroups.LEAST;
    for (int i = 0; i < keys.size(); i++) {
      String group = grouped ? BoundaryGroups.of(keys.get(i)) : "";
      parameters.add(slider(keys.get(i), labels.get(i), group, boundaries.get(i)));
    }
    if (!parameters.isEmpty()) {
      parameters.add(stylesTouched(generator.styleCount()));
    }
    return new ParameterSchema(parameters);
  }

  private static SelectionParameter kept(
      List<String> keys, List<String> labels, List<Boundary> boundaries) {
    List<Option> options = new ArrayList<>();
    boolean anyWeak = false;
    for (int i = 0; i < keys.size(); i++) {
      boolean weak = SliderWords.rating(boundaries.get(i)).filter(Rating::isWeak).isPresent();
      anyWeak |= weak;
      options.add(
          new Option(
              keys.get(i), weak ? Texts.of("boundaryEdit.weak", labels.get(i)) : labels.get(i)));
    }
    return SelectionParameter.of(
        ParameterInfo.of(
            KEEP,
            "Leave unchanged",
            Texts.of(anyWeak ? "boundaryEdit.keepWithWeak" : "boundaryEdit.keep")),
        options);
  }

  private static NumberParameter slider(String key, String label, String group, Boundary boundary) {
    String help = Texts.of("boundaryEdit.lessOrMore") + SliderWords.known(boundary);
    ParameterInfo plain = new ParameterInfo(key, label, help, group);
    ParameterInfo info = boundary.finder().isPresent() ? plain.in(FOUND) : plain;
    Readout raw = new Readout(Boundary.RANGE_DEVIATIONS * boundary.standardDeviation(), "w");
    return new NumberParameter(
            SliderWords.rating(boundary).map(info::rated).orElse(info),
            -FARTHEST,
            FARTHEST,
            0,
            0.01,
            "",
            Optional.of(raw))
        .withUsual(-1, 1);
  }

  private static NumberParameter stylesTouched(int styles) {
    ParameterInfo info =
        new ParameterInfo(STYLES, "Styles touched", Texts.of("boundaryEdit.styles"), "Advanced");
    return NumberParameter.whole(info, 1, styles, Boundary.usualStyles(styles));
  }

  @Override
  public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
    List<Boundary> boundaries = generator.description().boundaries();
    List<String> keys = BoundaryNames.keys(boundaries.stream().map(Boundary::name).toList());
    Locks locks = locks(keys, boundaries, values);
    StyleCode result = input;
    for (int i = 0; i < keys.size(); i++) {
      double value = values.number(keys.get(i));
      if (value != 0) {
        Boundary boundary = boundaries.get(i);
        double step = value * Boundary.RANGE_DEVIATIONS * boundary.standardDeviation();
        result = locks.move(result, boundary, step, (int) values.number(STYLES));
      }
    }
    return result;
  }

  private static Locks locks(List<String> keys, List<Boundary> boundaries, ParameterValues values) {
    List<Boundary> kept = new ArrayList<>();
    if (values.schema().find(KEEP).isPresent()) {
      values.selection(KEEP).forEach(key -> kept.add(boundaries.get(keys.indexOf(key))));
    }
    return new Locks(kept);
  }
}

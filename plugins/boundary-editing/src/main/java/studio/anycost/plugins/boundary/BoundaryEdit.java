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
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.NumberParameter.Readout;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;

/**
 * Moves the early styles along the attribute boundaries of the generator: {@code w_i += value * 3 *
 * standardDeviation * normal} for i below the number of styles touched (Shen et al., InterFaceGAN;
 * Lin et al., CVPR 2021, touch 12 of 18). A boundary with a row for every style moves style i along
 * row i, and all of them: its rows say which styles it is for.
 *
 * <p>The unit of a slider is three standard deviations of w along its boundary, so that all sliders
 * of all models feel alike. The moves add up, so their order does not matter.
 */
@Extension
public final class BoundaryEdit implements Edit {
  /** Standard deviations of w at the end of a slider. */
  static final double DEVIATIONS = 3;

  /** Key of the parameter for the number of styles touched. */
  static final String STYLES = "styles";

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
    List<String> keys = BoundaryNames.keys(boundaries.stream().map(Boundary::name).toList());
    List<Parameter<?>> parameters = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      parameters.add(slider(keys.get(i), boundaries.get(i)));
    }
    if (!parameters.isEmpty()) {
      parameters.add(stylesTouched(generator.styleCount()));
    }
    return new ParameterSchema(parameters);
  }

  private static NumberParameter slider(String key, Boundary boundary) {
    String label = BoundaryNames.label(key);
    ParameterInfo info =
        ParameterInfo.of(
            key,
            label,
            "Less or more of '" + label + "': -1 to 1 is minus to plus three standard deviations.");
    Readout raw = new Readout(DEVIATIONS * boundary.standardDeviation(), "w");
    return new NumberParameter(info, -1, 1, 0, 0.01, "", Optional.of(raw));
  }

  private static NumberParameter stylesTouched(int styles) {
    ParameterInfo info =
        new ParameterInfo(
            STYLES,
            "Styles touched",
            "How many styles move, from the coarsest on; fewer keep colours and texture. Boundaries"
                + " that have a direction for each style say themselves which ones move.",
            "Advanced");
    return NumberParameter.whole(info, 1, styles, (int) Math.round(styles * 12 / 18.0));
  }

  @Override
  public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
    List<Boundary> boundaries = generator.description().boundaries();
    List<String> keys = BoundaryNames.keys(boundaries.stream().map(Boundary::name).toList());
    StyleCode result = input;
    for (int i = 0; i < keys.size(); i++) {
      double value = values.number(keys.get(i));
      if (value != 0) {
        Boundary boundary = boundaries.get(i);
        double step = value * DEVIATIONS * boundary.standardDeviation();
        result = boundary.move(result, step, (int) values.number(STYLES));
      }
    }
    return result;
  }
}

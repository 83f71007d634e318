package studio.anycost.app.fx.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;

/** Sliders that each move one dimension of the style. */
public final class SyntheticEdit implements Edit {
  /** Keys in the order of the dimensions. */
  public static final List<String> KEYS =
      List.of(
          "Smiling",
          "Young",
          "Male",
          "Eyeglasses",
          "Sunglasses",
          "Black_Hair",
          "Blond_Hair",
          "Brown_Hair",
          "Gray_Hair",
          "Mustache",
          "Goatee",
          "Pale_Skin");

  @Override
  public ContributionInfo info() {
    return new ContributionInfo("synthetic", "Attributes", "Moves the face along attributes.", 100);
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    List<Parameter<?>> parameters = new ArrayList<>();
    for (String key : KEYS) {
      parameters.add(
          new NumberParameter(
              ParameterInfo.of(key, key.replace('_', ' '), "How much " + key),
              -1,
              1,
              0,
              0,
              "",
              Optional.of(new NumberParameter.Readout(7.3, "w"))));
    }
    parameters.add(
        NumberParameter.whole(
            new ParameterInfo("styles", "Styles touched", "From the first", "Advanced"), 1, 12, 8));
    return new ParameterSchema(parameters);
  }

  @Override
  public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
    StyleCode result = input;
    for (int i = 0; i < KEYS.size(); i++) {
      float[] direction = new float[input.dimension()];
      direction[i % input.dimension()] = 1;
      result = result.plus(direction, 2 * values.number(KEYS.get(i)), input.count());
    }
    return result;
  }
}

package studio.anycost.app.animation;

import java.util.List;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.Colour;
import studio.anycost.api.parameter.ColourParameter;
import studio.anycost.api.parameter.FlagParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.Point;
import studio.anycost.api.parameter.PointParameter;
import studio.anycost.app.engine.Offered;

/** An edit with parameters of many kinds, which adds its number to every value of a code. */
final class KindsEdit implements Edit {
  static final String ID = "kinds";

  private final ParameterSchema schema =
      new ParameterSchema(
          List.of(
              NumberParameter.of(info("amount"), -100, 100, 0),
              NumberParameter.whole(info("layers"), 0, 8, 4),
              new FlagParameter(info("on"), false),
              new PointParameter(info("where"), new Point(0.5, 0.5)),
              new ColourParameter(info("tint"), new Colour(0, 0, 0))));

  private static ParameterInfo info(String key) {
    return ParameterInfo.of(key, key, "");
  }

  Offered<Edit> offered() {
    return new Offered<>(this, info(), schema);
  }

  @Override
  public ContributionInfo info() {
    return new ContributionInfo(ID, ID, "", 1);
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    return schema;
  }

  @Override
  public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
    float[] data = input.toArray();
    for (int i = 0; i < data.length; i++) {
      data[i] += (float) values.number("amount");
    }
    return StyleCode.of(input.count(), input.dimension(), data);
  }
}

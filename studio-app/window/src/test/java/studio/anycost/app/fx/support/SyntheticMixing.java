package studio.anycost.app.fx.support;

import java.util.List;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.SeedParameter;

/** Mixes another face in, which is that of a seed. */
public final class SyntheticMixing implements Edit {
  /** Of the other face, if nobody chose another. */
  public static final long OTHER = 3;

  @Override
  public ContributionInfo info() {
    return new ContributionInfo("mixing", "Mixing", "Mixes the face with another.", 150);
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    return new ParameterSchema(
        List.of(
            new SeedParameter(ParameterInfo.of("other", "Other one", "Who is mixed in"), OTHER)
                .ofFace("psi"),
            NumberParameter.of(ParameterInfo.of("amount", "Amount", ""), 0, 1, 0),
            NumberParameter.of(ParameterInfo.of("psi", "Psi", ""), 0, 1, 0.75),
            new SeedParameter(ParameterInfo.of("grain", "Grain", "Of no face"), 0)));
  }

  @Override
  public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
    StyleCode other =
        generator
            .styleOfSeed(values.seed("other"))
            .truncated(generator.description().meanStyleArray(), values.number("psi"));
    return input.interpolated(other, values.number("amount"));
  }
}

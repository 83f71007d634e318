package org.example.crossover;

import java.util.List;
import org.pf4j.Extension;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.FlagParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.parameter.ParameterValues;

/**
 * One crossover between two faces, where the studio's own style mixing has three amounts.
 *
 * <p>A style code holds one style for every layer input of the generator: the early ones decide
 * pose and shape, the late ones colours and texture. This edit draws a second face from a seed and
 * takes the styles on one side of a crossover from it.
 *
 * <p>{@code @Extension} is how the studio finds the class. It needs a public constructor without
 * arguments; here the compiler writes it.
 */
@Extension
public final class Crossover implements Edit {
  // Keys stand in recipes and on the command line: never rename one that people may have saved.
  private static final String SEED = "seed";
  private static final String FROM_STYLE = "from-style";
  private static final String AMOUNT = "amount";
  private static final String EARLY = "early";

  @Override
  public ContributionInfo info() {
    // The id must be unique among all plugins. Edits run by ascending order: this one before the
    // attribute sliders (100), which then act on the mixed face.
    return new ContributionInfo(
        "crossover", "Crossover", "Takes one side of the styles from a second face.", 50);
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    // Called for every bundle that is opened, so ranges can follow the generator: nothing here
    // assumes 18 styles.
    int styles = generator.styleCount();
    return new ParameterSchema(
        List.of(
            // With all parameters at their defaults an edit changes nothing: amount is 0.
            NumberParameter.of(
                ParameterInfo.of(AMOUNT, "Amount", "How much of the second face is taken."),
                0,
                1,
                0),
            // No slider: of two seeds none is more than the other. As it is said to be that of a
            // face, the window shows the face and offers others to choose from.
            new SeedParameter(
                    ParameterInfo.of(SEED, "Second seed", "Which random face is mixed in."), 1)
                .ofFace(),
            NumberParameter.whole(
                ParameterInfo.of(
                    FROM_STYLE,
                    "From style",
                    "The first style of the late side; styles before it are the early side."),
                1,
                styles - 1,
                styles / 2),
            new FlagParameter(
                ParameterInfo.of(
                    EARLY,
                    "Take the early side",
                    "Off: colours and texture of the second face. On: its pose and shape."),
                false)));
  }

  @Override
  public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
    // Called at every move of a slider, from several threads at once: quick, and no fields that
    // change. The values have passed the checks of the schema above.
    double amount = values.number(AMOUNT);
    if (amount == 0) {
      return input;
    }
    StyleCode second = generator.styleOfSeed(values.seed(SEED));
    int crossover = (int) values.number(FROM_STYLE);
    StyleCode mixed =
        values.flag(EARLY)
            ? second.mixedWith(input, crossover)
            : input.mixedWith(second, crossover);
    // Style codes are immutable: every operation gives a new one.
    return input.interpolated(mixed, amount);
  }
}

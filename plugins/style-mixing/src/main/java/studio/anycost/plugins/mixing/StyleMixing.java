package studio.anycost.plugins.mixing;

import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;
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

/**
 * Mixes the portrait with a second face, separately in its coarse, middle and fine styles:
 *
 * <pre>w'_i = (1 - a_r) w_i + a_r v_i</pre>
 *
 * for every style i, where r is the {@link LayerRange} that i lies in, a_r the amount of that range
 * and v the styles of the second face, drawn from its seed and truncated: {@code v = mean + psi
 * (M(z) - mean)}. With amounts of 0 and 1 alone this is style mixing as generators are trained with
 * it (Karras, Laine, Aila: A Style-Based Generator Architecture for Generative Adversarial
 * Networks, CVPR 2019, section 3.1); between them, the two styles are interpolated. An amount of 0
 * leaves the styles of its range as they are, bit by bit, and 1 makes them those of the second
 * face.
 *
 * <p>It runs before the sliders of attributes, which then act on the mixed face.
 */
@Extension
public final class StyleMixing implements Edit {
  static final String SEED = "seed";
  static final String PSI = "psi";

  /** Keys of the amounts, from the coarsest range on. */
  static final List<String> AMOUNTS = List.of("coarse", "middle", "fine");

  private static final List<String> LABELS =
      List.of("Pose and shape", "Features", "Colours and detail");

  /** What they decide in most models. */
  private static final List<String> WHAT =
      List.of("styleMixing.what.coarse", "styleMixing.what.middle", "styleMixing.what.fine");

  private static final long OTHER = 1;

  /** As drawn faces of the studio have. */
  private static final double USUAL_PSI = 0.8;

  private static final double LARGEST_PSI = 1.5;

  private static final ContributionInfo INFO =
      new ContributionInfo(
          "style-mixing",
          "Style mixing",
          "Mixes the portrait with another face: its pose, its features, its colours.",
          50);

  @Override
  public ContributionInfo info() {
    return INFO;
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    int styles = generator.styleCount();
    List<LayerRange> ranges = LayerRange.of(styles);
    return new ParameterSchema(
        List.of(
            new SeedParameter(
                    ParameterInfo.of(
                        SEED, "Other face", "The seed of the face that is mixed in, as under Face"),
                    OTHER)
                .ofFace(PSI),
            amount(0, ranges, styles),
            amount(1, ranges, styles),
            amount(2, ranges, styles),
            NumberParameter.of(
                new ParameterInfo(
                    PSI,
                    "Its truncation",
                    "1 is the other face as drawn, 0 the model's mean face",
                    "Advanced"),
                0,
                LARGEST_PSI,
                USUAL_PSI)));
  }

  private static NumberParameter amount(int range, List<LayerRange> ranges, int styles) {
    ParameterInfo info =
        ParameterInfo.of(
            AMOUNTS.get(range),
            LABELS.get(range),
            Texts.of(WHAT.get(range)) + " " + ranges.get(range).words(styles));
    return new NumberParameter(info, 0, 1, 0, 0.01, "", Optional.empty());
  }

  @Override
  public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
    if (AMOUNTS.stream().allMatch(key -> values.number(key) == 0)) {
      return input;
    }
    StyleCode other =
        generator
            .styleOfSeed(values.seed(SEED))
            .truncated(generator.description().meanStyleArray(), values.number(PSI));
    float[] mixed = input.toArray();
    float[] taken = other.toArray();
    List<LayerRange> ranges = LayerRange.of(input.count());
    for (int range = 0; range < ranges.size(); range++) {
      mix(
          mixed,
          taken,
          ranges.get(range).first() * input.dimension(),
          ranges.get(range).end() * input.dimension(),
          values.number(AMOUNTS.get(range)));
    }
    return StyleCode.of(input.count(), input.dimension(), mixed);
  }

  /** At 0 and 1 by no arithmetic: even zeros keep their signs. */
  private static void mix(float[] into, float[] other, int from, int to, double amount) {
    if (amount == 0) {
      return;
    }
    if (amount == 1) {
      System.arraycopy(other, from, into, from, to - from);
      return;
    }
    for (int i = from; i < to; i++) {
      into[i] = (float) ((1 - amount) * into[i] + amount * other[i]);
    }
  }
}

package studio.anycost.plugins.latent;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.ChoiceParameter.Option;
import studio.anycost.api.parameter.FlagParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.SeedParameter;

/**
 * What a person sets the optimization up with.
 *
 * @param faithful 0..1; 1 minds the photo alone
 * @param shared how many styles are one: 1 for w+
 * @param perceptual weight of the perceptual distance
 * @param pixels weight of the mean squared difference of the pixels
 * @param identity weight of the distance of the faces
 */
record Knobs(
    Start start,
    int iterations,
    Method method,
    boolean consistency,
    double faithful,
    int shared,
    double perceptual,
    double pixels,
    double identity,
    long seed) {
  /** Where to begin. */
  enum Start {
    PORTRAIT("portrait", "The portrait as it is now (goes on)"),
    ENCODER("encoder", "The photo's first portrait, by the encoder"),
    MEAN("mean", "The mean face");

    private final Option option;

    Start(String key, String label) {
      this.option = new Option(key, label);
    }
  }

  /** How to go down. */
  enum Method {
    LBFGS("lbfgs", "L-BFGS"),
    ADAM("adam", "Adam");

    private final Option option;

    Method(String key, String label) {
      this.option = new Option(key, label);
    }
  }

  private static final String W_PLUS = "w+";
  private static final String W = "w";
  private static final String SHARED = "shared";
  private static final String ADVANCED = "Advanced";

  /** The declaration for a generator. */
  static ParameterSchema schema(GeneratorDescription generator) {
    int styles = generator.styleCount();
    List<Parameter<?>> all = new ArrayList<>();
    all.add(
        new ChoiceParameter(
            ParameterInfo.of(
                "start",
                "Begin with",
                "Where to begin. The portrait as it is now goes on from an earlier run; the others"
                    + " begin anew."),
            List.of(Start.PORTRAIT.option, Start.ENCODER.option, Start.MEAN.option),
            Start.PORTRAIT.option.key()));
    all.add(
        NumberParameter.whole(
            ParameterInfo.of(
                "iterations",
                "Steps at most",
                "30 are enough for the encoder's portrait, 100 for the mean face. Stop sooner when you"
                    + " like it; run it again to go on."),
            1,
            1000,
            30));
    all.add(
        NumberParameter.of(
            ParameterInfo.of(
                "faithful",
                "Closeness to the photo",
                "1 minds nothing but the photo; less stays where faces are easier to edit."),
            0,
            1,
            0.8));
    all.add(
        new FlagParameter(
            ParameterInfo.of(
                "consistency",
                "Same face at every cost",
                "Draw another sub-generator at every step, so that quick previews show the same"
                    + " face as the full picture."),
            true));
    all.add(
        new ChoiceParameter(
            new ParameterInfo(
                "optimizer", "Method", "L-BFGS takes fewer and longer steps than Adam.", ADVANCED),
            List.of(Method.LBFGS.option, Method.ADAM.option),
            Method.LBFGS.option.key()));
    all.add(
        new ChoiceParameter(
            new ParameterInfo(
                "space",
                "Space",
                "w+ has a style for every layer, w the same for all, shared the same for the first"
                    + " ones.",
                ADVANCED),
            List.of(
                new Option(W_PLUS, "w+: a style for every layer"),
                new Option(W, "w: one for all"),
                new Option(SHARED, "Shared: one for the first")),
            W_PLUS));
    all.add(
        NumberParameter.whole(
            new ParameterInfo(
                SHARED,
                "Shared styles",
                "How many of the first styles are the same in the space 'shared'.",
                ADVANCED),
            1,
            styles,
            Math.max(1, styles / 3)));
    all.add(
        NumberParameter.of(
            new ParameterInfo(
                "perceptual", "Perceptual", "Weight of the perceptual distance.", ADVANCED),
            0,
            10,
            1));
    all.add(
        NumberParameter.of(
            new ParameterInfo(
                "pixels", "Pixels", "Weight of the mean squared difference.", ADVANCED),
            0,
            10,
            1));
    all.add(
        NumberParameter.of(
            new ParameterInfo(
                "identity",
                "Keep the person",
                "Weight of the distance that tells people apart; takes a face to look at.",
                ADVANCED),
            0,
            10,
            0));
    all.add(
        new SeedParameter(
            new ParameterInfo(
                "seed", "Seed", "Draws the sub-generators; the same draws the same.", ADVANCED),
            0));
    return new ParameterSchema(all);
  }

  /** What was chosen of {@link #schema}. */
  static Knobs of(ParameterValues values, GeneratorDescription generator) {
    int shared =
        switch (values.choice("space")) {
          case W -> generator.styleCount();
          case SHARED -> (int) values.number(SHARED);
          default -> 1;
        };
    return new Knobs(
        chosen(Start.values(), values.choice("start")),
        (int) values.number("iterations"),
        values.choice("optimizer").equals(Method.ADAM.option.key()) ? Method.ADAM : Method.LBFGS,
        values.flag("consistency"),
        values.number("faithful"),
        shared,
        values.number("perceptual"),
        values.number("pixels"),
        values.number("identity"),
        values.seed("seed"));
  }

  private static Start chosen(Start[] all, String key) {
    for (Start start : all) {
      if (start.option.key().equals(key)) {
        return start;
      }
    }
    throw new IllegalArgumentException("There is no start '" + key + "'.");
  }
}

package studio.anycost.plugins.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.FileParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.SeedParameter;

/**
 * What a person sets a search up with. The defaults of the evolution are those of Once-for-All (Cai
 * et al., ICLR 2020, and its published code), but for fewer generations.
 *
 * @param budgetMilliseconds empty for none
 * @param budgetGigaMacs empty for none
 * @param literatureMacs whether operations are counted as papers do, or as they are performed
 * @param perceptual whether pictures are compared as people see them, or by their values
 * @param generations after the first
 * @param population how many there are in a generation
 * @param parentShare of a population, the best
 * @param mutationShare of the children, that have one parent; the others have two
 * @param mutationRate how often a width is drawn anew
 * @param faces how many are compared
 * @param notes where distances are kept from run to run
 */
record Settings(
    Optional<Double> budgetMilliseconds,
    Optional<Double> budgetGigaMacs,
    boolean literatureMacs,
    boolean perceptual,
    int generations,
    int population,
    double parentShare,
    double mutationShare,
    double mutationRate,
    int faces,
    long seed,
    Optional<Path> notes) {
  private static final String BUDGET_MS = "budget-ms";
  private static final String BUDGET_GMACS = "budget-gmacs";
  private static final String MACS = "macs";
  private static final String LITERATURE = "literature";
  private static final String PERFORMED = "performed";
  private static final String DISTANCE = "distance";
  private static final String PERCEPTUAL = "perceptual";
  private static final String MSE = "mse";
  private static final String GENERATIONS = "generations";
  private static final String POPULATION = "population";
  private static final String PARENTS = "parents";
  private static final String MUTATED = "mutated";
  private static final String MUTATION = "mutation";
  private static final String FACES = "faces";
  private static final String SEED = "seed";
  private static final String NOTES = "notes";
  private static final String EVOLUTION = "Advanced";

  static final ParameterSchema SCHEMA =
      new ParameterSchema(
          List.of(
              number(
                  BUDGET_MS,
                  "Time",
                  "A render may take as long on this machine; 0 for any time. Without any budget"
                      + " sub-generators of all prices are looked for.",
                  2000,
                  "ms"),
              number(
                  BUDGET_GMACS,
                  "Work",
                  "A render may do as many thousand million multiplications; 0 for any number.",
                  500,
                  "GMACs"),
              new ChoiceParameter(
                  ParameterInfo.of(
                      MACS,
                      "Work is counted",
                      "As papers do, upsampling at its output, or as it is performed here."),
                  List.of(
                      new ChoiceParameter.Option(LITERATURE, "as in papers"),
                      new ChoiceParameter.Option(PERFORMED, "as performed")),
                  LITERATURE),
              NumberParameter.whole(
                  ParameterInfo.of(GENERATIONS, "Generations", "How often parents have children."),
                  1,
                  1000,
                  20),
              new ChoiceParameter(
                  ParameterInfo.of(
                      DISTANCE,
                      "Distance",
                      "How pictures are compared with the full generator's: as people see them, or"
                          + " by the mean squared difference of their values."),
                  List.of(
                      new ChoiceParameter.Option(PERCEPTUAL, "as people see it"),
                      new ChoiceParameter.Option(MSE, "mean squared")),
                  PERCEPTUAL),
              NumberParameter.whole(
                  ParameterInfo.of(FACES, "Faces", "How many faces are compared."), 1, 64, 8),
              whole(POPULATION, "Population", "How many there are in a generation.", 8, 1000, 100),
              share(PARENTS, "Parents", "The best share of a population has children.", 0.25),
              share(MUTATED, "Mutated", "The share of children that have a single parent.", 0.5),
              share(MUTATION, "Mutation", "How often a width of such a child is drawn anew.", 0.1),
              new SeedParameter(
                  new ParameterInfo(SEED, "Seed", "The same number draws the same.", EVOLUTION), 0),
              new FileParameter(
                  new ParameterInfo(
                      NOTES,
                      "Notes",
                      "Keeps every distance in this file, and goes on from what it holds.",
                      EVOLUTION),
                  List.of())));

  static Settings of(ParameterValues values) {
    return new Settings(
        budget(values, BUDGET_MS),
        budget(values, BUDGET_GMACS),
        values.choice(MACS).equals(LITERATURE),
        values.choice(DISTANCE).equals(PERCEPTUAL),
        (int) values.number(GENERATIONS),
        (int) values.number(POPULATION),
        values.number(PARENTS),
        values.number(MUTATED),
        values.number(MUTATION),
        (int) values.number(FACES),
        values.seed(SEED),
        values.file(NOTES));
  }

  private static Optional<Double> budget(ParameterValues values, String key) {
    return Optional.of(values.number(key)).filter(value -> value > 0);
  }

  private static NumberParameter number(
      String key, String label, String help, double most, String unit) {
    return new NumberParameter(
            new ParameterInfo(key, label, help, "Budget"), 0, most, 0, 0, unit, Optional.empty())
        .withMinimumText("No limit");
  }

  private static NumberParameter whole(
      String key, String label, String help, int least, int most, int usual) {
    return NumberParameter.whole(
        new ParameterInfo(key, label, help, EVOLUTION), least, most, usual);
  }

  private static NumberParameter share(String key, String label, String help, double usual) {
    return NumberParameter.of(new ParameterInfo(key, label, help, EVOLUTION), 0, 1, usual);
  }

  /** How many of a population have children, at least one. */
  int parents() {
    return Math.max(1, (int) Math.round(parentShare * population));
  }

  /** How many of the children of a generation have one parent. */
  int mutatedChildren() {
    return (int) Math.round(mutationShare * population);
  }

  /** Whether the price of a sub-generator is its work rather than its time. */
  boolean pricesWork() {
    return budgetGigaMacs.isPresent() && budgetMilliseconds.isEmpty();
  }
}

package studio.anycost.plugins.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;

/**
 * The search itself, as Once-for-All does it (Cai et al., ICLR 2020): a random population within
 * the budget, the best share has children by mutation and by crossover, the parents stay, and so
 * on. The uniform sub-generators are in the first population, so that what is found is never worse
 * than they are. Without a budget every generation gets another one, from cheap to dear and around
 * again.
 *
 * <p>Every random number comes from one seed, and what was judged is never rendered again. Used
 * once, on one thread.
 */
final class Evolution {
  /** As often a child that costs too much, or is known, is drawn anew before it is slimmed. */
  private static final int TRIES = 20;

  /** So many budgets take turns where there is none. */
  private static final int TURNS = 8;

  private final SearchSpace space;
  private final Settings settings;
  private final Costs costs;
  private final Distances distances;
  private final Budget budget;
  private final TaskContext<List<Candidate>> task;
  private final Random random;

  /** All that were judged, and what they inherit. */
  private final Map<SubGenerator, Genome> judged = new LinkedHashMap<>();

  private final Map<SubGenerator, Double> known;
  private final Set<SubGenerator> uniform = new LinkedHashSet<>();
  private final int planned;
  private int children;
  private List<Candidate> best = List.of();

  /**
   * @param known distances from runs before
   */
  Evolution(
      SearchSpace space,
      Settings settings,
      Costs costs,
      Distances distances,
      Map<SubGenerator, Double> known,
      TaskContext<List<Candidate>> task) {
    this.space = space;
    this.settings = settings;
    this.costs = costs;
    this.distances = distances;
    this.budget = Budget.of(settings);
    this.known = new HashMap<>(known);
    this.task = task;
    this.random = new Random(settings.seed());
    this.planned = settings.population() * (settings.generations() + 1);
  }

  /**
   * Runs all generations, or as many as there are until it is asked to stop.
   *
   * @return the front, and the uniform ones within the budget to compare with; cheapest first
   * @throws IOException with a sentence, for instance if nothing fits the budget
   */
  List<Candidate> run() throws IOException {
    startWithUniform();
    while (children < settings.population() && !task.stopRequested()) {
      judge(within(budget, () -> space.random(random)));
    }
    settle();
    for (int generation = 1;
        generation <= settings.generations() && !task.stopRequested();
        generation++) {
      breed(turn(generation));
      settle();
    }
    conclude();
    if (budget.isLimited()) {
      nearest().ifPresent(found -> task.notice(Gain.sentence(found, nearestUniform(), this::cost)));
    }
    return best;
  }

  private Optional<Candidate> nearest() {
    return best.stream().min(Comparator.comparingDouble(Candidate::distance));
  }

  private Optional<Candidate> nearestUniform() {
    return best.stream()
        .filter(candidate -> uniform.contains(candidate.subGenerator()))
        .min(Comparator.comparingDouble(Candidate::distance));
  }

  private String cost(SubGenerator subGenerator) {
    return settings.pricesWork()
        ? Texts.of("evolution.gmacs", costs.gigaMacs(subGenerator))
        : Texts.of("evolution.milliseconds", costs.milliseconds(subGenerator));
  }

  private void startWithUniform() throws IOException {
    for (Genome genome : space.uniform()) {
      SubGenerator subGenerator = genome.subGenerator();
      // All of them, whatever they cost: times of others are predicted from theirs.
      if (!settings.pricesWork()) {
        task.progress().report(-1, Texts.of("evolution.measuringWhatRendersTake"));
        costs.measure(subGenerator, task.cancellation());
      }
      if (budget.admits(subGenerator, costs)) {
        uniform.add(subGenerator);
      }
      if (task.stopRequested()) {
        break;
      }
    }
    requirePossible();
    for (Genome genome : space.uniform()) {
      if (uniform.contains(genome.subGenerator()) && !task.stopRequested()) {
        judge(genome);
      }
    }
    settle();
  }

  private void requirePossible() throws IOException {
    SubGenerator smallest = space.smallest().subGenerator();
    if (uniform.isEmpty() && !budget.admits(smallest, costs)) {
      throw new WrongInputException(
          Texts.of(
              "evolution.nothingFitsTheBudget",
              costs.milliseconds(smallest),
              costs.gigaMacs(smallest)));
    }
  }

  private void breed(Budget limit) throws IOException {
    List<Genome> parents = parents(limit);
    if (parents.isEmpty()) {
      return;
    }
    for (int child = 0; child < settings.population() && !task.stopRequested(); child++) {
      Supplier<Genome> draw =
          child < settings.mutatedChildren()
              ? () -> space.mutated(anyOf(parents), settings.mutationRate(), random)
              : () -> space.crossed(anyOf(parents), anyOf(parents), random);
      judge(within(limit, draw));
    }
  }

  private Genome anyOf(List<Genome> parents) {
    return parents.get(random.nextInt(parents.size()));
  }

  /** The best of all that were judged: parents stay in the population as long as they are. */
  private List<Genome> parents(Budget limit) throws IOException {
    List<Candidate> able = new ArrayList<>();
    for (SubGenerator subGenerator : judged.keySet()) {
      if (limit.admits(subGenerator, costs)) {
        able.add(new Candidate(subGenerator, known.get(subGenerator)));
      }
    }
    // Stable: of two that are as good, the older one.
    able.sort(Comparator.comparingDouble(Candidate::distance));
    return able.stream()
        .limit(settings.parents())
        .map(candidate -> judged.get(candidate.subGenerator()))
        .toList();
  }

  /** The budget of a generation. */
  private Budget turn(int generation) {
    if (budget.isLimited()) {
      return budget;
    }
    double least = costs.milliseconds(space.smallest().subGenerator());
    double most = uniform.stream().mapToDouble(costs::milliseconds).max().orElse(least);
    double step = (generation - 1) % TURNS + 1;
    return new Budget(
        least * Math.pow(Math.max(1, most / least), step / TURNS), Double.POSITIVE_INFINITY);
  }

  /** Draws until something new fits, and at last makes what was drawn last fit. */
  private Genome within(Budget limit, Supplier<Genome> draw) {
    Genome drawn = draw.get();
    for (int tries = 1; tries < TRIES; tries++) {
      SubGenerator subGenerator = drawn.subGenerator();
      if (!judged.containsKey(subGenerator) && limit.admits(subGenerator, costs)) {
        return drawn;
      }
      drawn = draw.get();
    }
    while (!limit.admits(drawn.subGenerator(), costs)) {
      Optional<Genome> slimmer = space.slimmer(drawn, random);
      if (slimmer.isEmpty()) {
        return drawn;
      }
      drawn = slimmer.get();
    }
    return drawn;
  }

  private void judge(Genome genome) throws IOException {
    SubGenerator subGenerator = genome.subGenerator();
    children++;
    if (!judged.containsKey(subGenerator)) {
      double distance = distances.of(subGenerator, task.cancellation());
      judged.put(subGenerator, genome);
      known.put(subGenerator, distance);
      publish(front());
    }
    report();
  }

  private void report() {
    int generation = Math.max(0, (children - 1) / settings.population());
    task.progress()
        .report(
            Math.min(1, children / (double) planned),
            best.isEmpty()
                ? Texts.of("evolution.tried", generation, settings.generations(), judged.size())
                : Texts.of(
                    "evolution.nearest",
                    generation,
                    settings.generations(),
                    judged.size(),
                    best.get(best.size() - 1).distance()));
  }

  private List<Candidate> front() {
    return Front.of(affordable(), this::price);
  }

  private Map<SubGenerator, Double> affordable() {
    Map<SubGenerator, Double> affordable = new HashMap<>(known);
    affordable.keySet().removeIf(subGenerator -> !budget.admits(subGenerator, costs));
    return affordable;
  }

  private double price(SubGenerator subGenerator) {
    return settings.pricesWork() ? costs.gigaMacs(subGenerator) : costs.milliseconds(subGenerator);
  }

  /**
   * Measures the times of the front until nothing in it is a guess, and takes it as the result.
   * Also after a stop: a moment for the few that are new, and what was found would be lost
   * otherwise.
   */
  private void settle() throws IOException {
    List<Candidate> front = front();
    if (!settings.pricesWork()) {
      Optional<SubGenerator> guessed = firstGuessed(front);
      while (guessed.isPresent()) {
        task.progress().report(-1, Texts.of("evolution.measuringWhatTheBest"));
        costs.measure(guessed.get(), task.cancellation());
        front = front();
        guessed = firstGuessed(front);
      }
    }
    best = withUniform(front);
    task.publish(best);
  }

  /**
   * Takes the result by the times as they are known at the end, which are those that everybody else
   * is told: sub-generators share stages, and every measurement of one corrects the others. If
   * nothing at all is within the budget by these, what was within it before stays.
   */
  private void conclude() throws IOException {
    if (settings.pricesWork()) {
      return;
    }
    costs.refresh();
    Optional<SubGenerator> guessed = firstGuessed(front());
    while (guessed.isPresent()) {
      costs.measure(guessed.get(), task.cancellation());
      costs.refresh();
      guessed = firstGuessed(front());
    }
    List<Candidate> concluded = withUniform(front());
    if (!concluded.isEmpty()) {
      best = concluded;
      task.publish(best);
    }
  }

  private Optional<SubGenerator> firstGuessed(List<Candidate> front) {
    return front.stream()
        .map(Candidate::subGenerator)
        .filter(subGenerator -> !costs.isMeasured(subGenerator))
        .findFirst();
  }

  private void publish(List<Candidate> front) {
    task.publish(withUniform(front));
  }

  /** The uniform ones stand beside the front, for whoever looks what the search is worth. */
  private List<Candidate> withUniform(List<Candidate> front) {
    Map<SubGenerator, Candidate> all = new LinkedHashMap<>();
    front.forEach(candidate -> all.put(candidate.subGenerator(), candidate));
    for (SubGenerator subGenerator : uniform) {
      Double distance = known.get(subGenerator);
      if (distance != null && budget.admits(subGenerator, costs)) {
        all.putIfAbsent(subGenerator, new Candidate(subGenerator, distance));
      }
    }
    return all.values().stream()
        .sorted(
            Comparator.comparingDouble((Candidate candidate) -> price(candidate.subGenerator()))
                .thenComparingDouble(Candidate::distance))
        .toList();
  }
}

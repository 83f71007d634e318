package studio.anycost.app.preview;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.latency.Prediction;
import studio.anycost.models.latency.StageShape;

/**
 * Chooses the sub-generator for a moving slider and the steps of the climb at rest.
 *
 * <p>The choice is the best picture of a ladder that is expected to be within the budget three
 * times out of four, counting only the stages that the edit makes the runtime compute. It is
 * sluggish on purpose: the preview gives way only when it is clearly too slow and grows only when
 * there is clearly room, so that it does not flicker between sizes. Confined to the preview's
 * thread.
 */
public final class AutoGovernor {
  /** A choice is made for this share of the budget, so that it can be kept when times scatter. */
  private static final double CHOOSE = 0.9;

  /** A choice is kept while its prediction stays below this multiple of the budget. */
  private static final double KEEP = 1.05;

  /** During a drag a better picture must fit into this share of the budget. */
  private static final double GROW = 0.75;

  /** Moving frames after a change before the choice gives way. */
  private static final int SHRINK_PATIENCE = 3;

  /** Moving frames after a change before the choice grows. */
  private static final int GROW_PATIENCE = 10;

  /** Every step of a climb costs at least this multiple of the one before. */
  private static final double STEP = 1.8;

  /** A step on the way delays the full picture by this share of its time at most. */
  private static final double DETOUR = 0.2;

  /** A sub-generator and the milliseconds that it is expected to take. */
  private record Priced(SubGenerator subGenerator, double cost) {}

  /** What renders are expected to take here and now, more rather than less. */
  private record Costs(CostEstimate estimate, double factor, boolean knowsScatter) {
    double of(SubGenerator subGenerator, int reusedStages) {
      Prediction prediction = estimate.predict(subGenerator, reusedStages);
      return factor * (knowsScatter ? prediction.p50() : prediction.cautious());
    }
  }

  private final CostEstimate estimate;
  private final Correction correction;
  private Ladder ladder;
  private double budget;
  private int untouchedStages;
  private SubGenerator choice;
  private int framesSinceChange;

  /**
   * @param estimate of a render by itself; what the surroundings add is learned from measurements
   */
  public AutoGovernor(Ladder ladder, CostEstimate estimate, double budgetMilliseconds) {
    this.ladder = ladder;
    this.estimate = estimate;
    this.correction = new Correction(estimate);
    this.budget = budgetMilliseconds;
    chooseAfresh();
  }

  /** Changes the budget; the choice is made afresh. */
  public void setBudget(double milliseconds) {
    budget = milliseconds;
    chooseAfresh();
  }

  /** Chooses from other sub-generators from now on; the choice is made afresh. */
  public void setLadder(Ladder other) {
    ladder = other;
    chooseAfresh();
  }

  /**
   * A slider begins to move, or may do so next: what was learned since the last time counts at
   * once, because no size can flicker while nothing moves.
   */
  public void beginDrag() {
    Costs costs = costs();
    SubGenerator best = best(costs, CHOOSE);
    if (isTooSlow(costs) || rank(best) > rank(choice)) {
      change(best);
    }
  }

  /**
   * Tells what the next moves of the slider leave as it is.
   *
   * @param stages how many of the first stages the edit does not touch, at least 0
   */
  public void setUntouchedStages(int stages) {
    untouchedStages = stages;
  }

  /** What to render for a moving slider. */
  public SubGenerator preview() {
    return choice;
  }

  /**
   * Learns from a frame that was rendered for a moving slider, and makes another choice if it is
   * time for one.
   *
   * @param reusedStages how many of its stages were not computed anew
   * @param milliseconds from the start of the work to its end
   */
  public void measuredMoving(SubGenerator subGenerator, int reusedStages, double milliseconds) {
    measured(subGenerator, reusedStages, milliseconds);
    framesSinceChange++;
    if (framesSinceChange < SHRINK_PATIENCE) {
      return;
    }
    Costs costs = costs();
    if (isTooSlow(costs)) {
      change(best(costs, CHOOSE));
    } else if (framesSinceChange >= GROW_PATIENCE) {
      SubGenerator better = best(costs, GROW);
      if (rank(better) > rank(choice)) {
        change(better);
      }
    }
  }

  /** Learns from any other frame: it tells how busy the machine is. */
  public void measured(SubGenerator subGenerator, int reusedStages, double milliseconds) {
    correction.add(subGenerator, reusedStages, milliseconds);
  }

  /**
   * The steps from the preview to the full generator: the preview first, the full generator last,
   * each step better and clearly more costly than the one before, and none of a lower resolution.
   * Steps in between must hardly delay the full picture: they are far cheaper, or their stages are
   * stages of the full generator, which the runtime does not compute again.
   */
  public List<SubGenerator> climb() {
    Costs costs = costs();
    SubGenerator full = ladder.full();
    double fullCost = costs.of(full, 0);
    List<SubGenerator> steps = new ArrayList<>(List.of(choice));
    Priced last = new Priced(choice, costs.of(choice, 0));
    for (Priced step : front(between(costs, fullCost), costs, 0)) {
      if (step.cost() >= STEP * last.cost()
          && fullCost >= STEP * step.cost()
          && step.subGenerator().resolution() >= last.subGenerator().resolution()) {
        steps.add(step.subGenerator());
        last = step;
      }
    }
    if (!full.equals(choice)) {
      steps.add(full);
    }
    return steps;
  }

  /** The better ones that would hardly delay the full picture. */
  private List<SubGenerator> between(Costs costs, double fullCost) {
    SubGenerator full = ladder.full();
    List<SubGenerator> between = new ArrayList<>();
    for (SubGenerator rung : ladder.rungs().subList(rank(choice) + 1, rank(full) + 1)) {
      if (!rung.equals(full) && rung.resolution() >= choice.resolution()) {
        double rest = costs.of(full, sharedStages(rung, full));
        if (costs.of(rung, 0) + rest - fullCost <= DETOUR * fullCost) {
          between.add(rung);
        }
      }
    }
    return between;
  }

  /** How many of the first stages of two sub-generators are the same. */
  private static int sharedStages(SubGenerator one, SubGenerator other) {
    List<StageShape> its = StageShape.of(one);
    List<StageShape> others = StageShape.of(other);
    int shared = 0;
    while (shared < Math.min(its.size(), others.size())
        && its.get(shared).equals(others.get(shared))) {
      shared++;
    }
    return shared;
  }

  private int rank(SubGenerator subGenerator) {
    return ladder.rank(subGenerator).orElseThrow();
  }

  private void chooseAfresh() {
    change(best(costs(), CHOOSE));
  }

  private void change(SubGenerator next) {
    if (!next.equals(choice)) {
      framesSinceChange = 0;
    }
    choice = next;
  }

  private boolean isTooSlow(Costs costs) {
    return costs.of(choice, untouchedStages) > KEEP * budget;
  }

  /** The best that takes a share of the budget at most, or else the cheapest. */
  private SubGenerator best(Costs costs, double share) {
    List<Priced> front = front(ladder.rungs(), costs, untouchedStages);
    SubGenerator best = front.get(0).subGenerator();
    for (Priced rung : front) {
      if (rung.cost() <= share * budget) {
        best = rung.subGenerator();
      }
    }
    return best;
  }

  /**
   * Those that no better one undercuts: ascending in quality and in cost.
   *
   * @param rungs ascending in quality
   */
  private static List<Priced> front(List<SubGenerator> rungs, Costs costs, int reusedStages) {
    List<Priced> front = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (int rank = rungs.size() - 1; rank >= 0; rank--) {
      double cost = costs.of(rungs.get(rank), reusedStages);
      if (cost < least) {
        least = cost;
        front.add(0, new Priced(rungs.get(rank), cost));
      }
    }
    return front;
  }

  private Costs costs() {
    return new Costs(estimate, correction.factor(), correction.knowsScatter());
  }
}

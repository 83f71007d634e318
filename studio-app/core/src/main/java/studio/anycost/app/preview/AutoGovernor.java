package studio.anycost.app.preview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.preview.UniformGrid.Place;

/**
 * Chooses the sub-generator for a moving slider and the steps of the climb at rest.
 *
 * <p>The choice is the best picture that is expected to be within the budget three times out of
 * four, counting only the stages that the edit makes the runtime compute. It is sluggish on
 * purpose: the preview gives way only when it is clearly too slow and grows only when there is
 * clearly room, so that it does not flicker between sizes. Confined to the preview's thread.
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

  private final UniformGrid grid;
  private final CostEstimate estimate;
  private final Correction correction;
  private double budget;
  private int untouchedStages;
  private Place choice;
  private int framesSinceChange;

  /**
   * @param estimate of a render by itself; what the surroundings add is learned from measurements
   */
  public AutoGovernor(UniformGrid grid, CostEstimate estimate, double budgetMilliseconds) {
    this.grid = grid;
    this.estimate = estimate;
    this.correction = new Correction(estimate);
    this.budget = budgetMilliseconds;
  }

  /** Changes the budget; the next choice is made afresh. */
  public void setBudget(double milliseconds) {
    budget = milliseconds;
    choice = null;
  }

  /**
   * A slider begins to move, or may do so next: what was learned since the last time counts at
   * once, because no size can flicker while nothing moves.
   */
  public void beginDrag() {
    ToDoubleFunction<Place> costs = costs(untouchedStages);
    Place best = best(costs, CHOOSE);
    if (choice == null
        || costs.applyAsDouble(choice) > KEEP * budget
        || best.rank() > choice.rank()) {
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
    if (choice == null) {
      change(best(costs(untouchedStages), CHOOSE));
    } else if (framesSinceChange >= SHRINK_PATIENCE) {
      ToDoubleFunction<Place> costs = costs(untouchedStages);
      if (costs.applyAsDouble(choice) > KEEP * budget) {
        change(best(costs, CHOOSE));
      } else if (framesSinceChange >= GROW_PATIENCE) {
        Place better = best(costs, GROW);
        if (better.rank() > choice.rank()) {
          change(better);
        }
      }
    }
    return choice.subGenerator();
  }

  /**
   * Learns from a frame that was rendered for a moving slider.
   *
   * @param reusedStages how many of its stages were not computed anew
   * @param milliseconds from the start of the work to its end
   */
  public void measuredMoving(SubGenerator subGenerator, int reusedStages, double milliseconds) {
    framesSinceChange++;
    measured(subGenerator, reusedStages, milliseconds);
  }

  /** Learns from any other frame: it tells how busy the machine is. */
  public void measured(SubGenerator subGenerator, int reusedStages, double milliseconds) {
    correction.add(subGenerator, reusedStages, milliseconds);
  }

  /**
   * The steps from the preview to the full generator: the preview first, the full generator last,
   * each step clearly more costly than the one before. Steps in between use all channels, so that
   * the runtime can reuse their stages in the next one, and never lower the resolution.
   */
  public List<SubGenerator> climb() {
    Place first = grid.places().get(0);
    SubGenerator preview = preview();
    for (Place place : grid.places()) {
      if (place.subGenerator().equals(preview)) {
        first = place;
      }
    }
    Place full = grid.full();
    ToDoubleFunction<Place> costs = costs(0);
    double fullCost = costs.applyAsDouble(full);
    List<SubGenerator> steps = new ArrayList<>(List.of(first.subGenerator()));
    double last = costs.applyAsDouble(first);
    for (Place place : grid.places()) {
      double cost = costs.applyAsDouble(place);
      boolean between =
          place.row() == full.row()
              && place.column() != full.column()
              && place.column() >= first.column()
              && place.rank() > first.rank();
      if (between && cost >= STEP * last && fullCost >= STEP * cost) {
        steps.add(place.subGenerator());
        last = cost;
      }
    }
    if (!full.subGenerator().equals(first.subGenerator())) {
      steps.add(full.subGenerator());
    }
    return steps;
  }

  private void change(Place next) {
    if (choice == null || !choice.subGenerator().equals(next.subGenerator())) {
      framesSinceChange = 0;
    }
    choice = next;
  }

  private Place best(ToDoubleFunction<Place> costs, double share) {
    return grid.places().stream()
        .filter(place -> costs.applyAsDouble(place) <= share * budget)
        .max(Comparator.comparingDouble(Place::rank))
        .orElseGet(() -> cheapest(costs));
  }

  private Place cheapest(ToDoubleFunction<Place> costs) {
    return grid.places().stream()
        .min(Comparator.comparingDouble(costs))
        .orElseThrow(() -> new IllegalStateException("A generator has at least one resolution."));
  }

  /** What renders are expected to take here and now, more rather than less. */
  private ToDoubleFunction<Place> costs(int reusedStages) {
    double factor = correction.factor();
    boolean knowsScatter = correction.knowsScatter();
    return place ->
        factor
            * (knowsScatter
                ? estimate.milliseconds(place.subGenerator(), reusedStages)
                : estimate.cautious(place.subGenerator(), reusedStages));
  }
}

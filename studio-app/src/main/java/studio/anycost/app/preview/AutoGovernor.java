package studio.anycost.app.preview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.preview.UniformGrid.Place;

/**
 * Chooses the sub-generator for a moving slider and the steps of the climb at rest.
 *
 * <p>The choice is the best picture whose predicted time fits the budget. It is sluggish on
 * purpose: the preview gives way only when it is clearly too slow and grows only when there is
 * clearly room, so that it does not flicker between sizes. Confined to the preview's thread.
 */
public final class AutoGovernor {
  /** A choice is kept while its prediction stays below this multiple of the budget. */
  private static final double KEEP = 1.2;

  /** During a drag a better picture must fit into this share of the budget. */
  private static final double GROW = 0.75;

  /** Moving frames between two changes of the choice during one drag. */
  private static final int PATIENCE = 8;

  /** Every step of a climb costs at least this multiple of the one before. */
  private static final double STEP = 1.8;

  private final UniformGrid grid;
  private final CostEstimate estimate;
  private final Correction correction = new Correction();
  private double budget;
  private Place choice;
  private int framesSinceChange;

  /**
   * @param estimate of a render by itself; what the surroundings add is learned from measurements
   */
  public AutoGovernor(UniformGrid grid, CostEstimate estimate, double budgetMilliseconds) {
    this.grid = grid;
    this.estimate = estimate;
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
    correction.beginDrag();
    Place best = best(1);
    if (choice == null || predicted(choice) > KEEP * budget || best.rank() > choice.rank()) {
      change(best);
    }
  }

  /** What to render for a moving slider. */
  public SubGenerator preview() {
    if (choice == null) {
      change(best(1));
    } else if (framesSinceChange >= PATIENCE) {
      if (predicted(choice) > KEEP * budget) {
        change(best(1));
      } else {
        Place better = best(GROW);
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
   * @param milliseconds from the start of the work to its end
   */
  public void measured(SubGenerator subGenerator, double milliseconds) {
    framesSinceChange++;
    correction.add(estimate.milliseconds(subGenerator), milliseconds);
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
    double fullCost = predicted(full);
    List<SubGenerator> steps = new ArrayList<>(List.of(first.subGenerator()));
    double last = predicted(first);
    for (Place place : grid.places()) {
      double cost = predicted(place);
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

  private Place best(double share) {
    return grid.places().stream()
        .filter(place -> predicted(place) <= share * budget)
        .max(Comparator.comparingDouble(Place::rank))
        .orElseGet(this::cheapest);
  }

  private Place cheapest() {
    return grid.places().stream()
        .min(Comparator.comparingDouble(this::predicted))
        .orElseThrow(() -> new IllegalStateException("A generator has at least one resolution."));
  }

  private double predicted(Place place) {
    return correction.factor() * estimate.milliseconds(place.subGenerator());
  }
}

package studio.anycost.app.preview;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import studio.anycost.api.model.SubGenerator;

/**
 * Which sub-generator comes next: the fixed one, or what auto's governor takes from the ladder.
 * Questions change nothing. Confined to the preview's thread but for {@link #automatic}.
 */
final class RenderChoice {
  private final AutoGovernor governor;
  private Ladder ladder;
  private Ladder trusted;
  private PreviewMode mode = PreviewMode.AUTO;
  private volatile Optional<SubGenerator> automatic = Optional.empty();

  RenderChoice(Ladder ladder, CostEstimate estimate) {
    this.ladder = ladder;
    this.trusted = ladder;
    this.governor = new AutoGovernor(ladder, estimate, PreviewMode.DEFAULT_BUDGET_MS);
    update();
  }

  void setMode(PreviewMode newMode) {
    mode = newMode;
    if (newMode instanceof PreviewMode.Auto auto) {
      governor.setBudget(auto.budgetMilliseconds());
    }
    update();
  }

  void setLadder(Ladder newLadder) {
    ladder = newLadder;
    trusted = newLadder;
    governor.setLadder(newLadder);
    update();
  }

  /** Lets auto do without the rungs that a condition does not hold for; the full one stays. */
  void trust(Predicate<SubGenerator> condition) {
    Ladder only = ladder.only(condition);
    // The choice is made afresh only if there is another one to make.
    if (!only.rungs().equals(trusted.rungs())) {
      trusted = only;
      governor.setLadder(only);
      update();
    }
  }

  Ladder ladder() {
    return ladder;
  }

  /** See {@link AutoGovernor#setUntouchedStages}. */
  void setUntouchedStages(int stages) {
    governor.setUntouchedStages(stages);
  }

  /** See {@link AutoGovernor#beginDrag}. */
  void beginDrag() {
    governor.beginDrag();
    update();
  }

  /** Learns from a render with warm sessions. */
  void learn(SubGenerator subGenerator, boolean moving, Renderer.Rendered rendered) {
    if (moving) {
      governor.measuredMoving(subGenerator, rendered.reusedStages(), rendered.milliseconds());
    } else {
      governor.measured(subGenerator, rendered.reusedStages(), rendered.milliseconds());
    }
    update();
  }

  private void update() {
    automatic =
        mode instanceof PreviewMode.Auto ? Optional.of(governor.preview()) : Optional.empty();
  }

  /** What auto renders for a moving slider at present; empty in fixed mode. From any thread. */
  Optional<SubGenerator> automatic() {
    return automatic;
  }

  /** What is rendered first. */
  SubGenerator quick() {
    return fixed().orElseGet(governor::preview);
  }

  /** What is rendered last, if nothing moves. */
  SubGenerator best() {
    return fixed().orElseGet(ladder::full);
  }

  /**
   * What to render now; empty if there is nothing to do.
   *
   * @param shown what made the picture that is on the screen, empty if that is out of date
   */
  Optional<SubGenerator> next(Optional<SubGenerator> shown, boolean moving) {
    if (shown.isEmpty()) {
      return Optional.of(quick());
    }
    SubGenerator onScreen = shown.get();
    if (onScreen.equals(best())) {
      return Optional.empty();
    }
    if (fixed().isPresent()) {
      return fixed();
    }
    return moving ? Optional.empty() : nextStep(onScreen);
  }

  private Optional<SubGenerator> nextStep(SubGenerator shown) {
    OptionalInt rank = ladder.rank(shown);
    if (rank.isEmpty()) {
      // A step of this ladder might be a worse picture.
      return Optional.of(ladder.full());
    }
    return governor.climb().stream()
        .filter(step -> ladder.rank(step).orElseThrow() > rank.getAsInt())
        .findFirst();
  }

  private Optional<SubGenerator> fixed() {
    return mode instanceof PreviewMode.Fixed chosen
        ? Optional.of(chosen.subGenerator())
        : Optional.empty();
  }
}

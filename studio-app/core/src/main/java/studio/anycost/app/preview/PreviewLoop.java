package studio.anycost.app.preview;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.latency.StageShape;

/**
 * The state machine of a preview: what is wanted, what is being rendered, what is on screen.
 * Confined to the worker's thread.
 */
final class PreviewLoop {
  private static final Logger LOG = LoggerFactory.getLogger(PreviewLoop.class);

  /** A hand that has not moved for this long rests. */
  static final Duration REST = Duration.ofMillis(120);

  /** What should be on screen. */
  private record Target(PreviewInput input, StyleCode code, boolean moving) {
    long version() {
      return input.version();
    }
  }

  /** A job that was handed to the renderer; a warm-up is rendered for its sessions, not shown. */
  private record Job(
      PreviewInput input,
      SubGenerator subGenerator,
      boolean moving,
      long modeEpoch,
      boolean warmUp) {}

  private final Evaluator evaluator;
  private final Renderer renderer;
  private final UniformGrid grid;
  private final AutoGovernor governor;
  private final FrameOutlet outlet;
  private final IdleWork idle;
  private final Worker worker;

  private PreviewMode mode = PreviewMode.AUTO;
  private long modeEpoch;
  private boolean dragging;
  private int untouchedStages;
  private Target target;
  private Job running;
  private long shownVersion;
  private SubGenerator shown;
  private final Set<SubGenerator> warm = new HashSet<>();
  private Optional<SubGenerator> reported = Optional.empty();
  private volatile SubGenerator currentPreview;

  PreviewLoop(
      Evaluator evaluator,
      Renderer renderer,
      UniformGrid grid,
      CostEstimate estimate,
      FrameOutlet outlet,
      IdleWork idle,
      Worker worker) {
    this.evaluator = evaluator;
    this.renderer = renderer;
    this.grid = grid;
    this.governor = new AutoGovernor(grid, estimate, PreviewMode.DEFAULT_BUDGET_MS);
    this.outlet = outlet;
    this.idle = idle;
    this.worker = worker;
  }

  /** What auto chooses at present, null in fixed mode; from any thread. */
  SubGenerator currentPreview() {
    return currentPreview;
  }

  void input(PreviewInput input) {
    idle.pause();
    StyleCode code;
    if (target != null && target.version() == input.version()) {
      code = target.code();
    } else {
      try {
        code = evaluator.evaluate(input.document());
      } catch (RuntimeException e) {
        target = null;
        fail("The edits of this portrait cannot be applied", e);
        return;
      }
    }
    if (input.moving()) {
      noteUntouchedStages(input, code);
      if (!dragging) {
        governor.beginDrag();
      }
      worker.executeAfter(REST, () -> rest(input));
    }
    dragging = input.moving();
    target = new Target(input, code, input.moving());
    next();
  }

  /**
   * The first style that a move changes tells which stages the runtime can reuse, from the second
   * frame of a size on. Within one drag the least of it counts: a hand may take another slider.
   */
  private void noteUntouchedStages(PreviewInput input, StyleCode code) {
    if (target == null || input.version() == target.version()) {
      return;
    }
    boolean sameNoise = input.document().noise().equals(target.input().document().noise());
    int untouched = sameNoise ? StageShape.untouchedStages(code.firstDifference(target.code())) : 0;
    untouchedStages = dragging ? Math.min(untouchedStages, untouched) : untouched;
    governor.setUntouchedStages(untouchedStages);
  }

  private void rest(PreviewInput input) {
    if (target != null && target.input() == input && target.moving()) {
      dragging = false;
      target = new Target(input, target.code(), false);
      next();
    }
  }

  void mode(PreviewMode newMode) {
    mode = newMode;
    modeEpoch++;
    if (newMode instanceof PreviewMode.Auto auto) {
      governor.setBudget(auto.budgetMilliseconds());
    }
    next();
  }

  /** Starts whatever brings the screen closer to the target. */
  private void next() {
    if (target == null || isUnderWay()) {
      return;
    }
    Optional<SubGenerator> wanted = wanted();
    if (wanted.isPresent()) {
      submit(wanted.get(), false);
    } else if (isWarmUpDue()) {
      submit(governor.preview(), true);
    } else {
      report(Optional.empty());
      idle.resume(() -> worker.execute(this::next));
    }
  }

  /** A job for this document and mode is finished first; what it leads to comes after it. */
  private boolean isUnderWay() {
    return running != null
        && running.modeEpoch() == modeEpoch
        && running.input().version() == target.version();
  }

  /** What to render now for the target; empty if the screen shows it. */
  private Optional<SubGenerator> wanted() {
    boolean onScreen = shown != null && shownVersion == target.version();
    if (mode instanceof PreviewMode.Fixed fixed) {
      currentPreview = null;
      SubGenerator chosen = fixed.subGenerator();
      return onScreen && shown.equals(chosen) ? Optional.empty() : Optional.of(chosen);
    }
    SubGenerator preview = governor.preview();
    currentPreview = preview;
    if (!onScreen) {
      return Optional.of(preview);
    }
    return target.moving() ? Optional.empty() : nextStep();
  }

  private Optional<SubGenerator> nextStep() {
    if (shown.equals(grid.full().subGenerator())) {
      return Optional.empty();
    }
    double onScreen = grid.rank(shown);
    return governor.climb().stream().filter(step -> grid.rank(step) > onScreen).findFirst();
  }

  /**
   * The choice for the next drag may be one that was never rendered: its first frame would wait for
   * its sessions to be made, so they are made while nothing else is to do.
   */
  private boolean isWarmUpDue() {
    if (!(mode instanceof PreviewMode.Auto) || target.moving()) {
      return false;
    }
    governor.beginDrag();
    currentPreview = governor.preview();
    return !warm.contains(currentPreview);
  }

  private void submit(SubGenerator subGenerator, boolean warmUp) {
    Job job = new Job(target.input(), subGenerator, target.moving(), modeEpoch, warmUp);
    running = job;
    report(warmUp ? Optional.empty() : Optional.of(subGenerator));
    renderer
        .submit(
            new Renderer.Job(
                target.code(),
                subGenerator,
                target.input().document().noise(),
                warmUp || isSupersedable()))
        .whenComplete(
            (rendered, failure) -> worker.execute(() -> finished(job, rendered, failure)));
  }

  /**
   * Pictures for a moving hand are finished, and so is the first step of a climb: it is within the
   * budget, and quick changes one after the other (undo, undo) would otherwise never be seen.
   */
  private boolean isSupersedable() {
    boolean firstOfClimb = mode instanceof PreviewMode.Auto && shownVersion != target.version();
    return !target.moving() && !firstOfClimb;
  }

  private void finished(Job job, Renderer.Rendered rendered, Throwable failure) {
    boolean newest = running == job;
    if (newest) {
      running = null;
    }
    if (failure == null) {
      boolean wasWarm = !warm.add(job.subGenerator());
      if (wasWarm) {
        learn(job, rendered);
      }
      if (!job.warmUp()) {
        deliver(job, rendered);
      }
      if (newest) {
        next();
      }
    } else if (!isCancellation(failure)) {
      fail("The picture could not be rendered", failure);
    } else if (newest) {
      // Stopped from outside, not by newer input: nobody waits for it any more.
      report(Optional.empty());
    }
  }

  /** The first render of a sub-generator builds its sessions; its time tells nothing. */
  private void learn(Job job, Renderer.Rendered rendered) {
    if (job.moving()) {
      governor.measuredMoving(job.subGenerator(), rendered.reusedStages(), rendered.milliseconds());
    } else {
      governor.measured(job.subGenerator(), rendered.reusedStages(), rendered.milliseconds());
    }
  }

  private void deliver(Job job, Renderer.Rendered rendered) {
    long version = job.input().version();
    boolean newer =
        version > shownVersion || (version == shownVersion && job.modeEpoch() == modeEpoch);
    if (newer) {
      shownVersion = version;
      shown = job.subGenerator();
      outlet.frame(
          new PreviewFrame(
              rendered.image().toRgb(),
              shown,
              grid.ratioOf(shown).orElse(Double.NaN),
              rendered.milliseconds(),
              shown.equals(grid.full().subGenerator()),
              version),
          job.moving(),
          job.input().nanos());
    }
  }

  private static boolean isCancellation(Throwable failure) {
    return cause(failure) instanceof CancellationException;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private void fail(String what, Throwable failure) {
    Throwable cause = cause(failure);
    LOG.error(what, cause);
    report(Optional.empty());
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() + "." : cause.getMessage();
    outlet.failed(what + ": " + reason);
  }

  private void report(Optional<SubGenerator> now) {
    if (!now.equals(reported)) {
      reported = now;
      outlet.running(now);
    }
  }
}

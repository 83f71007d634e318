package studio.anycost.app.preview;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.preview.PreviewJob.Purpose;
import studio.anycost.app.words.Texts;
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

  private final PreviewGenerator generator;
  private final Renderer renderer;
  private final RenderChoice choice;
  private final Screen screen;
  private final FrameOutlet outlet;
  private final UneditedFace unedited;
  private final IdleCalibration calibration;
  private final Trust trust;
  private final UnknownDifferences unknown;
  private final Worker worker;

  private long modeEpoch;
  private boolean dragging;
  private boolean beforeWanted;
  private int untouchedStages;
  private Target target;
  private PreviewJob running;

  private final Set<SubGenerator> warm = new HashSet<>();
  private Optional<SubGenerator> reported = Optional.empty();

  PreviewLoop(
      PreviewGenerator generator,
      Renderer renderer,
      RenderChoice choice,
      Screen screen,
      FrameOutlet outlet,
      UneditedFace unedited,
      IdleCalibration calibration,
      Trust trust,
      UnknownDifferences unknown,
      Worker worker) {
    this.generator = generator;
    this.renderer = renderer;
    this.choice = choice;
    this.screen = screen;
    this.outlet = outlet;
    this.unedited = unedited;
    this.calibration = calibration;
    this.trust = trust;
    this.unknown = unknown;
    this.worker = worker;
  }

  void input(PreviewInput input) {
    stopIdleWork();
    unedited.follow(input.document());
    trust.follow(input.document());
    StyleCode code;
    if (target != null && target.version() == input.version()) {
      code = target.code();
    } else {
      try {
        code = generator.evaluate(input.document());
      } catch (RuntimeException e) {
        refuse(input, e);
        return;
      }
    }
    if (input.moving()) {
      noteUntouchedStages(input, code);
      if (!dragging) {
        choice.beginDrag();
      }
      worker.executeAfter(REST, () -> rest(input));
    }
    if (isAsBefore(input, code)) {
      screen.adopt(input.version());
    }
    dragging = input.moving();
    target = new Target(input, code, input.moving());
    next();
  }

  /** Whether a document that might mean something else now means the picture on the screen. */
  private boolean isAsBefore(PreviewInput input, StyleCode code) {
    return target != null
        && input.version() != target.version()
        && input.document().equals(target.input().document())
        && code.equals(target.code())
        && screen.shown(target.version()).isPresent();
  }

  private void refuse(PreviewInput input, RuntimeException reason) {
    target = null;
    running = null;
    dragging = false;
    screen.refuse(input.version());
    renderer.cancel();
    fail(Texts.of("preview.previewLoop.theEditsOfThis"), reason);
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
    choice.setUntouchedStages(untouchedStages);
  }

  private void rest(PreviewInput input) {
    if (target != null && target.input() == input && target.moving()) {
      dragging = false;
      target = new Target(input, target.code(), false);
      next();
    }
  }

  void mode(PreviewMode newMode) {
    stopIdleWork();
    modeEpoch++;
    choice.setMode(newMode);
    next();
  }

  void ladder(Ladder newLadder) {
    Ladder known = unknown.in(newLadder);
    choice.setLadder(known);
    trust.setLadder(known);
    choice.trust(trust::admits);
    calibration.setGrid(known.grid());
    screen.expectAnew();
    next();
  }

  void grid(UniformGrid newGrid) {
    ladder(choice.ladder().over(newGrid));
  }

  void beforeWanted(boolean wanted) {
    beforeWanted = wanted;
    next();
  }

  private void stopIdleWork() {
    calibration.pause();
    unedited.pause();
  }

  /** Starts whatever brings the screen closer to the target. */
  private void next() {
    if (target == null) {
      return;
    }
    if (isBeforeDue()) {
      submitBefore();
    } else if (!isUnderWay()) {
      Optional<SubGenerator> wanted = choice.next(screen.shown(target.version()), target.moving());
      if (wanted.isPresent()) {
        submit(wanted.get(), Purpose.PICTURE);
      } else {
        report(Optional.empty());
        if (!target.moving()) {
          idle();
        }
      }
    }
  }

  /** A job for this document and mode is finished first; what it leads to comes after it. */
  private boolean isUnderWay() {
    return running != null
        && running.modeEpoch() == modeEpoch
        && running.input().version() == target.version();
  }

  /** Whether somebody looks at a place where the unedited face should be, and there is none. */
  private boolean isBeforeDue() {
    return beforeWanted
        && !target.moving()
        && screen.shown(target.version()).isPresent()
        && unedited.isMissing()
        && !(isUnderWay() && running.purpose() == Purpose.BEFORE);
  }

  /** The screen shows the target, and nobody moves anything. */
  private void idle() {
    choice.beginDrag();
    if (!warm.contains(choice.quick())) {
      // The first frame of the next drag would wait for its sessions to be made.
      submit(choice.quick(), Purpose.WARM_UP);
      return;
    }
    findDifferences();
    unedited.resume(choice.best());
    calibration.resume(() -> worker.execute(this::next));
  }

  /** Of what a person looks at first, which is one; then of what auto may show. */
  private void findDifferences() {
    Runnable learned = () -> ladder(choice.ladder());
    unknown.find(choice.ladder(), List.of(choice.best()), learned);
    unknown.find(choice.ladder(), choice.ladder().unmeasured(), learned);
  }

  private void submitBefore() {
    try {
      StyleCode code = generator.evaluate(unedited.document());
      submit(choice.quick(), Purpose.BEFORE, code);
    } catch (RuntimeException e) {
      LOG.warn("The unedited face could not be rendered", e);
      unedited.giveUp();
      next();
    }
  }

  private void submit(SubGenerator subGenerator, Purpose purpose) {
    submit(subGenerator, purpose, target.code());
  }

  private void submit(SubGenerator subGenerator, Purpose purpose, StyleCode code) {
    PortraitDocument document = target.input().document();
    boolean supersedable = purpose != Purpose.PICTURE || isSupersedable();
    PreviewJob job =
        new PreviewJob(target.input(), subGenerator, target.moving(), modeEpoch, purpose);
    CompletableFuture<Renderer.Rendered> future;
    try {
      future =
          renderer.submit(new Renderer.Job(code, subGenerator, document.noise(), supersedable));
    } catch (RuntimeException e) {
      failed(job, e);
      return;
    }
    running = job;
    if (purpose == Purpose.PICTURE) {
      report(Optional.of(subGenerator));
    }
    future.whenComplete(
        (rendered, failure) -> worker.execute(() -> finished(job, rendered, failure)));
  }

  /**
   * Pictures for a moving hand are finished, and so is the first step of a climb: it is within the
   * budget, and quick changes one after the other (undo, undo) would otherwise never be seen.
   */
  private boolean isSupersedable() {
    boolean firstOfClimb =
        choice.automatic().isPresent() && screen.shown(target.version()).isEmpty();
    return !target.moving() && !firstOfClimb;
  }

  private void finished(PreviewJob job, Renderer.Rendered rendered, Throwable failure) {
    boolean newest = running == job;
    if (newest) {
      running = null;
    }
    if (failure == null) {
      // The first render of a sub-generator builds its sessions; its time tells nothing.
      if (!warm.add(job.subGenerator())) {
        choice.learn(job.subGenerator(), job.moving(), rendered);
      }
      deliver(job, rendered);
      if (newest) {
        next();
      }
    } else if (cause(failure) instanceof CancellationException) {
      if (newest) {
        // Stopped from outside, not by newer input: nobody waits for it any more.
        report(Optional.empty());
      }
    } else if (newest) {
      failed(job, cause(failure));
    } else {
      // What is under way now will tell what is wrong, if it still is.
      LOG.warn("A picture that is out of date could not be rendered", cause(failure));
    }
  }

  private void deliver(PreviewJob job, Renderer.Rendered rendered) {
    switch (job.purpose()) {
      case PICTURE ->
          screen.show(
              job.input(),
              job.subGenerator(),
              job.moving(),
              job.modeEpoch() == modeEpoch,
              rendered);
      case WARM_UP -> {}
      case BEFORE -> screen.showBefore(job.input(), job.subGenerator(), rendered);
    }
  }

  private void failed(PreviewJob job, Throwable cause) {
    switch (job.purpose()) {
      case PICTURE -> fail(Texts.of("preview.previewLoop.thePictureCouldNot"), cause);
      case WARM_UP -> {
        // Whoever wants this very picture will be told.
        LOG.warn("A preview could not be prepared", cause);
        warm.add(job.subGenerator());
        next();
      }
      case BEFORE -> {
        LOG.warn("The unedited face could not be rendered", cause);
        unedited.giveUp();
        next();
      }
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private void fail(String what, Throwable cause) {
    LOG.error(what, cause);
    report(Optional.empty());
    outlet.failed(what + ": " + Reasons.of(cause));
  }

  private void report(Optional<SubGenerator> now) {
    if (!now.equals(reported)) {
      reported = now;
      outlet.running(now);
    }
  }
}

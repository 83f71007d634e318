package studio.anycost.training.lesson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import studio.anycost.training.records.FolderLock;
import studio.anycost.training.records.PictureSheet;
import studio.anycost.training.records.Values;
import studio.anycost.training.run.DivergedException;
import studio.anycost.training.run.TrainingRun;
import studio.anycost.training.tensors.Gradients;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;

/**
 * A lesson that is learnt in a folder of its own, which has the files of a {@link TrainingRun}, and
 * {@code best.pt}: the network of the best review. A run whose folder has a checkpoint goes on from
 * it; whatever happened to the process before, the curve becomes that of a run which nothing
 * happened to.
 */
public final class LessonRun {
  /** The network that had the best review. */
  public static final String BEST = "best.pt";

  private static final long STEP_SALT = 0x9e3779b97f4a7c15L;
  private static final long TRY_SALT = 0xbf58476d1ce4e5b9L;

  private final Path folder;
  private final LessonPlan plan;
  private final Lesson lesson;
  private final Map<String, String> recorded;

  /** Told about a run, on its thread. */
  public interface Listener {
    /** A step is done, with these parts of the loss. It may be undone if a later one diverges. */
    void stepped(long step, List<Double> parts);

    /** Something else happened; one sentence, or a line of figures. */
    default void told(String line) {}
  }

  /**
   * A run that writes into a folder.
   *
   * @param lesson the caller's, who closes it
   * @param recorded what {@code run.properties} keeps
   */
  public LessonRun(Path folder, LessonPlan plan, Lesson lesson, Map<String, String> recorded) {
    this.folder = folder;
    this.plan = plan;
    this.lesson = lesson;
    this.recorded = Map.copyOf(recorded);
  }

  /**
   * Learns until the end or until it is stopped, which leaves a checkpoint of the last step.
   *
   * @param stopped asked after every step
   * @return the steps that the run has behind it
   * @throws IOException with a sentence if another process runs in the folder, a checkpoint does
   *     not fit, or a file cannot be written
   * @throws DivergedException if a loss or a weight is no finite number in as many tries from the
   *     last checkpoint as are made; the checkpoint stays
   */
  @SuppressWarnings("try") // A lock works by being there.
  public long run(BooleanSupplier stopped, Listener listener) throws IOException {
    Libtorch.useThreads(plan.threads());
    Files.createDirectories(folder);
    try (FolderLock lock = FolderLock.of(folder);
        LessonState state = state()) {
      lesson.open(folder, state.net());
      Values.write(folder.resolve(TrainingRun.PLAN), recorded);
      new Loop(state, stopped, listener).run();
      return state.step();
    }
  }

  private LessonState state() throws IOException {
    Path checkpoint = folder.resolve(TrainingRun.CHECKPOINT);
    if (Files.exists(checkpoint)) {
      return LessonState.open(checkpoint, plan.adam());
    }
    Libtorch.seed(plan.seed());
    LessonState state = new LessonState(lesson.begin(folder), plan.adam());
    try {
      state.save(checkpoint, lesson.facts());
      return state;
    } catch (IOException e) {
      state.close();
      throw e;
    }
  }

  private final class Loop {
    private final LessonState state;
    private final BooleanSupplier stopped;
    private final Listener listener;
    private final LessonCurves curves;
    private long saved;
    private int tries;

    Loop(LessonState state, BooleanSupplier stopped, Listener listener) {
      this.state = state;
      this.stopped = stopped;
      this.listener = listener;
      this.curves = new LessonCurves(folder, lesson, Clock.systemUTC());
      this.saved = state.step();
    }

    void run() throws IOException {
      curves.resumeAfter(state.step());
      boolean ended = state.step() >= plan.steps();
      while (!ended) {
        try {
          List<Double> parts = step();
          curves.add(state.step(), parts);
          listener.stepped(state.step(), parts);
          ended = state.step() == plan.steps() || stopped.getAsBoolean();
          write(ended);
        } catch (DivergedException e) {
          ended = false;
          rollBack(e);
        }
      }
    }

    private List<Double> step() {
      long step = state.step() + 1;
      SplittableRandom random =
          new SplittableRandom(plan.seed() ^ step * STEP_SALT ^ state.rollBacks() * TRY_SALT);
      Libtorch.seed(random.nextLong());
      List<Double> parts =
          Scopes.get(
              () -> {
                Lesson.Loss loss = lesson.loss(state.net(), step, random);
                if (!Double.isFinite(Tensors.value(loss.total()))) {
                  throw DivergedException.at("loss", step);
                }
                state.adam().step(Gradients.of(loss.total(), state.net().weights().parameters()));
                return loss.parts();
              });
      state.countStep();
      return parts;
    }

    private void write(boolean ends) throws IOException {
      long step = state.step();
      // What a stopped run has seen less of is reviewed when it ends.
      boolean finished = step == plan.steps();
      boolean reviewed = finished || step % plan.reviewEvery() == 0;
      boolean checkpoint = ends || reviewed || step % plan.checkpointEvery() == 0;
      if (checkpoint && !state.isFinite()) {
        throw DivergedException.at("value of a weight", step);
      }
      if (ends || step % plan.sheetEvery() == 0) {
        writeSheet(step);
      }
      if (reviewed) {
        review(step);
      }
      if (checkpoint) {
        // First, so that no checkpoint is ahead of the curve.
        curves.write();
        state.save(folder.resolve(TrainingRun.CHECKPOINT), lesson.facts());
        saved = step;
        tries = 0;
      }
    }

    private void review(long step) throws IOException {
      Lesson.Review review = lesson.review(state.net());
      curves.add(step, review);
      listener.told("Step " + step + ":");
      review.sentences().forEach(listener::told);
      if (state.isBest(review.figure())) {
        state.saveNetwork(folder.resolve(BEST), lesson.facts());
      }
    }

    private void writeSheet(long step) throws IOException {
      Optional<PictureSheet> sheet = lesson.sheet(state.net());
      if (sheet.isPresent()) {
        Path file = folder.resolve("grid-" + step + ".png");
        sheet.get().write(file);
        curves.add(step, sheet.get(), file);
      }
    }

    /** Goes back to the last checkpoint, behind which other random numbers are drawn. */
    private void rollBack(DivergedException diverged) throws IOException {
      if (tries == TrainingRun.MOST_TRIES) {
        throw diverged.after(tries, saved);
      }
      tries++;
      curves.forget();
      state.load(folder.resolve(TrainingRun.CHECKPOINT));
      state.countRollBacks(tries);
      listener.told(
          diverged.what()
              + " The run goes back to the checkpoint of step "
              + saved
              + " and on with other random numbers, try "
              + tries
              + " of "
              + TrainingRun.MOST_TRIES
              + ".");
    }
  }
}

package studio.anycost.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.training.data.PairedLatents;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.parallel.Alone;
import studio.anycost.training.parallel.Peers;
import studio.anycost.training.records.FolderLock;
import studio.anycost.training.step.PairLoss;
import studio.anycost.training.tensors.Libtorch;

/**
 * A run in a folder of its own: {@code run.properties}, {@code checkpoint.pt}, {@code teacher.pt},
 * {@code best.pt}, {@code metrics.csv}, {@code evaluation.csv}, TensorBoard's events, {@code
 * grid-N.png} and {@code grid-N-RATIOx.png}. A run whose folder has a checkpoint goes on from it;
 * whatever happened to the process before, the curve becomes that of a run which nothing happened
 * to.
 *
 * <p>Several processes train one run as one does, but for rounding. The first one's folder is the
 * run's; the others keep in theirs what they begin with.
 */
public final class TrainingRun {
  /** What the run was told. */
  public static final String PLAN = "run.properties";

  /** The state of a run, in the public format. */
  public static final String CHECKPOINT = "checkpoint.pt";

  /** The averaged generator of the best evaluation, in the public format. */
  public static final String BEST = "best.pt";

  /** The generator that the consistency loss holds pictures to, in the public format. */
  public static final String TEACHER = "teacher.pt";

  /** The losses of all steps. */
  public static final String METRICS = "metrics.csv";

  /** What evaluations came to. */
  public static final String EVALUATION = "evaluation.csv";

  /** The same for TensorBoard, which looks for this beginning. */
  public static final String EVENTS = "events.out.tfevents.anycost";

  /** How often a run goes back to one checkpoint before it gives up. */
  public static final int MOST_TRIES = 3;

  private final Path folder;
  private final RunPlan plan;
  private final PictureData data;
  private final Peers peers;
  private final Function<Trainer, Supplier<Losses>> steps;

  /** Told about a run, on its thread. */
  @FunctionalInterface
  public interface Listener {
    /** A step is done. It may be undone if a later one diverges. */
    void stepped(Losses losses);

    /** Something else happened; one sentence, or a line of figures. */
    default void told(String line) {}
  }

  /**
   * A run that writes into a folder.
   *
   * @throws IOException with a sentence if the prepared pictures cannot be read
   * @throws IllegalArgumentException with a sentence if they have another size than is rendered
   */
  public TrainingRun(Path folder, RunPlan plan) throws IOException {
    this(folder, plan, new Alone());
  }

  /**
   * This process's part of a run.
   *
   * @param peers who takes part; the caller's
   * @throws IOException with a sentence if the prepared pictures cannot be read
   */
  public TrainingRun(Path folder, RunPlan plan, Peers peers) throws IOException {
    this(folder, plan, peers, trainer -> trainer::step);
  }

  /** The same with steps that are taken otherwise than by the trainer alone. */
  TrainingRun(Path folder, RunPlan plan, Peers peers, Function<Trainer, Supplier<Losses>> steps)
      throws IOException {
    this(folder, plan, peers, steps, PictureData.open(plan.data()));
  }

  /** The same on the plan's pictures at another resolution. */
  TrainingRun(Path folder, RunPlan plan, Peers peers, PictureData data) {
    this(folder, plan, peers, trainer -> trainer::step, data);
  }

  private TrainingRun(
      Path folder,
      RunPlan plan,
      Peers peers,
      Function<Trainer, Supplier<Losses>> steps,
      PictureData data) {
    this.folder = folder;
    this.plan = plan;
    this.data = data;
    this.peers = peers;
    this.steps = steps;
    if (data.size() != plan.generator().resolution()) {
      // Before anything is written that a run would go on from.
      throw new IllegalArgumentException(
          "The pictures in "
              + plan.data()
              + " have "
              + data.size()
              + " px a side, and the generator renders "
              + plan.generator().resolution()
              + ": prepare them at that size.");
    }
  }

  /**
   * Trains until the end or until it is stopped, which leaves a checkpoint of the last step.
   *
   * @param stopped asked after every step; where one process is stopped, all of them are
   * @return the steps that the run has behind it
   * @throws IOException with a sentence if another process runs in the folder, a checkpoint does
   *     not fit, or a file cannot be written
   * @throws DivergedException if a loss or a weight is no finite number, and was none in as many
   *     tries from the last checkpoint as are made; the checkpoint stays
   */
  @SuppressWarnings("try") // A lock works by being there.
  public long run(BooleanSupplier stopped, Listener listener) throws IOException {
    Libtorch.useThreads(plan.threads());
    requireSamePlan();
    Files.createDirectories(folder);
    StageOptions stage = plan.options().stage();
    ChannelTable channels = plan.generator().channels();
    try (FolderLock lock = FolderLock.of(folder);
        TrainingState state =
            new TrainingState(plan.generator(), stage.discriminator(channels), plan.options())) {
      if (Files.exists(file(CHECKPOINT))) {
        TrainingCheckpoint.load(file(CHECKPOINT), state);
      } else {
        begin(state, listener);
      }
      state.copyFirst(peers);
      RunFile.write(file(PLAN), plan);
      try (References references = References.of(plan, file(TEACHER))) {
        new Loop(state, references, stopped, listener).run();
      }
      return state.step();
    }
  }

  private void requireSamePlan() throws IOException {
    long own = RunFile.fingerprint(plan) + 31L * data.count();
    boolean other = peers.copyFirst(new long[] {own})[0] != own;
    if (peers.mean(other ? 1 : 0) > 0) {
      throw new IOException(
          "The processes of the run were given different options or different numbers of pictures:"
              + " start all of them with the same.");
    }
  }

  /** Writes what the first step needs, so that later ones need neither start nor teacher. */
  private void begin(TrainingState state, Listener listener) throws IOException {
    if (plan.start().isPresent()) {
      Path start = plan.start().get();
      StageStart.load(start, state, plan.options())
          .ifPresent(
              found ->
                  listener.told(start + " " + found + "; a new one learns from the beginning."));
    }
    if (References.isTaught(plan.options().stage())) {
      Path teacher =
          plan.teacher()
              .or(plan::start)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "The consistency loss holds pictures to a teacher: name the checkpoint to"
                              + " start from (--start) or another (--teacher), or choose"
                              + " --consistency self or none."));
      try (Generator generator = TrainingCheckpoint.loadGenerator(teacher)) {
        if (generator.spec().resolution() != data.size()
            || generator.spec().styleDimension() != plan.generator().styleDimension()) {
          throw new IOException(
              "The teacher in "
                  + teacher
                  + " renders "
                  + generator.spec().resolution()
                  + " px from latents of "
                  + generator.spec().styleDimension()
                  + "; "
                  + data.size()
                  + " px from "
                  + plan.generator().styleDimension()
                  + " are trained.");
        }
        TrainingCheckpoint.saveGenerator(file(TEACHER), generator);
      }
    }
    TrainingCheckpoint.save(file(CHECKPOINT), state, 0);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** One process's part of a run. */
  private final class Loop {
    private final RunPlan.Rhythm rhythm = plan.rhythm();
    private final TrainingState state;
    private final BooleanSupplier stopped;
    private final Listener listener;
    private final Supplier<Losses> step;
    private final Evaluation evaluation;
    private final PictureGrid grid;
    private final Curves curves;
    private long saved;
    private int tries;

    Loop(TrainingState state, References references, BooleanSupplier stopped, Listener listener)
        throws IOException {
      StageOptions stage = plan.options().stage();
      this.state = state;
      this.stopped = stopped;
      this.listener = listener;
      this.step =
          steps.apply(
              new Trainer(
                  state,
                  plan.options(),
                  data,
                  references.consistency(stage, state.generator()),
                  peers,
                  paired(references)));
      this.evaluation = new Evaluation(data, stage, references.perceptual(), rhythm.evaluated());
      this.grid = new PictureGrid(rhythm.gridSide(), plan.generator().styleDimension());
      this.curves = new Curves(folder, plan.options().batch(), Clock.systemUTC());
      this.saved = state.step();
    }

    private Optional<Trainer.PairedPictures> paired(References references) throws IOException {
      if (plan.pairs().isEmpty()) {
        return Optional.empty();
      }
      Pairs told = plan.pairs().get();
      return Optional.of(
          new Trainer.PairedPictures(
              PairedLatents.read(told.file(), data.count(), plan.generator().styleDimension()),
              told,
              new PairLoss(
                  told.learner() == Pairs.Learner.FULL ? 1 : plan.options().stage().resolutions(),
                  references.perceptual())));
    }

    void run() throws IOException {
      if (peers.rank() == 0) {
        curves.resumeAfter(state.step());
      }
      boolean ended = state.step() >= rhythm.steps();
      while (!ended) {
        try {
          Losses losses = step.get();
          curves.add(losses);
          listener.stepped(losses);
          ended = state.step() == rhythm.steps() || peers.mean(stopped.getAsBoolean() ? 1 : 0) > 0;
          if (ended || state.step() % rhythm.checkpointEvery() == 0 || isEvaluated()) {
            requireFinite();
          }
        } catch (DivergedException e) {
          ended = false;
          rollBack(e);
          continue;
        }
        write(ended);
      }
    }

    private void requireFinite() {
      if (!state.isFinite()) {
        throw DivergedException.at("value of a weight", state.step());
      }
    }

    private void write(boolean ends) throws IOException {
      long step = state.step();
      if (ends || step % rhythm.checkpointEvery() == 0) {
        // Processors that round otherwise do not drift apart.
        state.copyFirst(peers);
        saved = step;
        tries = 0;
      }
      if (peers.rank() > 0) {
        return;
      }
      if (ends || step % rhythm.gridEvery() == 0) {
        writeGrids();
      }
      boolean best = isEvaluated() && evaluate(step);
      if (best || ends || step % rhythm.checkpointEvery() == 0) {
        // First, so that no checkpoint is ahead of the curve.
        curves.write();
        int epoch = (int) (step * plan.options().batch() / data.count());
        TrainingCheckpoint.save(file(CHECKPOINT), state, epoch);
      }
    }

    private boolean isEvaluated() {
      long step = state.step();
      return rhythm.evaluateEvery() > 0
          && (step == rhythm.steps() || step % rhythm.evaluateEvery() == 0);
    }

    /** Whether the run was never better. */
    private boolean evaluate(long step) throws IOException {
      listener.told("Evaluation at step " + step + ":");
      List<Evaluation.Row> rows = evaluation.measure(state.average(), step);
      for (Evaluation.Row row : rows) {
        curves.add(row);
        listener.told(row.sentence());
      }
      OptionalDouble figure = Evaluation.figure(rows);
      if (figure.isEmpty() || !state.isBest(figure.getAsDouble())) {
        return false;
      }
      TrainingCheckpoint.saveGenerator(file(BEST), state.average());
      return true;
    }

    private void writeGrids() throws IOException {
      List<Double> ratios =
          plan.options().stage().isAdaptive() ? ChannelTable.RATIOS : List.of(1.0);
      for (double ratio : ratios) {
        String name = ratio == 1 ? "" : "-" + ratio + "x";
        Path file = folder.resolve("grid-" + state.step() + name + ".png");
        grid.write(state.average(), ratio, file);
        curves.addGrid(state.step(), "images" + name, file, grid.size(state.average()));
      }
    }

    /** Goes back to the last checkpoint, behind which other random numbers are drawn. */
    private void rollBack(DivergedException diverged) throws IOException {
      if (tries == MOST_TRIES) {
        throw diverged.after(tries, saved);
      }
      tries++;
      curves.forget();
      if (peers.rank() == 0) {
        TrainingCheckpoint.load(file(CHECKPOINT), state);
      }
      state.copyFirst(peers);
      state.countRollBacks(tries);
      listener.told(
          diverged.what()
              + " The run goes back to the checkpoint of step "
              + saved
              + " and on with other random numbers, try "
              + tries
              + " of "
              + MOST_TRIES
              + ".");
    }
  }
}

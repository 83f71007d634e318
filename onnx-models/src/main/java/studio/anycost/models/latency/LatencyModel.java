package studio.anycost.models.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import studio.anycost.api.model.SubGenerator;

/**
 * Predicts the time of any sub-generator of one generator on this machine: the sum over its stages
 * and the rest of a render.
 *
 * <p>A stage that was measured counts with its last times. One that never ran is predicted by a
 * curve through what was measured at its resolution (see {@link StageWork}), which leans on a curve
 * through all resolutions where little was measured, which leans on an assumption where nothing
 * was. Times of a busy machine are left out (see {@link MachineLoad}).
 *
 * <p>Safe to use from any thread. Noting a time takes microseconds, predicting now and then a
 * millisecond.
 */
public final class LatencyModel {
  private static final int TRUSTED_RUNS = 3;
  private static final double MILLION = 1e6;

  /** Handing over inputs and copying a picture out, until something was measured. */
  private static final CostCurve ASSUMED_PICTURE = new CostCurve(new double[] {0.1, 4});

  private final KernelLayout layout;
  private final StageWork work;
  private final CostCurve assumed;
  private final LongSupplier nanoTime;
  private final Map<Integer, TimeTable<StageShape>> stages = new TreeMap<>();
  private final TimeTable<Integer> pictures =
      new TimeTable<>(LatencyModel::pictureWork, ASSUMED_PICTURE);
  private final MachineLoad load = new MachineLoad();
  private CostCurve general;
  private boolean stale;
  private final AtomicBoolean changed = new AtomicBoolean();
  private volatile Runnable listener = () -> {};

  /**
   * @param layout what the measured times belong to
   * @param threads that work on one stage
   */
  public LatencyModel(KernelLayout layout, int threads) {
    this(layout, threads, System::nanoTime);
  }

  /** With a clock of the caller's. */
  public LatencyModel(KernelLayout layout, int threads, LongSupplier nanoTime) {
    this.layout = layout;
    this.work = new StageWork(layout);
    this.assumed = StageWork.assumed(threads);
    this.general = assumed;
    this.nanoTime = nanoTime;
  }

  private static double[] pictureWork(int resolution) {
    return new double[] {1, (double) resolution * resolution / MILLION};
  }

  /** What the times belong to. */
  public KernelLayout layout() {
    return layout;
  }

  /** Predicted milliseconds of a whole render without reuse, sessions being warm: the median. */
  public double milliseconds(SubGenerator subGenerator) {
    return predict(subGenerator, 0).p50();
  }

  /**
   * Predicts a render that reuses its first stages, sessions being warm.
   *
   * @param reusedStages how many; all of them or more means only the picture is handed out
   */
  public synchronized Prediction predict(SubGenerator subGenerator, int reusedStages) {
    refresh();
    List<StageShape> shapes = StageShape.of(subGenerator);
    Prediction sum = pictures.predict(subGenerator.resolution());
    for (StageShape shape : shapes.subList(Math.min(reusedStages, shapes.size()), shapes.size())) {
      sum = sum.plus(table(shape.resolution()).predict(shape));
    }
    return sum;
  }

  /** What a stage is expected to take. */
  public synchronized Prediction predict(StageShape shape) {
    refresh();
    return table(shape.resolution()).predict(shape);
  }

  /** Whether every stage of a sub-generator was measured at least once. */
  public boolean isMeasured(SubGenerator subGenerator) {
    return measuredRuns(subGenerator) > 0;
  }

  /** How many times are kept of the stage of a sub-generator that was measured least. */
  public synchronized int measuredRuns(SubGenerator subGenerator) {
    return StageShape.of(subGenerator).stream()
        .mapToInt(shape -> table(shape.resolution()).window(shape).map(TimeWindow::size).orElse(0))
        .min()
        .orElse(0);
  }

  /** Notes one run of a stage in a warm session that had the machine to itself. */
  public void recordStage(StageShape shape, double milliseconds) {
    synchronized (this) {
      TimeTable<StageShape> table = table(shape.resolution());
      double usual =
          table
              .window(shape)
              .filter(window -> window.size() >= TRUSTED_RUNS)
              .map(TimeWindow::median)
              .orElse(0.0);
      if (usual > 0) {
        MachineLoad.Verdict verdict = load.judge(milliseconds / usual, nanoTime.getAsLong());
        if (verdict.adjustment() != 1) {
          scale(verdict.adjustment());
        }
        if (!verdict.usable()) {
          return;
        }
      } else if (!load.isCalm()) {
        return;
      }
      stale |= table.add(shape, milliseconds);
    }
    tellChange();
  }

  /**
   * Notes what a render did beside its stages.
   *
   * @param resolution side of the picture
   */
  public void recordPicture(int resolution, double milliseconds) {
    synchronized (this) {
      if (!load.isCalm()) {
        return;
      }
      stale |= pictures.add(resolution, milliseconds);
    }
    tellChange();
  }

  private void tellChange() {
    if (changed.compareAndSet(false, true)) {
      listener.run();
    }
  }

  /**
   * Hears, on any thread and at once, of the first time that is noted after each {@link #snapshot}
   * and {@link #restore}; must return quickly. Replaces the listener before.
   */
  public void onChange(Runnable action) {
    listener = action;
  }

  /** Everything that is known. */
  public LatencySnapshot snapshot() {
    // Before the values are read: a change from here on is told again.
    changed.set(false);
    synchronized (this) {
      List<LatencySnapshot.StageTimes> times = new ArrayList<>();
      for (TimeTable<StageShape> table : stages.values()) {
        table.forEach(
            (shape, window) -> times.add(new LatencySnapshot.StageTimes(shape, window.times())));
      }
      List<LatencySnapshot.PictureTimes> rest = new ArrayList<>();
      pictures.forEach(
          (resolution, window) ->
              rest.add(new LatencySnapshot.PictureTimes(resolution, window.times())));
      return new LatencySnapshot(times, rest);
    }
  }

  /** Forgets everything and takes over what was known before. */
  public synchronized void restore(LatencySnapshot snapshot) {
    stages.clear();
    pictures.clear();
    load.reset();
    changed.set(false);
    for (LatencySnapshot.StageTimes times : snapshot.stages()) {
      TimeTable<StageShape> table = table(times.shape().resolution());
      times.milliseconds().forEach(time -> table.add(times.shape(), time));
    }
    for (LatencySnapshot.PictureTimes times : snapshot.pictures()) {
      times.milliseconds().forEach(time -> pictures.add(times.resolution(), time));
    }
    stale = true;
  }

  private TimeTable<StageShape> table(int resolution) {
    return stages.computeIfAbsent(resolution, key -> new TimeTable<>(work::features, general));
  }

  private void scale(double factor) {
    stages.values().forEach(table -> table.scale(factor));
    pictures.scale(factor);
    stale = true;
  }

  private void refresh() {
    if (stale) {
      stale = false;
      List<CostCurve.Sample> all = new ArrayList<>();
      stages.values().forEach(table -> all.addAll(table.samples()));
      general = assumed.fittedTo(all);
      stages.values().forEach(table -> table.fit(general));
      pictures.fit(ASSUMED_PICTURE);
    }
  }
}

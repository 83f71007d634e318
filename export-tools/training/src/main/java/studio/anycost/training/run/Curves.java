package studio.anycost.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import studio.anycost.training.events.Event;
import studio.anycost.training.events.EventFile;
import studio.anycost.training.records.StepTable;

/**
 * The losses of a run: a CSV file, one line a step, without a value where the step did not have the
 * loss; and the same for TensorBoard with grids and evaluations, whose steps are pictures, as the
 * public implementation counts them.
 */
final class Curves {
  private static final String METRICS_HEADER =
      "step,pictures,discriminator,generator,r1,path,path_mean,pairs,consistency";

  private final StepTable metrics;
  private final StepTable evaluation;
  private final EventFile events;
  private final int batch;
  private final List<Losses> unwritten = new ArrayList<>();
  private final List<Event> unwrittenEvents = new ArrayList<>();
  private final List<String> unwrittenRows = new ArrayList<>();

  /** Curves that are written into a folder; nothing is touched yet. */
  Curves(Path folder, int batch, Clock clock) {
    this.metrics = new StepTable(folder.resolve(TrainingRun.METRICS), METRICS_HEADER);
    this.evaluation = new StepTable(folder.resolve(TrainingRun.EVALUATION), Evaluation.HEADER);
    this.events = new EventFile(folder.resolve(TrainingRun.EVENTS), clock);
    this.batch = batch;
  }

  /** Makes the files ready to go on behind a step. */
  void resumeAfter(long step) throws IOException {
    forget();
    metrics.resumeAfter(step);
    evaluation.resumeAfter(step);
    events.resumeAfter(step * batch);
  }

  /** Forgets what was not written yet. */
  void forget() {
    unwritten.clear();
    unwrittenEvents.clear();
    unwrittenRows.clear();
  }

  void add(Losses losses) {
    unwritten.add(losses);
    long pictures = losses.step() * batch;
    event(pictures, "Loss/D", OptionalDouble.of(losses.discriminator()));
    event(pictures, "Loss/G", OptionalDouble.of(losses.generator()));
    event(pictures, "Loss/distill", losses.consistency());
    event(pictures, "Loss/pairs", losses.pairs());
    event(pictures, "Loss/r1", losses.penalty());
    event(pictures, "Loss/path", losses.path());
    if (losses.path().isPresent()) {
      event(pictures, "Loss/path-len", OptionalDouble.of(losses.pathMean()));
    }
  }

  private void event(long pictures, String tag, OptionalDouble value) {
    if (value.isPresent()) {
      unwrittenEvents.add(Event.number(pictures, tag, value.getAsDouble()));
    }
  }

  void add(Evaluation.Row row) {
    unwrittenRows.add(row.line(batch));
    long pictures = row.step() * batch;
    String configuration = "-" + row.ratio() + "x-" + row.resolution();
    event(pictures, "Metrics/mse" + configuration, OptionalDouble.of(row.mse()));
    event(pictures, "Metrics/perceptual" + configuration, row.perceptual());
    event(pictures, "Metrics/kid-stand-in" + configuration, row.kid());
  }

  /** A grid of pictures that was written for a step. */
  void addGrid(long step, String tag, Path png, int size) throws IOException {
    unwrittenEvents.add(Event.picture(step * batch, tag, size, size, Files.readAllBytes(png)));
  }

  /** Writes what was added since. */
  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Losses one : unwritten) {
      lines.add(
          String.join(
              ",",
              Long.toString(one.step()),
              Long.toString(one.step() * batch),
              StepTable.cell(one.discriminator()),
              StepTable.cell(one.generator()),
              StepTable.cell(one.penalty()),
              StepTable.cell(one.path()),
              StepTable.cell(one.pathMean()),
              StepTable.cell(one.pairs()),
              StepTable.cell(one.consistency())));
    }
    metrics.append(lines);
    evaluation.append(unwrittenRows);
    events.append(unwrittenEvents);
    forget();
  }
}

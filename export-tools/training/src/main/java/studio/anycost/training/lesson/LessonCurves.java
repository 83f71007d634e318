package studio.anycost.training.lesson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.anycost.training.events.Event;
import studio.anycost.training.events.EventFile;
import studio.anycost.training.records.PictureSheet;
import studio.anycost.training.records.StepTable;
import studio.anycost.training.run.TrainingRun;

/**
 * The losses and reviews of a lesson as CSV files and for TensorBoard, whose steps are pictures.
 */
final class LessonCurves {
  private final Lesson lesson;
  private final StepTable metrics;
  private final StepTable reviews;
  private final EventFile events;
  private final List<String> steps = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final List<Event> unwritten = new ArrayList<>();

  /** Curves that are written into a folder; nothing is touched yet. */
  LessonCurves(Path folder, Lesson lesson, Clock clock) {
    this.lesson = lesson;
    this.metrics = new StepTable(folder.resolve(TrainingRun.METRICS), header(lesson.parts()));
    this.reviews = new StepTable(folder.resolve(TrainingRun.EVALUATION), header(lesson.columns()));
    this.events = new EventFile(folder.resolve(TrainingRun.EVENTS), clock);
  }

  private static String header(List<String> columns) {
    return "step,pictures," + String.join(",", columns);
  }

  /** Makes the files ready to go on behind a step. */
  void resumeAfter(long step) throws IOException {
    forget();
    metrics.resumeAfter(step);
    reviews.resumeAfter(step);
    events.resumeAfter(pictures(step));
  }

  /** Forgets what was not written yet. */
  void forget() {
    steps.clear();
    rows.clear();
    unwritten.clear();
  }

  private long pictures(long step) {
    return step * lesson.batch();
  }

  void add(long step, List<Double> parts) {
    steps.add(line(step, parts.stream().map(StepTable::cell).toList()));
    for (int i = 0; i < parts.size(); i++) {
      unwritten.add(Event.number(pictures(step), "Loss/" + lesson.parts().get(i), parts.get(i)));
    }
  }

  void add(long step, Lesson.Review review) {
    review.rows().forEach(row -> rows.add(line(step, row)));
    review.curves().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            curve -> unwritten.add(Event.number(pictures(step), curve.getKey(), curve.getValue())));
  }

  private String line(long step, List<String> cells) {
    return Stream.concat(
            Stream.of(Long.toString(step), Long.toString(pictures(step))), cells.stream())
        .collect(Collectors.joining(","));
  }

  /** A sheet that was written. */
  void add(long step, PictureSheet sheet, Path png) throws IOException {
    unwritten.add(
        Event.picture(
            pictures(step), "images", sheet.width(), sheet.height(), Files.readAllBytes(png)));
  }

  /** Writes what was added since. */
  void write() throws IOException {
    metrics.append(steps);
    reviews.append(rows);
    events.append(unwritten);
    forget();
  }
}

package studio.anycost.export.importer;

import java.util.concurrent.CancellationException;
import studio.anycost.api.task.TaskContext;

/** Progress through a part of an import; every report is a chance to stop. */
final class ImportSteps {
  private final TaskContext<?> context;
  private final double from;
  private final double to;

  private ImportSteps(TaskContext<?> context, double from, double to) {
    this.context = context;
    this.from = from;
    this.to = to;
  }

  static ImportSteps whole(TaskContext<?> context) {
    return new ImportSteps(context, 0, 1);
  }

  /** A part of this one, both ends in 0..1. */
  ImportSteps part(double partFrom, double partTo) {
    return new ImportSteps(context, at(partFrom), at(partTo));
  }

  /**
   * Reports.
   *
   * @param fraction of this part, 0..1
   * @throws CancellationException if stopping was asked for
   */
  void report(double fraction, String message) {
    context.cancellation().throwIfCancelled();
    context.progress().report(at(fraction), message);
  }

  /** Reports the end, when it is too late to stop. */
  void finished() {
    context.progress().report(to, "Done");
  }

  private double at(double fraction) {
    return from + (to - from) * fraction;
  }
}

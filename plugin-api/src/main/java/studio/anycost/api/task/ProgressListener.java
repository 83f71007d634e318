package studio.anycost.api.task;

/** Hears how far background work has come. Called from the working thread; must be quick. */
@FunctionalInterface
public interface ProgressListener {
  /** Ignores every report. */
  ProgressListener NONE = (fraction, message) -> {};

  /**
   * @param fraction 0..1, or negative where the length is unknown
   * @param message what is being done, a short phrase for people
   */
  void report(double fraction, String message);
}

package studio.anycost.spark;

import java.io.IOException;

/** What Spark's failures mean to people. */
final class Failures {
  private static final int MOST_CAUSES = 50; // a chain of causes may be a ring
  private static final int LONGEST = 200;

  private Failures() {}

  /** The sentence of the work itself, if it failed; else that the cluster did. */
  static IOException of(Throwable failure, Master master) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      // Others are the system's or Spark's own, and no sentences.
      if (cause instanceof IOException
          && (cause.getClass() == IOException.class
              || cause.getClass().getName().startsWith("studio."))) {
        return new IOException(cause.getMessage(), failure);
      }
      cause = cause.getCause();
    }
    return new IOException(
        "Spark gave the work up on " + master.url() + ": " + words(failure), failure);
  }

  /** The first line of what Spark says, as a sentence. */
  static String words(Throwable failure) {
    String text =
        failure.getMessage() == null ? "it did not say why" : failure.getMessage().strip();
    String line = text.lines().findFirst().orElse("");
    String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
    return cut.endsWith(".") ? cut : cut + ".";
  }
}

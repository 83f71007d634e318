package studio.anycost.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.anycost.app.cli.InputException;

/**
 * Where Spark runs, as it names places itself.
 *
 * @param url for Spark
 */
record Master(String url) {
  private static final Pattern HERE = Pattern.compile("local(\\[(\\d+|\\*)(,\\d+)?])?");
  private static final Pattern PROCESSES = Pattern.compile("local-cluster\\[\\d+,(\\d+),\\d+]");
  private static final Pattern CLUSTER = Pattern.compile("spark://[^/\\s]+:\\d+|k8s://\\S+|yarn");

  /**
   * @throws InputException with a sentence if Spark has no such place
   */
  static Master of(String text) throws InputException {
    String url = text.replace(" ", "");
    if (!HERE.matcher(url).matches()
        && !PROCESSES.matcher(url).matches()
        && !CLUSTER.matcher(url).matches()) {
      throw new InputException(
          "'"
              + text
              + "' is no place of Spark: --spark takes local[*] or local[N] for this machine,"
              + " local-cluster[PROCESSES,CORES,MB] for processes on it, or spark://HOST:PORT.");
    }
    return new Master(url);
  }

  /** Whether everything runs in this process. */
  boolean isThisProcess() {
    return HERE.matcher(url).matches();
  }

  /** Whether the studio itself starts the processes, on this machine. */
  boolean isProcessesHere() {
    return PROCESSES.matcher(url).matches();
  }

  boolean isThisMachine() {
    return isThisProcess() || isProcessesHere();
  }

  /** Threads for an executor; 0 where it is to see for itself. */
  int threads() {
    Matcher processes = PROCESSES.matcher(url);
    if (processes.matches()) {
      return Integer.parseInt(processes.group(1));
    }
    Matcher here = HERE.matcher(url);
    if (!here.matches() || "*".equals(here.group(2))) {
      return 0;
    }
    return here.group(2) == null ? 1 : Integer.parseInt(here.group(2));
  }
}

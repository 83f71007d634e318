package studio.anycost.app.cli;

import studio.anycost.api.extension.SampleRunner;

/**
 * Machines that have the model of a command and make samples of it. Work may run on them until they
 * are closed.
 */
public interface SampleCluster extends SampleRunner, AutoCloseable {
  /** Ends what still runs there, and lets go of them. */
  @Override
  void close();
}

package studio.anycost.app.cli;

/** Ctrl+C, while something else is to happen than the end of the process. */
@FunctionalInterface
interface Interrupts {
  /**
   * From now on an interrupt runs the action, on any thread.
   *
   * @return closes the registration: an interrupt ends the process again. May be closed by the
   *     action
   */
  Registration onInterrupt(Runnable action);

  /** See {@link #onInterrupt}. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}

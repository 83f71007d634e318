package studio.anycost.app.preview;

/**
 * What is done while the preview rests. Called on the preview's thread; no method blocks on the
 * work.
 */
interface IdleWork extends AutoCloseable {
  /** Nothing. */
  IdleWork NONE =
      new IdleWork() {
        @Override
        public void resume(Runnable learned) {}

        @Override
        public void pause() {}

        @Override
        public void close() {}
      };

  /**
   * Begins, or goes on; does nothing if all is done.
   *
   * @param learned called, on any thread, when all is done and something was
   */
  void resume(Runnable learned);

  /** Stops at once. */
  void pause();

  /** Stops for good. */
  @Override
  void close();
}

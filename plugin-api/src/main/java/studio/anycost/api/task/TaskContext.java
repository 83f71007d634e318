package studio.anycost.api.task;

/** What a piece of background work gets from its caller. */
public record TaskContext(CancellationToken cancellation, ProgressListener progress) {
  /** Nobody listens and nobody cancels. */
  public static final TaskContext NONE =
      new TaskContext(CancellationToken.NONE, ProgressListener.NONE);
}

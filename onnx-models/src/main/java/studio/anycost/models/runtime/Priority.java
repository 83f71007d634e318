package studio.anycost.models.runtime;

/** How urgent a render is. */
public enum Priority {
  /** Somebody waits for the picture: a preview while a slider moves. */
  INTERACTIVE,
  /** Everything else: it starts no stage while interactive work is under way. */
  BACKGROUND
}

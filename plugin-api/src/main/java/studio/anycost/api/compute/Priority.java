package studio.anycost.api.compute;

/** How urgent a run is for the person at the screen. */
public enum Priority {
  /** Something on the screen follows it right now; goes first, and should take milliseconds. */
  INTERACTIVE,
  /** Everything else: waits while interactive work is under way, and uses the cores otherwise. */
  BACKGROUND
}

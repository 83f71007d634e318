package studio.anycost.app.cli;

/** How people hear of long work. */
public enum ProgressStyle {
  /** A person looks at a terminal: one line that overwrites itself. */
  LINE,
  /** A file, or whatever collects lines: few of them. */
  LINES,
  NONE
}

package studio.anycost.models.bundle;

import java.io.IOException;
import java.nio.file.Path;

/** Where a bundle is written to: first to a place beside the target, then moved there at once. */
interface BundleTarget {
  /** Writes one file; names come from the program and are safe. */
  void add(String name, byte[] content) throws IOException;

  /** Ends the writing. The result, which lies beside the target, can be opened as a bundle. */
  Path complete() throws IOException;

  /** Moves the completed result to the target, in place of a bundle that may be there. */
  void publish() throws IOException;

  /** Deletes what lies beside the target. Does nothing after publishing. */
  void discard() throws IOException;
}

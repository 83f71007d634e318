package studio.anycost.export.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;

/**
 * The file around the pickle: knows where the object pickle and the storages lie. Owns the open
 * file until closed. After {@link #locate} it may be read from any thread.
 */
interface CheckpointContainer extends ElementSource, Closeable {

  /** The scanned object pickle, from its first to its STOP operation. */
  byte[] objectPickle();

  /**
   * Finds the data of the storages, once, before the first {@link #open}.
   *
   * @throws MalformedCheckpointException if a storage is missing or shorter than its claim
   */
  void locate(Collection<StorageClaim> claims) throws IOException;

  @Override
  void close() throws IOException;
}

package studio.anycost.export.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Collection;

/**
 * The file around the pickle: knows where the object pickle and the storages lie. Owns the open
 * file until closed. After {@link #locate} it may be read from any thread.
 */
interface CheckpointContainer extends AutoCloseable {

  /** The scanned object pickle, from its first to its STOP operation. */
  byte[] objectPickle();

  /** Order of the bytes within an element. */
  ByteOrder byteOrder();

  /**
   * Finds the data of the storages, once, before the first {@link #open}.
   *
   * @throws MalformedCheckpointException if a storage is missing or shorter than its claim
   */
  void locate(Collection<StorageClaim> claims) throws IOException;

  /**
   * Opens the data of a located storage. The caller closes the stream.
   *
   * @param byteOffset first byte to read, counted from the start of the storage
   * @throws IOException if the file cannot be read or is closed
   */
  InputStream open(StorageClaim claim, long byteOffset) throws IOException;

  @Override
  void close() throws IOException;
}

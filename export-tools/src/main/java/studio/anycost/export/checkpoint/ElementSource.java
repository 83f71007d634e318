package studio.anycost.export.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;

/** Where the bytes of storages are. */
interface ElementSource {

  /** Order of the bytes within an element. */
  default ByteOrder byteOrder() {
    return ByteOrder.LITTLE_ENDIAN;
  }

  /**
   * Opens the data of a storage. The caller closes the stream.
   *
   * @param byteOffset first byte to read, counted from the start of the storage
   * @throws IOException if the file cannot be read or is closed
   */
  InputStream open(StorageClaim claim, long byteOffset) throws IOException;
}

package studio.anycost.export.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;

/**
 * Reads on from a position of a file, which other readers move in between. Closing has no effect.
 */
final class SharedFileStream extends InputStream {
  private final RandomAccessFile file;
  private long position;

  SharedFileStream(RandomAccessFile file, long position) {
    this.file = file;
    this.position = position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    synchronized (file) {
      if (!file.getChannel().isOpen()) {
        throw new MalformedCheckpointException("the checkpoint is closed.");
      }
      file.seek(position);
      int count = file.read(target, offset, length);
      position += Math.max(count, 0);
      return count;
    }
  }
}

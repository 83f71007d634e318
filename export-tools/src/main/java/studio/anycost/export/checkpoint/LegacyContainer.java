package studio.anycost.export.checkpoint;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The legacy format: five pickles in a row (a magic number, the format's version, facts about the
 * machine, the object, the keys of the storages), then for every key the number of elements as a
 * 64-bit integer and the elements. All is little-endian, whatever machine wrote it.
 */
final class LegacyContainer implements CheckpointContainer {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final int VERSION = 1001;

  /** Protocol, frame and the operation that reads a number stand before it. */
  private static final int LAST_START_OF_MAGIC = 16;

  private final RandomAccessFile file;
  private final CheckpointLimits limits;
  private final byte[] objectPickle;
  private final Set<String> keys = new LinkedHashSet<>();
  private final Map<String, Long> positions = new HashMap<>();

  /** Bytes scanned while opening; afterwards where the first storage begins. */
  private long dataStart;

  private LegacyContainer(RandomAccessFile file, CheckpointLimits limits) throws IOException {
    this.file = file;
    this.limits = limits;
    // Not closed: it shares the file, which stays open. All later reads seek first, so it does not
    // matter that it reads ahead.
    InputStream in = new BufferedInputStream(new FileInputStream(file.getFD()));
    if (!MAGIC.equals(plainValue(in))) {
      throw new MalformedCheckpointException("the file was changed while it was opened.");
    }
    if (!Integer.valueOf(VERSION).equals(plainValue(in))) {
      throw new MalformedCheckpointException(
          "this is not version %d of the legacy format. Load it with PyTorch and save it again."
              .formatted(VERSION));
    }
    plainValue(in);
    this.objectPickle = scan(in);
    readKeys(plainValue(in));
  }

  /**
   * Opens the file and scans its pickles.
   *
   * @throws MalformedCheckpointException if it is not of this format
   */
  static LegacyContainer open(Path path, CheckpointLimits limits) throws IOException {
    // A channel would be closed for everybody when one reading thread is interrupted.
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    try {
      requireMagic(file);
      return new LegacyContainer(file, limits);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Before anything is unpickled: other pickles are about, larger than any that is read. */
  private static void requireMagic(RandomAccessFile file) throws IOException {
    byte[] start = new byte[(int) Math.min(OtherFiles.LOOKED_AT, file.length())];
    file.readFully(start);
    file.seek(0);
    String text = new String(start, StandardCharsets.ISO_8859_1);
    byte[] magic = MAGIC.toByteArray();
    StringBuilder littleEndian = new StringBuilder();
    for (int i = magic.length - 1; i >= 0; i--) {
      littleEndian.append((char) (magic[i] & 0xff));
    }
    int at = text.indexOf(littleEndian.toString());
    if (at < 0 || at > LAST_START_OF_MAGIC) {
      throw new MalformedCheckpointException(OtherFiles.pickle(text));
    }
  }

  private byte[] scan(InputStream in) throws IOException {
    byte[] pickle = PickleScanner.scan(in, file.length() - dataStart, limits);
    dataStart += pickle.length;
    return pickle;
  }

  private Object plainValue(InputStream in) throws IOException {
    return RestrictedUnpickler.unpickle(scan(in), limits).root();
  }

  private void readKeys(Object list) throws MalformedCheckpointException {
    boolean valid = list instanceof List;
    if (list instanceof List<?> items) {
      for (Object key : items) {
        valid &= key instanceof String text && keys.add(text);
      }
    }
    if (!valid) {
      throw MalformedCheckpointException.damaged("the list of storages is damaged.");
    }
  }

  @Override
  public byte[] objectPickle() {
    return objectPickle;
  }

  @Override
  public void locate(Collection<StorageClaim> claims) throws IOException {
    Map<String, StorageClaim> byKey =
        claims.stream().collect(Collectors.toMap(StorageClaim::key, Function.identity()));
    long position = dataStart;
    for (String key : keys) {
      StorageClaim claim = byKey.remove(key);
      if (claim == null) {
        throw new MalformedCheckpointException(
            ("the data of storage '%s' belongs to no tensor that can be read. "
                    + "Load the file with PyTorch 1.6 or later and save it again.")
                .formatted(Printable.of(key)));
      }
      checkCount(claim, position);
      position += Long.BYTES;
      long left = file.length() - position;
      if (claim.byteCount() > left) {
        throw new MalformedCheckpointException(
            ("storage '%s' claims %d bytes, but the file has only %d left. "
                    + "Copy or download it again.")
                .formatted(Printable.of(key), claim.byteCount(), left));
      }
      positions.put(key, position);
      position += claim.byteCount();
    }
    if (!byKey.isEmpty()) {
      throw MalformedCheckpointException.damaged(
          "the data of %s is missing.".formatted(Printable.list(byKey.keySet())));
    }
  }

  private void checkCount(StorageClaim claim, long position) throws IOException {
    byte[] raw = new byte[Long.BYTES];
    if (file.length() - position < raw.length) {
      throw new MalformedCheckpointException(
          "the file ends before the data of storage '%s'. Copy or download it again."
              .formatted(Printable.of(claim.key())));
    }
    file.seek(position);
    file.readFully(raw);
    long count = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (count != claim.elementCount()) {
      throw MalformedCheckpointException.damaged(
          "storage '%s' has %d elements in the file, but its tensors need %d."
              .formatted(Printable.of(claim.key()), count, claim.elementCount()));
    }
  }

  @Override
  public InputStream open(StorageClaim claim, long byteOffset) {
    return new SharedFileStream(file, positions.get(claim.key()) + byteOffset);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

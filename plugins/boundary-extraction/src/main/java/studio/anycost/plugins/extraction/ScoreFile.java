package studio.anycost.plugins.extraction;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The scores of the samples of one setting, in the order of the samples: a file that only grows, by
 * one record for every batch. A record is written at once and bears a checksum over its number and
 * its content; opening drops what follows the last good one, so that a process may be killed at any
 * moment. One process at a time; for one thread.
 *
 * <p>Little-endian: 8 characters {@value #MAGIC}, version, attributes, samples of a record, 32
 * bytes that tell settings apart, the scores of a probe, checksum of all that; then records of
 * float32 {@code [samples][attributes]} with their checksum.
 */
final class ScoreFile implements AutoCloseable {
  private static final String MAGIC = "ASSCORES";
  private static final int VERSION = 1;
  private static final int DIGEST = 32;
  private static final int MOST_ATTRIBUTES = 4096;

  /** Runtimes of two versions differ by less in what one predictor says. */
  private static final float SAME = 0.05f;

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;
  private final int attributes;
  private final int batch;
  private final int headerBytes;
  private final int recordBytes;
  private int records;

  private ScoreFile(Path file, FileChannel channel, FileLock lock, int attributes, int batch) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
    this.attributes = attributes;
    this.batch = batch;
    this.headerBytes =
        MAGIC.length() + 3 * Integer.BYTES + DIGEST + attributes * Float.BYTES + Integer.BYTES;
    this.recordBytes = batch * attributes * Float.BYTES + Integer.BYTES;
  }

  /**
   * Opens the file, or begins it.
   *
   * @param digest 32 bytes; other settings have others
   * @param probe what the predictor says of a picture that is always the same
   * @param batch samples of a record
   * @throws IOException with a sentence if it cannot be used, is in use, or was made by another
   *     predictor
   */
  static ScoreFile open(Path file, byte[] digest, float[] probe, int batch) throws IOException {
    if (digest.length != DIGEST || probe.length < 1 || probe.length > MOST_ATTRIBUTES) {
      throw new IllegalArgumentException("A digest of 32 bytes and a score for each attribute.");
    }
    FileChannel channel = channel(file);
    try {
      FileLock lock = lock(channel);
      if (lock == null) {
        throw new IOException(Texts.of("scoreFile.inUse", file));
      }
      ScoreFile scores = new ScoreFile(file, channel, lock, probe.length, batch);
      scores.begin(digest, probe);
      scores.dropWhatIsTorn();
      return scores;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel channel(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(Texts.of("scoreFile.thereIsAFolder", file));
    }
    try {
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  /** The system tells what happened, and not always to which file. */
  static IOException unwritten(Path file, IOException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    boolean full = words.contains("space") || words.contains("quota");
    return new IOException(
        full
            ? Texts.of("scoreFile.thereIsNoRoom", file)
            : Texts.of("scoreFile.theScoresCannotBe", file),
        failure);
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void begin(byte[] digest, float[] probe) throws IOException {
    ByteBuffer wanted = header(digest, probe);
    if (channel.size() < headerBytes) {
      // Killed while it was begun: there are no records yet.
      channel.truncate(0);
      write(wanted, 0);
      return;
    }
    ByteBuffer found = read(0, headerBytes);
    int plain = MAGIC.length() + 3 * Integer.BYTES + DIGEST;
    boolean same = found.getInt(headerBytes - Integer.BYTES) == sum(0, found, headerBytes);
    for (int i = 0; same && i < plain; i++) {
      same = found.get(i) == wanted.get(i);
    }
    if (!same) {
      throw new IOException(Texts.of("scoreFile.theScoresInCannot", file));
    }
    for (int i = 0; i < attributes; i++) {
      float before = found.getFloat(plain + i * Float.BYTES);
      if (!(Math.abs(before - probe[i]) <= SAME * (1 + Math.abs(probe[i])))) {
        throw new IOException(Texts.of("scoreFile.theScoresInWere", file));
      }
    }
  }

  private ByteBuffer header(byte[] digest, float[] probe) {
    ByteBuffer header = buffer(headerBytes);
    header.put(MAGIC.getBytes(StandardCharsets.US_ASCII));
    header.putInt(VERSION).putInt(attributes).putInt(batch).put(digest);
    for (float score : probe) {
      header.putFloat(score);
    }
    header.putInt(sum(0, header, headerBytes));
    return header.flip();
  }

  private void dropWhatIsTorn() throws IOException {
    long whole = Math.min((channel.size() - headerBytes) / recordBytes, mostRecords());
    while (records < whole && isGood(records)) {
      records++;
    }
    channel.truncate(place(records));
  }

  private boolean isGood(int record) throws IOException {
    ByteBuffer bytes = read(place(record), recordBytes);
    return bytes.getInt(recordBytes - Integer.BYTES) == sum(record + 1, bytes, recordBytes);
  }

  /** How many samples have scores. */
  int samples() {
    return records * batch;
  }

  /**
   * Adds the scores of the next samples, as many as a record has.
   *
   * @param scores {@code [batch][attributes]}
   */
  void append(float[][] scores) throws IOException {
    if (records >= mostRecords()) {
      throw new IOException(Texts.of("scoreFile.full", file));
    }
    ByteBuffer record = buffer(recordBytes);
    for (int i = 0; i < batch; i++) {
      for (int attribute = 0; attribute < attributes; attribute++) {
        record.putFloat(scores[i][attribute]);
      }
    }
    record.putInt(sum(records + 1, record, recordBytes));
    write(record.flip(), place(records));
    records++;
  }

  /** The scores of one attribute, of the first samples. */
  float[] column(int attribute, int samples) throws IOException {
    if (samples > samples()) {
      throw new IllegalArgumentException("There are not as many samples.");
    }
    float[] column = new float[samples];
    for (int record = 0; record * batch < samples; record++) {
      ByteBuffer bytes = read(place(record), recordBytes);
      for (int i = 0; i < batch && record * batch + i < samples; i++) {
        column[record * batch + i] = bytes.getFloat((i * attributes + attribute) * Float.BYTES);
      }
    }
    return column;
  }

  private int mostRecords() {
    return (Settings.MOST_SAMPLES + batch - 1) / batch;
  }

  private long place(int record) {
    return headerBytes + (long) record * recordBytes;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Of everything but the last four bytes. */
  private static int sum(int number, ByteBuffer bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(buffer(Integer.BYTES).putInt(0, number).array());
    crc.update(bytes.array(), 0, length - Integer.BYTES);
    return (int) crc.getValue();
  }

  private ByteBuffer read(long position, int count) throws IOException {
    ByteBuffer bytes = buffer(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException(Texts.of("scoreFile.theFileEndedWhile", file));
      }
    }
    return bytes.flip();
  }

  private void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    try {
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}

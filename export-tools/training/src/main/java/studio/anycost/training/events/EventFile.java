package studio.anycost.training.events;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.zip.CRC32C;
import studio.anycost.training.checkpoints.AtomicFiles;

/**
 * A file of TensorBoard: records of TFRecord's framing (length, its masked CRC-32C, data, its
 * masked CRC-32C, all little-endian), each an {@code Event} message.
 */
public final class EventFile {
  private static final String VERSION = "brain.Event:2";
  private static final int TIME_FIELD = 1 << 3 | 1;
  private static final int VERSION_FIELD = 3;
  private static final int STEP_KEY = 2 << 3;
  private static final int TIME_BYTES = 1 + Double.BYTES;
  private static final int LARGEST_RECORD = 64 << 20;

  private final Path file;
  private final Clock clock;

  /** A file, which is not touched yet; events are stamped by a clock. */
  public EventFile(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Makes the file ready to go on behind a step: whole records up to it are kept, what follows is
   * dropped. A file that is none becomes an empty one.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public void resumeAfter(long step) throws IOException {
    AtomicFiles.replace(
        file,
        out -> {
          ByteArrayOutputStream version = new ByteArrayOutputStream();
          Event.message(version, VERSION_FIELD, VERSION.getBytes(StandardCharsets.UTF_8));
          write(out, version.toByteArray());
          if (Files.exists(file)) {
            copy(step, out);
          }
        });
  }

  private void copy(long last, OutputStream out) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      while (true) {
        byte[] head = in.readNBytes(Long.BYTES + Integer.BYTES);
        if (head.length < Long.BYTES + Integer.BYTES) {
          return;
        }
        ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long length = header.getLong();
        if (header.getInt() != masked(head, Long.BYTES) || length < 0 || length > LARGEST_RECORD) {
          return;
        }
        byte[] data = in.readNBytes((int) length);
        byte[] sum = in.readNBytes(Integer.BYTES);
        if (sum.length < Integer.BYTES
            || ByteBuffer.wrap(sum).order(ByteOrder.LITTLE_ENDIAN).getInt()
                != masked(data, data.length)) {
          return;
        }
        long step = step(data);
        if (step >= 0 && step <= last) {
          frame(out, data);
        }
      }
    } catch (EOFException e) {
      // What a killed process left half-written goes.
    }
  }

  /** The step of an event as this class writes it, or -1. */
  private static long step(byte[] data) {
    if (data.length <= TIME_BYTES || data[TIME_BYTES] != STEP_KEY) {
      return -1;
    }
    long step = 0;
    for (int i = TIME_BYTES + 1, shift = 0; i < data.length && shift < Long.SIZE; i++, shift += 7) {
      step |= (data[i] & 0x7fL) << shift;
      if (data[i] >= 0) {
        return step;
      }
    }
    return -1;
  }

  /**
   * Adds events.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public void append(List<Event> events) throws IOException {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (Event event : events) {
      write(records, event.fields());
    }
    AtomicFiles.append(file, records.toByteArray());
  }

  private void write(OutputStream out, byte[] fields) throws IOException {
    byte[] data = new byte[TIME_BYTES + fields.length];
    ByteBuffer.wrap(data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) TIME_FIELD)
        .putDouble(clock.millis() / 1000.0)
        .put(fields);
    frame(out, data);
  }

  private static void frame(OutputStream out, byte[] data) throws IOException {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(masked(record.array(), Long.BYTES));
    record.put(data).putInt(masked(data, data.length));
    out.write(record.array());
  }

  /** CRC-32C, turned and moved as TFRecord has it, so that a sum of sums differs. */
  private static int masked(byte[] data, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, 0, length);
    int sum = (int) crc.getValue();
    return Integer.rotateRight(sum, 15) + 0xa282ead8;
  }
}

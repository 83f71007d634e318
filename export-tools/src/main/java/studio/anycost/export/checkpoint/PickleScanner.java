package studio.anycost.export.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Walks over one pickle without executing it and takes a copy of exactly its bytes. In a pickle
 * that passes every operation is known, every length is true, and the number of operations is
 * bounded. What the operations ask for, and what they do with each other, is left to {@link
 * RestrictedUnpickler}. Not thread-safe; used once.
 */
final class PickleScanner {
  /** Longer names exist nowhere in PyTorch, and longer numbers take time to read. */
  private static final int LONGEST_LINE = 512;

  /** A whole number of more bytes would be refused as a value anyway. */
  private static final int LONGEST_NUMBER = 255;

  private static final int LAST_PROTOCOL = 5;

  private final InputStream in;
  private final CheckpointLimits limits;
  private final long available;
  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

  private PickleScanner(InputStream in, long available, CheckpointLimits limits) {
    this.in = in;
    this.limits = limits;
    this.available = available;
  }

  /**
   * Reads one pickle up to its STOP operation, and nothing behind it.
   *
   * @param in stands at the first byte; should be buffered; stays open
   * @param available bytes that are really left in the stream
   * @return the pickle's bytes
   * @throws MalformedCheckpointException if it must not be unpickled
   */
  static byte[] scan(InputStream in, long available, CheckpointLimits limits) throws IOException {
    PickleScanner scanner = new PickleScanner(in, available, limits);
    scanner.walk();
    return scanner.copy.toByteArray();
  }

  private void walk() throws IOException {
    for (int operations = 1; ; operations++) {
      if (operations > limits.maxPickleOperations()) {
        throw tooLarge("the pickle has more than %d operations.", limits.maxPickleOperations());
      }
      int at = copy.size();
      int code = take(1)[0] & 0xff;
      PickleOpcode opcode = PickleOpcode.of(code);
      if (opcode == null) {
        throw damaged("the pickle is damaged: 0x%02x at byte %d is not an operation.", code, at);
      }
      skipArgument(opcode);
      if (opcode == PickleOpcode.STOP) {
        return;
      }
    }
  }

  private void skipArgument(PickleOpcode opcode) throws IOException {
    switch (opcode.argument()) {
      case NOTHING -> {}
      case ONE_BYTE -> take(1);
      case TWO_BYTES -> take(2);
      case FOUR_BYTES -> take(4);
      case EIGHT_BYTES -> take(8);
      case PROTOCOL -> {
        int protocol = take(1)[0] & 0xff;
        if (protocol > LAST_PROTOCOL) {
          throw fault("the pickle is of protocol %d; 2 to %d are read.", protocol, LAST_PROTOCOL);
        }
      }
      case FRAME -> checkLength(takeLength(8));
      case LINE -> {
        boolean text = opcode == PickleOpcode.STRING || opcode == PickleOpcode.UNICODE;
        takeLine(text ? limits.maxPickleBytes() : LONGEST_LINE);
      }
      case GLOBAL_NAME -> {
        takeLine(LONGEST_LINE);
        takeLine(LONGEST_LINE);
      }
      case SIZED_BY_ONE_BYTE -> takeSized(opcode, takeLength(1));
      case SIZED_BY_FOUR_BYTES -> takeSized(opcode, takeLength(4));
      case SIZED_BY_EIGHT_BYTES -> takeSized(opcode, takeLength(8));
    }
  }

  private void takeSized(PickleOpcode opcode, long length) throws IOException {
    checkLength(length);
    boolean number = opcode == PickleOpcode.LONG1 || opcode == PickleOpcode.LONG4;
    if (number && length > LONGEST_NUMBER) {
      throw tooLarge("the pickle has a whole number of %d bytes.", length);
    }
    take((int) length);
  }

  private void checkLength(long length) throws IOException {
    long left = Math.min(available, limits.maxPickleBytes()) - copy.size();
    if (length < 0 || length > left) {
      throw fault(
          "the pickle claims %s bytes at byte %d, but only %d are left. Copy or download it again.",
          Long.toUnsignedString(length), copy.size(), left);
    }
  }

  private long takeLength(int bytes) throws IOException {
    byte[] raw = take(bytes);
    long length = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      length = length << 8 | raw[i] & 0xff;
    }
    return length;
  }

  private void takeLine(int longest) throws IOException {
    int length = 0;
    for (int c = take(1)[0]; c != '\n'; c = take(1)[0]) {
      if (length == longest) {
        throw tooLarge("the pickle has a name of more than %d bytes.", longest);
      }
      length++;
    }
  }

  private byte[] take(int count) throws IOException {
    if (copy.size() + (long) count > limits.maxPickleBytes()) {
      throw tooLarge("the pickle is longer than %d bytes.", limits.maxPickleBytes());
    }
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw fault(
          "the file is cut short: its pickle breaks off at byte %d. Copy or download it again.",
          copy.size());
    }
    copy.writeBytes(bytes);
    return bytes;
  }

  private static MalformedCheckpointException damaged(String sentence, Object... details) {
    return MalformedCheckpointException.damaged(sentence.formatted(details));
  }

  private static MalformedCheckpointException tooLarge(String sentence, Object... details) {
    return MalformedCheckpointException.tooLarge(sentence.formatted(details));
  }

  private static MalformedCheckpointException fault(String sentence, Object... details) {
    return new MalformedCheckpointException(sentence.formatted(details));
  }
}

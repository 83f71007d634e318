package studio.anycost.app.series;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import studio.anycost.models.io.Npy;

/** Tells whether a file that is there holds all of a picture or array, by its beginning and end. */
public final class WholeFile {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Length 0, IEND, and its checksum. */
  private static final byte[] PNG_END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82
  };

  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] JPEG_END = {(byte) 0xff, (byte) 0xd9};

  private WholeFile() {}

  /** Whether a file is what its name says, from its first byte to its last. */
  public static boolean isThere(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    try {
      if (!Files.isRegularFile(file)) {
        return false;
      }
      if (name.endsWith(".npy")) {
        Npy.read(file);
        return true;
      }
      return name.endsWith(".png") ? isWithin(file, PNG, PNG_END) : isWithin(file, JPEG, JPEG_END);
    } catch (IOException e) {
      return false; // writing it will tell what is wrong
    }
  }

  private static boolean isWithin(Path file, byte[] start, byte[] end) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      return in.length() >= start.length + end.length
          && Arrays.equals(bytes(in, 0, start.length), start)
          && Arrays.equals(bytes(in, in.length() - end.length, end.length), end);
    }
  }

  private static byte[] bytes(RandomAccessFile in, long from, int count) throws IOException {
    byte[] bytes = new byte[count];
    in.seek(from);
    in.readFully(bytes);
    return bytes;
  }
}

package studio.anycost.app.movie;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import studio.anycost.app.image.PictureNotes;

/**
 * Puts the metadata of pictures into finished films, where the XMP specification (part 3) has it:
 * programs that know nothing of it pass over it.
 */
final class FilmNotes {
  /** The kind of a box of MPEG-4 that holds XMP. */
  private static final byte[] BOX = HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac");

  private static final int BOX_HEAD = 4 + 4 + 16;

  /** What begins an application extension of a GIF, with the length of its name. */
  private static final byte[] EXTENSION = {0x21, (byte) 0xff, 11};

  private static final int TRAILER = 0x3b;

  private FilmNotes() {}

  /** Adds a box behind the others. */
  static void intoMp4(Path film, PictureNotes notes) throws IOException {
    byte[] packet = notes.xmp().getBytes(StandardCharsets.UTF_8);
    ByteBuffer box = ByteBuffer.allocate(BOX_HEAD + packet.length);
    box.putInt(box.capacity());
    box.put("uuid".getBytes(StandardCharsets.US_ASCII));
    box.put(BOX);
    box.put(packet);
    try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "rw")) {
      file.seek(file.length());
      file.write(box.array());
    }
  }

  /** Adds an extension behind the pictures. */
  static void intoGif(Path film, PictureNotes notes) throws IOException {
    ByteArrayOutputStream end = new ByteArrayOutputStream();
    end.writeBytes(EXTENSION);
    end.writeBytes("XMP DataXMP".getBytes(StandardCharsets.US_ASCII));
    end.writeBytes(notes.xmp().getBytes(StandardCharsets.UTF_8));
    // Whoever takes the packet for blocks with lengths before them gets through this to the end.
    end.write(1);
    for (int length = 0xff; length >= 0; length--) {
      end.write(length);
    }
    end.write(0);
    end.write(TRAILER);
    try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "rw")) {
      long last = file.length() - 1;
      file.seek(last);
      if (file.read() != TRAILER) {
        throw new IOException("The film does not end as GIF files do.");
      }
      file.seek(last);
      file.write(end.toByteArray());
    }
  }
}

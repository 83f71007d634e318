package studio.anycost.app.photo;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import studio.anycost.app.photo.PhotoExtras.Extra;

/** Finds the first picture of a GIF file. */
final class GifHeader {
  private static final int SCREEN = 6;
  private static final int EXTENSION = 0x21;
  private static final int PICTURE = 0x2c;

  /** An extension that tells how the next picture is shown. */
  private static final int CONTROL = 0xf9;

  private GifHeader() {}

  static PhotoHeader read(byte[] file) throws DamagedPhotoException {
    Bytes bytes = Bytes.littleEndian(file);
    long at = SCREEN + 7 + colours(bytes.u8(SCREEN + 4));
    while (bytes.u8(at) == EXTENSION) {
      at = afterBlocks(bytes, at + 2);
    }
    if (bytes.u8(at) != PICTURE) {
      throw DamagedPhotoException.damaged();
    }
    afterBlocks(bytes, at + 11 + colours(bytes.u8(at + 9)));
    return new PhotoHeader(
        bytes.u16(at + 5), bytes.u16(at + 7), false, Orientation.UPRIGHT, PhotoHeader.NO_PROFILE);
  }

  static PhotoExtras extras(byte[] file) throws DamagedPhotoException {
    Bytes bytes = Bytes.littleEndian(file);
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    int pictures = 0;
    long at = SCREEN + 7 + colours(bytes.u8(SCREEN + 4));
    while (pictures < 2 && bytes.has(at, 2)) {
      int block = bytes.u8(at);
      if (block == EXTENSION) {
        boolean control = bytes.u8(at + 1) == CONTROL;
        if (control && pictures == 0 && (bytes.u8(at + 3) & 1) != 0) {
          extras.add(Extra.TRANSPARENT);
        }
        at = afterBlocks(bytes, at + 2);
      } else if (block == PICTURE) {
        pictures++;
        at = afterBlocks(bytes, at + 11 + colours(bytes.u8(at + 9)));
      } else {
        break;
      }
    }
    if (pictures > 1) {
      extras.add(Extra.ANIMATED);
    }
    return new PhotoExtras(Optional.empty(), extras);
  }

  /** Bytes of the colour table that these flags announce. */
  private static int colours(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }

  private static long afterBlocks(Bytes bytes, long from) throws DamagedPhotoException {
    long at = from;
    while (bytes.u8(at) != 0) {
      at += 1 + bytes.u8(at);
    }
    return at + 1;
  }
}

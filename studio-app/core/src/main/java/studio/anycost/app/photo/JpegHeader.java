package studio.anycost.app.photo;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.anycost.app.photo.PhotoExtras.Extra;
import studio.anycost.app.words.Texts;

/** Walks through the segments of a JPEG file. */
final class JpegHeader {
  /** Baseline and extended sequential, Huffman coded. */
  private static final int BASELINE = 0xc0;

  private static final int SEQUENTIAL = 0xc1;
  private static final int PROGRESSIVE = 0xc2;
  private static final int HUFFMAN_TABLES = 0xc4;
  private static final int RESERVED = 0xc8;
  private static final int ARITHMETIC_TABLES = 0xcc;
  private static final int LAST_FRAME = 0xcf;
  private static final int FIRST_RESTART = 0xd0;
  private static final int LAST_RESTART = 0xd7;
  private static final int END = 0xd9;
  private static final int QUANTIZATION = 0xdb;
  private static final int SCAN = 0xda;
  private static final int JFIF = 0xe0;
  private static final int EXIF = 0xe1;
  private static final int PROFILE = 0xe2;
  private static final int PHOTOSHOP = 0xed;
  private static final int ADOBE = 0xee;
  private static final int LAST_APPLICATION = 0xef;
  private static final int COMMENT = 0xfe;

  private static final String LONG_XMP_MARK = "http://ns.adobe.com/xmp/extension/\0";
  private static final String PHOTOSHOP_MARK = "Photoshop 3.0\0";
  private static final String IPTC_MARK = "8BIM\4\4";
  private static final String PROFILE_MARK = "ICC_PROFILE\0";

  /** After its mark, the number of the part and how many there are. */
  private static final int PROFILE_HEAD = 14;

  /** Values of a block. */
  private static final int BLOCK = 64;

  /** In a frame, where the first of its components is described. */
  private static final int FIRST_COMPONENT = 6;

  /** Each may pass over the whole picture once more; usual are ten. */
  private static final int MOST_SCANS = 100;

  private final Bytes bytes;
  private Orientation orientation = Orientation.UPRIGHT;
  private int width;
  private int height;
  private int components;
  private boolean held;
  private long profileClaim;
  private long profileBytes;
  private final Set<Extra> extras = EnumSet.noneOf(Extra.class);
  private Optional<Bytes> exif = Optional.empty();
  private Optional<Bytes> xmp = Optional.empty();
  private Optional<Bytes> frame = Optional.empty();
  private final List<Bytes> divisors = new ArrayList<>();

  private JpegHeader(Bytes bytes) {
    this.bytes = bytes;
  }

  static PhotoHeader read(byte[] file) throws DamagedPhotoException {
    JpegHeader header = new JpegHeader(Bytes.bigEndian(file));
    int data = header.segments();
    header.requireEnd(data);
    return new PhotoHeader(
        header.width, header.height, header.held, header.orientation, PhotoHeader.NO_PROFILE);
  }

  /** Reads the segments before the first scan and returns where its data begin. */
  private int segments() throws DamagedPhotoException {
    int at = 2;
    while (true) {
      if (bytes.u8(at) != 0xff) {
        throw DamagedPhotoException.damaged();
      }
      int marker = bytes.u8(at + 1);
      if (marker == 0xff) { // padding
        at++;
        continue;
      }
      if (marker < BASELINE || marker >= FIRST_RESTART && marker <= END) {
        throw DamagedPhotoException.damaged();
      }
      int length = bytes.u16(at + 2);
      Bytes body = bytes.part(at + 4L, length - 2L);
      at += 2 + length;
      if (isFrame(marker)) {
        frame(marker, body);
      } else if (marker == EXIF && body.says(0, "Exif\0\0")) {
        exif = Optional.of(body.part(6, body.length() - 6L));
        orientation = TiffHeader.orientation(exif.get());
      } else if (marker == EXIF && body.says(0, JpegPhoto.XMP_MARK)) {
        int head = JpegPhoto.XMP_MARK.length();
        xmp = Optional.of(body.part(head, body.length() - head));
      } else if (marker == EXIF && body.says(0, LONG_XMP_MARK)) {
        extras.add(Extra.LONG_XMP);
      } else if (marker == PHOTOSHOP && body.says(0, PHOTOSHOP_MARK)) {
        if (isAnywhere(body, IPTC_MARK)) {
          extras.add(Extra.IPTC);
        }
      } else if (marker == PROFILE && body.says(0, PROFILE_MARK)) {
        profilePart(body);
      } else if (marker == QUANTIZATION) {
        divisors.add(body);
      } else if (marker == SCAN) {
        if (width == 0) {
          throw DamagedPhotoException.damaged();
        }
        // Planes that come one after the other are held as coefficients, too.
        held |= body.u8(0) < components;
        return at;
      }
    }
  }

  private void profilePart(Bytes body) throws DamagedPhotoException {
    if (profileBytes == 0) {
      profileClaim = body.has(PROFILE_HEAD, 4) ? body.u32(PROFILE_HEAD) : Long.MAX_VALUE;
    }
    profileBytes += body.length();
  }

  private static boolean isFrame(int marker) {
    return marker >= BASELINE
        && marker <= LAST_FRAME
        && marker != HUFFMAN_TABLES
        && marker != RESERVED
        && marker != ARITHMETIC_TABLES;
  }

  private void frame(int marker, Bytes body) throws DamagedPhotoException {
    if (marker != BASELINE && marker != SEQUENTIAL && marker != PROGRESSIVE) {
      throw DamagedPhotoException.unsupported(Texts.of("photo.jpegHeader.rareKind"));
    }
    if (body.u8(0) != 8) {
      throw DamagedPhotoException.unsupported(Texts.of("photo.jpegHeader.deep"));
    }
    if (width != 0) {
      throw DamagedPhotoException.damaged();
    }
    height = body.u16(1);
    width = body.u16(3);
    components = body.u8(5);
    held = marker == PROGRESSIVE;
    frame = Optional.of(body);
  }

  /** The EXIF data of a file, in the form of a TIFF file. */
  static Optional<byte[]> exif(byte[] file) throws DamagedPhotoException {
    JpegHeader header = new JpegHeader(Bytes.bigEndian(file));
    header.segments();
    return header.exif.map(Bytes::copy);
  }

  private static boolean isAnywhere(Bytes body, String mark) {
    for (int at = 0; at < body.length(); at++) {
      if (body.says(at, mark)) {
        return true;
      }
    }
    return false;
  }

  static PhotoExtras extras(byte[] file) throws DamagedPhotoException {
    JpegHeader header = new JpegHeader(Bytes.bigEndian(file));
    header.segments();
    return new PhotoExtras(header.xmp.map(Bytes::copy), header.extras);
  }

  /**
   * How finely a file keeps its values; empty unless it has brightness and two colours that are
   * kept at the full or at half the size.
   */
  static Optional<JpegTables> tables(byte[] file) throws DamagedPhotoException {
    JpegHeader header = new JpegHeader(Bytes.bigEndian(file));
    header.segments();
    Bytes frame = header.frame.orElseThrow(DamagedPhotoException::damaged);
    if (header.components != 3) {
      return Optional.empty();
    }
    int sampling = frame.u8(FIRST_COMPONENT + 1);
    boolean plainColours =
        frame.u8(FIRST_COMPONENT + 4) == 0x11 && frame.u8(FIRST_COMPONENT + 7) == 0x11;
    Map<Integer, List<Integer>> tables = header.tables();
    List<Integer> luminance = tables.get(frame.u8(FIRST_COMPONENT + 2));
    List<Integer> chrominance = tables.get(frame.u8(FIRST_COMPONENT + 5));
    boolean usual = plainColours && (sampling == 0x11 || sampling == 0x22 || sampling == 0x21);
    if (!usual || !isBaseline(luminance) || !isBaseline(chrominance)) {
      return Optional.empty();
    }
    // Of colours at half the width alone, all are kept: that is finer, and never coarser.
    return Optional.of(new JpegTables(luminance, chrominance, sampling == 0x22));
  }

  /** By their numbers, tables of 64 divisors in zigzag order; of one number the last counts. */
  private Map<Integer, List<Integer>> tables() throws DamagedPhotoException {
    Map<Integer, List<Integer>> tables = new HashMap<>();
    for (Bytes body : divisors) {
      int at = 0;
      while (at < body.length()) {
        int head = body.u8(at++);
        int size = head >> 4 == 0 ? 1 : 2;
        List<Integer> table = new ArrayList<>(BLOCK);
        for (int i = 0; i < BLOCK; i++, at += size) {
          table.add(size == 1 ? body.u8(at) : body.u16(at));
        }
        tables.put(head & 0xf, table);
      }
    }
    return tables;
  }

  private static boolean isBaseline(List<Integer> table) {
    return table != null && table.stream().allMatch(divisor -> divisor >= 1 && divisor <= 255);
  }

  /** Without the end of the picture, decoders paint the rest grey. */
  private void requireEnd(int data) throws DamagedPhotoException {
    int scans = 1;
    long at = data;
    while (bytes.has(at, 2)) {
      int marker = bytes.u8(at) == 0xff ? bytes.u8(at + 1) : 0;
      if (marker == END) {
        return;
      }
      if (marker == 0 || marker == 0xff || marker >= FIRST_RESTART && marker <= LAST_RESTART) {
        at++;
        continue;
      }
      if (marker == SCAN && ++scans > MOST_SCANS) {
        throw DamagedPhotoException.unsupported(Texts.of("photo.jpegHeader.scans"));
      }
      at += 2 + bytes.u16(at + 2);
    }
    throw DamagedPhotoException.cutOff();
  }

  /**
   * The same picture without what decoders read and nobody needs, such as thumbnails, and without a
   * profile that claims to be longer than it is.
   */
  static byte[] essential(byte[] file) throws DamagedPhotoException {
    JpegHeader header = new JpegHeader(Bytes.bigEndian(file));
    int data = header.segments();
    boolean profile = header.profileClaim <= header.profileBytes;
    ByteArrayOutputStream result = new ByteArrayOutputStream(file.length);
    result.write(file, 0, 2);
    int at = 2;
    while (at < data) {
      int marker = header.bytes.u8(at + 1);
      int size = marker == 0xff ? 1 : 2 + header.bytes.u16(at + 2);
      boolean needed =
          switch (marker) {
            case 0xff -> false;
            case JFIF -> header.bytes.says(at + 4L, "JFIF\0");
            case ADOBE -> header.bytes.says(at + 4L, "Adobe");
            case PROFILE -> profile && header.bytes.says(at + 4L, PROFILE_MARK);
            case COMMENT -> false;
            default -> marker < JFIF || marker > LAST_APPLICATION;
          };
      if (needed) {
        result.write(file, at, size);
      }
      at += size;
    }
    result.write(file, data, file.length - data);
    return result.toByteArray();
  }
}

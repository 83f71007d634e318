package studio.anycost.app.photo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import studio.anycost.app.photo.PhotoExtras.Extra;
import studio.anycost.app.words.Texts;

/**
 * Walks through the directories of a TIFF file, and through those of the EXIF data of other files,
 * which have the same form.
 *
 * <p>Decoders read every value of every directory. Values lie anywhere in the file and may overlap,
 * so that a small file can name a thousandfold of itself; such files are refused here.
 */
final class TiffHeader {
  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int STRIP_LENGTHS = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;
  private static final int SUB_DIRECTORIES = 330;
  private static final int SAMPLE_FORMAT = 339;
  private static final int EXTRA_SAMPLES = 338;
  private static final int XMP = 700;
  private static final int IPTC = 33_723;
  private static final int EXIF_DIRECTORY = 34_665;
  private static final int GPS_DIRECTORY = 34_853;
  private static final int INTEROPERABILITY_DIRECTORY = 40_965;
  private static final int DNG_VERSION = 50_706;

  private static final int COLOUR_FILTER_ARRAY = 32_803;
  private static final int LINEAR_RAW = 34_892;
  private static final Set<Integer> POINTERS =
      Set.of(SUB_DIRECTORIES, EXIF_DIRECTORY, GPS_DIRECTORY, INTEROPERABILITY_DIRECTORY);

  /** None, LZW, deflate twice, PackBits. */
  private static final Set<Long> COMPRESSIONS = Set.of(1L, 5L, 8L, 32_946L, 32_773L);

  /** Bytes of a value of each type; 0 for no type. */
  private static final int[] TYPE_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  private static final int BYTES = 1;
  private static final int UNDEFINED = 7;
  private static final int FIRST_LONG = 16;

  private static final int MOST_DIRECTORIES = 256;
  private static final int MOST_NUMBER_BYTES = 8 << 20;
  private static final int MOST_SAMPLES = 8;
  private static final int MOST_BITS = 16;

  /** One entry of a directory and where its values stand. */
  private record Entry(int tag, int type, long count, long at) {
    long length() {
      return count * TYPE_SIZES[type];
    }

    /** Whether decoders keep the values as the bytes that they are. */
    boolean isBytes() {
      return type == BYTES || type == UNDEFINED;
    }
  }

  private record Directory(List<Entry> entries, long next) {
    Optional<Entry> find(int tag) {
      return entries.stream().filter(entry -> entry.tag() == tag).findFirst();
    }
  }

  private final Bytes bytes;

  private TiffHeader(Bytes bytes) {
    this.bytes = bytes;
  }

  /** The orientation that EXIF data tell; upright if they are damaged. */
  static Orientation orientation(Bytes exif) {
    try {
      TiffHeader header = of(exif);
      return header.orientation(header.directory(header.bytes.u32(4)));
    } catch (DamagedPhotoException e) {
      return Orientation.UPRIGHT; // the picture itself does not need them
    }
  }

  private static TiffHeader of(Bytes bytes) throws DamagedPhotoException {
    boolean little = bytes.says(0, "II");
    Bytes ordered = bytes.ordered(little);
    if (!little && !bytes.says(0, "MM") || ordered.u16(2) != 42) {
      throw DamagedPhotoException.damaged();
    }
    return new TiffHeader(ordered);
  }

  static PhotoHeader read(byte[] file) throws DamagedPhotoException {
    TiffHeader header = of(Bytes.bigEndian(file));
    header.requireDistinctValues();
    Directory first = header.directory(header.bytes.u32(4));
    header.requirePhoto(first);
    header.requireData(first);
    return new PhotoHeader(
        header.size(first, WIDTH),
        header.size(first, HEIGHT),
        false,
        header.orientation(first),
        PhotoHeader.NO_PROFILE);
  }

  static PhotoExtras extras(byte[] file) throws DamagedPhotoException {
    TiffHeader header = of(Bytes.bigEndian(file));
    Directory first = header.directory(header.bytes.u32(4));
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    if (first.find(EXIF_DIRECTORY).isPresent()) {
      extras.add(Extra.EXIF);
    }
    if (first.find(IPTC).isPresent()) {
      extras.add(Extra.IPTC);
    }
    if (header.number(first, BITS).orElse(1) > 8) {
      extras.add(Extra.DEEP);
    }
    if (header.number(first, EXTRA_SAMPLES).orElse(0) != 0) {
      extras.add(Extra.TRANSPARENT);
    }
    if (first.next() != 0) {
      extras.add(Extra.PAGES);
    }
    Optional<byte[]> xmp = Optional.empty();
    Optional<Entry> packet = first.find(XMP).filter(Entry::isBytes);
    if (packet.isPresent()) {
      xmp = Optional.of(header.bytes.part(packet.get().at(), packet.get().length()).copy());
    }
    return new PhotoExtras(xmp, extras);
  }

  private Orientation orientation(Directory directory) throws DamagedPhotoException {
    return Orientation.of(number(directory, ORIENTATION).orElse(1));
  }

  private Directory directory(long at) throws DamagedPhotoException {
    int count = bytes.u16(at);
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long place = at + 2 + 12L * i;
      int type = bytes.u16(place + 2);
      if (type >= TYPE_SIZES.length || TYPE_SIZES[type] == 0) {
        continue;
      }
      long values = bytes.u32(place + 4);
      boolean inside = values * TYPE_SIZES[type] <= 4;
      entries.add(
          new Entry(bytes.u16(place), type, values, inside ? place + 8 : bytes.u32(place + 8)));
    }
    long end = at + 2 + 12L * count;
    return new Directory(entries, bytes.has(end, 4) ? bytes.u32(end) : 0);
  }

  private OptionalLong number(Directory directory, int tag) throws DamagedPhotoException {
    Optional<Entry> entry = directory.find(tag).filter(found -> found.count() > 0);
    return entry.isPresent() ? value(entry.get(), 0) : OptionalLong.empty();
  }

  private OptionalLong value(Entry entry, long index) throws DamagedPhotoException {
    long at = entry.at() + index * TYPE_SIZES[entry.type()];
    return switch (TYPE_SIZES[entry.type()]) {
      case 1 -> OptionalLong.of(bytes.u8(at));
      case 2 -> OptionalLong.of(bytes.u16(at));
      case 4 -> OptionalLong.of(bytes.u32(at));
      default -> entry.type() < FIRST_LONG ? OptionalLong.empty() : OptionalLong.of(bytes.u64(at));
    };
  }

  private int size(Directory directory, int tag) throws DamagedPhotoException {
    long value = number(directory, tag).orElse(0);
    if (value > Integer.MAX_VALUE) {
      throw DamagedPhotoException.damaged();
    }
    return (int) value;
  }

  /** Follows all directories that decoders follow. */
  private void requireDistinctValues() throws DamagedPhotoException {
    Deque<Long> open = new ArrayDeque<>();
    Set<Long> seen = new HashSet<>();
    open.add(bytes.u32(4));
    long total = 0;
    long numbers = 0;
    while (!open.isEmpty()) {
      long at = open.remove();
      if (at == 0 || !bytes.has(at, 2) || !seen.add(at)) {
        continue;
      }
      if (seen.size() > MOST_DIRECTORIES) {
        throw DamagedPhotoException.unsupported(Texts.of("photo.tiffHeader.pages"));
      }
      Directory directory = directory(at);
      for (Entry entry : directory.entries()) {
        total += entry.length();
        numbers += entry.isBytes() ? 0 : entry.length();
        if (total > bytes.length() || numbers > MOST_NUMBER_BYTES) {
          throw DamagedPhotoException.damaged();
        }
        if (POINTERS.contains(entry.tag())) {
          for (long i = 0; i < entry.count(); i++) {
            value(entry, i).ifPresent(open::add);
          }
        }
      }
      open.add(directory.next());
    }
  }

  private void requirePhoto(Directory directory) throws DamagedPhotoException {
    long photometric = number(directory, PHOTOMETRIC).orElse(0);
    boolean thumbnail = (number(directory, NEW_SUBFILE_TYPE).orElse(0) & 1) != 0;
    if (thumbnail
        || directory.find(DNG_VERSION).isPresent()
        || photometric == COLOUR_FILTER_ARRAY
        || photometric == LINEAR_RAW) {
      throw new DamagedPhotoException(OtherFiles.raw());
    }
    if (!COMPRESSIONS.contains(number(directory, COMPRESSION).orElse(1))) {
      throw DamagedPhotoException.unsupported(Texts.of("photo.tiffHeader.compression"));
    }
    boolean deep = directory.find(BITS).filter(bits -> bits.count() > MOST_SAMPLES).isPresent();
    if (number(directory, SAMPLES).orElse(1) > MOST_SAMPLES
        || deep
        || number(directory, BITS).orElse(1) > MOST_BITS
        || number(directory, SAMPLE_FORMAT).orElse(1) != 1) {
      throw DamagedPhotoException.unsupported(Texts.of("photo.tiffHeader.deep"));
    }
    int tileWidth = size(directory, TILE_WIDTH);
    int tileHeight = size(directory, TILE_HEIGHT);
    if (tileWidth > PhotoLimits.DEFAULT.side() || tileHeight > PhotoLimits.DEFAULT.side()) {
      throw DamagedPhotoException.damaged();
    }
  }

  /** The parts of the picture lie in the file. */
  private void requireData(Directory directory) throws DamagedPhotoException {
    boolean tiled = directory.find(TILE_OFFSETS).isPresent();
    Entry offsets = required(directory, tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    Entry lengths = required(directory, tiled ? TILE_LENGTHS : STRIP_LENGTHS);
    if (offsets.count() != lengths.count()) {
      throw DamagedPhotoException.damaged();
    }
    for (long i = 0; i < offsets.count(); i++) {
      bytes.part(value(offsets, i).orElse(-1), value(lengths, i).orElse(-1));
    }
  }

  private static Entry required(Directory directory, int tag) throws DamagedPhotoException {
    return directory.find(tag).orElseThrow(DamagedPhotoException::damaged);
  }
}

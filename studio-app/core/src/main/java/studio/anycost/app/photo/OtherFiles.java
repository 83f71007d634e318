package studio.anycost.app.photo;

import static studio.anycost.app.photo.PhotoFormat.starts;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import studio.anycost.app.words.Texts;

/** Says of files that are no photos, or none that can be read, what they are and what to do. */
final class OtherFiles {
  private static final Set<String> RAW_ENDINGS =
      Set.of(
          "3fr", "arw", "cr2", "cr3", "crw", "dcr", "dng", "erf", "iiq", "kdc", "mef", "mos", "mrw",
          "nef", "nrw", "orf", "pef", "raf", "raw", "rw2", "rwl", "sr2", "srf", "srw", "x3f");
  private static final Set<String> HEIC_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
  private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");
  private static final int TEXT_HEAD = 512;

  private OtherFiles() {}

  /** A sentence without the file's name, to follow it and a colon. */
  static String describe(String name, byte[] bytes) {
    if (bytes.length == 0) {
      return Texts.of("photo.otherFiles.theFileIsEmpty");
    }
    if (isRaw(name, bytes)) {
      return raw();
    }
    if (starts(bytes, "ftyp", 4) && bytes.length >= 12) {
      return film(new String(bytes, 8, 4, StandardCharsets.ISO_8859_1));
    }
    if (starts(bytes, 0, 0xff, 0x0a) || starts(bytes, "JXL ", 4)) {
      return exported(Texts.of("photo.otherFiles.jpegXl"));
    }
    if (starts(bytes, "jP  ", 4) || starts(bytes, 0, 0xff, 0x4f, 0xff, 0x51)) {
      return exported(Texts.of("photo.otherFiles.jpegTwoThousand"));
    }
    if (starts(bytes, "8BPS", 0)) {
      return exported(Texts.of("photo.otherFiles.photoshop"));
    }
    if (starts(bytes, "%PDF", 0)) {
      return exported(Texts.of("photo.otherFiles.pdf"));
    }
    if (starts(bytes, 0, 'I', 'I', 43, 0) || starts(bytes, 0, 'M', 'M', 0, 43)) {
      return exported(Texts.of("photo.otherFiles.bigTiff"));
    }
    String head = head(bytes);
    if (head.contains("<svg")) {
      return Texts.of("photo.otherFiles.svgDrawingsHoldNo");
    }
    if (head.startsWith("version https://git-lfs")) {
      return Texts.of("photo.otherFiles.itIsAPointer");
    }
    String start = head.stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return Texts.of("photo.otherFiles.itIsAWeb");
    }
    return isText(head)
        ? Texts.of("photo.otherFiles.itIsAText")
        : Texts.of("photo.otherFiles.itIsNotA");
  }

  /** Whether a file is the raw data of a camera, some of which have the look of TIFF files. */
  static boolean isRaw(String name, byte[] bytes) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    boolean tiff = starts(bytes, 0, 'I', 'I') || starts(bytes, 0, 'M', 'M');
    return tiff && RAW_ENDINGS.contains(ending)
        || starts(bytes, 0, 'I', 'I', 42, 0) && starts(bytes, "CR", 8)
        || starts(bytes, "IIRO", 0)
        || starts(bytes, "IIRS", 0)
        || starts(bytes, "MMOR", 0)
        || starts(bytes, 0, 'I', 'I', 0x55, 0)
        || starts(bytes, "FUJIFILM", 0)
        || starts(bytes, "FOVb", 0);
  }

  /** What is said of camera raw data. */
  static String raw() {
    return exported(Texts.of("photo.otherFiles.raw"));
  }

  private static String film(String brand) {
    if (HEIC_BRANDS.contains(brand)) {
      return exported(Texts.of("photo.otherFiles.heic"));
    }
    if (AVIF_BRANDS.contains(brand)) {
      return exported(Texts.of("photo.otherFiles.avif"));
    }
    return brand.equals("crx ") ? raw() : exported(Texts.of("photo.otherFiles.films"));
  }

  private static String exported(String what) {
    return Texts.of("photo.otherFiles.cannotBeReadExport", what);
  }

  private static String head(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, TEXT_HEAD), StandardCharsets.ISO_8859_1);
  }

  private static boolean isText(String head) {
    return head.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\t' || c == '\n' || c == '\r');
  }
}

package studio.anycost.app.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.words.Texts;

/**
 * The container of a project: a zip with {@code project.json}, the photos, byte for byte, and the
 * thumbnails. The same project gives the same bytes. Refusals are IllegalArgumentExceptions with a
 * sentence.
 */
final class ProjectZip {
  static final String DESCRIPTION = "project.json";

  private static final String PHOTOS = "photos/";
  private static final Pattern PHOTO = Pattern.compile("photos/[0-9a-f]{64}\\.[a-z]{3,4}");
  private static final String THUMBNAILS = "thumbnails/";
  private static final Pattern THUMBNAIL = Pattern.compile("thumbnails/(0|[1-9][0-9]{0,2})\\.jpg");

  /** So many files of photos, that of the portrait and those of states and variants. */
  static final int MOST_PHOTOS = 16;

  /** All photos together, in bytes: one of any size, and some more. */
  static final int PHOTOS_LIMIT = PhotoFile.LIMIT + (64 << 20);

  /** Of each state and each variant one. */
  static final int MOST_THUMBNAILS = DocumentModel.HISTORY_LIMIT + Project.MOST_VARIANTS + 1;

  /** Anything that every zip program can show; the clock would make every file another. */
  private static final LocalDateTime STAMP = LocalDateTime.of(2000, 1, 1, 0, 0);

  private ProjectZip() {}

  /**
   * What lies in the container.
   *
   * @param photos by path
   * @param thumbnails by number
   */
  record Entries(byte[] description, Map<String, byte[]> photos, Map<Integer, byte[]> thumbnails) {}

  /** Whether bytes begin as a zip does. */
  static boolean isZip(byte[] bytes) {
    return bytes.length >= 4
        && bytes[0] == 'P'
        && bytes[1] == 'K'
        && bytes[2] == 3
        && bytes[3] == 4;
  }

  /** Whether a name is one that {@link #path} gives. */
  static boolean isPhoto(String name) {
    return PHOTO.matcher(name).matches();
  }

  /** Where a photo lies. */
  static String path(PhotoFile photo) {
    return PHOTOS + photo.sha256() + "." + photo.format().extension();
  }

  /** Writes all entries; leaves the stream open. */
  static void write(
      OutputStream out,
      byte[] description,
      Iterable<PhotoFile> photos,
      Iterable<Thumbnail> thumbnails)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    add(zip, DESCRIPTION, description);
    for (PhotoFile photo : photos) {
      zip.putNextEntry(entry(photo));
      try (InputStream in = photo.open()) {
        in.transferTo(zip);
      }
      zip.closeEntry();
    }
    int number = 0;
    for (Thumbnail thumbnail : thumbnails) {
      add(zip, THUMBNAILS + number++ + ".jpg", thumbnail.bytes());
    }
    zip.finish();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(STAMP);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Photos are compressed already. */
  private static ZipEntry entry(PhotoFile photo) throws IOException {
    ZipEntry entry = new ZipEntry(path(photo));
    entry.setTimeLocal(STAMP);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(photo.size());
    entry.setCompressedSize(photo.size());
    CRC32 sum = new CRC32();
    try (InputStream in = photo.open()) {
      byte[] buffer = new byte[64 << 10];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sum.update(buffer, 0, count);
      }
    }
    entry.setCrc(sum.getValue());
    return entry;
  }

  /**
   * Reads all entries. Nothing is written anywhere, and nothing but the known names is taken, so
   * that no name can lead out of a folder.
   *
   * @param descriptionLimit the most bytes of {@code project.json}
   */
  static Entries read(byte[] bytes, int descriptionLimit) {
    Optional<byte[]> description = Optional.empty();
    Map<String, byte[]> photos = new LinkedHashMap<>();
    Map<Integer, byte[]> thumbnails = new LinkedHashMap<>();
    int room = PHOTOS_LIMIT;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
        String name = entry.getName();
        Matcher thumbnail = THUMBNAIL.matcher(name);
        boolean once;
        if (name.equals(DESCRIPTION)) {
          once = description.isEmpty();
          description = Optional.of(content(zip, name, descriptionLimit));
        } else if (isPhoto(name)) {
          byte[] photo = content(zip, name, Math.min(room, PhotoFile.LIMIT));
          room -= photo.length;
          once = photos.put(name, photo) == null;
        } else if (thumbnail.matches()) {
          byte[] picture = content(zip, name, Thumbnail.LIMIT);
          once = thumbnails.put(Integer.valueOf(thumbnail.group(1)), picture) == null;
        } else {
          throw new IllegalArgumentException(
              Texts.of("document.projectZip.foreignPart", shown(name)));
        }
        if (!once) {
          throw new IllegalArgumentException(
              Texts.of("document.projectZip.partTwice", shown(name)));
        }
        if (photos.size() > MOST_PHOTOS || thumbnails.size() > MOST_THUMBNAILS) {
          throw new IllegalArgumentException(Texts.of("document.projectZip.tooManyPictures"));
        }
      }
    } catch (IOException e) {
      throw damaged(e);
    }
    return new Entries(
        description.orElseThrow(
            () ->
                new IllegalArgumentException(
                    Texts.of("document.projectZip.noDescription", DESCRIPTION))),
        photos,
        thumbnails);
  }

  private static ZipEntry next(ZipInputStream zip) throws IOException {
    try {
      return zip.getNextEntry();
    } catch (IllegalArgumentException e) { // a name that is no text
      throw damaged(e);
    }
  }

  private static IllegalArgumentException damaged(Exception cause) {
    return new IllegalArgumentException(Texts.of("document.projectZip.damaged"), cause);
  }

  private static byte[] content(ZipInputStream zip, String name, int limit) throws IOException {
    byte[] content = zip.readNBytes(limit);
    if (content.length == limit && zip.read() >= 0) {
      throw new IllegalArgumentException(Texts.of("document.projectZip.partTooLarge", name, limit));
    }
    return content;
  }

  private static String shown(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 80 ? clean : clean.substring(0, 80) + "…";
  }
}

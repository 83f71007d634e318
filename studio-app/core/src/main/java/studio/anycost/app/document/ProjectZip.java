package studio.anycost.app.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import studio.anycost.app.photo.PhotoFile;

/**
 * The container of a project: a zip with {@code project.json} and the photo, byte for byte. The
 * same project gives the same bytes. Refusals are IllegalArgumentExceptions with a sentence.
 */
final class ProjectZip {
  static final String DESCRIPTION = "project.json";

  private static final String PHOTOS = "photos/";
  private static final Pattern PHOTO = Pattern.compile("photos/[0-9a-f]{64}\\.[a-z]{3,4}");
  private static final int MOST_ENTRIES = 2;

  /** Anything that every zip program can show; the clock would make every file another. */
  private static final LocalDateTime STAMP = LocalDateTime.of(2000, 1, 1, 0, 0);

  private ProjectZip() {}

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
  static void write(OutputStream out, byte[] description, Iterable<PhotoFile> photos)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    ZipEntry text = new ZipEntry(DESCRIPTION);
    text.setTimeLocal(STAMP);
    zip.putNextEntry(text);
    zip.write(description);
    zip.closeEntry();
    for (PhotoFile photo : photos) {
      zip.putNextEntry(entry(photo));
      try (InputStream in = photo.open()) {
        in.transferTo(zip);
      }
      zip.closeEntry();
    }
    zip.finish();
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
   * Reads all entries by name. Nothing is written anywhere, and nothing but the known names is
   * taken, so that no name can lead out of a folder.
   *
   * @param descriptionLimit the most bytes of {@code project.json}
   */
  static Map<String, byte[]> read(byte[] bytes, int descriptionLimit) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
        String name = entry.getName();
        boolean description = name.equals(DESCRIPTION);
        if (!description && !isPhoto(name)) {
          throw new IllegalArgumentException(
              "it holds '" + shown(name) + "', which is no part of a project.");
        }
        if (entries.containsKey(name) || entries.size() == MOST_ENTRIES) {
          throw new IllegalArgumentException("it holds more than one project or photo.");
        }
        entries.put(name, content(zip, name, description ? descriptionLimit : PhotoFile.LIMIT));
      }
    } catch (IOException e) {
      throw damaged(e);
    }
    if (!entries.containsKey(DESCRIPTION)) {
      throw new IllegalArgumentException("it is a zip file without a " + DESCRIPTION + ".");
    }
    return entries;
  }

  private static ZipEntry next(ZipInputStream zip) throws IOException {
    try {
      return zip.getNextEntry();
    } catch (IllegalArgumentException e) { // a name that is no text
      throw damaged(e);
    }
  }

  private static IllegalArgumentException damaged(Exception cause) {
    return new IllegalArgumentException("it is damaged or cut off.", cause);
  }

  private static byte[] content(ZipInputStream zip, String name, int limit) throws IOException {
    byte[] content = zip.readNBytes(limit);
    if (content.length == limit && zip.read() >= 0) {
      throw new IllegalArgumentException(
          "its " + name + " is larger than the " + limit + " bytes that are read.");
    }
    return content;
  }

  private static String shown(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 80 ? clean : clean.substring(0, 80) + "…";
  }
}

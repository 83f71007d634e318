package studio.anycost.app.files;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which names files can have, here and on other machines. */
public final class FileNames {
  /** As many bytes of UTF-8 as the file systems take that are in use. */
  public static final int MOST_BYTES = 255;

  /** Devices on Windows, whatever ending follows. */
  private static final Pattern RESERVED =
      Pattern.compile("(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])");

  private FileNames() {}

  /** Whether the name of a file, without its folder, is longer than one can be. */
  public static boolean isTooLong(Path file) {
    Path name = file.getFileName();
    return name != null && name.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
  }

  /**
   * Whether a name stands for a device on Windows: no file that is called so can be copied there.
   */
  public static boolean isReserved(Path file) {
    Path name = file.getFileName();
    if (name == null) {
      return false;
    }
    String stem = name.toString().split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
    return RESERVED.matcher(stem).matches();
  }
}

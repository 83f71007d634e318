package studio.anycost.models.bundle;

import java.util.regex.Pattern;

/** Which names a bundle may use for its files. */
final class FileNames {
  static final String MANIFEST = "manifest.json";

  /** What every file system takes; parts begin with a letter or digit, so `..` cannot occur. */
  private static final Pattern SAFE =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  private FileNames() {}

  /** Whether a manifest may list this name: relative, separated by slashes, plain characters. */
  static boolean isSafe(String name) {
    return name.length() <= BundleLimits.FILE_NAME_CHARACTERS && SAFE.matcher(name).matches();
  }

  /**
   * Whether an entry of a zip would land outside of the folder it is unpacked to. Stray entries
   * with other odd names are harmless, as nothing but the files of the manifest is ever read.
   */
  static boolean leavesFolder(String name) {
    if (name.startsWith("/") || name.indexOf('\\') >= 0 || DRIVE.matcher(name).matches()) {
      return true;
    }
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        return true;
      }
    }
    return false;
  }
}

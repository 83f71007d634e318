package studio.anycost.app.fx.view;

import studio.anycost.app.fx.words.Texts;

/** Lengths of files, for people. */
public final class ByteCount {
  private ByteCount() {}

  /** For instance {@code 812 bytes}, {@code 34 kB}, {@code 1.2 MB}: in thousands, as disks are. */
  public static String inWords(long bytes) {
    if (bytes < 1000) {
      return Texts.of("view.byteCount.bytes", bytes);
    }
    if (bytes < 999_500) {
      return Math.round(bytes / 1e3) + " kB";
    }
    return String.format(Texts.locale(), "%.1f MB", bytes / 1e6);
  }
}

package studio.anycost.models.bundle;

/**
 * The most that a bundle may ask for. A float32 config-f generator of 1024 px with encoder and
 * predictor stays below a tenth of each.
 */
final class BundleLimits {
  static final int MANIFEST_BYTES = 16 << 20;
  static final long FILE_BYTES = 1L << 30;
  static final long TOTAL_BYTES = 4L << 30;
  static final int FILES = 256;
  static final int ZIP_ENTRIES = 4096;
  static final int FILE_NAME_CHARACTERS = 120;

  static final int LOWEST_RESOLUTION = 8;
  static final int HIGHEST_RESOLUTION = 4096;
  static final int STYLE_DIMENSION = 8192;
  static final int MAPPING_LAYERS = 64;
  static final int CHANNELS = 65536;
  static final int NAMES = 4096;
  static final int NAME_CHARACTERS = 200;
  static final int TEXT_CHARACTERS = 1 << 20;

  private BundleLimits() {}
}

package studio.anycost.app.photo;

/**
 * What is known of a photo before it is decoded.
 *
 * @param width stored, not upright
 * @param height stored, not upright
 * @param held whether the decoder has to hold the whole picture, however few pixels are asked for
 * @param orientation how the stored pixels are put upright
 * @param profile an ICC profile that the decoder does not apply; empty for none
 */
record PhotoHeader(int width, int height, boolean held, Orientation orientation, byte[] profile) {
  static final byte[] NO_PROFILE = {};

  /**
   * Reads the header of a file.
   *
   * @throws DamagedPhotoException with a sentence if the file is cut off, damaged or of a kind that
   *     is not decoded
   */
  static PhotoHeader of(PhotoFormat format, byte[] bytes) throws DamagedPhotoException {
    return switch (format) {
      case JPEG -> JpegHeader.read(bytes);
      case PNG -> PngHeader.read(bytes);
      case TIFF -> TiffHeader.read(bytes);
      case WEBP -> WebPHeader.read(bytes);
      case GIF -> GifHeader.read(bytes);
      case BMP -> BmpHeader.read(bytes);
    };
  }

  /** The same picture without what a decoder could be led astray by. */
  static byte[] essential(PhotoFormat format, byte[] bytes) throws DamagedPhotoException {
    return switch (format) {
      case JPEG -> JpegHeader.essential(bytes);
      case PNG -> PngHeader.essential(bytes);
      case TIFF, WEBP, GIF, BMP -> bytes;
    };
  }
}

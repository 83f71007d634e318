package studio.anycost.app.photo;

import com.twelvemonkeys.imageio.color.ColorProfiles;
import com.twelvemonkeys.imageio.color.ColorSpaces;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import studio.anycost.app.words.Texts;

/**
 * Gives rows of a decoded picture as opaque sRGB: values of 8 bits, in the profile's colours where
 * there is one, and on white where the picture is transparent.
 *
 * <p>Grey values are taken as they are. Java2D takes those of a grey picture without a profile for
 * linear light, which makes every grey photo too bright.
 */
final class SrgbRows {
  private final BufferedImage picture;
  private final ColorModel model;
  private final int bands;
  private final int colours;
  private final int[] largest;
  private final Optional<ColorConvertOp> conversion;
  private int[] samples = {};

  /**
   * @param profile of the pixels, where the reader left them in its colours; empty for none
   * @throws DamagedPhotoException if the pixels have a form that is not known
   */
  SrgbRows(BufferedImage picture, byte[] profile) throws DamagedPhotoException {
    this.picture = picture;
    model = picture.getColorModel();
    bands = picture.getRaster().getNumBands();
    colours = model.getNumColorComponents();
    largest = model instanceof IndexColorModel ? new int[0] : largestValues();
    conversion =
        model instanceof IndexColorModel ? Optional.empty() : source(profile).map(SrgbRows::toSrgb);
  }

  private int[] largestValues() throws DamagedPhotoException {
    int type = picture.getRaster().getTransferType();
    int[] sizes = picture.getSampleModel().getSampleSize();
    int[] result = new int[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > 16 || type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
        throw DamagedPhotoException.unsupported(Texts.of("photo.srgbRows.deep"));
      }
      result[i] = (1 << sizes[i]) - 1;
    }
    return result;
  }

  /** The colours of the pixels, if they are not sRGB or grey already. */
  private Optional<ICC_ColorSpace> source(byte[] profile) throws DamagedPhotoException {
    ColorSpace space = model.getColorSpace();
    if (space.getType() == ColorSpace.TYPE_GRAY) {
      return Optional.empty();
    }
    if (space.isCS_sRGB()) {
      return profile.length == 0 ? Optional.empty() : colourSpace(profile);
    }
    if (space instanceof ICC_ColorSpace icc) {
      return Optional.of(icc);
    }
    if (space.getType() != ColorSpace.TYPE_CMYK) {
      throw DamagedPhotoException.unsupported(Texts.of("photo.srgbRows.colours"));
    }
    return Optional.empty();
  }

  /** A profile that is damaged or of other colours is left out, as viewers do. */
  private static Optional<ICC_ColorSpace> colourSpace(byte[] profile) {
    try {
      ICC_Profile icc = ColorProfiles.createProfile(profile);
      boolean applies = icc.getNumComponents() == 3 && !ColorProfiles.isCS_sRGB(icc);
      return applies ? Optional.of(ColorSpaces.createColorSpace(icc)) : Optional.empty();
    } catch (
        RuntimeException e) { // CMMException, IllegalArgumentException, and others of broken data
      return Optional.empty();
    }
  }

  private static ColorConvertOp toSrgb(ICC_ColorSpace from) {
    ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    return new ColorConvertOp(new ICC_Profile[] {from.getProfile(), srgb}, null);
  }

  /** Writes some rows, from top to bottom, as {@code 0xffRRGGBB}. */
  void read(int first, int count, int[] rows) {
    int width = picture.getWidth();
    if (model instanceof IndexColorModel) {
      picture.getRGB(0, first, width, count, rows, 0, width);
      for (int i = 0; i < width * count; i++) {
        rows[i] =
            onWhite(rows[i] >>> 24, rows[i] >> 16 & 0xff, rows[i] >> 8 & 0xff, rows[i] & 0xff);
      }
      return;
    }
    samples = samples(first, count);
    if (conversion.isPresent()) {
      convert(conversion.get(), count);
    }
    int pixels = width * count;
    boolean converted = conversion.isPresent();
    boolean cmyk = !converted && colours == 4;
    for (int i = 0; i < pixels; i++) {
      int at = i * bands;
      int red = samples[at];
      int green = red;
      int blue = red;
      if (cmyk) {
        int light = 255 - samples[at + 3];
        red = (255 - red) * light / 255;
        green = (255 - samples[at + 1]) * light / 255;
        blue = (255 - samples[at + 2]) * light / 255;
      } else if (colours >= 3) {
        green = samples[at + 1];
        blue = samples[at + 2];
      }
      rows[i] =
          model.hasAlpha()
              ? onWhite(samples[at + colours], red, green, blue)
              : opaque(red, green, blue);
    }
  }

  /** The values of the rows, band beside band, in 0..255. */
  private int[] samples(int first, int count) {
    Raster raster = picture.getRaster();
    int[] values =
        raster.getPixels(
            raster.getMinX(),
            raster.getMinY() + first,
            picture.getWidth(),
            count,
            samples.length == picture.getWidth() * count * bands ? samples : (int[]) null);
    for (int band = 0; band < bands; band++) {
      int most = largest[band];
      if (most == 255) {
        continue;
      }
      for (int i = band; i < values.length; i += bands) {
        values[i] = (values[i] * 255 + most / 2) / most;
      }
    }
    return values;
  }

  /** Replaces the colours by those of sRGB, in the first three places of each pixel. */
  private void convert(ColorConvertOp op, int count) {
    int width = picture.getWidth();
    int pixels = width * count;
    WritableRaster from = interleaved(width, count, colours);
    WritableRaster to = interleaved(width, count, 3);
    byte[] source = ((DataBufferByte) from.getDataBuffer()).getData();
    for (int i = 0; i < pixels; i++) {
      for (int band = 0; band < colours; band++) {
        source[i * colours + band] = (byte) samples[i * bands + band];
      }
    }
    op.filter(from, to);
    byte[] result = ((DataBufferByte) to.getDataBuffer()).getData();
    for (int i = 0; i < pixels; i++) {
      for (int band = 0; band < 3; band++) {
        samples[i * bands + band] = result[i * 3 + band] & 0xff;
      }
    }
  }

  private static WritableRaster interleaved(int width, int height, int count) {
    return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, count, null);
  }

  private int onWhite(int alpha, int red, int green, int blue) {
    if (model.isAlphaPremultiplied()) {
      return opaque(
          Math.min(255, red + 255 - alpha),
          Math.min(255, green + 255 - alpha),
          Math.min(255, blue + 255 - alpha));
    }
    return opaque(blend(red, alpha), blend(green, alpha), blend(blue, alpha));
  }

  private static int blend(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }

  private static int opaque(int red, int green, int blue) {
    return 0xff000000 | red << 16 | green << 8 | blue;
  }
}

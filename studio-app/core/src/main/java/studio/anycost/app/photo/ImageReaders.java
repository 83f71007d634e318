package studio.anycost.app.photo;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * The readers of the formats: Java's own for PNG, GIF and BMP, those of TwelveMonkeys for the rest.
 * They live in a registry of their own, because what the registry of the process finds depends on
 * class loaders, and because the reader of JPEG looks there for Java's, which it builds on.
 */
final class ImageReaders {
  private final ServiceRegistry registry;

  ImageReaders() {
    registry = new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
    Iterator<ImageReaderSpi> all =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    all.forEachRemaining(
        spi -> {
          if (isOfJava(spi)) {
            registry.registerServiceProvider(spi);
          }
        });
    registry.registerServiceProvider(new JPEGImageReaderSpi());
    registry.registerServiceProvider(new TIFFImageReaderSpi());
    registry.registerServiceProvider(new WebPImageReaderSpi());
  }

  private static boolean isOfJava(ImageReaderSpi spi) {
    return spi.getClass().getModule() == ImageReaderSpi.class.getModule();
  }

  /** A new reader; the caller disposes of it. */
  ImageReader open(PhotoFormat format) throws IOException {
    boolean ofJava =
        switch (format) {
          case PNG, GIF, BMP -> true;
          case JPEG, TIFF, WEBP -> false;
        };
    Iterator<ImageReaderSpi> all = registry.getServiceProviders(ImageReaderSpi.class, false);
    while (all.hasNext()) {
      ImageReaderSpi spi = all.next();
      if (isOfJava(spi) == ofJava && reads(spi, format)) {
        return spi.createReaderInstance();
      }
    }
    throw new IOException("This Java cannot read " + format + " files.");
  }

  private static boolean reads(ImageReaderSpi spi, PhotoFormat format) {
    return Arrays.stream(spi.getFormatNames())
        .anyMatch(name -> name.toUpperCase(Locale.ROOT).equals(format.name()));
  }
}

package studio.anycost.app.photo;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;
import studio.anycost.app.image.JavaImageIo;
import studio.anycost.app.words.Texts;

/**
 * The readers of the formats: Java's own for PNG, GIF and BMP, those of TwelveMonkeys for the rest.
 * They live in a registry of their own, because what the registry of the process finds depends on
 * class loaders, and because the reader of JPEG looks there for Java's, which it builds on.
 */
final class ImageReaders {
  private final ServiceRegistry registry;

  ImageReaders() {
    registry = new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
    JavaImageIo.forEachReader(registry::registerServiceProvider);
    registry.registerServiceProvider(new JPEGImageReaderSpi());
    registry.registerServiceProvider(new TIFFImageReaderSpi());
    registry.registerServiceProvider(new WebPImageReaderSpi());
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
      if (JavaImageIo.isOfJava(spi) == ofJava && JavaImageIo.isFor(spi, format.name())) {
        return spi.createReaderInstance();
      }
    }
    throw new IOException(Texts.of("photo.imageReaders.cannotRead", format));
  }
}

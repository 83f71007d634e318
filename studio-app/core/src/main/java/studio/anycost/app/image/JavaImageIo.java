package studio.anycost.app.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import studio.anycost.app.words.Texts;

/**
 * Java's own readers and writers of pictures, and no others.
 *
 * <p>The registry of the process looks for more when it is asked first: with the class loader of
 * the thread that happens to ask, so that a plugin's may be found, and in every library on the
 * class path, which costs a command that saves one picture some tens of milliseconds.
 */
public final class JavaImageIo {
  private JavaImageIo() {}

  private static IIORegistry registry() {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      return IIORegistry.getDefaultInstance();
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  /** Names all readers that come with Java. */
  public static void forEachReader(Consumer<ImageReaderSpi> consumer) {
    Iterator<ImageReaderSpi> all = registry().getServiceProviders(ImageReaderSpi.class, false);
    all.forEachRemaining(
        spi -> {
          if (isOfJava(spi)) {
            consumer.accept(spi);
          }
        });
  }

  /** Whether a reader or writer came with Java. */
  public static boolean isOfJava(ImageReaderWriterSpi spi) {
    return spi.getClass().getModule() == ImageReaderSpi.class.getModule();
  }

  /** Whether a reader or writer is for a format, for instance {@code png}; capitals count not. */
  public static boolean isFor(ImageReaderWriterSpi spi, String format) {
    return Arrays.stream(spi.getFormatNames())
        .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(format.toLowerCase(Locale.ROOT)));
  }

  /**
   * A new writer of a format, of which the caller disposes.
   *
   * @throws IOException if there is none
   */
  public static ImageWriter writer(String format) throws IOException {
    Iterator<ImageWriterSpi> all = registry().getServiceProviders(ImageWriterSpi.class, false);
    while (all.hasNext()) {
      ImageWriterSpi spi = all.next();
      if (isOfJava(spi) && isFor(spi, format)) {
        return spi.createWriterInstance();
      }
    }
    throw new IOException(Texts.of("image.javaImageIo.cannotWrite", format));
  }
}

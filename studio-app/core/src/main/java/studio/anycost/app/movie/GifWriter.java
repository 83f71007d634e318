package studio.anycost.app.movie;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageOutputStream;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.image.JavaImageIo;
import studio.anycost.app.words.Texts;

/** An animated GIF with a palette of its own for every picture. */
final class GifWriter implements MovieWriter {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  /** The format counts hundredths of a second, and browsers slow down what asks for one. */
  private static final int HUNDREDTHS = 100;

  private static final int FASTEST = 50;

  private static final byte[] FOR_EVER = {1, 0, 0};

  private final MovieSettings settings;
  private final ImageOutputStream out;
  private final ImageWriter writer;
  private final ImageWriteParam parameters;
  private int frames;

  GifWriter(Path file, MovieSettings settings) throws IOException {
    check(settings);
    this.settings = settings;
    out = new FileImageOutputStream(file.toFile());
    try {
      writer = JavaImageIo.writer("gif");
      writer.setOutput(out);
      parameters = writer.getDefaultWriteParam();
      writer.prepareWriteSequence(null);
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence if there are no such GIFs
   */
  static void check(MovieSettings settings) {
    if (settings.framesPerSecond() > FASTEST) {
      throw new IllegalArgumentException(
          Texts.of("movie.gifWriter.tooManyFrames", FASTEST, settings.framesPerSecond()));
    }
  }

  @Override
  public void add(RgbImage frame) throws IOException {
    BufferedImage picture = IndexedPicture.of(frame);
    writer.writeToSequence(new IIOImage(picture, null, metadata(picture)), parameters);
    frames++;
  }

  private IIOMetadata metadata(BufferedImage picture) throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), parameters);
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", String.valueOf(endOf(frames) - endOf(frames - 1)));
    root.appendChild(control);
    if (frames == 0 && settings.loop()) {
      IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
      extension.setAttribute("applicationID", "NETSCAPE");
      extension.setAttribute("authenticationCode", "2.0");
      extension.setUserObject(FOR_EVER.clone());
      IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
      extensions.appendChild(extension);
      root.appendChild(extensions);
    }
    metadata.mergeTree(FORMAT, root);
    return metadata;
  }

  /** In hundredths, so that rounding does not add up: 30 per second last 3, 4 and 3 of them. */
  private long endOf(int frame) {
    return Math.round((frame + 1.0) * HUNDREDTHS / settings.framesPerSecond());
  }

  @Override
  public void finish() throws IOException {
    writer.endWriteSequence();
  }

  @Override
  public void close() throws IOException {
    writer.dispose();
    out.close();
  }
}

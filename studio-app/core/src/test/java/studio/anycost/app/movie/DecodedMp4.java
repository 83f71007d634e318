package studio.anycost.app.movie;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jcodec.api.FrameGrab;
import org.jcodec.api.JCodecException;
import org.jcodec.common.DemuxerTrackMeta;
import org.jcodec.common.io.FileChannelWrapper;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.model.Picture;
import studio.anycost.api.model.RgbImage;

/**
 * A video as a player sees it: decoded, and turned back into red, green and blue as BT.709 says.
 *
 * @param totalFrames as the file tells
 * @param seconds as the file tells
 */
public record DecodedMp4(List<RgbImage> frames, int totalFrames, double seconds) {
  /** Reads all of a file. */
  public static DecodedMp4 of(Path file) throws IOException {
    try (FileChannelWrapper channel = NIOUtils.readableChannel(file.toFile())) {
      FrameGrab grab = FrameGrab.createFrameGrab(channel);
      DemuxerTrackMeta meta = grab.getVideoTrack().getMeta();
      List<RgbImage> frames = new ArrayList<>();
      for (Picture next = grab.getNativeFrame(); next != null; next = grab.getNativeFrame()) {
        frames.add(rgb(next.cropped()));
      }
      return new DecodedMp4(frames, meta.getTotalFrames(), meta.getTotalDuration());
    } catch (JCodecException e) {
      throw new IOException("This is no video.", e);
    }
  }

  private static RgbImage rgb(Picture picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int place = y / 2 * (width / 2) + x / 2;
        double luma = (picture.getPlaneData(0)[y * width + x] + 128 - 16) * 255 / 219.0;
        double blueness = picture.getPlaneData(1)[place] * 255 / 224.0;
        double redness = picture.getPlaneData(2)[place] * 255 / 224.0;
        double red = luma + 1.5748 * redness;
        double blue = luma + 1.8556 * blueness;
        double green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152;
        pixels[y * width + x] = level(red) << 16 | level(green) << 8 | level(blue);
      }
    }
    return RgbImage.of(width, height, pixels);
  }

  private static int level(double value) {
    return (int) Math.rint(Math.max(0, Math.min(255, value)));
  }
}

package studio.anycost.app.movie;

import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.codecs.h264.encode.RateControl;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.Codec;
import org.jcodec.common.MuxerTrack;
import org.jcodec.common.VideoCodecMeta;
import org.jcodec.common.io.FileChannelWrapper;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.Brand;
import org.jcodec.containers.mp4.muxer.MP4Muxer;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.words.Texts;

/** H.264 of the baseline profile in an MP4 file, which every player plays. */
final class Mp4Writer implements MovieWriter {
  /** A second has so many for every frame; players want the clock of a film to be fine. */
  private static final int TICKS = 512;

  /** The format's size of a block: smaller pictures are nothing but padding. */
  private static final int SMALLEST = 16;

  private static final int LARGEST = 4096;

  /** A picture that begins anew every second lets players jump. */
  private static final int KEY_EVERY_SECONDS = 1;

  private static final int LEVEL_BLOCKS = 8192;
  private static final int LEVEL_BLOCKS_PER_SECOND = 245_760;
  private static final int LEVEL_4 = 40;
  private static final int LEVEL_5_1 = 51;

  private final int framesPerSecond;
  private final Quality quality = new Quality();
  private final H264Encoder encoder;
  private final FileChannel channel;
  private final MP4Muxer muxer;
  private MuxerTrack track;
  private ByteBuffer encoded;
  private int frames;

  Mp4Writer(Path file, MovieSettings settings) throws IOException {
    framesPerSecond = settings.framesPerSecond();
    encoder = new DescribedEncoder(quality, framesPerSecond);
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      muxer = MP4Muxer.createMP4Muxer(new FileChannelWrapper(channel), Brand.MP4);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence if there are no such videos
   */
  static void check(int side) {
    if (side < SMALLEST || side > LARGEST || side % 2 != 0) {
      throw new IllegalArgumentException(
          Texts.of("movie.mp4Writer.sideNotFit", SMALLEST, LARGEST, side));
    }
  }

  @Override
  public void add(RgbImage frame) throws IOException {
    Picture picture = VideoColours.of(frame);
    if (track == null) {
      check(frame.width());
      check(frame.height());
      track =
          muxer.addVideoTrack(
              Codec.H264,
              VideoCodecMeta.createSimpleVideoCodecMeta(picture.getSize(), picture.getColor()));
      encoded = ByteBuffer.allocate(3 * frame.width() * frame.height() + (1 << 16));
    }
    int number = frames % (KEY_EVERY_SECONDS * framesPerSecond);
    ByteBuffer data = encode(picture, number);
    track.addFrame(
        Packet.createPacket(
            data,
            (long) frames * TICKS,
            framesPerSecond * TICKS,
            TICKS,
            frames,
            number == 0 ? Packet.FrameType.KEY : Packet.FrameType.INTER,
            null));
    frames++;
  }

  /**
   * Encodes a picture. The library's buffers hold a byte for every pixel, which pure noise exceeds
   * at this quality: then it is encoded coarser.
   */
  private ByteBuffer encode(Picture picture, int number) throws IOException {
    quality.reset();
    while (true) {
      try {
        encoded.clear();
        return encoder.doEncodeFrame(
            picture, encoded, number == 0, number, number == 0 ? SliceType.I : SliceType.P);
      } catch (BufferOverflowException e) {
        if (!quality.lower()) {
          throw new IOException(Texts.of("movie.mp4Writer.aPictureIsToo"), e);
        }
      }
    }
  }

  @Override
  public void finish() throws IOException {
    muxer.finish();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** How finely pictures are quantised: all alike, as their faces are. */
  private static final class Quality implements RateControl {
    /**
     * About 44 dB. With 20, which is usual, small changes of colour from picture to picture are
     * rounded away, because the library rounds down what is left of a prediction: backgrounds turn
     * purple until the next key picture.
     */
    private static final int FINE = 12;

    private static final int STEP = 6;
    private static final int COARSEST = 48;

    private int coarser;

    void reset() {
      coarser = 0;
    }

    boolean lower() {
      coarser += STEP;
      return FINE + coarser <= COARSEST;
    }

    @Override
    public int startPicture(Size size, int mostBytes, SliceType type) {
      return FINE + coarser;
    }

    @Override
    public int initialQpDelta() {
      return 0;
    }

    @Override
    public int accept(int bits) {
      return 0;
    }
  }

  /** Says in the stream what the numbers mean, which players would have to guess otherwise. */
  private static final class DescribedEncoder extends H264Encoder {
    private static final int UNSPECIFIED_FORMAT = 5;
    private static final int BT_709 = 1;
    private static final int SRGB = 13;
    private static final int CENTRED = 1;

    private final int framesPerSecond;

    DescribedEncoder(RateControl quality, int framesPerSecond) {
      super(quality);
      this.framesPerSecond = framesPerSecond;
      setKeyInterval(KEY_EVERY_SECONDS * framesPerSecond);
    }

    @Override
    public SeqParameterSet initSPS(Size size) {
      SeqParameterSet parameters = super.initSPS(size);
      int blocks =
          (parameters.picWidthInMbsMinus1 + 1) * (parameters.picHeightInMapUnitsMinus1 + 1);
      boolean small =
          blocks <= LEVEL_BLOCKS && (long) blocks * framesPerSecond <= LEVEL_BLOCKS_PER_SECOND;
      parameters.levelIdc = small ? LEVEL_4 : LEVEL_5_1;
      VUIParameters meaning = new VUIParameters();
      meaning.videoSignalTypePresentFlag = true;
      meaning.videoFormat = UNSPECIFIED_FORMAT;
      meaning.colourDescriptionPresentFlag = true;
      meaning.colourPrimaries = BT_709;
      meaning.transferCharacteristics = SRGB;
      meaning.matrixCoefficients = BT_709;
      meaning.chromaLocInfoPresentFlag = true;
      meaning.chromaSampleLocTypeTopField = CENTRED;
      meaning.chromaSampleLocTypeBottomField = CENTRED;
      parameters.vuiParams = meaning;
      return parameters;
    }
  }
}

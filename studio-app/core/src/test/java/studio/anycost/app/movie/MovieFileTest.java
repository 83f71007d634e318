package studio.anycost.app.movie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import studio.anycost.api.model.RgbImage;

class MovieFileTest {
  private static final MovieSettings ONCE = new MovieSettings(30, false);
  private static final MovieSettings ROUND = new MovieSettings(30, true);

  @TempDir Path folder;

  private static MovieFile.Content portraits(int side, int count) {
    return sink -> {
      for (int i = 0; i < count; i++) {
        sink.add(Pictures.portrait(side, (double) i / (count - 1)));
      }
    };
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !file.equals(folder))
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"256,30", "64,24", "16,1", "130,60"})
  void anMp4HoldsEveryFrameAtItsTime(int side, int framesPerSecond) throws Exception {
    Path file = folder.resolve("film.mp4");
    int count = 70;
    MovieFile.of(file).write(new MovieSettings(framesPerSecond, false), portraits(side, count));
    DecodedMp4 film = DecodedMp4.of(file);
    assertThat(film.frames()).hasSize(count);
    assertThat(film.totalFrames()).isEqualTo(count);
    assertThat(film.seconds()).isCloseTo((double) count / framesPerSecond, within(1e-3));
    for (int i = 0; i < count; i++) {
      RgbImage frame = film.frames().get(i);
      assertThat(frame.width()).isEqualTo(side);
      assertThat(frame.height()).isEqualTo(side);
      assertThat(Pictures.psnr(frame, Pictures.portrait(side, i / (count - 1.0))))
          .as("frame %d", i)
          .isGreaterThan(side < 64 ? 30 : 36);
    }
    assertThat(left()).containsExactly("film.mp4");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x000000, 0xffffff, 0x808080, 0xd0a080, 0x104080, 0xff0000, 0x00ff00, 0x0000ff})
  void coloursComeBack(int rgb) throws Exception {
    Path file = folder.resolve("plain.mp4");
    MovieFile.of(file)
        .write(
            ONCE,
            sink -> {
              for (int i = 0; i < 3; i++) {
                sink.add(Pictures.plain(32, rgb));
              }
            });
    int pixel = DecodedMp4.of(file).frames().get(2).argb(16, 16);
    for (int shift = 0; shift <= 16; shift += 8) {
      assertThat(pixel >> shift & 0xff).isCloseTo(rgb >> shift & 0xff, within(4));
    }
  }

  @Test
  void evenPureNoiseBecomesAVideo() throws Exception {
    Path file = folder.resolve("noise.mp4");
    MovieFile.of(file)
        .write(
            ONCE,
            sink -> {
              for (int i = 0; i < 4; i++) {
                sink.add(Pictures.noise(64, i));
              }
              sink.add(Pictures.portrait(64, 0));
            });
    DecodedMp4 film = DecodedMp4.of(file);
    assertThat(film.frames()).hasSize(5);
    assertThat(Pictures.psnr(film.frames().get(4), Pictures.portrait(64, 0))).isGreaterThan(30);
  }

  @Test
  void theSameFramesGiveTheSameGif() throws IOException {
    MovieFile.of(folder.resolve("a.gif")).write(ROUND, portraits(64, 5));
    MovieFile.of(folder.resolve("b.gif")).write(ROUND, portraits(64, 5));
    assertThat(folder.resolve("a.gif")).hasSameBinaryContentAs(folder.resolve("b.gif"));
  }

  private record Gif(List<RgbImage> frames, List<Integer> delays, boolean round) {
    static Gif of(Path file) throws IOException {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      List<RgbImage> frames = new ArrayList<>();
      List<Integer> delays = new ArrayList<>();
      boolean round = false;
      try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
        reader.setInput(in);
        for (int i = 0; i < reader.getNumImages(true); i++) {
          frames.add(Pictures.of(reader.read(i)));
          IIOMetadata metadata = reader.getImageMetadata(i);
          Element root = (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
          Element control = (Element) root.getElementsByTagName("GraphicControlExtension").item(0);
          delays.add(Integer.valueOf(control.getAttribute("delayTime")));
          NodeList extensions = root.getElementsByTagName("ApplicationExtension");
          for (int e = 0; e < extensions.getLength(); e++) {
            Node extension = extensions.item(e);
            round |= ((Element) extension).getAttribute("applicationID").equals("NETSCAPE");
          }
        }
      } finally {
        reader.dispose();
      }
      return new Gif(frames, delays, round);
    }
  }

  @Test
  void aGifHoldsEveryFrameAtItsTimeInColoursThatLookRight() throws IOException {
    Path file = folder.resolve("film.gif");
    int count = 31;
    MovieFile.of(file).write(ROUND, portraits(128, count));
    Gif gif = Gif.of(file);
    assertThat(gif.frames()).hasSize(count);
    assertThat(gif.round()).isTrue();
    assertThat(gif.delays()).startsWith(3, 4, 3).doesNotContain(0, 1, 2);
    assertThat(gif.delays().stream().mapToInt(delay -> delay).sum()).isEqualTo(103);
    for (int i = 0; i < count; i++) {
      RgbImage expected = Pictures.portrait(128, i / (count - 1.0));
      assertThat(Pictures.psnr(gif.frames().get(i), expected)).isGreaterThan(36);
      assertThat(meanDifference(gif.frames().get(i), expected)).isLessThan(0.5);
    }
  }

  /** Dithering may move a pixel, and must not move the brightness of the whole. */
  private static double meanDifference(RgbImage one, RgbImage other) {
    double sum = 0;
    for (int y = 0; y < one.height(); y++) {
      for (int x = 0; x < one.width(); x++) {
        sum += (one.argb(x, y) >> 8 & 0xff) - (other.argb(x, y) >> 8 & 0xff);
      }
    }
    return Math.abs(sum / one.width() / one.height());
  }

  @Test
  void aGifWithoutALoopIsPlayedOnce() throws IOException {
    Path file = folder.resolve("once.gif");
    MovieFile.of(file).write(ONCE, portraits(32, 3));
    assertThat(Gif.of(file).round()).isFalse();
  }

  @Test
  void aGifOfFewColoursHasExactlyThose() throws IOException {
    Path file = folder.resolve("few.gif");
    MovieFile.of(file)
        .write(
            ONCE,
            sink -> {
              sink.add(Pictures.plain(16, 0x123456));
              sink.add(Pictures.plain(16, 0xfedcba));
            });
    assertThat(Gif.of(file).frames())
        .containsExactly(Pictures.plain(16, 0x123456), Pictures.plain(16, 0xfedcba));
  }

  @Test
  void aPatternBecomesNumberedPictures() throws IOException {
    Path file = folder.resolve("face-%03d.png");
    MovieFile.of(file).write(ONCE, portraits(16, 3));
    assertThat(left()).containsExactly("face-001.png", "face-002.png", "face-003.png");
    assertThat(Pictures.of(ImageIO.read(folder.resolve("face-003.png").toFile())))
        .isEqualTo(Pictures.portrait(16, 1));
  }

  @Test
  void aFolderIsMadeIfItsNameSaysWhatItIs() throws IOException {
    MovieFile.of(folder.resolve("film.png-sequence")).write(ONCE, portraits(16, 2));
    Files.createDirectory(folder.resolve("there"));
    MovieFile.of(folder.resolve("there")).write(ONCE, portraits(16, 2));
    assertThat(left())
        .containsExactly(
            "film.png-sequence",
            "film.png-sequence/frame-0001.png",
            "film.png-sequence/frame-0002.png",
            "there",
            "there/frame-0001.png",
            "there/frame-0002.png");
  }

  @Test
  void aSequenceThatIsThereIsOnlyReplacedOnDemandAndAsAWhole() throws IOException {
    Path pattern = folder.resolve("face-%03d.png");
    MovieFile.of(pattern).write(ONCE, portraits(16, 5));
    Files.writeString(folder.resolve("face-notes.png"), "other");
    assertThatThrownBy(() -> MovieFile.of(pattern).check(ONCE, 16, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("face-001.png")
        .hasMessageContaining("--force");
    MovieFile.of(pattern).check(ONCE, 16, true);
    MovieFile.of(pattern).write(ONCE, portraits(16, 2));
    assertThat(left()).containsExactly("face-001.png", "face-002.png", "face-notes.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"film.mp4", "film.gif", "film-%d.png", "film.png-sequence"})
  void whatFailsLeavesNothingAndTheOldFilmAsItWas(String name) throws IOException {
    Path file = folder.resolve(name);
    MovieFile.Content broken =
        sink -> {
          sink.add(Pictures.portrait(16, 0));
          sink.add(Pictures.portrait(16, 1));
          throw new IOException("The machine stopped.");
        };
    assertThatThrownBy(() -> MovieFile.of(file).write(ONCE, broken))
        .hasMessage("The machine stopped.");
    assertThat(left()).isEmpty();
    MovieFile.of(file).write(ONCE, portraits(16, 4));
    List<String> before = left();
    assertThatThrownBy(() -> MovieFile.of(file).write(ONCE, broken))
        .hasMessage("The machine stopped.");
    assertThat(left()).isEqualTo(before);
  }

  @Test
  void noPictureIsNoFilm() throws IOException {
    assertThatThrownBy(() -> MovieFile.of(folder.resolve("film.mp4")).write(ONCE, sink -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("without a picture");
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"film.avi", "film", "film.png", "a%d-%d.png", "a%s.png", "%5d.png"})
  void otherNamesAreRefusedWithWhatThereIs(String name) {
    assertThatThrownBy(() -> MovieFile.of(folder.resolve(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frame-%04d.png")
        .hasMessageEndingWith(".");
  }

  @Test
  void whatAFormatCannotIsSaidBefore() {
    MovieFile gif = MovieFile.of(folder.resolve("film.gif"));
    assertThatThrownBy(() -> gif.check(new MovieSettings(60, false), 64, false))
        .hasMessageContaining("50");
    MovieFile mp4 = MovieFile.of(folder.resolve("film.mp4"));
    assertThatThrownBy(() -> mp4.check(ONCE, 8, false)).hasMessageContaining("16");
    assertThatThrownBy(() -> new MovieSettings(0, false)).hasMessageContaining("1 to 60");
  }

  @Test
  void aMissingFolderIsNamed() {
    for (String name : List.of("no/film.mp4", "no/film-%d.png", "no/film.png-sequence")) {
      assertThatThrownBy(() -> MovieFile.of(folder.resolve(name)).write(ONCE, portraits(16, 2)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not exist");
    }
  }
}

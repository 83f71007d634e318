package studio.anycost.app.fx.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.photo.PhotoFile;

class IterateTrackTest {
  private static final PortraitDocument PORTRAIT =
      new PortraitDocument("ab".repeat(32), new BaseStyle.Seed(1, 1), Noise.FIXED, Recipe.EMPTY);

  private final IterateTrack empty = IterateTrack.begun(PORTRAIT, ParameterSchema.EMPTY.defaults());

  private static Iterate iterate(int step, double loss) {
    return new Iterate(step, StyleCode.of(1, 1, new float[] {step}), loss);
  }

  @Test
  void keepsTheFirstTheBestAndTheNewestOfVeryMany() {
    IterateTrack track = empty;
    Iterate best = iterate(777, -1);
    for (int step = 0; step < 5001; step++) {
      track = track.with(step == 777 ? best : iterate(step, 5001 - step));
      assertThat(track.iterates()).hasSizeLessThanOrEqualTo(IterateTrack.MOST);
      assertThat(track.newest().step()).isEqualTo(step);
    }

    assertThat(track.iterates()).hasSizeGreaterThan(IterateTrack.MOST / 3);
    assertThat(track.iterates().get(0).step()).isZero();
    assertThat(track.best()).isEqualTo(best);
    assertThat(track.iterates())
        .contains(best)
        .isSortedAccordingTo(java.util.Comparator.comparingInt(Iterate::step));
    // Evenly spread: no part of the way is forgotten.
    List<Iterate> kept = track.iterates();
    for (int i = 1; i < kept.size(); i++) {
      assertThat(kept.get(i).step() - kept.get(i - 1).step()).isLessThanOrEqualTo(64);
    }
  }

  @Test
  void keepsTheSameOneOnce() {
    assertThat(empty.with(iterate(0, 1)).with(iterate(0, 1)).iterates()).hasSize(1);
  }

  @Test
  void findsTheNearest() {
    IterateTrack track = empty.with(iterate(0, 4)).with(iterate(3, 2)).with(iterate(9, 3));

    assertThat(track.nearest(-5).step()).isZero();
    assertThat(track.nearest(1.6).step()).isEqualTo(3);
    assertThat(track.nearest(100).step()).isEqualTo(9);
    assertThat(track.best().step()).isEqualTo(3);
  }

  @Test
  void isAboutOneModelAndOneFaceOfOnePhoto() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", png);
    PhotoFile file = PhotoFile.wrap("me.png", png.toByteArray());
    PhotoSource source = new PhotoSource(file, 40, 40, Alignment.centred(40, 40));
    PortraitDocument ofPhoto = PORTRAIT.withSource(source);
    IterateTrack track = IterateTrack.begun(ofPhoto, ParameterSchema.EMPTY.defaults());

    assertThat(track.isAbout(ofPhoto.withBase(new BaseStyle.Seed(9, 0.5)))).isTrue();
    assertThat(track.isAbout(PORTRAIT)).isFalse();
    assertThat(track.isAbout(ofPhoto.withSource(source.withAlignment(new Alignment(9, 9, 5, 0)))))
        .isFalse();
    assertThat(empty.isAbout(PORTRAIT)).isTrue();
    assertThat(
            empty.isAbout(
                new PortraitDocument(
                    "cd".repeat(32), new BaseStyle.Seed(1, 1), Noise.FIXED, Recipe.EMPTY)))
        .isFalse();
  }
}

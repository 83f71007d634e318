package studio.anycost.plugins.blend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.EditedFace;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;

class WayTest {
  @Test
  void aFaithfulProjectionReplacesTheFaceThatIsMuchMoved() {
    assertThat(Way.of("auto", 0.9 * Way.FAITHFUL, 0.9, 1).replaces()).isTrue();
    assertThat(Way.of("auto", 1.1 * Way.FAITHFUL, 0.9, 1).replaces()).isFalse();
    assertThat(Way.of("auto", 0, 0.9 * Way.MUCH, 1).replaces()).isFalse();
  }

  @Test
  void aRenderThatIsTooCoarseForThePhotoDoesNot() {
    Way way = Way.of("auto", 0, 1, 1.1 * Way.ENLARGED);
    assertThat(way.replaces()).isFalse();
    assertThat(way.note()).contains("times as fine as the render");
  }

  @Test
  void aPortraitFarFromThePhotoIsSaidToBe() {
    Way way = Way.of("auto", 1.1 * Way.FAR, 0.2, 1);
    assertThat(way.replaces()).isFalse();
    assertThat(way.note()).contains("refine it first");
  }

  @Test
  void withoutAnEditNothingIsSaidOfOne() {
    assertThat(Way.of("auto", 1.1 * Way.FAR, 0, 1).note()).contains("refine it first");
    for (String mode : new String[] {"auto", "transfer", "replace"}) {
      assertThat(Way.of(mode, 30, 0, 1).note()).doesNotContain("edit changes").contains("12 %");
    }
    assertThat(Way.of("auto", 0, 0.001, 1).note()).contains("changes less than 1 % of the face");
  }

  @Test
  void whatThePersonChoseHolds() {
    assertThat(Way.of("transfer", 0, 1, 1).replaces()).isFalse();
    assertThat(Way.of("replace", 100, 0, 9).replaces()).isTrue();
  }

  @Test
  void theErrorIsThatOfShapesAndNotOfLight() throws IOException {
    ImageTensor face = BlendFixture.render(64, (x, y) -> 100 + 40 * Math.sin(x * 0.8));
    ImageTensor edited = BlendFixture.render(64, (x, y) -> 100 + 40 * Math.cos(y * 0.8));
    RgbImage brighter = BlendFixture.photo(64, 64, (x, y) -> 1.3 * (100 + 40 * Math.sin(x * 0.8)));
    RgbImage other = BlendFixture.photo(64, 64, (x, y) -> 1.3 * (100 + 40 * Math.cos(x * 0.8)));

    assertThat(automatic(brighter, edited, face).note()).startsWith("Replaced");
    assertThat(automatic(other, edited, face).note()).startsWith("Transferred");
    assertThat(automatic(brighter, face, face).note())
        .isEqualTo("Nothing is edited yet: the photo is as it was.");
  }

  private static BlendedPhoto automatic(RgbImage photo, ImageTensor edited, ImageTensor face)
      throws IOException {
    return BlendFixture.blend(
        new EditedFace(photo, Alignment.centred(64, 64), edited, face), Map.of());
  }
}

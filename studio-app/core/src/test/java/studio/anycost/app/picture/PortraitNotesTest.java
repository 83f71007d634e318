package studio.anycost.app.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.photo.PhotoFile;

class PortraitNotesTest {
  private final PortraitNotes notes = new PortraitNotes("Faces", List.of());

  private static PortraitDocument ofPhoto(BaseStyle base) throws IOException {
    byte[] gif = "GIF89a".getBytes(StandardCharsets.US_ASCII);
    return new PortraitDocument("a1".repeat(32), base, Noise.FIXED, Recipe.EMPTY)
        .withSource(
            new PhotoSource(PhotoFile.wrap("me.gif", gif), 80, 40, Alignment.centred(80, 40)));
  }

  /** The photo stays at hand for tools; nothing of it is in the picture. */
  @Test
  void aFaceThatWasDrawnAfterAPhotoIsNoPhotoAndOpensAgain() throws IOException {
    PictureNotes drawn = notes.of(ofPhoto(new BaseStyle.Seed(21, 0.8)));

    assertThat(drawn.ofPhoto()).isFalse();
    assertThat(drawn.facts()).contains(new PictureNotes.Fact("Seed", "21"));
    PortraitDocument again = ProjectFile.readEmbedded(drawn.project().orElseThrow()).document();
    assertThat(again.base()).isEqualTo(new BaseStyle.Seed(21, 0.8));
    assertThat(again.source()).isEmpty();
  }

  @Test
  void thePortraitOfAPhotoIsOneAndTakesNoPhotoAlong() throws IOException {
    PictureNotes projected =
        notes.of(
            ofPhoto(new BaseStyle.Given(StyleCode.broadcast(new float[] {1, 2}, 3), "Encoder")));

    assertThat(projected.ofPhoto()).isTrue();
    assertThat(projected.project()).isEmpty();
  }
}

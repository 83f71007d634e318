package studio.anycost.app.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.app.photo.PhotoException;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.QuarterTurn;

class PhotoSourceTest {
  private static final Face FIRST = new Face(new Alignment(30, 20, 10, 0), 0.9);
  private static final Face SECOND = new Face(new Alignment(60, 20, 5, 0), 0.8);
  private static final Face BY_HAND = new Face(new Alignment(61, 21, 6, 1), 1);

  private static PhotoSource source() throws PhotoException {
    byte[] gif = "GIF89a".getBytes(StandardCharsets.US_ASCII);
    return new PhotoSource(PhotoFile.wrap("me.gif", gif), 80, 40, Alignment.centred(80, 40))
        .withFaces(List.of(FIRST, SECOND));
  }

  @Test
  void aFaceByHandTakesThePlaceOfTheOneThatItCorrects() throws PhotoException {
    PhotoSource corrected = source().withAlignment(SECOND.alignment()).withFaceByHand(BY_HAND);
    assertThat(corrected.faces()).containsExactly(FIRST, BY_HAND);
    assertThat(corrected.face()).contains(BY_HAND);
  }

  @Test
  void aFaceByHandThatCorrectsNoneComesFirst() throws PhotoException {
    PhotoSource placed = source().withFaceByHand(BY_HAND);
    assertThat(placed.faces()).containsExactly(BY_HAND, FIRST, SECOND);
    assertThat(placed.alignment()).isEqualTo(BY_HAND.alignment());
  }

  @Test
  void aTurnedPhotoBeginsAnewWithItsUprightMiddle() throws PhotoException {
    PhotoSource turned = source().turned(QuarterTurn.LEFT);
    assertThat(turned.faces()).isEmpty();
    // Its right is the bottom of the photo as it is, so that it is upright when turned left.
    assertThat(turned.alignment()).isEqualTo(new Alignment(40, 20, 0, 20));
    assertThat(turned.face()).isEmpty();
  }
}

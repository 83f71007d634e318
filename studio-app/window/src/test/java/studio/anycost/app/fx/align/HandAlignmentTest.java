package studio.anycost.app.fx.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.FacePoints.Place;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.fx.align.HandAlignment.Point;
import studio.anycost.app.photo.PhotoException;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.QuarterTurn;

class HandAlignmentTest {
  private static final Face FIRST = Face.of(FacePoints.usualIn(new Alignment(200, 90, 50, 5)), 0.9);
  private static final Face SECOND = Face.of(FacePoints.usualIn(new Alignment(90, 80, 30, 0)), 0.8);

  private PhotoSource source;

  @BeforeEach
  void source() throws PhotoException {
    byte[] gif = "GIF89a".getBytes(StandardCharsets.US_ASCII);
    source =
        new PhotoSource(PhotoFile.wrap("me.gif", gif), 400, 200, Alignment.centred(400, 200))
            .withFaces(List.of(FIRST, SECOND));
  }

  @Test
  void withoutAFaceTheHandlesLieInTheMiddle() {
    HandAlignment hand = new HandAlignment(source);
    assertThat(hand.place(Point.LEFT_EYE).x()).isLessThan(200);
    assertThat(hand.place(Point.RIGHT_EYE).x()).isGreaterThan(200);
    assertThat(hand.isChanged()).isFalse();
    assertThat(hand.result().orElseThrow().faces()).hasSize(3);
  }

  @Test
  void aFaceThatWasNotTouchedStaysAsItWasFound() {
    HandAlignment hand = new HandAlignment(source);
    hand.choose(SECOND);
    assertThat(hand.result()).contains(source.withAlignment(SECOND.alignment()));
    assertThat(hand.isChanged()).isTrue();
    hand.reset();
    assertThat(hand.isChanged()).isFalse();
  }

  /** Whichever way the photo is turned, a step to the right on the screen is one to the right. */
  @ParameterizedTest
  @EnumSource
  void pointsMoveAsTheyAreSeen(QuarterTurn turn) {
    HandAlignment hand = new HandAlignment(source);
    hand.turn(turn);
    assertThat(hand.width()).isEqualTo(turn.width(400, 200));
    for (Point point : Point.values()) {
      Place before = hand.place(point);
      hand.move(point, new Place(before.x() + 3, before.y() - 2));
      assertThat(hand.place(point).x()).isCloseTo(before.x() + 3, within(1e-9));
      assertThat(hand.place(point).y()).isCloseTo(before.y() - 2, within(1e-9));
    }
    List<Place> corners = hand.corners(hand.result().orElseThrow().alignment());
    // Upright on the screen: the first corner is the upper left one.
    assertThat(corners.get(0).x()).isCloseTo(corners.get(3).x(), within(1e-6));
    assertThat(corners.get(0).x()).isLessThan(corners.get(1).x());
    assertThat(corners.get(0).y()).isLessThan(corners.get(3).y());
  }

  @Test
  void pointsStayOnThePhoto() {
    HandAlignment hand = new HandAlignment(source);
    hand.move(Point.LEFT_EYE, new Place(-50, 1000));
    assertThat(hand.place(Point.LEFT_EYE)).isEqualTo(new Place(0, 200));
  }

  @Test
  void facesThatAreFoundLateDoNotTakeWhatAHandMoved() {
    HandAlignment hand = new HandAlignment(source);
    hand.turn(QuarterTurn.NONE);
    hand.found(List.of(SECOND));
    assertThat(hand.result().orElseThrow().alignment()).isEqualTo(SECOND.alignment());
    hand.move(Point.LEFT_EYE, new Place(70, 70));
    hand.found(List.of(FIRST));
    assertThat(hand.place(Point.LEFT_EYE)).isEqualTo(new Place(70, 70));
    assertThat(hand.source().faces()).containsExactly(FIRST);
  }

  @Test
  void whatIsNoFaceHasAProblem() {
    HandAlignment hand = new HandAlignment(source);
    hand.choose(FIRST);
    assertThat(hand.problem()).isEmpty();
    hand.move(Point.LEFT_EYE, new Place(390, 70));
    assertThat(hand.problem().orElseThrow()).contains("left of the right one");
    assertThat(hand.result()).isEmpty();
    hand.move(Point.LEFT_EYE, new Place(100, 100));
    hand.move(Point.RIGHT_EYE, new Place(102, 100));
    hand.move(Point.LEFT_MOUTH, new Place(100, 102));
    hand.move(Point.RIGHT_MOUTH, new Place(102, 102));
    assertThat(hand.problem().orElseThrow()).contains("too close together");
  }

  /** A turned photo shows the same face: what a hand placed on it stays where it is. */
  @Test
  void movedHandlesTurnWithThePhoto() {
    HandAlignment hand = new HandAlignment(source);
    hand.choose(FIRST);
    hand.move(Point.LEFT_EYE, new Place(190, 80));
    hand.turn(QuarterTurn.RIGHT);
    assertThat(hand.place(Point.LEFT_EYE)).isEqualTo(new Place(200 - 80, 190));
    assertThat(hand.problem()).isEmpty();
    hand.found(List.of(SECOND));
    assertThat(hand.place(Point.LEFT_EYE)).isEqualTo(new Place(200 - 80, 190));
    hand.turn(QuarterTurn.NONE);
    assertThat(hand.place(Point.LEFT_EYE)).isEqualTo(new Place(190, 80));
  }

  @Test
  void afterATurnTheHandlesGoToTheSameFaceWhereItIsFoundAgain() {
    HandAlignment hand = new HandAlignment(source);
    hand.choose(SECOND);
    hand.turn(QuarterTurn.HALF);
    hand.found(List.of(FIRST, SECOND));
    assertThat(hand.result().orElseThrow().alignment()).isEqualTo(SECOND.alignment());
  }

  @Test
  void everyMoveTurnAndChoiceIsTakenBackAndMadeAgain() {
    HandAlignment hand = new HandAlignment(source);
    assertThat(hand.canUndo()).isFalse();
    hand.choose(FIRST);
    Place eye = hand.place(Point.LEFT_EYE);
    hand.grab();
    hand.move(Point.LEFT_EYE, new Place(180, 60));
    hand.move(Point.LEFT_EYE, new Place(170, 50)); // of the same drag
    hand.grab();
    hand.move(Point.LEFT_EYE, new Place(171, 50));
    hand.turn(QuarterTurn.LEFT);

    hand.undo();
    assertThat(hand.source().turn()).isEqualTo(QuarterTurn.NONE);
    assertThat(hand.place(Point.LEFT_EYE)).isEqualTo(new Place(171, 50));
    hand.undo();
    assertThat(hand.place(Point.LEFT_EYE)).isEqualTo(new Place(170, 50));
    hand.undo();
    assertThat(hand.place(Point.LEFT_EYE)).isEqualTo(eye);
    hand.redo();
    assertThat(hand.place(Point.LEFT_EYE)).isEqualTo(new Place(170, 50));
    hand.undo();
    hand.undo();
    assertThat(hand.isChanged()).isFalse();
    assertThat(hand.canUndo()).isFalse();
    hand.redo();
    hand.grab();
    hand.move(Point.LEFT_EYE, new Place(10, 10));
    assertThat(hand.canRedo()).isFalse();
    hand.reset();
    hand.undo();
    assertThat(hand.place(Point.LEFT_EYE)).isEqualTo(new Place(10, 10));
  }
}

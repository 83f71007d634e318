package studio.anycost.app.animation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.anycost.api.model.Noise;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;

class AnimationTest {
  private static PortraitDocument key(String model, long seed) {
    return new PortraitDocument(model, new BaseStyle.Seed(seed), Noise.FIXED, Recipe.EMPTY);
  }

  private static Animation animation(int keys, int frames, boolean loop) {
    List<PortraitDocument> faces =
        LongStream.range(0, keys).mapToObj(seed -> key("id", seed)).toList();
    return new Animation(faces, frames, loop, Easing.LINEAR, Through.W);
  }

  @ParameterizedTest
  @CsvSource({"2,2", "2,120", "3,120", "3,121", "7,20000", "5,2"})
  void withoutALoopItRunsFromTheFirstToTheLastKey(int keys, int frames) {
    Animation animation = animation(keys, frames, false);
    assertThat(animation.place(0)).isEqualTo(new Animation.Place(0, 1, 0));
    assertThat(animation.place(frames - 1)).isEqualTo(new Animation.Place(keys - 2, keys - 1, 1));
    assertEven(animation, (keys - 1.0) / (frames - 1));
  }

  @ParameterizedTest
  @CsvSource({"2,2", "2,120", "3,120", "3,121", "7,20000"})
  void aLoopEndsOneStepBeforeItsBeginning(int keys, int frames) {
    Animation animation = animation(keys, frames, true);
    assertThat(animation.place(0)).isEqualTo(new Animation.Place(0, 1, 0));
    Animation.Place last = animation.place(frames - 1);
    assertThat(last.to()).isZero();
    assertThat(last.from() + last.share()).isCloseTo(keys - (double) keys / frames, within(1e-9));
    assertEven(animation, (double) keys / frames);
  }

  private static void assertEven(Animation animation, double step) {
    double before = 0;
    for (int frame = 1; frame < animation.frames(); frame++) {
      Animation.Place place = animation.place(frame);
      double now = place.from() + place.share();
      assertThat(now - before).isCloseTo(step, within(1e-9));
      before = now;
    }
  }

  @Test
  void keysThatFallOnAFrameAreMetExactly() {
    Animation animation = animation(4, 31, false);
    assertThat(animation.place(10)).isEqualTo(new Animation.Place(1, 2, 0));
    assertThat(animation.place(20)).isEqualTo(new Animation.Place(2, 3, 0));
  }

  @ParameterizedTest
  @EnumSource
  void easingKeepsTheEndsAndNeverGoesBack(Easing easing) {
    assertThat(easing.at(0)).isZero();
    assertThat(easing.at(1)).isEqualTo(1);
    for (int i = 1; i <= 1000; i++) {
      assertThat(easing.at(i / 1000.0)).isGreaterThanOrEqualTo(easing.at((i - 1) / 1000.0));
    }
  }

  @Test
  void smoothRestsAtTheKeys() {
    assertThat(Easing.SMOOTH.at(0.01)).isLessThan(0.001);
    assertThat(Easing.SMOOTH.at(0.5)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({"1,60", "2,1", "2,20001"})
  void whatCannotMoveIsRefused(int keys, int frames) {
    assertThatThrownBy(() -> animation(keys, frames, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(".");
  }

  @Test
  void facesOfTwoModelsAreRefused() {
    assertThatThrownBy(
            () ->
                new Animation(
                    List.of(key("one", 1), key("other", 1)), 2, false, Easing.LINEAR, Through.W))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one model");
  }
}

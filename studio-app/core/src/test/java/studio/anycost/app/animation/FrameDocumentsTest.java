package studio.anycost.app.animation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.models.latent.SeededNormal;

class FrameDocumentsTest {
  private final LineGenerator generator = new LineGenerator();

  private static PortraitDocument key(BaseStyle base, EditStep... steps) {
    return new PortraitDocument("id", base, Noise.FIXED, new Recipe(List.of(steps)));
  }

  private static PortraitDocument seed(long seed, double psi, EditStep... steps) {
    return key(new BaseStyle.Seed(seed, psi), steps);
  }

  private static EditStep step(String... keysAndValues) {
    EditStep step = EditStep.written(KindsEdit.ID, Map.of());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      step = step.with(keysAndValues[i], keysAndValues[i + 1]);
    }
    return step;
  }

  private FrameDocuments frames(int count, boolean loop, Through through, PortraitDocument... keys)
      throws IOException {
    return FrameDocuments.of(
        new Animation(List.of(keys), count, loop, Easing.LINEAR, through),
        generator,
        List.of(new KindsEdit().offered()),
        CancellationToken.NONE);
  }

  @Test
  void keysAreThemselvesAndStylesGoStraightInBetween() throws IOException {
    PortraitDocument first = seed(10, 1);
    PortraitDocument second = seed(20, 1);
    FrameDocuments frames = frames(11, false, Through.W, first, second);
    assertThat(frames.document(0)).isEqualTo(first);
    assertThat(frames.document(10)).isEqualTo(second);
    for (int frame = 0; frame <= 10; frame++) {
      assertThat(frames.code(frame).get(0, 0)).isEqualTo(10 + frame);
      assertThat(frames.code(frame).get(3, 1)).isEqualTo(-10 - frame);
    }
  }

  @Test
  void everyLayerGoesItsOwnWay() throws IOException {
    float[] layers = {0, 0, 1, 1, 2, 2, 3, 3};
    BaseStyle given = new BaseStyle.Given(StyleCode.of(4, 2, layers), "w.npy");
    FrameDocuments frames = frames(3, false, Through.W, seed(0, 1), key(given));
    assertThat(frames.code(1).toArray()).containsExactly(0f, 0f, 0.5f, 0.5f, 1f, 1f, 1.5f, 1.5f);
  }

  @Test
  void aLoopComesBackToTheFirstKey() throws IOException {
    FrameDocuments frames = frames(4, true, Through.W, seed(10, 1), seed(20, 1));
    assertThat(List.of(0, 1, 2, 3).stream().map(frame -> frames.code(frame).get(0, 0)))
        .containsExactly(10f, 15f, 20f, 15f);
  }

  @Test
  void truncationMovesByItself() throws IOException {
    FrameDocuments frames = frames(5, false, Through.W, seed(100, 0), seed(100, 1));
    for (int frame = 0; frame < 5; frame++) {
      assertThat(frames.code(frame).get(0, 0)).isEqualTo(25f * frame);
      assertThat(frames.document(frame).base()).isInstanceOf(BaseStyle.Seed.class);
    }
  }

  @Test
  void valuesMoveAndWhatHasNoMiddleChangesHalfWay() throws IOException {
    FrameDocuments frames =
        frames(
            5,
            false,
            Through.W,
            seed(7, 1),
            seed(
                7,
                1,
                step(
                    "amount", "8", "layers", "7", "on", "true", "where", "1.0,0.0", "tint",
                    "#ff0010")));
    assertThat(texts(frames, 0)).isEmpty();
    assertThat(texts(frames, 1))
        .isEqualTo(
            Map.of("amount", "2.0", "layers", "5", "where", "0.625,0.375", "tint", "#400004"));
    assertThat(texts(frames, 2))
        .containsEntry("amount", "4.0")
        .containsEntry("on", "true")
        .containsEntry("where", "0.75,0.25");
    assertThat(texts(frames, 4)).containsEntry("layers", "7").containsEntry("tint", "#ff0010");
    assertThat(frames.code(3).get(0, 0)).isEqualTo(7 + 6);
  }

  private static Map<String, String> texts(FrameDocuments frames, int frame) {
    return frames
        .document(frame)
        .recipe()
        .step(KindsEdit.ID)
        .map(step -> step.values().texts())
        .orElse(Map.of());
  }

  @Test
  void whatNoPluginKnowsIsKept() throws IOException {
    EditStep foreign = EditStep.written("future", Map.of("wobble", "1"));
    FrameDocuments frames =
        frames(3, false, Through.W, seed(1, 1, foreign), seed(2, 1, foreign, step("amount", "2")));
    assertThat(frames.document(1).recipe().step("future")).contains(foreign);
    assertThat(frames.code(1).get(0, 0)).isEqualTo(1.5f + 1);
  }

  @Test
  void theNoiseOfTheFirstKeyIsThatOfEveryFrame() throws IOException {
    FrameDocuments frames =
        frames(3, false, Through.W, seed(1, 1).withNoise(Noise.seeded(5)), seed(2, 1));
    for (int frame = 0; frame < 3; frame++) {
      assertThat(frames.document(frame).noise()).isEqualTo(Noise.seeded(5));
    }
  }

  @Test
  void throughZTheMappingIsAskedForWhatLiesOnTheSphere() throws IOException {
    FrameDocuments frames = frames(3, false, Through.Z, seed(1, 1), seed(2, 1));
    float[] middle = Spherical.between(SeededNormal.z(1, 2), SeededNormal.z(2, 2), 0.5);
    assertThat(frames.document(0)).isEqualTo(seed(1, 1));
    assertThat(frames.document(2)).isEqualTo(seed(2, 1));
    assertThat(frames.code(1).get(0, 0)).isCloseTo(2 * middle[0], within(1e-6f));
    assertThat(frames.code(1).get(3, 1)).isCloseTo(2 * middle[1], within(1e-6f));
  }

  @Test
  void throughZOnlyDrawnFacesGo() {
    BaseStyle given = new BaseStyle.Given(StyleCode.broadcast(new float[2], 4), "w.npy");
    assertThatThrownBy(() -> frames(3, false, Through.Z, seed(1, 1), key(given)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("w.npy")
        .hasMessageContaining("through w");
  }

  @Test
  void aCodeOfAnotherShapeIsRefused() {
    BaseStyle given = new BaseStyle.Given(StyleCode.broadcast(new float[3], 4), "w.npy");
    assertThatThrownBy(() -> frames(3, false, Through.W, seed(1, 1), key(given)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes");
  }

  @Test
  void facesOfAnotherModelAreRefused() {
    PortraitDocument one = seed(1, 1).withBundleIdentity("other");
    assertThatThrownBy(() -> frames(3, false, Through.W, one, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another model than 'line'");
  }
}

package studio.anycost.training.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.RgbImage;
import studio.anycost.training.data.PicturePreparation;
import studio.anycost.training.lesson.LessonPlan;
import studio.anycost.training.lesson.LessonRun;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Tensors;

/** Pictures whose names say how bright they are, and which of them are red. */
class AttributeRunTest {
  private static final AttributeLesson.Options OPTIONS =
      new AttributeLesson.Options(4, true, Optional.empty(), 18, 4);

  /** Ends a run in the middle as a killed process ends: nothing is written any more. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @TempDir private Path folder;

  private Path photos;

  @BeforeEach
  void prepare() throws IOException {
    Libtorch.useThreads(1);
    photos = Files.createDirectories(folder.resolve("photos"));
    StringBuilder labels = new StringBuilder("file,Bright,Red\n");
    for (int i = 0; i < 24; i++) {
      Path file = photos.resolve("p" + (10 + i));
      Files.writeString(file, "");
      String red = i % 6 == 5 ? "" : i % 3 == 0 ? "1" : "0";
      labels.append(file.getFileName()).append(i % 2 == 0 ? ",1," : ",0,").append(red).append('\n');
    }
    Files.writeString(photos.resolve("unlabelled"), "");
    labels.append("nowhere,1,1\n");
    Files.writeString(folder.resolve("labels.csv"), labels);
  }

  private static RgbImage picture(Path file) {
    String name = file.getFileName().toString();
    int i = name.startsWith("p") ? Integer.parseInt(name.substring(1)) - 10 : 0;
    int level = i % 2 == 0 ? 200 : 60;
    int[] rgb = new int[256];
    int other = i % 3 == 0 ? level / 4 : level;
    Arrays.fill(rgb, level << 16 | other << 8 | other);
    return RgbImage.of(16, 16, rgb);
  }

  private LabelledPictures pictures(Path run) throws IOException {
    if (!LabelledPictures.areIn(run)) {
      LabelledPictures.Made made =
          LabelledPictures.make(
              run,
              photos,
              LabelFile.read(folder.resolve("labels.csv")),
              16,
              new PicturePreparation(AttributeRunTest::picture),
              (seen, all) -> {});
      assertThat(made).isEqualTo(new LabelledPictures.Made(24, 1, 1, List.of()));
    }
    return LabelledPictures.open(run);
  }

  private long run(String name, long steps, LessonRun.Listener listener) throws IOException {
    Path run = folder.resolve(name);
    LessonPlan plan =
        new LessonPlan(3, new Adam.Settings(2e-3, 0.9, 0.999), steps, 2, (int) steps / 2, 100, 1);
    try (AttributeLesson lesson = new AttributeLesson(pictures(run), 3, 0.34, OPTIONS)) {
      return new LessonRun(run, plan, lesson, Map.of()).run(() -> false, listener);
    }
  }

  @Test
  void attributesAreLearnt() throws IOException {
    run("learning", 80, (step, parts) -> {});
    Path run = folder.resolve("learning");
    List<String> rows = Files.readAllLines(run.resolve("evaluation.csv"));
    assertThat(rows).hasSize(1 + 2 * 2);
    assertThat(rows.get(0))
        .isEqualTo(
            "step,pictures,attribute,pictures_known,pictures_with,accuracy,balanced_accuracy");
    // A third of 24 pictures, and Red is not known of all.
    assertThat(rows.get(3)).matches("80,320,Bright,8,[0-9]+,1\\.00000,1\\.00000");
    assertThat(rows.get(4)).matches("80,320,Red,[1-8],[0-9]+,[01]\\.[0-9]+,[01]\\.[0-9]+");
    assertThat(run.resolve("attributes.txt")).hasContent("Bright\nRed\n");
  }

  @Test
  void aKilledRunEndsAsOneThatWasNot() throws IOException {
    run("whole", 8, (step, parts) -> {});
    assertThatThrownBy(
            () ->
                run(
                    "killed",
                    8,
                    (step, parts) -> {
                      if (step == 7) {
                        throw new Killed();
                      }
                    }))
        .isInstanceOf(Killed.class);
    assertThat(run("killed", 8, (step, parts) -> {})).isEqualTo(8);
    for (String file : List.of("checkpoint.pt", "best.pt", "metrics.csv", "evaluation.csv")) {
      assertThat(folder.resolve("killed/" + file))
          .hasSameBinaryContentAs(folder.resolve("whole/" + file));
    }
  }

  @Test
  @SuppressWarnings("try")
  void whatNobodyKnowsCountsForNothing() throws IOException {
    LabelledPictures pictures = pictures(folder.resolve("loss"));
    try (PointerScope scope = new PointerScope();
        AttributeLesson lesson = new AttributeLesson(pictures, 3, 0.5, OPTIONS)) {
      // Of p15 nobody knows whether it is red.
      float[] logits = {1, 2, 3, 5, -1, 1, 7, 0};
      List<Integer> some = List.of(0, 5);
      double loss = Tensors.value(lesson.loss(Tensors.of(logits, 2, 4), some));
      double expected =
          (cross(2 - 1) /* bright */ + cross(5 - 3) /* red */ + cross(-1 - 1) /* dark */) / 3;
      assertThat(loss).isCloseTo(expected, within(1e-5));
    }
  }

  /** Of the right logit's lead. */
  private static double cross(double lead) {
    return Math.log1p(Math.exp(-lead));
  }

  @Test
  void labelsOfOtherPicturesAreTold() {
    assertThatThrownBy(
            () ->
                LabelledPictures.make(
                    folder.resolve("other"),
                    photos,
                    new LabelFile(
                        List.of("A"),
                        Map.of("q.jpg", new LabelFile.Row(List.of(LabelFile.Label.PRESENT)))),
                    16,
                    new PicturePreparation(AttributeRunTest::picture),
                    (seen, all) -> {}))
        .hasMessageContaining("has a line in the labels")
        .hasMessageContaining("'p10'");
  }
}

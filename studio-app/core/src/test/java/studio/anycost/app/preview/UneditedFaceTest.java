package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.image.ScreenPicture;

/**
 * The picture "before", on virtual clocks: one for the preview, one for what it does in the
 * background. A face's seed is its level of grey; an edit adds to it.
 */
class UneditedFaceTest {
  private static final ChannelTable TABLE = new ChannelTable(1024, 2, 512);
  private static final SubGenerator FULL = TABLE.full();

  private final VirtualWorker clock = new VirtualWorker();
  private final VirtualWorker background = new VirtualWorker();
  private final FakeGenerator generator = new FakeGenerator(TABLE, UneditedFaceTest::evaluate);
  private final FakeRenderer renderer = generator.render(clock, FakeGenerator::cost);
  private final PreviewController controller =
      new PreviewController(
          generator, Ladder.uniform(TABLE), 1, Runnable::run, clock, background, background);
  private final List<PreviewFrame> frames = new ArrayList<>();
  private final List<Optional<ScreenPicture>> befores = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  @BeforeEach
  void listen() {
    controller.addListener(
        new PreviewListener() {
          @Override
          public void frame(PreviewFrame frame) {
            frames.add(frame);
          }

          @Override
          public void before(Optional<ScreenPicture> picture) {
            befores.add(picture);
          }

          @Override
          public void failed(String sentence) {
            failures.add(sentence);
          }
        });
  }

  private static PortraitDocument face(long grey) {
    return new PortraitDocument("identity", new BaseStyle.Seed(grey, 1), Noise.FIXED, Recipe.EMPTY);
  }

  private static PortraitDocument edited(long grey, int by) {
    return face(grey).withStep(EditStep.written("edit", Map.of("by", String.valueOf(by))));
  }

  private static StyleCode evaluate(PortraitDocument document) {
    long grey = ((BaseStyle.Seed) document.base()).seed();
    for (EditStep step : document.recipe().steps()) {
      grey += Integer.parseInt(step.values().texts().get("by"));
    }
    return StyleCode.of(1, 1, new float[] {grey / 127.5f - 1});
  }

  private void rest(PortraitDocument document) {
    controller.show(document, false);
    clock.advanceMillis(2000);
  }

  private Optional<ScreenPicture> before() {
    return befores.get(befores.size() - 1);
  }

  private int grey() {
    return before().orElseThrow().argb()[0] & 0xff;
  }

  /** What was rendered where somebody waits, of the unedited face. */
  private List<SubGenerator> quickOf(long grey) {
    return renderer.begun().stream()
        .filter(job -> job.code().equals(evaluate(face(grey))))
        .map(Renderer.Job::subGenerator)
        .toList();
  }

  private List<SubGenerator> inBackground() {
    return generator.background().stream().map(FakeGenerator.Background::subGenerator).toList();
  }

  @Test
  void theFrameBeforeTheFirstEditIsKeptAndNothingIsRendered() {
    rest(face(10));
    ScreenPicture full = frames.get(frames.size() - 1).screen();
    int begun = quickOf(10).size();

    rest(edited(10, 5));
    background.advanceMillis(2000);

    assertThat(before()).containsSame(full);
    assertThat(quickOf(10)).hasSize(begun);
    assertThat(inBackground()).isEmpty();
  }

  @Test
  void anEditBeforeThePictureWasFullLeavesTheRestToTheBackground() {
    controller.show(face(10), false);
    clock.advanceMillis(100); // the first step is shown, the full picture under way
    ScreenPicture preview = frames.get(frames.size() - 1).screen();
    assertThat(frames).noneMatch(PreviewFrame::isFull);

    rest(edited(10, 5));
    assertThat(before()).containsSame(preview);
    background.settle();
    clock.settle();

    assertThat(inBackground()).containsExactly(FULL);
    assertThat(before()).isNotEmpty().get().isNotSameAs(preview);
    assertThat(grey()).isEqualTo(10);
    rest(edited(10, 6));
    background.settle();
    assertThat(inBackground()).as("once").hasSize(1);
  }

  @Test
  void aMovingSliderStopsTheBackgroundAndItBeginsAnewAtRest() {
    rest(edited(10, 5));
    generator.meanwhile(
        render -> {
          generator.meanwhile(later -> {});
          controller.show(edited(10, 6), true);
          clock.settle();
        });
    background.settle();
    assertThat(inBackground()).hasSize(1);
    assertThat(befores).as("it was stopped").isEmpty();

    for (int i = 0; i < 50; i++) {
      controller.show(edited(10, i + 1), true);
      clock.advanceMillis(16);
      background.settle();
    }
    assertThat(inBackground()).as("nothing begins while a hand moves").hasSize(1);
    clock.advanceMillis(2000);
    background.settle();
    clock.settle();
    assertThat(inBackground()).containsExactly(FULL, FULL);
    assertThat(grey()).isEqualTo(10);
  }

  @Test
  void nobodyWaitsForTheUneditedFaceWhoDoesNotLookAtIt() {
    rest(edited(10, 5));
    background.settle();
    clock.settle();
    for (int i = 0; i < 50; i++) {
      controller.show(edited(10, i + 1), true);
      clock.advanceMillis(16);
    }
    rest(edited(10, 7));
    assertThat(quickOf(10)).isEmpty();
  }

  @Test
  void anotherFaceDropsThePictureAndStopsTheRender() {
    rest(face(10));
    rest(edited(10, 5));
    assertThat(grey()).isEqualTo(10);

    controller.show(edited(20, 5), false);
    clock.settle();
    assertThat(before()).isEmpty();
    clock.advanceMillis(2000);
    generator.meanwhile(
        render -> {
          generator.meanwhile(later -> {});
          rest(edited(30, 5));
        });
    background.settle();
    assertThat(before()).as("the face of the document before last").isEmpty();
    clock.settle();
    background.settle();
    clock.settle();
    assertThat(grey()).isEqualTo(30);
  }

  @Test
  void whoLooksWhereThereIsNothingGetsAQuickPictureAtOnceAndThenTheFullOne() {
    controller.show(edited(10, 5), false);
    clock.advanceMillis(100); // the climb is on its last, long step
    int climbing = renderer.begun().size();
    assertThat(renderer.isIdle()).isFalse();

    controller.setBeforeWanted(true);
    clock.advanceMillis(PreviewMode.DEFAULT_BUDGET_MS);

    assertThat(grey()).isEqualTo(10);
    assertThat(quickOf(10)).hasSize(1);
    assertThat(quickOf(10).get(0)).isNotEqualTo(FULL);
    assertThat(renderer.begun().get(climbing).code()).isEqualTo(evaluate(face(10)));
    clock.advanceMillis(2000);
    assertThat(frames.get(frames.size() - 1).isFull()).as("the climb went on").isTrue();
    background.settle();
    clock.settle();
    assertThat(inBackground()).containsExactly(FULL);
    assertThat(quickOf(10)).as("once").hasSize(1);
  }

  @Test
  void whoDragsHasNotToWaitForAnybodysPictureBefore() {
    controller.setBeforeWanted(true);
    for (int i = 0; i < 20; i++) {
      controller.show(edited(10, i + 1), true);
      clock.advanceMillis(16);
    }
    assertThat(quickOf(10)).isEmpty();
    clock.advanceMillis(2000);
    assertThat(quickOf(10)).hasSize(1);
    assertThat(grey()).isEqualTo(10);
  }

  @Test
  void inAFixedModeBothFacesHaveTheSameSubGenerator() {
    SubGenerator chosen = TABLE.subGenerator(0.5, 256);
    rest(face(10));
    rest(edited(10, 5));
    controller.setMode(new PreviewMode.Fixed(chosen));
    clock.advanceMillis(2000);
    background.settle();
    clock.settle();

    assertThat(inBackground()).containsExactly(chosen);
    assertThat(grey()).isEqualTo(10);
    controller.setMode(PreviewMode.AUTO);
    clock.advanceMillis(2000);
    background.settle();
    assertThat(inBackground()).containsExactly(chosen, FULL);
  }

  @Test
  void goingBackToTheUneditedFaceDoesNotMakeItsPictureWorse() {
    rest(face(10));
    rest(edited(10, 5));
    ScreenPicture full = before().orElseThrow();
    controller.show(face(10), false);
    clock.advanceMillis(100);
    assertThat(frames.get(frames.size() - 1).isFull()).isFalse();
    assertThat(before()).containsSame(full);
  }

  @Test
  void whatCannotBeRenderedIsTriedOncePerFace() {
    generator.breakDown(FULL);
    for (int i = 1; i < 6; i++) {
      rest(edited(10, i));
      background.settle();
      clock.settle();
    }
    assertThat(inBackground()).hasSize(1);
    assertThat(failures).as("the edited face is there").isEmpty();
    rest(edited(20, 1));
    background.settle();
    assertThat(inBackground()).hasSize(2);
  }

  @Test
  void aQuickPictureThatFailsDoesNotKeepTheEditedFaceFromItsOwn() {
    controller.show(edited(10, 5), false);
    clock.advanceMillis(100);
    renderer.failNext(new IllegalStateException("Lost."));
    controller.setBeforeWanted(true);
    clock.advanceMillis(2000);

    assertThat(frames.get(frames.size() - 1).isFull()).isTrue();
    assertThat(quickOf(10)).hasSize(1);
    assertThat(failures).isEmpty();
  }

  @Test
  void closingStopsTheRender() {
    rest(edited(10, 5));
    generator.meanwhile(render -> controller.close());
    background.settle();
    clock.settle();
    assertThat(inBackground()).hasSize(1);
    assertThat(befores).isEmpty();
  }
}

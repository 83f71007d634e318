package studio.anycost.app.animation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.movie.MovieSink;

class AnimationRenderTest {
  private static final int FRAMES = 150;

  private final LineGenerator generator = new LineGenerator();
  private final CancellationSource source = new CancellationSource();
  private final List<RgbImage> taken = new ArrayList<>();
  private final List<Double> fractions = new ArrayList<>();
  private boolean stop;

  private final class Task implements TaskContext<Void> {
    @Override
    public CancellationToken cancellation() {
      return source.token();
    }

    @Override
    public boolean stopRequested() {
      return stop;
    }

    @Override
    public ProgressListener progress() {
      return (fraction, message) -> fractions.add(fraction);
    }

    @Override
    public void publish(Void intermediate) {}
  }

  private static PortraitDocument key(long seed) {
    return new PortraitDocument("id", new BaseStyle.Seed(seed, 1), Noise.FIXED, Recipe.EMPTY);
  }

  private int run(MovieSink sink) throws IOException {
    FrameDocuments frames =
        FrameDocuments.of(
            new Animation(List.of(key(-60), key(60)), FRAMES, false, Easing.LINEAR, Through.W),
            generator,
            List.of(),
            CancellationToken.NONE);
    return new AnimationRender(
            generator, frames, generator.description().channels().subGenerator(1, 8))
        .run(sink, new Task());
  }

  @Test
  void framesComeInTheirOrderWithProgress() throws IOException {
    assertThat(run(taken::add)).isEqualTo(FRAMES);
    assertThat(taken).hasSize(FRAMES);
    for (int frame = 0; frame < FRAMES; frame++) {
      float value = (-60 + 120f * frame / (FRAMES - 1)) / 100;
      float[] pixels = new float[3 * 8 * 8];
      Arrays.fill(pixels, value);
      int expected = ImageTensor.of(8, pixels).toRgb().argb(0, 0) & 0xff;
      assertThat(taken.get(frame).argb(3, 3) & 0xff).isBetween(expected - 1, expected + 1);
    }
    assertThat(fractions).hasSize(FRAMES).isSorted().last().isEqualTo(1.0);
  }

  @Test
  void noFrameIsRenderedLongBeforeItIsTaken() throws IOException {
    run(
        frame -> {
          taken.add(frame);
          assertThat(generator.rendered() - taken.size()).isLessThan(8);
        });
  }

  @Test
  void stoppingKeepsTheFramesSoFar() throws IOException {
    int made =
        run(
            frame -> {
              taken.add(frame);
              stop = taken.size() == 70;
            });
    assertThat(made).isEqualTo(70);
    assertThat(taken).hasSize(70);
  }

  @Test
  void whoStopsBeforeTheBeginningGetsTheFirstFrame() throws IOException {
    stop = true;
    assertThat(run(taken::add)).isEqualTo(1);
    assertThat(taken).hasSize(1);
  }

  @Test
  void cancellingEndsItAtOnce() {
    assertThatThrownBy(
            () ->
                run(
                    frame -> {
                      taken.add(frame);
                      source.cancel();
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(taken).hasSize(1);
  }

  @Test
  void whatTheFileSaysEndsIt() {
    assertThatThrownBy(
            () ->
                run(
                    frame -> {
                      taken.add(frame);
                      throw new IOException("The disk is full.");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("The disk is full.");
    assertThat(taken).hasSize(1);
  }

  @Test
  void nothingIsUnderWayWhenItHasFailed() {
    Thread[] encoder = new Thread[1];
    assertThatThrownBy(
            () ->
                run(
                    frame -> {
                      encoder[0] = Thread.currentThread();
                      throw new IllegalStateException("The encoder broke.");
                    }))
        .hasMessage("The encoder broke.");
    assertThat(encoder[0]).isNotSameAs(Thread.currentThread());
  }
}

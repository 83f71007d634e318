package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

class SideBySideTest {
  private static final StyleCode CODE = StyleCode.of(1, 1, new float[] {0});
  private static final StyleCode OTHER = StyleCode.of(1, 1, new float[] {1});

  private final VirtualWorker clock = new VirtualWorker();
  private final UniformGrid grid = new UniformGrid(new ChannelTable(128, 0.25, 64), 512);
  private final List<SubGenerator> rendered = new ArrayList<>();
  private IntConsumer atRender = count -> {};
  private final SideBySide sideBySide = new SideBySide(this::render, grid, Runnable::run, clock);
  private final List<SideBySide.Cell> cells = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private final SideBySide.CellListener listener =
      new SideBySide.CellListener() {
        @Override
        public void cell(SideBySide.Cell cell) {
          cells.add(cell);
        }

        @Override
        public void finished() {
          messages.add("finished");
        }

        @Override
        public void failed(String sentence) {
          messages.add(sentence);
        }
      };

  private MeasuredRenderer.Measured render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
    rendered.add(subGenerator);
    atRender.accept(rendered.size());
    cancellation.throwIfCancelled();
    float value = code.get(0, 0);
    return new MeasuredRenderer.Measured(
        ImageTensor.wrap(1, new float[] {value, value, value}), rendered.size());
  }

  @Test
  void fillsAllSixteenCellsFromCheapToExpensive() {
    sideBySide.start(CODE, Noise.FIXED, listener);
    clock.settle();

    assertThat(cells).hasSize(16);
    assertThat(cells).extracting(cell -> cell.row() + "," + cell.column()).doesNotHaveDuplicates();
    assertThat(cells)
        .extracting(cell -> cell.macs().performed())
        .isSortedAccordingTo(Long::compare);
    assertThat(cells.get(15).subGenerator()).isEqualTo(new ChannelTable(128, 0.25, 64).full());
    assertThat(messages).containsExactly("finished");
  }

  @Test
  void cancelSilencesTheRunAndStopsTheWork() {
    atRender =
        count -> {
          if (count == 5) {
            sideBySide.cancel();
          }
        };
    sideBySide.start(CODE, Noise.FIXED, listener);
    clock.settle();

    assertThat(cells).hasSize(4);
    assertThat(rendered).hasSize(5);
    assertThat(messages).isEmpty();
  }

  @Test
  void aNewFaceStartsOver() {
    atRender =
        count -> {
          if (count == 5) {
            sideBySide.start(OTHER, Noise.FIXED, listener);
          }
        };
    sideBySide.start(CODE, Noise.FIXED, listener);
    clock.settle();

    assertThat(cells).hasSize(4 + 16);
    assertThat(cells.subList(4, 20))
        .allSatisfy(cell -> assertThat(cell.image().argb(0, 0)).isEqualTo(0xffffffff));
    assertThat(messages).containsExactly("finished");
  }

  @Test
  void aFailureEndsTheRunWithASentence() {
    atRender =
        count -> {
          throw new IllegalStateException("The session was lost.");
        };
    sideBySide.start(CODE, Noise.FIXED, listener);
    clock.settle();

    assertThat(cells).isEmpty();
    assertThat(messages).containsExactly("The comparison stopped: The session was lost.");
  }
}

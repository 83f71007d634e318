package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;

class SideBySideTest {
  private static final StyleCode CODE = StyleCode.of(1, 1, new float[] {0});
  private static final StyleCode OTHER = StyleCode.of(1, 1, new float[] {1});

  private static final ChannelTable TABLE = new ChannelTable(128, 0.25, 64);
  private static final UniformGrid GRID = new UniformGrid(TABLE, 512);

  private final VirtualWorker clock = new VirtualWorker();
  private final FakeGenerator generator = new FakeGenerator(TABLE, document -> CODE);
  private final SideBySide sideBySide = new SideBySide(generator, Runnable::run, clock);
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

  /** Acts during the render of this number. */
  private void atRender(int number, Runnable action) {
    generator.meanwhile(
        render -> {
          if (generator.background().size() == number) {
            action.run();
          }
        });
  }

  @Test
  void fillsAllSixteenCellsFromCheapToExpensive() {
    sideBySide.start(GRID, CODE, Noise.FIXED, listener);
    clock.settle();

    assertThat(cells).hasSize(16);
    assertThat(cells).extracting(cell -> cell.row() + "," + cell.column()).doesNotHaveDuplicates();
    assertThat(cells)
        .extracting(cell -> cell.macs().performed())
        .isSortedAccordingTo(Long::compare);
    assertThat(cells.get(15).subGenerator()).isEqualTo(TABLE.full());
    assertThat(messages).containsExactly("finished");
  }

  @Test
  void whatWasNeverMeasuredIsRenderedASecondTime() {
    generator.forgetTimes();
    sideBySide.start(GRID, CODE, Noise.FIXED, listener);
    clock.settle();

    int first = generator.background().size();
    for (SideBySide.Cell cell : cells) {
      assertThat(generator.background())
          .filteredOn(render -> render.subGenerator().equals(cell.subGenerator()))
          .hasSizeGreaterThan(1);
    }
    assertThat(cells)
        .allSatisfy(
            cell ->
                assertThat(cell.milliseconds()).isEqualTo(FakeGenerator.cost(cell.subGenerator())));
    sideBySide.start(GRID, OTHER, Noise.FIXED, listener);
    clock.settle();
    assertThat(generator.background()).hasSize(first + 16);
  }

  @Test
  void cancelSilencesTheRunAndStopsTheWork() {
    atRender(5, sideBySide::cancel);
    sideBySide.start(GRID, CODE, Noise.FIXED, listener);
    clock.settle();

    assertThat(cells).hasSize(4);
    assertThat(generator.background()).hasSize(5);
    assertThat(messages).isEmpty();
  }

  @Test
  void aNewFaceStartsOver() {
    atRender(5, () -> sideBySide.start(GRID, OTHER, Noise.FIXED, listener));
    sideBySide.start(GRID, CODE, Noise.FIXED, listener);
    clock.settle();

    assertThat(cells).hasSize(4 + 16);
    assertThat(cells.subList(4, 20))
        .allSatisfy(cell -> assertThat(cell.picture().argb()).containsOnly(0xffffffff));
    assertThat(messages).containsExactly("finished");
  }

  @Test
  void aFailureEndsTheRunWithASentence() {
    atRender(
        1,
        () -> {
          throw new IllegalStateException("The session was lost.");
        });
    sideBySide.start(GRID, CODE, Noise.FIXED, listener);
    clock.settle();

    assertThat(cells).isEmpty();
    assertThat(messages).containsExactly("The comparison stopped: The session was lost.");
  }
}

package studio.anycost.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadyWriterTest {
  private static final long PAUSE = 250;

  /** Time in milliseconds that goes forth only when it is told to. */
  private static final class Time implements SteadyWriter.Clock {
    private record Due(long at, long order, Runnable work) {}

    private final PriorityQueue<Due> due =
        new PriorityQueue<>(
            (one, other) ->
                one.at != other.at
                    ? Long.compare(one.at, other.at)
                    : Long.compare(one.order, other.order));
    private long now = 5_000;
    private long orders;

    @Override
    public long nanos() {
      return Duration.ofMillis(now).toNanos();
    }

    @Override
    public void after(long nanos, Runnable work) {
      at(now + Duration.ofNanos(nanos).toMillis(), work);
    }

    void at(long millis, Runnable work) {
      due.add(new Due(millis, orders++, work));
    }

    void runOut() {
      while (!due.isEmpty()) {
        Due next = due.poll();
        now = Math.max(now, next.at);
        next.work.run();
      }
    }
  }

  private record Change(long at, int number) {}

  private record Written(long began, long ended, int number) {}

  /**
   * A hand that never rests: were the pause to begin again with each change, nothing would be
   * written before it lets go.
   */
  @ParameterizedTest
  @CsvSource({"8, 0", "8, 30", "35, 30", "100, 200", "8, 400", "700, 30"})
  void everyChangeIsWrittenWithinThePauseHoweverLongTheDragIs(int between, int writing) {
    Time time = new Time();
    SteadyWriter writer = new SteadyWriter(time, Duration.ofMillis(PAUSE));
    List<Change> changes = new ArrayList<>();
    List<Written> written = new ArrayList<>();
    Random random = new Random(between);
    long at = 6_000;
    for (int i = 0; i < 2_000; i++) {
      at += 1 + random.nextInt(2 * between);
      changes.add(new Change(at, i));
    }
    for (Change change : changes) {
      time.at(
          change.at,
          () ->
              writer.write(
                  () -> {
                    long began = time.now;
                    time.now += writing; // changes of that time come to it late, at its end
                    written.add(new Written(began, time.now, change.number));
                  }));
    }
    time.runOut();

    assertThat(written.get(0)).isEqualTo(new Written(changes.get(0).at, at0(changes, writing), 0));
    for (Change change : changes) {
      Written first =
          written.stream().filter(each -> each.number >= change.number).findFirst().orElseThrow();
      assertThat(first.began - change.at)
          .as("how long change %d waited", change.number)
          .isLessThanOrEqualTo(Math.max(PAUSE, writing));
    }
    for (int i = 1; i < written.size(); i++) {
      assertThat(written.get(i).began - written.get(i - 1).began)
          .as("a disk is not written to without a pause")
          .isGreaterThanOrEqualTo(PAUSE);
      assertThat(written.get(i).began).isGreaterThanOrEqualTo(written.get(i - 1).ended);
    }
  }

  private static long at0(List<Change> changes, int writing) {
    return changes.get(0).at + writing;
  }

  @Test
  void whatFailsDoesNotKeepTheNextFromBeingWritten() {
    Time time = new Time();
    SteadyWriter writer = new SteadyWriter(time, Duration.ofMillis(PAUSE));
    List<Integer> written = new ArrayList<>();
    time.at(
        6_000,
        () ->
            writer.write(
                () -> {
                  throw new IllegalStateException("disk");
                }));
    time.at(6_010, () -> writer.write(() -> written.add(2)));
    try {
      time.runOut();
    } catch (IllegalStateException e) {
      time.runOut();
    }
    assertThat(written).containsExactly(2);
  }
}

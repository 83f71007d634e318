package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.compute.Priority;

@Timeout(60)
class ComputeGateTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private final NativeLedger ledger = new NativeLedger();

  private static CompletableFuture<ComputeGate.Pass> askElsewhere(
      ComputeGate gate, ComputeGate.Turn turn) throws InterruptedException {
    int before = gate.waitingCount();
    CompletableFuture<ComputeGate.Pass> asked =
        CompletableFuture.supplyAsync(turn::step, work -> new Thread(work, "asks").start());
    while (!asked.isDone() && gate.waitingCount() == before) {
      Thread.sleep(1);
    }
    return asked;
  }

  private static ComputeGate.Pass get(CompletableFuture<ComputeGate.Pass> asked) throws Exception {
    return asked.get(30, TimeUnit.SECONDS);
  }

  private RunControl control(ComputeGate gate) {
    return new RunControl(ledger, gate);
  }

  @Test
  void smallStepsRunSideBySideOneForEachCore() throws Exception {
    ComputeGate gate = new ComputeGate(3, Duration.ZERO);
    List<ComputeGate.Pass> passes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      passes.add(get(askElsewhere(gate, gate.beginSideBySide(control(gate)))));
    }
    CompletableFuture<ComputeGate.Pass> fourth =
        askElsewhere(gate, gate.beginSideBySide(control(gate)));
    assertThat(fourth).isNotDone();
    passes.get(1).close();
    get(fourth).close();
    passes.forEach(ComputeGate.Pass::close);
  }

  @Test
  void aLargeStepHasTheBackgroundToItselfAndIsNotPassedForEver() throws Exception {
    ComputeGate gate = new ComputeGate(2, Duration.ZERO);
    ComputeGate.Pass first = gate.beginSideBySide(control(gate)).step();
    CompletableFuture<ComputeGate.Pass> large =
        askElsewhere(gate, gate.begin(Priority.BACKGROUND, control(gate)));
    // There is a core for it, but it came later.
    CompletableFuture<ComputeGate.Pass> second =
        askElsewhere(gate, gate.beginSideBySide(control(gate)));
    assertThat(gate.waitingCount()).isEqualTo(2);
    first.close();
    ComputeGate.Pass alone = get(large);
    assertThat(alone.isAlone()).isTrue();
    assertThat(second).isNotDone();
    alone.close();
    get(second).close();
  }

  @Test
  void interactiveWorkWaitsForNobody() {
    ComputeGate gate = new ComputeGate(2, NEVER);
    ComputeGate.Pass background = gate.begin(Priority.BACKGROUND, control(gate)).step();
    ComputeGate.Turn first = gate.begin(Priority.INTERACTIVE, control(gate));
    ComputeGate.Turn second = gate.beginInteractive();
    assertThat(first.step().isAlone()).isFalse();
    second.close();
    background.close();
    assertThat(first.step().isAlone()).isTrue();
    first.close();
  }

  @Test
  void theBackgroundStartsNothingBetweenTheInteractiveStepsAndRestsAfterThem() throws Exception {
    Duration rest = Duration.ofMillis(30);
    ComputeGate gate = new ComputeGate(2, rest);
    ComputeGate.Turn drag = gate.beginInteractive();
    drag.step().close();
    CompletableFuture<ComputeGate.Pass> large =
        askElsewhere(gate, gate.begin(Priority.BACKGROUND, control(gate)));
    CompletableFuture<ComputeGate.Pass> small =
        askElsewhere(gate, gate.beginSideBySide(control(gate)));
    drag.step().close();
    assertThat(gate.waitingCount()).isEqualTo(2);
    long end = System.nanoTime();
    drag.close();
    drag.close();
    get(large).close();
    assertThat(System.nanoTime() - end).isGreaterThanOrEqualTo(rest.toNanos());
    get(small).close();
    assertThat(gate.waitingCount()).isZero();
  }

  @Test
  void theGapsOfADragAreTooShortForBackgroundWork() throws Exception {
    ComputeGate gate = new ComputeGate(2, NEVER);
    gate.beginInteractive().close();
    RunControl control = control(gate);
    CompletableFuture<ComputeGate.Pass> waiting = askElsewhere(gate, gate.beginSideBySide(control));
    gate.beginInteractive().close();
    assertThat(waiting).isNotDone();
    control.cancel();
    assertThatThrownBy(() -> get(waiting)).hasCauseInstanceOf(CancellationException.class);
    assertThat(gate.waitingCount()).isZero();
  }

  @Test
  void whoeverGivesUpHoldsNobodyUp() throws Exception {
    ComputeGate gate = new ComputeGate(2, Duration.ZERO);
    ComputeGate.Pass first = gate.begin(Priority.BACKGROUND, control(gate)).step();
    RunControl impatient = control(gate);
    CompletableFuture<ComputeGate.Pass> second =
        askElsewhere(gate, gate.begin(Priority.BACKGROUND, impatient));
    CompletableFuture<ComputeGate.Pass> third =
        askElsewhere(gate, gate.beginSideBySide(control(gate)));
    impatient.cancel();
    assertThatThrownBy(() -> get(second)).hasCauseInstanceOf(CancellationException.class);
    first.close();
    first.close();
    get(third).close();
  }

  @Test
  void anInterruptIsKeptForLater() throws Exception {
    ComputeGate gate = new ComputeGate(1, Duration.ofMillis(30));
    gate.beginInteractive().close();
    Thread.currentThread().interrupt();
    gate.begin(Priority.BACKGROUND, control(gate)).step().close();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void lightWorkIsNotSeen() throws Exception {
    ComputeGate gate = new ComputeGate(1, NEVER);
    ComputeGate.Turn light = gate.beginLight();
    ComputeGate.Pass step = light.step();
    ComputeGate.Pass background = gate.begin(Priority.BACKGROUND, control(gate)).step();
    assertThat(background.isAlone()).isTrue();
    step.close();
    light.close();
    background.close();
  }
}

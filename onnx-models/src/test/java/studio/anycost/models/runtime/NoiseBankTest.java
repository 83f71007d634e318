package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.model.Noise;

class NoiseBankTest {
  // The environment has to be made with the pool of the product before any tensor is.
  private final NativeRuntime runtime = new NativeRuntime(new RuntimeOptions(2, 1 << 30));

  private static final int ROUNDS = 3000;

  /**
   * One render makes the maps while another begins and a third ends: they must not wait in a ring.
   */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void rendersThatBeginWhileMapsAreMadeDoNotBlockEachOther() throws Exception {
    NativeLedger ledger = runtime.ledger();
    SyntheticGenerator source = new SyntheticGenerator("shared");
    GeneratorSource.NoiseMap map =
        source.stages().stream().flatMap(stage -> stage.noise().stream()).findFirst().orElseThrow();
    ExecutorService threads = Executors.newFixedThreadPool(2, NoiseBankTest::daemon);
    for (int round = 0; round < ROUNDS; round++) {
      try (NoiseBank bank = new NoiseBank(source, ledger)) {
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<?>> renders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          renders.add(
              threads.submit(
                  () -> {
                    together.await();
                    try (NoiseBank.Lease lease = bank.lease(Noise.FIXED)) {
                      return lease.tensor(map);
                    }
                  }));
        }
        for (Future<?> render : renders) {
          render.get(30, TimeUnit.SECONDS);
        }
      }
    }
    threads.shutdown();
    assertThat(ledger.openCount()).isZero();
  }

  @Test
  void aMapThatCouldNotBeStoredOnceIsStoredTheNextTime() throws Exception {
    NativeLedger ledger = runtime.ledger();
    SyntheticGenerator source = new SyntheticGenerator("unlucky");
    GeneratorSource.NoiseMap map = source.stages().get(1).noise().get(0);
    AtomicBoolean memoryIsShort = new AtomicBoolean(true);
    NoiseBank.Storage storage =
        (values, shape) -> {
          if (memoryIsShort.getAndSet(false)) {
            throw new InferenceException("no memory");
          }
          return NativeTensor.copyOf(ledger, values, shape);
        };
    try (NoiseBank bank = new NoiseBank(source, storage);
        NoiseBank.Lease lease = bank.lease(Noise.FIXED)) {
      assertThatThrownBy(() -> lease.tensor(map)).hasMessage("no memory");
      assertThat((float[][][][]) lease.tensor(map).tensor().getValue())
          .isDeepEqualTo(
              new float[][][][] {{rows(source.fixedNoise().get(map.name()), map.side())}});
    }
    assertThat(ledger.openCount()).isZero();
  }

  private static float[][] rows(float[] values, int side) {
    float[][] rows = new float[side][];
    for (int y = 0; y < side; y++) {
      rows[y] = Arrays.copyOfRange(values, y * side, (y + 1) * side);
    }
    return rows;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true); // a ring must fail the test, not keep the process
    return thread;
  }
}

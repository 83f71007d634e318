package studio.anycost.export.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.TaskContext;
import studio.anycost.export.checkpoint.TorchTensor;

/** Well-formed checkpoints whose tensors have shapes that no generator has. */
class HostileGeneratorTest {
  private static final long[] SIZES = {0, 1, 2, 3, 4, 16, 31, 33, 64, 4096};

  @TempDir Path temp;

  @Test
  void refusesShapesThatNoGeneratorHas() throws Exception {
    Map<String, TorchTensor> good = GoldenGenerator.tensors();
    List<String> names = new ArrayList<>(good.keySet());
    Random random = new Random(23);
    int refused = 0;
    for (int i = 0; i < 80; i++) {
      Map<String, TorchTensor> tensors = new LinkedHashMap<>(good);
      int changes = 1 + random.nextInt(2);
      for (int change = 0; change < changes; change++) {
        String name = names.get(random.nextInt(names.size()));
        tensors.put(name, reshaped(tensors.get(name), random));
      }
      Path file = GoldenGenerator.write(temp.resolve("g.pt"), tensors);
      // Stops before the styles are measured: what is asked for here has happened by then.
      CancellationSource cancel = new CancellationSource();
      TaskContext<?> context =
          TaskContext.of(
              cancel.token(),
              (fraction, message) -> {
                if (fraction >= 0.65) {
                  cancel.cancel();
                }
              });
      try {
        BundleImporter.run(new Requests().generator(file).to(temp.resolve("b")), context);
      } catch (IOException e) {
        refused++;
        assertThat(e.getMessage()).startsWith(file.toString()).endsWith(".");
      } catch (CancellationException harmless) {
        continue;
      } catch (RuntimeException e) {
        fail("change " + i, e);
      }
    }
    assertThat(refused).isGreaterThan(50);
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left).containsExactly(temp.resolve("g.pt"));
    }
  }

  /** Keeps what it can of the rank; a lie about one axis, or another rank. */
  private static TorchTensor reshaped(TorchTensor tensor, Random random) {
    long[] shape = tensor.shape().clone();
    if (shape.length == 0 || random.nextInt(5) == 0) {
      shape = Arrays.copyOf(shape, Math.max(0, shape.length + (random.nextBoolean() ? 1 : -1)));
      for (int axis = 0; axis < shape.length; axis++) {
        shape[axis] = Math.max(1, shape[axis]);
      }
    }
    if (shape.length > 0) {
      shape[random.nextInt(shape.length)] = SIZES[random.nextInt(SIZES.length)];
    }
    long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (count > 1 << 20) {
      return TorchTensor.of(new long[] {0});
    }
    return TorchTensor.of(shape, new float[(int) count]);
  }
}

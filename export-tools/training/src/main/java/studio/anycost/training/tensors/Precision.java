package studio.anycost.training.tensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What the activations of a network are kept in. Weights, and whatever is summed over a picture or
 * a batch to become a loss, are single precision in either case.
 */
public enum Precision {
  /** Single precision. */
  FLOAT32,
  /** 8 bits of mantissa, half of the memory traffic, and the processor's own instructions. */
  BFLOAT16;

  // As Linux calls them on x86.
  private static final List<String> INSTRUCTIONS = List.of("avx512_bf16", "amx_bf16");
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  /** The fastest on this machine: bfloat16 where the processor is known to compute in it. */
  public static Precision fastest() {
    try (Stream<String> lines = Files.lines(PROCESSOR)) {
      return fastest(lines);
    } catch (IOException e) {
      return FLOAT32; // No Linux.
    }
  }

  static Precision fastest(Stream<String> processor) {
    boolean known =
        processor
            .filter(line -> line.startsWith("flags"))
            .map(line -> Set.copyOf(Arrays.asList(line.split("\\s+"))))
            .anyMatch(flags -> INSTRUCTIONS.stream().anyMatch(flags::contains));
    return known ? BFLOAT16 : FLOAT32;
  }

  /** Activations in this precision; single precision leaves a tensor as it is. */
  public Tensor of(Tensor activations) {
    return this == BFLOAT16 ? activations.to(torch.ScalarType.BFloat16) : activations;
  }

  /** Activations as losses take them: single precision for bfloat16, others as they are. */
  public static Tensor widened(Tensor activations) {
    return isNarrow(activations) ? activations.to(torch.ScalarType.Float) : activations;
  }

  /** A small operand in the precision of the activations that it meets. */
  public static Tensor alike(Tensor operand, Tensor activations) {
    return operand.to(activations.scalar_type());
  }

  static boolean isNarrow(Tensor activations) {
    return activations.scalar_type().value == torch.ScalarType.BFloat16.value;
  }
}

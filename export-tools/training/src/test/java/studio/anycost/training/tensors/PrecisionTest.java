package studio.anycost.training.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTest {
  @ParameterizedTest
  @CsvSource({
    "flags : fpu avx512f avx512_bf16 gfni,BFLOAT16",
    "flags : fpu amx_bf16 amx_tile,BFLOAT16",
    "flags : fpu avx2 avx512f amx_tile,FLOAT32",
    "vmx flags : avx512_bf16,FLOAT32",
    "Features : fp asimd bf16,FLOAT32"
  })
  void aProcessorTellsWhatItComputesIn(String line, Precision expected) {
    assertThat(Precision.fastest(Stream.of("processor : 0", line))).isEqualTo(expected);
  }
}

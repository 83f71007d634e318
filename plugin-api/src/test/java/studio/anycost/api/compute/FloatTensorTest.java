package studio.anycost.api.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class FloatTensorTest {
  @Test
  void isImmutable() {
    float[] data = {1, 2, 3, 4, 5, 6};
    long[] shape = {2, 3};
    FloatTensor tensor = FloatTensor.of(data, shape);
    data[0] = 9;
    shape[0] = 9;
    tensor.toArray()[1] = 9;
    tensor.shape()[1] = 9;
    assertThat(tensor).isEqualTo(FloatTensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    assertThat(tensor).isNotEqualTo(FloatTensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
    assertThat(tensor.get(5)).isEqualTo(6);
    assertThat(FloatTensor.of(new float[] {7}).shape()).isEmpty();
  }

  @Test
  void refusesAShapeThatDoesNotFit() {
    assertThatThrownBy(() -> FloatTensor.of(new float[5], 2, 3)).hasMessageContaining("[2, 3]");
    assertThatThrownBy(() -> FloatTensor.of(new float[1], -1, -1)).hasMessageContaining("negative");
    assertThatThrownBy(() -> FloatTensor.of(new float[0], Long.MAX_VALUE, 4))
        .hasMessageContaining("cannot hold 0 values");
  }

  @Test
  void copiesToWhereABufferStands() {
    FloatBuffer buffer = FloatBuffer.allocate(4).position(1);
    FloatTensor.of(new float[] {5, 6}, 2).copyTo(buffer);
    assertThat(buffer.position()).isEqualTo(3);
    assertThat(buffer.array()).containsExactly(0, 5, 6, 0);
  }
}

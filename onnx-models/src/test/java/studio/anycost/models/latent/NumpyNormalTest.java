package studio.anycost.models.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumpyNormalTest {
  /** Of {@code numpy.random.RandomState(seed).randn(1, 512).astype('f4')[0, :4]}, numpy 1.24.2. */
  @Test
  void drawsWhatNumpyDraws() {
    assertThat(NumpyNormal.z(0, 512))
        .startsWith(1.764052391052246f, 0.40015721321105957f, 0.978738009929657f)
        .endsWith(0.8952602744102478f, 1.3749641180038452f);
    assertThat(NumpyNormal.z(85, 512))
        .startsWith(0.17685072124004364f, 2.3777542114257812f, 0.99873286485672f)
        .endsWith(1.0266740322113037f, 0.8217957019805908f);
    assertThat(NumpyNormal.z(7, 5))
        .containsExactly(
            1.6905256509780884f,
            -0.46593737602233887f,
            0.032820165157318115f,
            0.4075162708759308f,
            -0.7889230251312256f);
  }

  /** Of {@code zlib.crc32(RandomState(seed).randn(1, 4097).astype('<f4').tobytes())}. */
  @ParameterizedTest
  @CsvSource({
    "0, 1302701518",
    "1, 1871776689",
    "2, 1360654879",
    "85, 1420700442",
    "123456, 1284199864",
    "4294967295, 2898406041"
  })
  void drawsTheSameBitsThroughManyTurnsOfItsState(long seed, long checksum) {
    float[] values = NumpyNormal.z(seed, 4097);
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    assertThat(crc.getValue()).isEqualTo(checksum);
  }

  @Test
  void refusesWhatNumpyRefuses() {
    assertThatThrownBy(() -> NumpyNormal.z(-1, 4)).hasMessageContaining("0 to 4294967295");
    assertThatThrownBy(() -> NumpyNormal.z(1L << 32, 4)).hasMessageContaining("4294967296");
    assertThatThrownBy(() -> NumpyNormal.z(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}

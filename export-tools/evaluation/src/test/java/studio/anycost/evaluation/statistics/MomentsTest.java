package studio.anycost.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  private Golden golden;
  private List<float[]> rows;

  @BeforeEach
  void read() throws IOException {
    golden = Golden.read();
    rows = golden.rows("a");
  }

  private void assertAsNumPy(Moments moments) {
    assertThat(moments.count()).isEqualTo(rows.size());
    Gaussian gaussian = moments.gaussian();
    double[] mean = golden.numbers("mean");
    double[] covariance = golden.numbers("covariance");
    for (int i = 0; i < mean.length; i++) {
      assertThat(gaussian.mean()[i]).isCloseTo(mean[i], within(1e-10));
    }
    for (int i = 0; i < covariance.length; i++) {
      assertThat(gaussian.covariance()[i]).isCloseTo(covariance[i], within(1e-10));
    }
  }

  @Test
  void areThoseOfNumPyFarFromZero() {
    assertAsNumPy(Golden.moments(rows));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 63, 64, 65, 100, 149})
  void areTheSameInParts(int size) {
    Moments all = new Moments(rows.get(0).length);
    for (int from = 0; from < rows.size(); from += size) {
      all.merge(Golden.moments(rows.subList(from, Math.min(rows.size(), from + size))));
    }
    assertAsNumPy(all);
  }

  @Test
  void mergingChangesNeitherTheOtherNorWhatComesLater() {
    Moments first = Golden.moments(rows.subList(0, 10));
    Moments rest = Golden.moments(rows.subList(10, 100));
    first.merge(rest);
    rows.subList(100, 150).forEach(first::add);
    assertAsNumPy(first);
    Moments again = Golden.moments(rows.subList(0, 10));
    again.merge(rest);
    rows.subList(100, 150).forEach(again::add);
    assertAsNumPy(again);
  }

  @Test
  void travelInTheMiddleOfABlock() throws IOException, ClassNotFoundException {
    Moments half = Golden.moments(rows.subList(0, 75));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(half);
    }
    Moments arrived;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      arrived = (Moments) in.readObject();
    }
    rows.subList(75, 150).forEach(arrived::add);
    assertAsNumPy(arrived);
  }

  @Test
  void refuseWhatDoesNotFit() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Moments(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Moments(1_000_000));
    Moments moments = new Moments(6);
    assertThatIllegalArgumentException().isThrownBy(() -> moments.add(new float[5]));
    assertThatIllegalArgumentException().isThrownBy(() -> moments.merge(new Moments(5)));
    moments.add(new float[6]);
    assertThatIllegalStateException().isThrownBy(moments::gaussian);
  }
}

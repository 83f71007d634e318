package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import studio.anycost.api.extension.Generator;

class ForwardingTest {
  /**
   * A method with a default would be run here, one picture at a time, instead of by the runtime.
   */
  @Test
  void everyMethodOfAGeneratorIsPassedOn() throws NoSuchMethodException {
    for (Method method : Generator.class.getMethods()) {
      assertThat(
              DescribedGenerator.class
                  .getMethod(method.getName(), method.getParameterTypes())
                  .getDeclaringClass())
          .as(method.getName())
          .isEqualTo(DescribedGenerator.class);
    }
  }
}

package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.Network;
import studio.anycost.api.extension.Generator;

class LentGeneratorTest {
  /**
   * A method with a default would be run here, one picture at a time, instead of by the runtime.
   */
  @Test
  void everyMethodOfAGeneratorIsPassedOn() throws NoSuchMethodException {
    for (Method method : Generator.class.getMethods()) {
      assertThat(declaring(LentGenerator.class, method))
          .as(method.getName())
          .isEqualTo(LentGenerator.class);
    }
  }

  /** But for the shorthand, which ends in the method that is passed on. */
  @Test
  void theWorkOfANetworkIsPassedOn() throws NoSuchMethodException {
    for (Method method : Network.class.getMethods()) {
      if (!method.isDefault()) {
        assertThat(declaring(LentNetwork.class, method))
            .as(method.getName())
            .isEqualTo(LentNetwork.class);
      }
    }
  }

  private static Class<?> declaring(Class<?> type, Method method) throws NoSuchMethodException {
    return type.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass();
  }
}

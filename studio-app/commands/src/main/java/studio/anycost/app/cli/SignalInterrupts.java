package studio.anycost.app.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal SIGINT of this process. Where it cannot be had, an interrupt ends the process as it
 * would have.
 *
 * <p>By {@code sun.misc.Signal}, which every JDK has in its module jdk.unsupported but warns of,
 * and so by name. A shutdown hook would come too late: the runtime's own hook ends the work beside
 * it, and the process ends with 130 whatever comes of it.
 */
final class SignalInterrupts implements Interrupts {
  private static final Logger LOG = LoggerFactory.getLogger(SignalInterrupts.class);

  @Override
  public Registration onInterrupt(Runnable action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance("INT");
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      Object before = handle.invoke(null, signal, handler(handlerType, action));
      return () -> restore(handle, signal, before);
    } catch (ReflectiveOperationException e) {
      LOG.debug("Interrupts cannot be heard", e);
      return () -> {};
    }
  }

  private static Object handler(Class<?> type, Runnable action) {
    InvocationHandler calls =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.run();
                yield null;
              }
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "interrupts of " + action;
            };
    return Proxy.newProxyInstance(
        SignalInterrupts.class.getClassLoader(), new Class<?>[] {type}, calls);
  }

  private static void restore(Method handle, Object signal, Object before) {
    try {
      handle.invoke(null, signal, before);
    } catch (ReflectiveOperationException e) {
      LOG.debug("The handler of interrupts cannot be restored", e);
    }
  }
}

package studio.anycost.app.plugin;

import java.util.concurrent.CountDownLatch;

/**
 * Signals between a test and the code of a plugin, which share nothing but the JDK: latches in the
 * system properties.
 */
public final class Signals {
  private static final String PREFIX = "test.signal.";

  private Signals() {}

  /** A fresh signal. */
  public static CountDownLatch fresh(String name) {
    CountDownLatch latch = new CountDownLatch(1);
    System.getProperties().put(PREFIX + name, latch);
    return latch;
  }

  /** Java text that gives a signal. */
  public static String give(String name) {
    return latch(name) + ".countDown();";
  }

  /** Java text that waits for a signal, whoever interrupts it. */
  public static String await(String name) {
    return "while (true) { try { "
        + latch(name)
        + ".await(); break; } catch (InterruptedException e) { continue; } }";
  }

  private static String latch(String name) {
    return "((java.util.concurrent.CountDownLatch) System.getProperties().get(\""
        + PREFIX
        + name
        + "\"))";
  }
}

package studio.anycost.app.plugin;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes daemon threads of the host. Whoever makes them may be at work for a plugin: a thread must
 * not inherit that plugin's class loader and keep it loaded.
 */
final class HostThreads implements ThreadFactory {
  private final String name;
  private final AtomicInteger count = new AtomicInteger();

  HostThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(HostThreads.class.getClassLoader());
    return thread;
  }
}

package studio.anycost.app.plugin;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import studio.anycost.api.extension.Services;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.words.Texts;

/**
 * Stands between the studio and one started plugin. The first thing that goes wrong inside the
 * plugin is reported and switches the plugin off; from then on nothing of it is called, and nobody
 * waits for what it still does.
 *
 * <p>Safe to use from any thread. A guard whose plugin was switched off stays switched off;
 * starting the plugin again makes a new one.
 */
public final class PluginGuard {
  /** Hears of the one failure of a guard, on the thread that found it; must be quick. */
  @FunctionalInterface
  interface FailureListener {
    /**
     * @param problem one sentence that names the plugin and the cause
     */
    void failed(PluginGuard guard, String problem, Throwable cause);
  }

  /** How often what a plugin reports is passed on. */
  static final Duration SHOWN = Duration.ofMillis(50);

  private final PluginManifest manifest;
  private final ClassLoader loader;
  private final PluginCalls calls;
  private final FailureListener listener;
  private final AtomicBoolean active = new AtomicBoolean(true);
  private final Set<LongWork<?>> underWay = ConcurrentHashMap.newKeySet();

  PluginGuard(
      PluginManifest manifest, ClassLoader loader, PluginCalls calls, FailureListener listener) {
    this.manifest = manifest;
    this.loader = loader;
    this.calls = calls;
    this.listener = listener;
  }

  /** Id of the guarded plugin. */
  public String pluginId() {
    return manifest.id();
  }

  /** What the plugin and its controls are called in the language of the studio. */
  PluginWords words() {
    return manifest.words();
  }

  /** Whether the plugin may still be called. */
  public boolean isActive() {
    return active.get();
  }

  /**
   * Runs code of the plugin on this thread, without a time limit: for panels, whose code belongs on
   * the JavaFX application thread. Waits for nobody, also when it fails.
   *
   * @param doing what is done, to complete "failed while ..."
   * @return empty if the plugin is switched off, failed or returned null
   */
  public <T> Optional<T> call(String doing, Supplier<T> work) {
    if (!isActive()) {
      return Optional.empty();
    }
    try {
      return Optional.of(required(PluginCalls.within(loader, work::get)));
    } catch (Throwable failure) { // a plugin may throw anything; none of it may leave
      fail(doing, failure);
      return Optional.empty();
    }
  }

  /**
   * Lets the plugin give back what it holds, on this thread and without a time limit, also when it
   * is off: what a panel began it alone can end.
   *
   * @param doing what is done, to complete "failed while ..."
   */
  public void last(String doing, Runnable work) {
    try {
      PluginCalls.within(
          loader,
          () -> {
            work.run();
            return work;
          });
    } catch (Throwable failure) { // a plugin may throw anything; none of it may leave
      fail(doing, failure);
    }
  }

  /**
   * Runs quick code of the plugin on another thread and waits for a bounded time.
   *
   * @param scope follows the services that the code is lent; over afterwards
   * @return empty if the plugin is switched off, failed or returned null
   */
  <T> Optional<T> quick(String doing, CallScope scope, Callable<T> work) {
    if (!isActive()) {
      return Optional.empty();
    }
    try {
      return Optional.of(required(calls.run(loader, work, scope::isBusy)));
    } catch (Throwable failure) {
      scope.rethrowOwn(failure);
      fail(doing, failure);
      return Optional.empty();
    } finally {
      scope.end();
    }
  }

  /**
   * Runs long work of the plugin on another thread and waits for it. What it publishes and reports
   * reaches the task from a thread of the host, the newest only, and not after this has returned.
   * Nobody waits for ever: work that does not end after it was cancelled, or shows no life after it
   * was asked to stop, is let go and its plugin switched off, and so is all work of a plugin that
   * is switched off for another reason.
   *
   * @param doing what is done, to complete "failed while ..."
   * @throws PluginOffException if the plugin is off, or went off meanwhile
   * @throws WrongInputException the plugin's own, in words
   * @throws IOException the plugin's own, in words, or one of the services
   * @throws CancellationException if the work was cancelled
   * @throws RuntimeException only what a service threw
   */
  public <P, R> R work(String doing, Services services, TaskContext<P> task, PluginWork<P, R> work)
      throws IOException {
    task.cancellation().throwIfCancelled();
    if (!isActive()) {
      throw off();
    }
    CallScope scope = new CallScope(services);
    PluginTask<P> lent = new PluginTask<>(task, scope);
    PluginRun<R> run = new PluginRun<>();
    try (LongWork<R> watched = watch(doing, run, scope, task, lent)) {
      underWay.add(watched);
      if (!isActive()) { // switched off just now, which may have come too early for this one
        throw off();
      }
      calls.start(run, loader, () -> required(work.run(new LentServices(scope), lent)));
      return watched.await();
    } catch (PluginOffException e) {
      task.cancellation().throwIfCancelled(); // which is what the person waits for
      throw e;
    } catch (Throwable failure) {
      throw lengthyFailure(doing, scope, task, failure);
    }
  }

  private <P, R> LongWork<R> watch(
      String doing, PluginRun<R> run, CallScope scope, TaskContext<P> task, PluginTask<P> lent) {
    LongWork<R> work = new LongWork<>(run, scope, underWay::remove);
    work.closing(lent::close);
    work.closing(calls.every(SHOWN, lent::flush)::close);
    work.closing(
        calls.every(Patience.STEP, new Patience(task, scope, failure -> fail(doing, failure)))
            ::close);
    work.closing(task.cancellation().onCancel(scope::cancel)::close);
    work.closing(
        scope.onCancel(() -> calls.post(loader, scope::runActions, failure -> fail(doing, failure)))
            ::close);
    return work;
  }

  /** What to throw for what came out of long work; nothing of the plugin's own classes. */
  private IOException lengthyFailure(
      String doing, CallScope scope, TaskContext<?> task, Throwable failure) {
    if (failure instanceof CancellationException) {
      task.cancellation().throwIfCancelled();
    }
    scope.rethrowOwn(failure);
    if (failure instanceof WrongInputException wrong) {
      // Not the plugin's fault, and nothing for the log: the person reads it and gives another.
      String said = Failures.message(wrong);
      if (!said.isEmpty()) {
        return new WrongInputException(said);
      }
    }
    if (failure instanceof IOException io) {
      if (scope.isOwn(io)) {
        return io;
      }
      // The agreed way to say that it cannot be done.
      String sentence = Texts.of("plugin.pluginGuard.gaveUpWhile", manifest.title(), doing);
      PluginLog.warn(sentence, io);
      String said = Failures.message(io);
      return new IOException(said.isEmpty() ? sentence : said);
    }
    return new PluginOffException(fail(doing, failure));
  }

  /** Switches the plugin off without blaming it. */
  void retire() {
    active.set(false);
    letGo(off().getMessage());
  }

  /**
   * Switches the plugin off and blames it.
   *
   * @return the sentence about it
   */
  String fail(String doing, Throwable failure) {
    String sentence = sentence(doing, failure);
    // Later failures, and those of a plugin that is being stopped, are no news.
    boolean first = active.compareAndSet(true, false);
    letGo(sentence); // first, or whoever waits hears another reason from the listener's side
    if (first) {
      listener.failed(this, sentence, failure);
    }
    return sentence;
  }

  private PluginOffException off() {
    return new PluginOffException(Texts.of("plugin.pluginGuard.isSwitchedOff", manifest.title()));
  }

  private void letGo(String reason) {
    underWay.forEach(each -> each.letGo(new PluginOffException(reason)));
  }

  private String sentence(String doing, Throwable failure) {
    return Texts.of(
        "plugin.pluginGuard.failedWhileAndWas",
        manifest.title(),
        doing,
        Failures.describe(failure));
  }

  private static <T> T required(T result) throws PluginException {
    if (result == null) {
      throw new PluginException(Texts.of("plugin.pluginGuard.itReturnedNothing"));
    }
    return result;
  }
}

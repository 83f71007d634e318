package studio.anycost.app.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.plugin.PluginActivator.Active;
import studio.anycost.app.plugin.PluginReport.State;
import studio.anycost.app.words.Texts;

/**
 * Finds, starts and isolates plugins, and changes which are there while the studio runs.
 *
 * <p>Safe to use from any thread: one lock is held around every change, and {@link #reports} and
 * {@link #contributions} are immutable snapshots that need none. Changes run code of plugins and
 * may take some seconds; do not make them on the JavaFX application thread. A plugin that does not
 * come back from its start within the limit is reported, and left behind on a daemon thread.
 *
 * <p>Plugins run with all the rights of the studio: the host protects it from mistakes, and from
 * files that are no plugins; it is no sandbox.
 */
public final class PluginHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

  private final PluginFolders folders;
  private final DisabledPlugins disabled;
  private final PluginOrigins origins;
  private final PluginCalls calls;
  private final PluginActivator activator;
  private final ThreadPoolExecutor own;
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final Queue<PluginReport> news = new ConcurrentLinkedQueue<>(); // added to with the lock
  private final ReentrantLock telling = new ReentrantLock();
  private final List<Consumer<PluginReport>> listeners = new CopyOnWriteArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  // All below are guarded by the lock, but for the snapshots of the installed plugins.
  private final InstalledPlugins installed = new InstalledPlugins();
  private final Map<String, Active> leaving = new HashMap<>();
  private final Map<String, PluginReport> replaced = new HashMap<>();
  private boolean closed;

  private record Failure(PluginGuard guard, String problem) {}

  /**
   * @param pluginFolders folders of the distribution, only read; need not exist
   * @param userFolder the user's own plugins; made when something is installed
   */
  public PluginHost(List<Path> pluginFolders, Path userFolder) {
    this(pluginFolders, userFolder, new SystemAlarms());
  }

  /**
   * @param alarms owned from now on
   */
  PluginHost(List<Path> pluginFolders, Path userFolder, Alarms alarms) {
    this.folders = new PluginFolders(pluginFolders, userFolder);
    this.disabled = new DisabledPlugins(folders.user());
    this.origins = new PluginOrigins(folders.user());
    this.calls = new PluginCalls(alarms);
    this.activator = new PluginActivator(calls);
    this.own =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new HostThreads("plugin-host"));
    own.prestartCoreThread();
  }

  /**
   * Starts every plugin in the folders that is not switched off; calling it again looks for new
   * files. Never fails: what is wrong with a plugin stands in its report.
   */
  public void start() {
    changing(
        () -> {
          requireOpen();
          folders.recover();
          for (Path file : folders.candidates()) {
            if (!installed.contains(file)) {
              put(discovered(file));
            }
          }
          return null;
        });
  }

  /** Where every plugin file stands, in the order of discovery. */
  public List<PluginReport> reports() {
    return installed.reports();
  }

  /** What the started plugins contribute now. */
  public Contributions contributions() {
    return installed.contributions();
  }

  /**
   * Hears of every change of a plugin after {@link #reports} shows it: on the thread that asked for
   * the change, or of a failure at work on a thread of the host.
   */
  public void addListener(Consumer<PluginReport> listener) {
    listeners.add(listener);
  }

  /** Stops telling a listener. */
  public void removeListener(Consumer<PluginReport> listener) {
    listeners.remove(listener);
  }

  /**
   * Copies a plugin into the user's folder and starts it. An older or newer version of it that a
   * person installed makes room; see {@link #replaced}. If that fails, nothing of the new one stays
   * and the listeners hear nothing of it; what made room is back.
   *
   * @return {@code STARTED}, or {@code FAILED} with the problem
   */
  public PluginReport install(Path source) {
    return changing(
        () -> {
          requireOpen();
          try {
            Optional<Installed> old = replaceable(PluginArchive.inspect(source));
            try (PluginFolders.Staged staged = folders.stage(source)) {
              // what was copied may be another plugin
              if (!replaceable(staged.manifest()).equals(old)) {
                throw new PluginException(Texts.of("plugin.pluginHost.changesWhileItIs", source));
              }
              replaced.remove(staged.manifest().id());
              PluginReport report =
                  old.isPresent() ? replacing(old.get(), staged) : started(folders.place(staged));
              if (!folders.isBelow(source)) { // what lies aside is nobody's work
                origins.set(report.id(), source);
              }
              return report;
            }
          } catch (PluginException e) {
            LOG.warn("The plugin file {} was not installed.", source, e);
            return Installed.unreadable(source, e.getMessage()).report();
          }
        });
  }

  /** The file that a plugin was installed from, if that is known; it may be gone. */
  public Optional<Path> origin(String id) {
    lock.lock();
    try {
      return origins.of(id);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Installs a plugin again from the file that it was installed from, as that is now: for whoever
   * builds it.
   *
   * @return {@code STARTED}, or {@code FAILED} with the problem; then what was there is back
   * @throws PluginException if that is not known, or the file is gone or holds another plugin
   */
  public PluginReport reload(String id) throws PluginException {
    Path source =
        origin(id)
            .orElseThrow(
                () ->
                    new PluginException(
                        Texts.of("plugin.pluginHost.nobodyKnowsWhereThe", Failures.clean(id))));
    String found = PluginArchive.inspect(source).id();
    if (!found.equals(id)) {
      throw new PluginException(Texts.of("plugin.pluginHost.otherPluginInstall", source, found));
    }
    return install(source);
  }

  /**
   * The version that the last installation of a plugin took the place of, with the file that
   * installs it again. Present in the process that installed, and while that file lies there.
   */
  public Optional<PluginReport> replaced(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(replaced.get(id)).filter(old -> Files.exists(old.file()));
    } finally {
      lock.unlock();
    }
  }

  private PluginReport started(PluginFolders.Added added) throws PluginException {
    String id = added.manifest().id();
    try {
      Active active = activate(added.file(), added.manifest());
      disabled.set(id, false);
      installed.own(id, added.file());
      return put(Installed.started(added.file(), active));
    } catch (PluginException e) {
      try {
        folders.remove(added.file(), added.manifest());
      } catch (PluginException stuck) {
        e.addSuppressed(stuck);
      }
      throw e;
    }
  }

  /** Either the new version works, or the old one is back as it was. */
  private PluginReport replacing(Installed old, PluginFolders.Staged staged)
      throws PluginException {
    PluginManifest manifest = old.manifest().orElseThrow();
    unloadLeaving(manifest.id());
    old.active().ifPresent(activator::deactivate);
    installed.put(old.with(State.DISABLED, Optional.empty())); // its contributions are free now
    Path taken = null;
    PluginReport report;
    try {
      taken = folders.takeAway(old.file(), manifest);
      installed.remove(old);
      report = started(folders.place(staged));
    } catch (PluginException e) {
      throw rolledBack(old, taken, e);
    }
    try {
      replaced.put(
          manifest.id(),
          old.with(State.REMOVED, Optional.empty())
              .report()
              .at(folders.keepAside(taken, manifest)));
    } catch (PluginException e) {
      LOG.warn("The old version of the plugin '{}' was not kept.", manifest.id(), e);
    }
    return report;
  }

  /** The old version is back where it was, or the sentence says why it is not. */
  private PluginException rolledBack(Installed old, Path taken, PluginException why) {
    PluginManifest manifest = old.manifest().orElseThrow();
    String back;
    try {
      if (taken != null) {
        folders.putBack(taken, old.file(), manifest);
      }
      installed.own(manifest.id(), old.file());
      Installed again = old.state() == State.STARTED ? started(old) : old;
      if (again == old) {
        installed.put(old); // nobody needs to hear of what is as it was
      } else {
        put(again);
      }
      back =
          again.state() == old.state()
              ? Texts.of("plugin.pluginHost.versionIsBack", manifest.version())
              : Texts.of("plugin.pluginHost.versionIsBackBut", manifest.version());
    } catch (PluginException e) {
      why.addSuppressed(e);
      back = e.getMessage();
    }
    return new PluginException(why.getMessage().replaceFirst("\\.$", "") + "; " + back, why);
  }

  /**
   * Switches a plugin on, now and for later starts.
   *
   * @return {@code STARTED}, or {@code FAILED} with the problem
   * @throws PluginException if there is no such plugin
   */
  public PluginReport enable(String id) throws PluginException {
    return changing(
        () -> {
          requireOpen();
          Installed plugin = installed.require(id);
          disabled.set(id, false);
          return plugin.state() == State.STARTED ? plugin.report() : put(started(plugin));
        });
  }

  /**
   * Switches a plugin off, now and for later starts.
   *
   * @throws PluginException if there is no such plugin
   */
  public PluginReport disable(String id) throws PluginException {
    return changing(
        () -> {
          requireOpen();
          Installed plugin = installed.require(id);
          disabled.set(id, true);
          plugin.active().ifPresent(activator::deactivate);
          return put(plugin.with(State.DISABLED, Optional.empty()));
        });
  }

  /**
   * Switches a plugin off and deletes its file.
   *
   * @return {@code REMOVED}
   * @throws PluginException if there is no such plugin, it came with the studio, or the file cannot
   *     be deleted
   */
  public PluginReport uninstall(String id) throws PluginException {
    return changing(
        () -> {
          requireOpen();
          Installed plugin = installed.require(id);
          PluginManifest manifest = plugin.manifest().orElseThrow();
          if (folders.isUsers(plugin.file())) {
            unloadLeaving(id);
            plugin.active().ifPresent(activator::deactivate);
            put(plugin.with(State.DISABLED, Optional.empty()));
          }
          Path aside = folders.putAside(plugin.file(), manifest);
          disabled.set(id, false);
          origins.remove(id);
          replaced.remove(id);
          installed.remove(plugin);
          PluginReport report = plugin.with(State.REMOVED, Optional.empty()).report().at(aside);
          news.add(report);
          return report;
        });
  }

  /** Whether {@link #uninstall} can remove a plugin: it lies in the user's folder. */
  public boolean canUninstall(PluginReport plugin) {
    return folders.isUsers(plugin.file());
  }

  /** Stops and unloads all plugins. The host cannot be used afterwards. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      List<Active> running = installed.active();
      for (int i = running.size() - 1; i >= 0; i--) {
        activator.deactivate(running.get(i));
      }
      installed.clear();
      leaving.values().forEach(activator::deactivate);
      leaving.clear();
      calls.close();
      own.shutdown();
    } finally {
      lock.unlock();
    }
  }

  /** The class loaders of all plugins that are not unloaded yet, by id. */
  Map<String, IsolatedClassLoader> loaders() {
    lock.lock();
    try {
      Map<String, IsolatedClassLoader> result = new HashMap<>();
      leaving.forEach((id, active) -> result.put(id, active.loaded().loader()));
      installed.active().forEach(each -> result.put(each.manifest().id(), each.loaded().loader()));
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all failures that plugins have had by now were seen to. */
  void settle() {
    try {
      own.submit(() -> {}).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The plugin host is closed.");
    }
  }

  private Installed discovered(Path file) {
    PluginManifest manifest;
    try {
      manifest = PluginArchive.inspect(file);
    } catch (PluginException e) {
      LOG.warn("The file {} is not used.", file, e);
      return Installed.unreadable(file, e.getMessage());
    }
    Optional<Path> owner = installed.owner(manifest.id());
    if (owner.isPresent()) {
      String problem =
          Texts.of("plugin.pluginHost.isThereTwiceIs", manifest.title(), file, owner.get());
      LOG.warn(problem);
      return Installed.idle(file, manifest, State.FAILED, Optional.of(problem));
    }
    installed.own(manifest.id(), file);
    Installed idle = Installed.idle(file, manifest, State.DISABLED, Optional.empty());
    return disabled.contains(manifest.id()) ? idle : started(idle);
  }

  /** Started, or failed with the problem. Reads the descriptor again: the file may be another. */
  private Installed started(Installed plugin) {
    String id = plugin.manifest().orElseThrow().id();
    try {
      PluginManifest manifest = PluginArchive.inspect(plugin.file());
      if (!manifest.id().equals(id)) {
        throw new PluginException(
            Texts.of("plugin.pluginHost.otherPluginStartAnew", plugin.file(), manifest.id()));
      }
      return Installed.started(plugin.file(), activate(plugin.file(), manifest));
    } catch (PluginException e) {
      LOG.warn("The plugin file {} was not started.", plugin.file(), e);
      return plugin.with(State.FAILED, Optional.of(e.getMessage()));
    }
  }

  private Active activate(Path file, PluginManifest manifest) throws PluginException {
    unloadLeaving(manifest.id());
    return activator.activate(file, manifest, installed.takenContributions(), this::failed);
  }

  /**
   * A guard caught something, on any thread: it is off already, so that nobody needs to wait until
   * the rest is done, neither for the lock nor for the plugin or a listener.
   */
  private void failed(PluginGuard guard, String problem, Throwable cause) {
    failures.add(new Failure(guard, problem));
    try {
      own.execute(
          () -> {
            PluginLog.error(problem, cause);
            changing(() -> null); // takes the failure in and tells of it
            changing(
                () -> {
                  unloadLeaving(guard.pluginId());
                  return null;
                });
          });
    } catch (RejectedExecutionException e) {
      PluginLog.error(problem, cause); // closed: there is nobody to tell
    }
  }

  /** Every change sees the plugins as they are, those that failed a moment ago included. */
  private void takeInFailures() {
    for (Failure each = failures.poll(); each != null; each = failures.poll()) {
      Optional<Installed> plugin = installed.guardedBy(each.guard());
      if (plugin.isPresent()) {
        leaving.put(each.guard().pluginId(), plugin.get().active().orElseThrow());
        put(plugin.get().with(State.FAILED, Optional.of(each.problem())));
      }
    }
  }

  private void unloadLeaving(String id) {
    Active left = leaving.remove(id);
    if (left != null) {
      activator.deactivate(left);
    }
  }

  /**
   * The plugin that a file takes the place of, if it is there already.
   *
   * @throws PluginException if it came with the studio
   */
  private Optional<Installed> replaceable(PluginManifest manifest) throws PluginException {
    if (installed.owner(manifest.id()).isEmpty()) {
      return Optional.empty();
    }
    Installed old = installed.require(manifest.id());
    if (!folders.isUsers(old.file())) {
      throw new PluginException(
          Texts.of("plugin.pluginHost.cameWithTheStudio", manifest.title(), old.file()));
    }
    return Optional.of(old);
  }

  /** Puts a plugin into its new state and notes what to tell the listeners. */
  private PluginReport put(Installed plugin) {
    installed.put(plugin);
    PluginReport report = plugin.report();
    news.add(report);
    return report;
  }

  private interface Change<T, E extends Exception> {
    T make() throws E;
  }

  private <T, E extends Exception> T changing(Change<T, E> change) throws E {
    lock.lock();
    try {
      takeInFailures();
      return change.make();
    } finally {
      lock.unlock();
      tell();
    }
  }

  /**
   * Tells the listeners what is new, in order and without the lock: they may wait for others who
   * want it. If another thread is telling already, it tells this, too.
   */
  private void tell() {
    while (!news.isEmpty() && telling.tryLock()) {
      try {
        for (PluginReport next = news.poll(); next != null; next = news.poll()) {
          tell(next);
        }
      } finally {
        telling.unlock();
      }
    }
  }

  private void tell(PluginReport report) {
    for (Consumer<PluginReport> listener : listeners) {
      try {
        listener.accept(report);
      } catch (RuntimeException e) {
        LOG.error("A listener of the plugin host failed.", e);
      }
    }
  }
}

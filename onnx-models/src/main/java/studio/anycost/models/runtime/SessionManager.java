package studio.anycost.models.runtime;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import studio.anycost.models.bundle.ModelBundle;

/**
 * The runtime of the process: loads generators, shares cores and memory among them, and frees
 * everything when closed.
 *
 * <p>One per process is meant; a second one would have a cache and threads of its own but share
 * ONNX Runtime's thread pool with the first. Safe to use from any thread. Close it before the
 * process ends.
 */
public final class SessionManager implements AutoCloseable {
  private final RuntimeOptions options;
  private final Parts parts;
  private final Set<LoadedGenerator> generators = new HashSet<>();
  private boolean closed;

  public SessionManager(RuntimeOptions options) {
    this(options, RenderObserver.NONE);
  }

  SessionManager(RuntimeOptions options, RenderObserver observer) {
    this.options = options;
    this.parts =
        new Parts(
            new NativeRuntime(options),
            new SessionCache(options.sessionBudgetBytes()),
            new ComputeGate(),
            new RenderWorkers(),
            observer);
  }

  /**
   * Opens a generator; sessions are built when first needed. Quick.
   *
   * @param bundle closed with the generator, or at once if loading fails
   * @throws IllegalStateException if the manager is closed
   * @throws IOException if the bundle could not be closed after a failure
   */
  public LoadedGenerator load(ModelBundle bundle) throws IOException {
    try {
      return load(new BundleGeneratorSource(bundle));
    } catch (RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  LoadedGenerator load(GeneratorSource source) {
    LoadedGenerator generator = new LoadedGenerator(source, this, parts);
    synchronized (generators) {
      if (closed) {
        throw new IllegalStateException("The session manager is closed; start the studio again.");
      }
      generators.add(generator);
    }
    return generator;
  }

  /** What is going on right now. */
  public RuntimeStatus status() {
    List<LoadedGenerator> open;
    synchronized (generators) {
      open = List.copyOf(generators);
    }
    NativeRuntime runtime = parts.runtime();
    return new RuntimeStatus(
        runtime.provider().provider().toString(),
        runtime.provider().note(),
        runtime.threads(),
        runtime.version(),
        parts.cache().size(),
        parts.cache().bytes(),
        options.sessionBudgetBytes(),
        open.stream().mapToInt(generator -> generator.runs().count()).sum(),
        open.stream().mapToInt(LoadedGenerator::waitingViews).sum(),
        runtime.ledger().openCount());
  }

  ComputeGate gate() {
    return parts.gate();
  }

  /** Called by a generator whose work has ended: closes its sessions. */
  void forget(LoadedGenerator generator) {
    String identity = generator.description().identity();
    boolean last;
    synchronized (generators) {
      generators.remove(generator);
      // Two generators of one bundle share sessions.
      last = generators.stream().noneMatch(g -> g.description().identity().equals(identity));
    }
    if (last) {
      parts.cache().evict(identity);
    }
  }

  /** Cancels all work, closes the generators, ends the threads and frees the native memory. */
  @Override
  public void close() {
    List<LoadedGenerator> open;
    synchronized (generators) {
      closed = true;
      open = List.copyOf(generators);
    }
    open.forEach(LoadedGenerator::close);
    parts.workers().close();
    parts.cache().close();
  }

  /** What the generators share. */
  record Parts(
      NativeRuntime runtime,
      SessionCache cache,
      ComputeGate gate,
      RenderWorkers workers,
      RenderObserver observer) {}
}

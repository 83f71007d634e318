package studio.anycost.models.runtime;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.compute.Networks;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.words.Texts;

/**
 * The runtime of the process: loads generators, shares cores and memory among them, and frees
 * everything when closed.
 *
 * <p>One per process is meant; a second one would have a cache and threads of its own but share
 * ONNX Runtime's thread pool with the first. Safe to use from any thread. The end of the process
 * closes it.
 */
public final class SessionManager implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionManager.class);

  private final RuntimeOptions options;
  private final RuntimeParts parts;
  private final ForeignNetworks networks;
  private final Set<LoadedGenerator> generators = new HashSet<>();
  private final Thread processEnd = new Thread(this::close, "anycost-process-end");
  private boolean closed;

  public SessionManager(RuntimeOptions options) {
    this(options, RenderObserver.NONE);
  }

  /**
   * Loads ONNX Runtime in the background, so that a manager that is made a little later finds it
   * ready. A failure shows when the manager is made.
   */
  public static void prepare(RuntimeOptions options) {
    Thread thread =
        new Thread(
            () -> {
              try {
                NativeRuntime.begin(options);
              } catch (RuntimeException | LinkageError e) {
                LOG.debug("ONNX Runtime could not be loaded in the background.", e);
              }
            },
            "anycost-prepare");
    thread.setDaemon(true);
    thread.start();
  }

  SessionManager(RuntimeOptions options, RenderObserver observer) {
    this.options = options;
    NativeRuntime runtime = new NativeRuntime(options);
    this.parts =
        new RuntimeParts(
            runtime,
            new SessionCache(options.sessionBudgetBytes()),
            new ComputeGate(options.threads(), ComputeGate.REST),
            new RenderWorkers(options.threads()),
            new InputBuffers(runtime.ledger()),
            observer);
    this.networks = new ForeignNetworks(parts, ForeignNetworks.MOST_BYTES);
    // So that no thread is in native code when the process tears the library down.
    Runtime.getRuntime().addShutdownHook(processEnd);
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
      return load(new BundleGeneratorSource(bundle, parts.runtime()::layout));
    } catch (RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  LoadedGenerator load(GeneratorSource source) {
    LoadedGenerator generator = new LoadedGenerator(source, parts, this::forget);
    synchronized (generators) {
      if (closed) {
        throw new IllegalStateException("The session manager is closed; start the studio again.");
      }
      generators.add(generator);
    }
    return generator;
  }

  /**
   * Runs graphs from files that belong to no bundle, whether a generator is open or not. Their
   * sessions share the cache and its budget with the generators'; closing this manager ends them.
   */
  public Networks networks() {
    return networks;
  }

  /**
   * Opens a graph that belongs to no bundle, to measure the machine with it. Its session is not
   * part of the cache and its budget.
   *
   * @param model a serialized ONNX model with one input
   * @param name for messages, as in "The {name} could not be run"
   * @param values of the input, row-major
   * @param shape of the input
   * @throws IOException with a sentence if the runtime refuses it
   */
  public TimedGraph openTimed(byte[] model, String name, float[] values, long... shape)
      throws IOException {
    NativeRuntime runtime = parts.runtime();
    SessionBuilder.Label label =
        new SessionBuilder.Label(name, Texts.of("runtime.sessionManager.report"));
    NativeSession session = runtime.open(model, model.length, label, true, Cores.ALL);
    try {
      NativeTensor input = NativeTensor.copyOf(runtime.ledger(), values, shape);
      return new TimedGraph(session, input, runtime.ledger(), parts.gate());
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
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
        open.stream().mapToInt(generator -> generator.runs().count()).sum() + networks.running(),
        open.stream().mapToInt(LoadedGenerator::waitingViews).sum(),
        runtime.ledger().openCount());
  }

  ComputeGate gate() {
    return parts.gate();
  }

  RuntimeParts parts() {
    return parts;
  }

  /** Called by a generator whose work has ended: closes its sessions. */
  private void forget(LoadedGenerator generator) {
    String content = generator.content();
    boolean last;
    boolean ending;
    synchronized (generators) {
      generators.remove(generator);
      ending = closed;
      // Two generators of one bundle share sessions.
      last = generators.stream().noneMatch(g -> g.content().equals(content));
    }
    if (last) {
      parts.cache().evict(content);
      if (!ending) {
        NativeHeap.giveBack();
      }
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
    networks.close();
    parts.workers().close();
    parts.cache().close();
    try {
      Runtime.getRuntime().removeShutdownHook(processEnd);
    } catch (IllegalStateException e) {
      LOG.debug("The process is ending, which is what the hook is for.");
    }
  }
}

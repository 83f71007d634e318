package studio.anycost.models.runtime;

import java.io.IOException;
import java.util.Optional;
import studio.anycost.models.words.Texts;

/** Gets sessions from the shared cache, and builds what is missing when its turn has come. */
final class SessionBuilder {
  private static final long ARENA_FROM = 16L << 20;
  private static final long SESSION_OVERHEAD = 256 << 10;

  /** Weights as float32, and once more in the layout that the kernels like. */
  private static final long BYTES_PER_PARAMETER = 2L * Float.BYTES;

  private final SessionCache cache;
  private final NativeRuntime runtime;

  SessionBuilder(SessionCache cache, NativeRuntime runtime) {
    this.cache = cache;
    this.runtime = runtime;
  }

  /**
   * Builds what is missing in two steps. The cache hears of it in the second only: an interactive
   * render must never wait for a session whose builder waits for the render.
   *
   * @param graph makes the graph if there is no session of it
   * @param turn in which it will run, and is built if it is missing; the caller holds no pass of it
   */
  SessionCache.Lease acquire(
      SessionKey key,
      Label label,
      ComputeGate.Step<GeneratorSource.Graph> graph,
      ComputeGate.Turn turn)
      throws IOException {
    Optional<SessionCache.Lease> found = cache.find(key);
    if (found.isPresent()) {
      return found.get();
    }
    GeneratorSource.Graph made = turn.run(graph);
    return turn.run(() -> cache.acquire(key, () -> open(made, label, key.cores())));
  }

  private NativeSession open(GeneratorSource.Graph graph, Label label, Cores cores)
      throws IOException {
    // An arena keeps what a run held for the next one of this session. Where that is little, or
    // where the heap keeps it for all sessions, malloc is as fast.
    boolean arena = graph.workingBytes() >= ARENA_FROM && !runtime.keepsMemory();
    long bytes =
        SESSION_OVERHEAD
            + BYTES_PER_PARAMETER * graph.parameters()
            + (arena ? graph.workingBytes() : 0);
    return runtime.open(graph.model(), bytes, label, arena, cores);
  }

  /**
   * What messages say of a session.
   *
   * @param name what it is, as in "The {name} could not be built"
   * @param advice what to do then; a sentence
   */
  record Label(String name, String advice) {
    /** Of a graph that an import made. */
    static Label imported(String name) {
      return new Label(name, Texts.of("runtime.sessionBuilder.importAgain"));
    }
  }
}

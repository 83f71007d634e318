package studio.anycost.models.runtime;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.model.ChannelConfiguration;

/** The sessions of one generator, built when first needed and kept in the shared cache. */
final class StageSessions {
  private static final long ARENA_FROM = 16L << 20;
  private static final long SESSION_OVERHEAD = 256 << 10;

  /** Weights as float32, and once more in the layout that the kernels like. */
  private static final long BYTES_PER_PARAMETER = 2L * Float.BYTES;

  private final GeneratorSource source;
  private final SessionCache cache;
  private final NativeRuntime runtime;

  StageSessions(GeneratorSource source, SessionCache cache, NativeRuntime runtime) {
    this.source = source;
    this.cache = cache;
    this.runtime = runtime;
  }

  /**
   * The session of a stage at some widths.
   *
   * @param turn in which it will run, and is built if it is missing; the caller holds no pass of it
   */
  SessionCache.Lease stage(
      GeneratorSource.Stage stage, ChannelConfiguration channels, ComputeGate.Turn turn)
      throws IOException {
    String name =
        "stage for " + stage.resolution() + " px of '" + source.description().name() + "'";
    return acquire(
        new SessionKey(
            source.description().identity(),
            "stage-" + stage.resolution(),
            stage.widths(channels),
            turn.cores()),
        name,
        () -> source.stage(stage, channels),
        turn);
  }

  /**
   * The session of a graph that is not a stage.
   *
   * @param turn in which it will run, and is built if it is missing; the caller holds no pass of it
   * @throws InferenceException if the bundle has none
   */
  SessionCache.Lease auxiliary(AuxiliaryGraph graph, ComputeGate.Turn turn) throws IOException {
    String bundle = source.description().name();
    return acquire(
        new SessionKey(source.description().identity(), graph.title(), List.of(), turn.cores()),
        graph.title() + " of '" + bundle + "'",
        () -> {
          Optional<GeneratorSource.Graph> found = source.auxiliary(graph);
          if (found.isEmpty()) {
            throw new InferenceException(
                "The bundle '" + bundle + "' has no " + graph.title() + ".");
          }
          return found.get();
        },
        turn);
  }

  /**
   * Builds what is missing in two steps. The cache hears of it in the second only: an interactive
   * render must never wait for a session whose builder waits for the render.
   */
  private SessionCache.Lease acquire(
      SessionKey key,
      String name,
      ComputeGate.Step<GeneratorSource.Graph> graph,
      ComputeGate.Turn turn)
      throws IOException {
    Optional<SessionCache.Lease> found = cache.find(key);
    if (found.isPresent()) {
      return found.get();
    }
    GeneratorSource.Graph made = turn.run(graph);
    return turn.run(() -> cache.acquire(key, () -> open(made, name, key.cores())));
  }

  private NativeSession open(GeneratorSource.Graph graph, String name, Cores cores)
      throws IOException {
    // An arena keeps what a run held for the next one of this session. Where that is little, or
    // where the heap keeps it for all sessions, malloc is as fast.
    boolean arena = graph.workingBytes() >= ARENA_FROM && !runtime.keepsMemory();
    long bytes =
        SESSION_OVERHEAD
            + BYTES_PER_PARAMETER * graph.parameters()
            + (arena ? graph.workingBytes() : 0);
    return runtime.open(graph.model(), bytes, name, arena, cores);
  }
}

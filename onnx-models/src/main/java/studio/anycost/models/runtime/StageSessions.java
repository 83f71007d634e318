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

  /** The session of a stage at some widths. */
  SessionCache.Lease stage(GeneratorSource.Stage stage, ChannelConfiguration channels)
      throws IOException {
    String name =
        "stage for " + stage.resolution() + " px of '" + source.description().name() + "'";
    return cache.acquire(
        new SessionKey(
            source.description().identity(), "stage-" + stage.resolution(), stage.widths(channels)),
        () -> open(source.stage(stage, channels), name));
  }

  /**
   * The session of a graph that is not a stage.
   *
   * @throws InferenceException if the bundle has none
   */
  SessionCache.Lease auxiliary(AuxiliaryGraph graph) throws IOException {
    String bundle = source.description().name();
    return cache.acquire(
        new SessionKey(source.description().identity(), graph.title(), List.of()),
        () -> {
          Optional<GeneratorSource.Graph> found = source.auxiliary(graph);
          if (found.isEmpty()) {
            throw new InferenceException(
                "The bundle '" + bundle + "' has no " + graph.title() + ".");
          }
          return open(found.get(), graph.title() + " of '" + bundle + "'");
        });
  }

  private NativeSession open(GeneratorSource.Graph graph, String name) throws IOException {
    // An arena keeps what a run held for the next one of this session. Where that is little, or
    // where the heap keeps it for all sessions, malloc is as fast.
    boolean arena = graph.workingBytes() >= ARENA_FROM && !runtime.keepsMemory();
    long bytes =
        SESSION_OVERHEAD
            + BYTES_PER_PARAMETER * graph.parameters()
            + (arena ? graph.workingBytes() : 0);
    return runtime.open(graph.model(), bytes, name, arena);
  }
}

package studio.anycost.models.runtime;

import java.util.Optional;

/**
 * What the runtime is doing, at one moment.
 *
 * @param provider name of the execution provider that runs, for people
 * @param providerNote why it is not the one that was asked for; a sentence
 * @param threads threads that work on one node
 * @param version version of ONNX Runtime
 * @param cachedSessions sessions that are open
 * @param cachedBytes estimate of their native memory
 * @param budgetBytes what they may take
 * @param running renders under way
 * @param queued renders of views that wait
 * @param openHandles native handles that are open: sessions, tensors, run options
 */
public record RuntimeStatus(
    String provider,
    Optional<String> providerNote,
    int threads,
    String version,
    int cachedSessions,
    long cachedBytes,
    long budgetBytes,
    int running,
    int queued,
    long openHandles) {}

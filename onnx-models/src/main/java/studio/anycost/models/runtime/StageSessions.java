package studio.anycost.models.runtime;

import java.io.IOException;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.models.words.Texts;

/** The sessions of one generator, built when first needed and kept in the shared cache. */
final class StageSessions {
  private final GeneratorSource source;
  private final SessionBuilder sessions;

  StageSessions(GeneratorSource source, SessionBuilder sessions) {
    this.source = source;
    this.sessions = sessions;
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
        Texts.of("runtime.stageSessions.stage", stage.resolution(), source.description().name());
    return sessions.acquire(
        new SessionKey(
            source.content(), "stage-" + stage.resolution(), stage.widths(channels), turn.cores()),
        SessionBuilder.Label.imported(name),
        () -> source.stage(stage, channels),
        turn);
  }
}

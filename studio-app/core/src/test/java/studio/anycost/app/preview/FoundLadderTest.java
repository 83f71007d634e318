package studio.anycost.app.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** From what a search found to what auto chooses from, over a restart. */
class FoundLadderTest {
  @TempDir Path home;

  private StudioEngine open() throws Exception {
    EngineFactory factory =
        new EngineFactory(
            new StudioFolders(
                home,
                home.resolve("plugins"),
                home.resolve("logs"),
                home.resolve("cache"),
                Optional.empty()),
            RuntimeOptions.defaults());
    return factory.openWithoutPlugins(factory.openBundle(Optional.empty()));
  }

  @Test
  void whatASearchFoundIsChosenFromNowAndAfterTheNextStart() throws Exception {
    List<SubGenerator> rungs;
    try (StudioEngine engine = open()) {
      ChannelTable table = engine.description().channels();
      PreviewFactory previews = new PreviewFactory(engine);
      assertThat(previews.ladder(previews.grid()).rungs()).isEqualTo(Ladder.uniform(table).rungs());
      List<Candidate> found = RandomLadders.candidates(table, new Random(1), 12);
      engine.keep(new ToolResult.Candidates(found), TaskContext.none());
      rungs = previews.ladder(previews.grid()).rungs();
      assertThat(rungs)
          .containsAnyElementsOf(found.stream().map(Candidate::subGenerator).toList())
          .isNotEqualTo(Ladder.uniform(table).rungs())
          .endsWith(table.full());
    }
    try (StudioEngine engine = open()) {
      PreviewFactory previews = new PreviewFactory(engine);
      assertThat(previews.ladder(previews.grid()).rungs()).isEqualTo(rungs);
    }
  }
}

package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.engine.PublishedCandidates;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.task.JobInfo;

/** {@code studio search import}. */
@Command(
    name = "import",
    description = {
      "Take what a search found from a file, as this studio and the published searches write it.",
      "Previews of the model climb these sub-generators from then on, on this computer, in the"
          + " place of those that were kept before; Load in the window adds to them."
    })
final class ImportCandidatesCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;

  @Parameters(paramLabel = "FILE.json", description = "The file to read.")
  private Path file;

  ImportCandidatesCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (StudioEngine engine = context.openEngineWithoutPlugins(bundle.path())) {
      List<Candidate> found = read(engine);
      new CliJobs(context)
          .run(
              JobInfo.of("Import"),
              (TaskContext<Void> running) -> {
                engine.keep(new ToolResult.Candidates(found), running);
                return found;
              });
      CandidateText.print(context, engine, found);
    }
    return ExitCodes.DONE;
  }

  private List<Candidate> read(StudioEngine engine) throws InputException {
    try {
      return PublishedCandidates.read(file, engine.description());
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }
}

package studio.anycost.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.task.JobInfo;
import studio.anycost.models.bundle.BundleException;
import studio.anycost.models.bundle.BundleRevision;
import studio.anycost.models.bundle.ModelBundle;

/** Writes a bundle in its other form, byte by byte the same. */
final class BundleCopy {
  private BundleCopy() {}

  /**
   * @param title of the work, for people
   * @param output that is not there yet
   */
  static void write(CliContext context, String title, Optional<Path> bundle, Path output)
      throws Exception {
    if (Files.exists(output)) {
      throw new InputException("There is " + output + " already: choose another name.");
    }
    OutputOption.checkPlace(output);
    new CallFiles().readsModel(bundle).writes(output).check();
    try (ModelBundle open = context.openBundle(bundle)) {
      new CliJobs(context)
          .run(
              JobInfo.of(title),
              (TaskContext<Void> running) -> {
                new BundleRevision(open).write(output, false, running);
                return ExitCodes.DONE;
              });
    } catch (BundleException e) {
      throw InputException.of(e);
    }
    context.out().println("Wrote " + output + ".");
  }
}

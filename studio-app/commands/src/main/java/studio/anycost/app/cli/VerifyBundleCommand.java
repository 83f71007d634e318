package studio.anycost.app.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.task.JobInfo;
import studio.anycost.models.bundle.BundleException;
import studio.anycost.models.bundle.Manifest;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.GraphSummary;
import studio.anycost.models.graph.InvalidGraphException;

/** {@code studio bundle verify}. */
@Command(
    name = "verify",
    description = "Compare every file of a bundle with its manifest, and look at every graph.",
    footerHeading = "%nExamples:%n",
    footer = {"  studio bundle verify model.zip", "  studio bundle verify"})
final class VerifyBundleCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private NamedBundle bundle;

  VerifyBundleCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (ModelBundle open = context.openBundle(bundle.path())) {
      new CliJobs(context)
          .run(
              JobInfo.of("Verify"),
              (TaskContext<Void> running) -> {
                verify(open, running);
                return ExitCodes.DONE;
              });
      Manifest manifest = open.manifest();
      long bytes = manifest.files().values().stream().mapToLong(Manifest.FileEntry::bytes).sum();
      context
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "The bundle %s is whole: %d files, %.1f MB, identity %s.",
                  open.title(),
                  manifest.files().size() + 1,
                  bytes / 1e6,
                  open.identity()));
    }
    return ExitCodes.DONE;
  }

  private static void verify(ModelBundle open, TaskContext<?> running)
      throws IOException, InputException {
    try {
      open.verify(running);
      for (String file : open.manifest().files().keySet()) {
        running.cancellation().throwIfCancelled();
        if (file.endsWith(".onnx")) {
          GraphSummary.read(open.read(file), file + " of " + open.title());
        }
      }
    } catch (BundleException | InvalidGraphException e) {
      throw InputException.of(e);
    }
  }
}

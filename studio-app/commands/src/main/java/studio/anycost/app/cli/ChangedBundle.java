package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.task.JobInfo;
import studio.anycost.export.arrays.ArrayException;
import studio.anycost.export.boundaries.BoundaryException;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.importer.BundleEditor;
import studio.anycost.export.importer.ImportException;
import studio.anycost.models.bundle.BundleException;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.io.InvalidFileException;

/** {@code --bundle B} and {@code -o NEW}: which bundle is changed, and where the result goes. */
final class ChangedBundle {
  @Mixin private BundleOption bundle;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "NEW",
      description =
          "Write a changed copy to this folder or zip file. Default: the bundle's own place.")
  private Path output;

  /** One change of a bundle. */
  @FunctionalInterface
  interface Change {
    /**
     * @throws CancellationException if cancelled
     */
    void make(BundleEditor editor, TaskContext<?> running) throws IOException;
  }

  /**
   * Changes the bundle in the foreground and says where it is now.
   *
   * @param title of the work, for people
   */
  void change(CliContext context, String title, Change change) throws Exception {
    Path target = target();
    new CliJobs(context)
        .run(
            JobInfo.of(title),
            (TaskContext<Void> running) -> {
              run(context, target, change, running);
              return ExitCodes.DONE;
            });
  }

  private void run(CliContext context, Path target, Change change, TaskContext<?> running)
      throws IOException, InputException {
    try (ModelBundle open = context.openBundle(bundle.path())) {
      BundleEditor editor = new BundleEditor(open);
      change.make(editor, running);
      editor.write(target, replacesItself(target), running);
      editor.notices().forEach(context.err()::println);
    } catch (ImportException
        | BoundaryException
        | ArrayException
        | CheckpointException
        | InvalidFileException
        | BundleException e) {
      throw InputException.of(e);
    }
    context.out().println("Wrote " + target + ".");
  }

  /** The bundle that is changed; empty for the built-in one. */
  Optional<Path> path() {
    return bundle.path();
  }

  private Path target() throws InputException {
    Optional<Path> own = bundle.path();
    if (output == null) {
      Path changed =
          own.orElseThrow(
              () ->
                  new InputException(
                      "The model that comes along stays as it is: name a changed copy with -o, or"
                          + " another bundle with --bundle."));
      OutputOption.checkPlace(changed);
      return changed;
    }
    if (Files.exists(output) && !replacesItself(output)) {
      throw new InputException("There is " + output + " already: choose another name for -o.");
    }
    OutputOption.checkPlace(output);
    if (!replacesItself(output)) {
      new CallFiles().readsModel(own).writes(output).check();
    }
    return output;
  }

  private boolean replacesItself(Path target) {
    Optional<Path> own = bundle.path();
    try {
      return own.isPresent() && Files.exists(target) && Files.isSameFile(target, own.get());
    } catch (IOException e) {
      return false;
    }
  }
}

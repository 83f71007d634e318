package studio.anycost.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code studio bundle rename}. */
@Command(
    name = "rename",
    description = "Give a bundle another name, as people read it; its file keeps its own.",
    footerHeading = "%nExamples:%n",
    footer = {"  studio bundle rename 'My faces' --bundle model.zip"})
final class RenameBundleCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private ChangedBundle bundle;

  @Parameters(paramLabel = "NAME", description = "The new name.")
  private String name;

  RenameBundleCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (name.isBlank()) {
      throw new InputException("The new name is empty: write one that people can read.");
    }
    bundle.change(context, "Rename", (editor, running) -> editor.rename(name));
    return ExitCodes.DONE;
  }
}

package studio.anycost.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code studio bundle measure}. */
@Command(
    name = "measure",
    description = {
      "Find out which sub-generators a model is good for, as an import does.",
      "Some faces are rendered with each and compared with the full generator's. Needed for bundles",
      "of earlier versions."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  studio bundle measure --bundle model.zip", "  studio info --bundle model.zip"})
final class MeasureBundleCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private ChangedBundle bundle;

  MeasureBundleCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    bundle.change(
        context,
        "Measure",
        (editor, running) ->
            editor.consistency(context.engines().measureConsistency(bundle.path(), running)));
    return ExitCodes.DONE;
  }
}

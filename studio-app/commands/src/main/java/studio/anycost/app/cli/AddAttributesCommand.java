package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.models.graph.WeightStorage;

/** {@code studio bundle add-attributes}. */
@Command(
    name = "add-attributes",
    description = "Add the attribute predictor, in the place of one that is there.",
    footerHeading = "%nExamples:%n",
    footer = {"  studio bundle add-attributes A.pt --attribute-names names.txt --bundle model.zip"})
final class AddAttributesCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private ChangedBundle bundle;

  @Parameters(paramLabel = "A.pt", description = "Checkpoint of the attribute predictor.")
  private Path file;

  @Option(
      names = "--attribute-names",
      required = true,
      paramLabel = "F.txt",
      description = "Names of the predictor's attributes, one a line.")
  private Path names;

  @Option(names = "--float16", description = "Store weights in half precision: half the size.")
  private boolean float16;

  AddAttributesCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    WeightStorage storage = float16 ? WeightStorage.FLOAT16 : WeightStorage.FLOAT32;
    bundle.change(
        context,
        "Add the attribute predictor",
        (editor, running) -> editor.addAttributes(file, names, storage));
    return ExitCodes.DONE;
  }
}

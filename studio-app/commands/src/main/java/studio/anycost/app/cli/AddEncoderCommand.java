package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.models.graph.WeightStorage;

/** {@code studio bundle add-encoder}. */
@Command(
    name = "add-encoder",
    description = "Add the encoder for projecting photos, in the place of one that is there.",
    footerHeading = "%nExamples:%n",
    footer = {"  studio bundle add-encoder E.pt --bundle model.zip"})
final class AddEncoderCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private ChangedBundle bundle;

  @Parameters(paramLabel = "E.pt", description = "Checkpoint of the encoder.")
  private Path file;

  @Option(names = "--float16", description = "Store weights in half precision: half the size.")
  private boolean float16;

  AddEncoderCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    WeightStorage storage = float16 ? WeightStorage.FLOAT16 : WeightStorage.FLOAT32;
    bundle.change(
        context, "Add the encoder", (editor, running) -> editor.addEncoder(file, storage));
    return ExitCodes.DONE;
  }
}

package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.models.bundle.PackedBundle;

/** {@code studio bundle unpack}. */
@Command(
    name = "unpack",
    description = "Write a bundle as a folder, without changing it.",
    footerHeading = "%nExamples:%n",
    footer = {"  studio bundle unpack model.zip -o model"})
final class UnpackBundleCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private NamedBundle bundle;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "The folder to write; it must not exist.")
  private Path output;

  UnpackBundleCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (PackedBundle.isNamed(output)) {
      throw new InputException(
          "An unpacked bundle is a folder, whose name does not end in .zip or .anycostmodel as "
              + output
              + ".");
    }
    BundleCopy.write(context, "Unpack", bundle.path(), output);
    return ExitCodes.DONE;
  }
}

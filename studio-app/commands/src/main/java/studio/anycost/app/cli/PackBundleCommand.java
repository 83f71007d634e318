package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.models.bundle.PackedBundle;

/** {@code studio bundle pack}. */
@Command(
    name = "pack",
    description = "Write a bundle as one zip file, without changing it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio bundle pack model -o model.zip",
      "  studio bundle pack model -o model.anycostmodel"
    })
final class PackBundleCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private NamedBundle bundle;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "X.zip",
      description =
          "The zip file to write; it must not exist. The ending .anycostmodel opens by a double click.")
  private Path output;

  PackBundleCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (!PackedBundle.isNamed(output)) {
      throw new InputException(
          "A packed bundle is one file that ends in .zip or .anycostmodel, not " + output + ".");
    }
    BundleCopy.write(context, "Pack", bundle.path(), output);
    return ExitCodes.DONE;
  }
}

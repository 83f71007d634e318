package studio.anycost.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import studio.anycost.training.data.PicturePreparation;

@Command(
    name = "prepare",
    description =
        "Makes one file of all pictures of a folder: of each the largest square in the middle.",
    mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
  private static final int TELL_EVERY = 1000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "The folder, with the folders in it.")
  private Path folder;

  @Option(names = "--size", required = true, description = "Pixels a side: 8, 16, 32, ...")
  private int size;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DATA",
      description = "The file to write.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    PicturePreparation.Result result =
        new PicturePreparation(new PictureReader()).prepare(folder, size, output, this::tell);
    var out = spec.commandLine().getOut();
    out.println(result.pictures() + " pictures of " + size + " px are in " + output + ".");
    if (!result.leftOut().isEmpty()) {
      out.println(result.leftOut().size() + " files were left out:");
      result.leftOut().forEach(out::println);
    }
    return 0;
  }

  private void tell(int files) {
    if (files % TELL_EVERY == 0) {
      spec.commandLine().getErr().println(files + " files ...");
    }
  }
}

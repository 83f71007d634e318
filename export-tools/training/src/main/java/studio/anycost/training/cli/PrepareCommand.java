package studio.anycost.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import studio.anycost.app.cli.InputException;
import studio.anycost.app.cli.OutputOption;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.training.data.PicturePreparation;

/** {@code studio train prepare}. */
@Command(
    name = "prepare",
    description = {
      "Make one file of all pictures of a folder: of each the largest square in the middle.",
      "What was ended goes on where it was. For faces, align them first: 'studio align FOLDER -o"
          + " SQUARES --size N'."
    })
final class PrepareCommand implements Callable<Integer> {
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
  public Integer call() throws IOException, InputException {
    OutputOption.checkPlace(output);
    PicturePreparation.Result result = InputException.checking(() -> prepared(preparation()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(result.pictures() + " pictures of " + size + " px are in " + output + ".");
    if (!result.leftOut().isEmpty()) {
      out.println(result.leftOut().size() + " files were left out:");
      result.leftOut().forEach(out::println);
    }
    out.flush();
    return 0;
  }

  /** Reads what the photo reader reads. */
  static PicturePreparation preparation() {
    PhotoReader photos = new PhotoReader();
    return new PicturePreparation(
        file -> {
          try {
            return photos.read(file).pixels();
          } catch (IOException e) {
            throw new IOException(withoutName(file, Reasons.of(e)), e);
          }
        });
  }

  private PicturePreparation.Result prepared(PicturePreparation preparation) throws InputException {
    try {
      return preparation.prepare(
          folder, size, output, new PreparationProgress(spec.commandLine().getErr()));
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  private static String withoutName(Path file, String sentence) {
    String name = file.getFileName() + ": ";
    return sentence.startsWith(name) ? sentence.substring(name.length()) : sentence;
  }
}

package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.export.boundaries.BoundarySource;

/** {@code studio bundle add-boundaries}. */
@Command(
    name = "add-boundaries",
    description = {
      "Add attribute boundaries: .npy, .npz, .pt, .pth or .safetensors files, or folders of them.",
      "A file with one boundary is named after the file; dictionaries name theirs; factors of a",
      "matrix are numbered."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio bundle add-boundaries age.npy smile.pt --bundle model.zip",
      "  studio bundle add-boundaries sefa_factor.pt --factors 10 -o mine.zip"
    })
final class AddBoundariesCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private ChangedBundle bundle;
  @Mixin private BoundaryOptions boundaries;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or folders.")
  private List<Path> files;

  @Option(
      names = "--replace",
      description = "Exchange boundaries of the same name. Without this they are refused.")
  private boolean replace;

  AddBoundariesCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    BoundarySource source = boundaries.source(files);
    bundle.change(
        context,
        "Add boundaries",
        (editor, running) -> editor.addBoundaries(source, replace, running));
    return ExitCodes.DONE;
  }
}

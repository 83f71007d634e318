package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import studio.anycost.export.boundaries.ArrayLayout;
import studio.anycost.export.boundaries.BoundarySource;

/** How files of boundaries are read. */
final class BoundaryOptions {
  @Option(
      names = "--boundary-layout",
      paramLabel = "L",
      defaultValue = "auto",
      description = {
        "What a matrix of boundaries is: layers (one, with a row for every style), rows or columns"
            + " (one in each). Default: auto, by its shape and key: as many rows as a code has"
            + " styles are layers, factors (eigvec) are columns, others rows."
      })
  private ArrayLayout layout;

  @Option(
      names = "--factors",
      paramLabel = "N",
      defaultValue = "20",
      description = "Take the first N directions of a matrix. Default: ${DEFAULT-VALUE}.")
  private int factors;

  BoundarySource source(List<Path> paths) throws InputException {
    if (factors < 1) {
      throw new InputException("--factors takes a number from 1 on, not " + factors + ".");
    }
    return new BoundarySource(paths, layout, factors);
  }
}

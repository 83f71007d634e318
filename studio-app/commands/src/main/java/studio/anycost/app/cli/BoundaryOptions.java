package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import studio.anycost.export.boundaries.ArrayLayout;
import studio.anycost.export.boundaries.BoundarySource;

/** How files of boundaries are read. */
final class BoundaryOptions {
  @Option(
      names = "--boundary-layout",
      paramLabel = "L",
      defaultValue = "auto",
      converter = Layout.class,
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

  /** Layouts as people write them. */
  static final class Layout implements ITypeConverter<ArrayLayout> {
    @Override
    public ArrayLayout convert(String text) {
      return Arrays.stream(ArrayLayout.values())
          .filter(layout -> layout.name().equalsIgnoreCase(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + text
                          + "' is no layout: --boundary-layout takes auto, layers, rows or"
                          + " columns"));
    }
  }

  BoundarySource source(List<Path> paths) throws InputException {
    if (factors < 1) {
      throw new InputException("--factors takes a number from 1 on, not " + factors + ".");
    }
    return new BoundarySource(paths, layout, factors);
  }
}

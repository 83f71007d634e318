package studio.anycost.app.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.files.CsvText;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.image.GridSheet;
import studio.anycost.app.image.Labels;
import studio.anycost.app.words.Texts;

/** A comparison as one picture with a legend, and as a table for other programs. */
public final class ComparisonFiles {
  /** So many variants beside each other, each with its difference. */
  private static final int ACROSS = 2;

  private ComparisonFiles() {}

  /**
   * One sheet: every picture, beside it where it differs from the full one, below both what it is
   * and what it costs.
   *
   * @param title of the model
   * @param portrait in a few words; may be several lines
   * @param compared at least one
   */
  public static RgbImage sheet(String title, String portrait, List<Compared> compared) {
    List<GridSheet.Cell> cells = new ArrayList<>();
    for (Compared each : compared) {
      cells.add(new GridSheet.Cell(each.picture(), each.variant().name()));
      cells.add(new GridSheet.Cell(each.difference(), figures(each)));
    }
    String picture = Texts.of("compare.comparisonFiles.picture");
    String difference = Texts.of("compare.comparisonFiles.difference", DifferenceMap.AMPLIFICATION);
    int across = Math.min(ACROSS, compared.size());
    int down = (compared.size() + across - 1) / across;
    return GridSheet.draw(
        new GridSheet.Content(
            title,
            portrait + "\n" + Texts.of("compare.comparisonFiles.legend"),
            IntStream.range(0, 2 * across)
                .mapToObj(column -> column % 2 == 0 ? picture : difference)
                .toList(),
            IntStream.range(0, down).mapToObj(row -> "").toList(),
            cells));
  }

  private static String figures(Compared compared) {
    return Texts.of(
        "compare.comparisonFiles.figures",
        compared.distance(),
        compared.milliseconds(),
        Labels.gigaMacs(compared.macs()));
  }

  /** Comma-separated values with a heading, numbers with a point whatever the language. */
  public static String csv(List<Compared> compared) {
    StringBuilder text =
        new StringBuilder("name,resolution,channels,distance,ms,gmacs,gmacs_performed\r\n");
    for (Compared each : compared) {
      text.append(CsvText.quoted(each.variant().name()))
          .append(',')
          .append(each.variant().subGenerator().resolution())
          .append(',')
          .append(CsvText.quoted(each.variant().subGenerator().channels().toString()))
          .append(
              String.format(
                  Locale.ROOT,
                  ",%.6f,%.3f,%.6f,%.6f%s",
                  each.distance(),
                  each.milliseconds(),
                  each.macs().literatureGiga(),
                  each.macs().performedGiga(),
                  "\r\n"));
    }
    return text.toString();
  }

  /**
   * Writes the table.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public static void writeCsv(Path file, List<Compared> compared) throws IOException {
    SafeFiles.write(file, csv(compared).getBytes(StandardCharsets.UTF_8));
  }
}

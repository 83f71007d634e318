package studio.anycost.app.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;

/** Which sub-generator: {@code --ratio} or {@code --channels}, {@code --resolution}. */
final class SizeOptions {
  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Widths widths = new Widths();

  private static final class Widths {
    @Option(
        names = "--ratio",
        paramLabel = "R",
        description =
            "Channel ratio above 0 and at most 1; the model is trained for .25, .5, .75 and 1."
                + " Default: 1.")
    private Double ratio;

    @Option(
        names = "--channels",
        paramLabel = "c0,c1,...",
        description =
            "Channels of the constant and of every styled convolution, for the full resolution or"
                + " for exactly the one of --resolution.")
    private String channels;
  }

  @Option(
      names = "--resolution",
      paramLabel = "N",
      description = "Side of the picture in pixels, a power of two. Default: the full one.")
  private Integer resolution;

  /** The sub-generator that was asked for; the full one if nothing was. */
  SubGenerator subGenerator(ChannelTable table) throws InputException {
    return InputException.checking(
        () -> {
          if (widths.channels != null) {
            return listed(table, parse(widths.channels));
          }
          return table.subGenerator(
              widths.ratio == null ? 1.0 : widths.ratio,
              resolution == null ? table.resolution() : resolution);
        });
  }

  private SubGenerator listed(ChannelTable table, ChannelConfiguration given)
      throws InputException {
    int wanted = resolution == null ? given.resolution() : resolution;
    int length = ChannelConfiguration.lengthFor(wanted);
    int full = ChannelConfiguration.lengthFor(table.resolution());
    int entries = given.widths().size();
    if (entries != full && (entries != length || resolution == null)) {
      throw new InputException(
          "--channels has "
              + entries
              + " entries; it takes "
              + full
              + " for "
              + table.resolution()
              + " px"
              + (resolution == null ? "" : " or " + length + " for " + resolution + " px")
              + ".");
    }
    SubGenerator subGenerator = new SubGenerator(given, wanted);
    table.require(subGenerator);
    return subGenerator;
  }

  private static ChannelConfiguration parse(String text) throws InputException {
    List<Integer> widths = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        widths.add(Integer.valueOf(part.strip()));
      } catch (NumberFormatException e) {
        throw new InputException(
            "--channels takes whole numbers separated by commas, not '" + part + "'.", e);
      }
    }
    return new ChannelConfiguration(widths);
  }
}

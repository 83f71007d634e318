package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.MacCount;
import studio.anycost.app.compare.SubGeneratorNames;
import studio.anycost.app.image.Labels;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.settings.ProductVersion;
import studio.anycost.models.bundle.Manifest;
import studio.anycost.models.bundle.ModelBundle;

/** {@code studio info}. */
@Command(
    name = "info",
    description = "Tell what a model bundle holds.",
    footerHeading = "%nExamples:%n",
    footer = {"  studio info", "  studio info --bundle model.zip --json"})
final class InfoCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  InfoCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InputException {
    try (ModelBundle open = context.openBundle(bundle.path())) {
      if (json) {
        ObjectNode root = json(open, context.grid(open));
        new BundleParts(open).addTo(root);
        context.print(root);
      } else {
        print(open, context.grid(open), context.out());
      }
    }
    return ExitCodes.DONE;
  }

  private static ObjectNode json(ModelBundle bundle, UniformGrid grid) {
    GeneratorDescription description = bundle.description();
    Manifest manifest = bundle.manifest();
    ChannelTable table = description.channels();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("studioVersion", ProductVersion.number());
    root.put("name", description.name());
    root.put("location", bundle.title());
    root.put("identity", description.identity());
    root.put("licence", manifest.licence());
    root.put("provenance", manifest.provenance());
    root.put("bytes", bytes(manifest));
    root.put("resolution", table.resolution());
    ArrayNode resolutions = root.putArray("resolutions");
    manifest.generator().resolutions().forEach(resolutions::add);
    root.put("channelMultiplier", table.multiplier());
    root.put("channelMax", table.channelMax());
    ArrayNode channels = root.putArray("channels");
    manifest.generator().channels().forEach(channels::add);
    root.put("styleCount", description.styleCount());
    root.put("styleDimension", description.styleDimension());
    root.put("mappingLayers", manifest.generator().mappingLayers());
    root.put("encoder", manifest.encoder().isPresent());
    ArrayNode attributes = root.putArray("attributes");
    description.attributes().forEach(attributes::add);
    manifest
        .consistency()
        .ifPresent(known -> root.put("consistency", ConsistencyText.origin(known)));
    ArrayNode subGenerators = root.putArray("subGenerators");
    for (UniformGrid.Place place : grid.places()) {
      MacCount macs = place.macs();
      ObjectNode node = subGenerators.addObject();
      node.put("ratio", place.ratio())
          .put("resolution", place.subGenerator().resolution())
          .put("channels", place.subGenerator().channels().toString())
          .put("macs", macs.literature())
          .put("macsPerformed", macs.performed())
          .put("usable", place.usable());
      place.difference().ifPresent(difference -> node.put("difference", difference));
    }
    return root;
  }

  private static long bytes(Manifest manifest) {
    return manifest.files().values().stream().mapToLong(Manifest.FileEntry::bytes).sum();
  }

  private static void print(ModelBundle bundle, UniformGrid grid, PrintWriter out)
      throws IOException {
    GeneratorDescription description = bundle.description();
    Manifest manifest = bundle.manifest();
    ChannelTable table = description.channels();
    line(out, "Model", description.name());
    line(out, "Location", bundle.title());
    line(out, "Identity", description.identity());
    line(out, "Licence", manifest.licence());
    line(out, "Provenance", manifest.provenance());
    line(out, "Size", String.format(Locale.ROOT, "%.1f MB", bytes(manifest) / 1e6));
    line(
        out,
        "Generator",
        table.resolution()
            + " px, channel multiplier "
            + table.multiplier()
            + ", at most "
            + table.channelMax()
            + " channels");
    line(
        out,
        "Styles",
        description.styleCount()
            + " of "
            + description.styleDimension()
            + " values, "
            + manifest.generator().mappingLayers()
            + " mapping layers");
    line(out, "Channels", table.uniform(1, table.resolution()).toString().replace(",", ", "));
    BundleParts parts = new BundleParts(bundle);
    parts.print(out);
    printMacs(out, grid);
    manifest.consistency().ifPresent(known -> ConsistencyText.print(out, grid, known));
    parts.printKept(out, new SubGeneratorNames(grid));
  }

  private static void printMacs(PrintWriter out, UniformGrid grid) {
    out.println();
    out.println("GMACs of uniform sub-generators (as the literature counts):");
    out.print("  ratio ");
    grid.resolutions()
        .forEach(resolution -> out.print(String.format(Locale.ROOT, "%9s", resolution + " px")));
    out.println();
    for (int row = 0; row < grid.ratios().size(); row++) {
      out.print(String.format(Locale.ROOT, "  %-6s", Labels.ratio(grid.ratios().get(row))));
      for (UniformGrid.Place place : grid.places()) {
        if (place.row() == row) {
          out.print(
              String.format(
                  Locale.ROOT, "%9s", Labels.gigaMacs(place.macs()).replace(" GMACs", "")));
        }
      }
      out.println();
    }
  }

  static void line(PrintWriter out, String label, String value) {
    out.println(String.format(Locale.ROOT, "%-12s%s", label, value));
  }
}

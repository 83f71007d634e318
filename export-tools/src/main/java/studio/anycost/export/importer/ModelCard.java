package studio.anycost.export.importer;

import java.util.List;
import java.util.Locale;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.models.bundle.Manifest;

/** A card for a model of which nothing is known but what was given at import. */
final class ModelCard {
  private ModelCard() {}

  static String write(Manifest manifest) {
    Manifest.GeneratorShape shape = manifest.generator();
    ChannelTable table = shape.channelTable();
    StringBuilder card = new StringBuilder();
    card.append("# ").append(manifest.name()).append("\n\n");
    paragraph(card, "Licence", manifest.licence());
    paragraph(card, "Provenance", manifest.provenance());
    card.append("This card was written at import, from the files alone. What the model was trained")
        .append(" on, and what it can and cannot do, only its makers can say.\n\n");
    card.append("## What is in the bundle\n\n");
    card.append(
        "- Generator: %d px, %d styles of %d values, %d mapping layers.\n"
            .formatted(
                shape.resolution(),
                table.styleCount(),
                shape.styleDimension(),
                shape.mappingLayers()));
    card.append("- Widths (constant, then every styled convolution): ")
        .append(table.full().channels())
        .append(".\n");
    card.append(manifest.encoder().isPresent() ? "- An encoder.\n" : "- No encoder.\n");
    card.append(
        manifest
            .attributes()
            .map(a -> "- An attribute predictor: " + String.join(", ", a.names()) + ".\n")
            .orElse("- No attribute predictor.\n"));
    manifest.boundaries().ifPresent(b -> boundaries(card, b.entries()));
    return card.toString();
  }

  private static void paragraph(StringBuilder card, String title, String text) {
    if (!text.isBlank()) {
      card.append(title).append(": ").append(text.strip()).append("\n\n");
    }
  }

  private static void boundaries(StringBuilder card, List<Manifest.BoundaryEntry> entries) {
    card.append("\n## Boundaries\n\n");
    card.append("Standard deviation of w along each, over ")
        .append(StyleStatistics.SAMPLES)
        .append(" mapped samples.\n\n");
    card.append("| boundary | standard deviation |\n|---|---|\n");
    for (Manifest.BoundaryEntry entry : entries) {
      card.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f |\n",
              entry.name().replace("|", "\\|"),
              entry.standardDeviation()));
    }
  }
}

package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.compare.SubGeneratorNames;
import studio.anycost.app.image.Labels;
import studio.anycost.models.bundle.KeptSubGenerator;
import studio.anycost.models.bundle.Manifest;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;

/** What a bundle has beside its generator, for {@code studio info}. */
final class BundleParts {
  private static final int NAME_WIDTH = 28;

  private final ModelBundle bundle;
  private final Manifest manifest;
  private final Optional<NetworkFacts> encoder;
  private final Optional<NetworkFacts> predictor;

  /**
   * Compares all files with the manifest, and reads the networks.
   *
   * @throws IOException if a file is not what the manifest says
   */
  BundleParts(ModelBundle bundle) throws IOException {
    this.bundle = bundle;
    manifest = bundle.manifest();
    bundle.verify(TaskContext.none());
    encoder = facts(manifest.encoder());
    predictor = facts(manifest.attributes().map(Manifest.Attributes::file));
  }

  private Optional<NetworkFacts> facts(Optional<String> file) throws IOException {
    return file.isPresent() ? Optional.of(NetworkFacts.read(bundle, file.get())) : Optional.empty();
  }

  private int noiseMaps() {
    return manifest.stages().stream().map(StageEntry::noiseInputs).mapToInt(List::size).sum();
  }

  private long bytes(Optional<String> file) {
    return file.map(name -> manifest.files().get(name).bytes()).orElse(0L);
  }

  void addTo(ObjectNode root) {
    root.put("content", bundle.identity());
    ObjectNode networks = root.putObject("networks");
    encoder.ifPresent(facts -> facts.addTo(networks.putObject("encoder")));
    predictor.ifPresent(facts -> facts.addTo(networks.putObject("attributePredictor")));
    ArrayNode boundaries = root.putArray("boundaries");
    for (Boundary boundary : bundle.description().boundaries()) {
      ObjectNode node =
          boundaries
              .addObject()
              .put("name", boundary.name())
              .put("standardDeviation", boundary.standardDeviation())
              .put("perStyle", boundary.isPerStyle());
      boundary
          .validation()
          .ifPresent(
              judged ->
                  node.putObject("validation")
                      .put("accuracy", judged.accuracy())
                      .put("faces", judged.faces()));
      boundary.quality().ifPresent(quality -> add(quality, node.putObject("slider")));
    }
    ArrayNode kept = root.putArray("keptSubGenerators");
    manifest.subGenerators().forEach(each -> add(each, kept.addObject()));
    root.putObject("noise").put("maps", noiseMaps()).put("bytes", bytes(manifest.noise()));
    manifest.modelCard().ifPresent(file -> root.put("modelCard", file));
    root.put("changed", manifest.origin().isPresent());
    root.putObject("files").put("count", manifest.files().size()).put("verified", true);
  }

  private static void add(KeptSubGenerator kept, ObjectNode node) {
    SubGenerator subGenerator = kept.candidate().subGenerator();
    node.put("resolution", subGenerator.resolution())
        .put("channels", subGenerator.channels().toString())
        .put("distance", kept.candidate().distance());
    kept.difference().ifPresent(difference -> node.put("difference", difference));
  }

  private static void add(SliderQuality quality, ObjectNode node) {
    node.put("faces", quality.faces());
    quality.flips().ifPresent(flips -> node.put("flips", flips));
    node.put("meanSideEffect", quality.meanSideEffect());
    ObjectNode effects = node.putObject("sideEffects");
    quality.sideEffects().forEach(each -> effects.put(each.attribute(), each.change()));
  }

  /** One line after the other. */
  void print(PrintWriter out) {
    InfoCommand.line(out, "Encoder", encoder.map(NetworkFacts::text).orElse("no"));
    InfoCommand.line(out, "Predictor", predictor.map(NetworkFacts::text).orElse("no"));
    InfoCommand.line(out, "Attributes", listed(bundle.description().attributes()));
    InfoCommand.line(
        out,
        "Noise",
        noiseMaps() == 0
            ? "none"
            : noiseMaps() + " maps, " + NetworkFacts.megabytes(bytes(manifest.noise())));
    InfoCommand.line(out, "Model card", manifest.modelCard().orElse("none"));
    InfoCommand.line(
        out,
        "Files",
        manifest.files().size()
            + ", all as the manifest says"
            + (manifest.origin().isPresent() ? "; parts were changed after the import" : ""));
    List<Boundary> boundaries = bundle.description().boundaries();
    InfoCommand.line(out, "Boundaries", boundaries.isEmpty() ? "none" : boundaries.size() + ":");
    for (Boundary boundary : boundaries) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %-" + NAME_WIDTH + "s standard deviation %.3f%s%s%s",
              boundary.name(),
              boundary.standardDeviation(),
              boundary.isPerStyle() ? ", a row for each style" : "",
              boundary.validation().map(judged -> ", " + SliderText.of(judged)).orElse(""),
              boundary.quality().map(quality -> ", " + SliderText.of(quality)).orElse("")));
    }
  }

  /** What previews climb beside the uniform ones, a line each; nothing if there is nothing. */
  void printKept(PrintWriter out, SubGeneratorNames names) {
    List<KeptSubGenerator> all = manifest.subGenerators();
    if (all.isEmpty()) {
      return;
    }
    out.println();
    out.println("Sub-generators that were found and kept, for previews:");
    for (KeptSubGenerator kept : all) {
      SubGenerator subGenerator = kept.candidate().subGenerator();
      MacCount macs = MacCount.of(subGenerator, bundle.description().styleDimension());
      out.println(
          String.format(
              Locale.ROOT,
              "  %s (%s): mean distance %.4f%s, %s",
              names.of(subGenerator),
              subGenerator.channels(),
              kept.candidate().distance(),
              kept.difference().isPresent()
                  ? ", difference " + Labels.difference(kept.difference().getAsDouble())
                  : "",
              Labels.gigaMacs(macs)));
    }
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}

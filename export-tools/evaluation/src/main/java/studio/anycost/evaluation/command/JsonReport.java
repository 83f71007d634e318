package studio.anycost.evaluation.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.portrait.Difference;
import studio.anycost.app.settings.ProductVersion;
import studio.anycost.evaluation.measure.EncoderTable;
import studio.anycost.evaluation.measure.PathLength;
import studio.anycost.evaluation.measure.SubVersusFull;
import studio.anycost.evaluation.measure.Uniform;
import studio.anycost.evaluation.picture.FolderPictures;
import studio.anycost.evaluation.score.FeatureExtractor;
import studio.anycost.evaluation.score.FeatureOrigin;
import studio.anycost.evaluation.statistics.Estimate;
import studio.anycost.evaluation.statistics.KernelDistance;

/** The numbers for programs. */
final class JsonReport {
  private final Setting setting;
  private final Results results;
  private final Path folder;

  /**
   * @param folder of the data; null if there is none
   */
  JsonReport(Setting setting, Results results, Path folder) {
    this.setting = setting;
    this.results = results;
    this.folder = folder;
  }

  ObjectNode root() {
    GeneratorDescription model = setting.engine().generator().description();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("studioVersion", ProductVersion.number());
    root.put("name", model.name()).put("identity", model.identity());
    root.put("samples", setting.samples()).put("seed", setting.faces().seed());
    root.put("noise", setting.noise().name().toLowerCase(Locale.ROOT));
    root.put("confidence", 0.95);
    ObjectNode perceptual = root.putObject("perceptual");
    perceptual.put("name", setting.perceptual().name());
    perceptual.put("published", setting.published());
    if (setting.wantsFeatures()) {
      putData(root.putObject("data"), setting.data().orElseThrow());
      putFeatures(root.putObject("features"), setting.features().orElseThrow());
      putToData(root);
    }
    if (setting.wants(Measure.PPL)) {
      ObjectNode ppl = root.putObject("ppl");
      ppl.put("sampling", setting.sampling().name().toLowerCase(Locale.ROOT));
      ppl.put("epsilon", PathLength.EPSILON);
      ArrayNode each = ppl.putArray("subGenerators");
      results.pathLengths().forEach((uniform, found) -> put(place(each, uniform), found));
    }
    if (setting.wants(Measure.CONSISTENCY)) {
      putConsistency(root.putObject("consistency"));
    }
    if (setting.wants(Measure.ATTRIBUTES)) {
      putAttributes(root.putObject("attributes"), model.attributes());
    }
    results.encoder().ifPresent(table -> putEncoder(root.putObject("encoder"), table));
    ArrayNode notes = root.putArray("notes");
    results.notes().forEach(notes::add);
    return root;
  }

  private void putData(ObjectNode node, FolderPictures pictures) {
    List<FolderPictures.LeftOut> leftOut = pictures.leftOut();
    node.put("folder", folder.toString()).put("pictures", pictures.count() - leftOut.size());
    ArrayNode each = node.putArray("leftOut");
    leftOut.forEach(
        left -> each.addObject().put("file", left.file().toString()).put("reason", left.reason()));
  }

  private void putFeatures(ObjectNode node, FeatureExtractor features) {
    FeatureOrigin about = features.about();
    node.put("name", about.name()).put("output", about.output());
    node.put("values", results.featureValues()).put("side", features.input().largestSide());
    node.put("standIn", about.standIn());
    if (about.standIn()) {
      node.put("note", FeatureOrigin.STAND_IN);
    }
  }

  private void putToData(ObjectNode root) {
    boolean standIn = setting.features().orElseThrow().about().standIn();
    if (setting.wants(Measure.FID)) {
      ObjectNode fid = root.putObject("fid").put("standIn", standIn);
      fid.put("psi", setting.faces().psi());
      ArrayNode each = fid.putArray("subGenerators");
      results
          .toData()
          .forEach(
              (uniform, found) -> place(each, uniform).put("value", found.fid().getAsDouble()));
    }
    if (setting.wants(Measure.KID)) {
      ObjectNode kid = root.putObject("kid").put("standIn", standIn);
      kid.put("psi", setting.faces().psi());
      ArrayNode each = kid.putArray("subGenerators");
      results
          .toData()
          .forEach(
              (uniform, found) -> {
                KernelDistance distance = found.kid().orElseThrow();
                place(each, uniform)
                    .put("value", distance.mean())
                    .put("deviation", distance.deviation())
                    .put("subsets", distance.subsets())
                    .put("subsetSize", distance.size());
              });
    }
  }

  private void putConsistency(ObjectNode node) {
    node.put("psi", setting.alike().psi());
    ArrayNode each = node.putArray("subGenerators");
    results
        .subVersusFull()
        .forEach(
            (uniform, found) -> {
              ObjectNode at = place(each, uniform);
              put(at.putObject("perceptual"), found.perceptual().estimate());
              put(at.putObject("mse"), found.mse().estimate());
            });
  }

  private void putAttributes(ObjectNode node, List<String> names) {
    node.put("psi", setting.alike().psi());
    ArrayNode each = node.putArray("subGenerators");
    for (var entry : results.subVersusFull().entrySet()) {
      SubVersusFull.Found found = entry.getValue();
      ObjectNode at = place(each, entry.getKey());
      put(at.putObject("mean"), found.agreement().mean());
      ObjectNode attributes = at.putObject("each");
      List<Estimate> shares = found.agreement().each();
      for (int i = 0; i < names.size(); i++) {
        put(attributes.putObject(names.get(i)), shares.get(i));
      }
    }
  }

  private void putEncoder(ObjectNode node, EncoderTable table) {
    putData(node.putObject("data"), setting.aligned().orElseThrow());
    node.put("pictures", table.pictures());
    ArrayNode subs = node.putArray("subGenerators");
    for (SubGenerator subGenerator : setting.encoded()) {
      ObjectNode sub = subs.addObject().put("resolution", subGenerator.resolution());
      ArrayNode channels = sub.putArray("channels");
      subGenerator.channels().widths().forEach(channels::add);
    }
    put(node.putObject("fullVsPicture"), table.mean().fullVsPhoto());
    table.mean().subVsPhoto().ifPresent(found -> put(node.putObject("subVsPicture"), found));
    table.mean().subVsFull().ifPresent(found -> put(node.putObject("subVsFull"), found));
  }

  private static ObjectNode place(ArrayNode each, Uniform uniform) {
    return each.addObject().put("ratio", uniform.ratio()).put("resolution", uniform.resolution());
  }

  private static void put(ObjectNode node, Estimate estimate) {
    node.put("value", estimate.value());
    node.put("low", estimate.low()).put("high", estimate.high());
  }

  private static void put(ObjectNode node, Difference difference) {
    node.put("l1", difference.l1()).put("mse", difference.mse());
    node.put("perceptual", difference.perceptual());
    difference.identity().ifPresent(identity -> node.put("identity", identity));
  }
}

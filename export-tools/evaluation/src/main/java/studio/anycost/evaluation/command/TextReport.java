package studio.anycost.evaluation.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.engine.Faithfulness;
import studio.anycost.app.portrait.Difference;
import studio.anycost.evaluation.measure.EncoderTable;
import studio.anycost.evaluation.measure.SubVersusFull;
import studio.anycost.evaluation.measure.Uniform;
import studio.anycost.evaluation.picture.FolderPictures;
import studio.anycost.evaluation.statistics.Estimate;

/** The numbers for people. */
final class TextReport {
  private static final double PERCENT = 100;

  private final Setting setting;
  private final Results results;
  private final Path folder;
  private final PrintWriter out;

  /**
   * @param folder of the data; null if there is none
   */
  TextReport(Setting setting, Results results, Path folder, PrintWriter out) {
    this.setting = setting;
    this.results = results;
    this.folder = folder;
    this.out = out;
  }

  void print() {
    GeneratorDescription model = setting.engine().generator().description();
    long first = setting.faces().seed();
    line("Model", model.name() + ", " + model.identity());
    line(
        "Faces",
        setting.samples()
            + " from seed "
            + first
            + " on, noise "
            + setting.noise().name().toLowerCase(Locale.ROOT)
            + "; intervals of 95 %");
    if (setting.wantsFeatures()) {
      data(setting.data());
      line("Features", Words.features(setting));
    }
    if (setting.wantsPerceptual()) {
      line("Perceptual", Words.perceptual(setting));
    }
    if (setting.wantsFeatures()) {
      toData();
    }
    if (setting.wants(Measure.PPL)) {
      paths();
    }
    if (setting.wants(Measure.CONSISTENCY)) {
      consistency();
    }
    if (setting.wants(Measure.ATTRIBUTES)) {
      attributes(model.attributes());
    }
    results.encoder().ifPresent(this::encoder);
    if (!results.notes().isEmpty()) {
      out.println();
      results.notes().forEach(out::println);
    }
  }

  private void line(String label, String text) {
    out.println(String.format(Locale.ROOT, "%-12s%s", label, text));
  }

  private void title(String text) {
    out.println();
    out.println(text);
  }

  private void row(Uniform uniform, String text) {
    out.println(String.format(Locale.ROOT, "  %-24s%s", uniform.name(), text));
  }

  private void data(Optional<FolderPictures> pictures) {
    if (pictures.isPresent()) {
      List<FolderPictures.LeftOut> leftOut = pictures.get().leftOut();
      line(
          "Data",
          (pictures.get().count() - leftOut.size())
              + " pictures of "
              + folder
              + (leftOut.isEmpty() ? "" : "; " + leftOut.size() + " left out:"));
      for (FolderPictures.LeftOut each : leftOut) {
        line("", each.file().getFileName() + ": " + each.reason());
      }
    }
  }

  private void toData() {
    String standIn =
        setting.features().orElseThrow().about().standIn() ? ", in stand-in features" : "";
    if (setting.wants(Measure.FID)) {
      title("FID" + standIn + " (0 = the same distribution):");
      results
          .toData()
          .forEach((uniform, found) -> row(uniform, number("%.4f", found.fid().getAsDouble())));
    }
    if (setting.wants(Measure.KID)) {
      title("KID" + standIn + " (0 = the same distribution), and its deviation between subsets:");
      results
          .toData()
          .forEach(
              (uniform, found) ->
                  row(
                      uniform,
                      String.format(
                          Locale.ROOT,
                          "%.6f +- %.6f  (%d subsets of %d)",
                          found.kid().orElseThrow().mean(),
                          found.kid().orElseThrow().deviation(),
                          found.kid().orElseThrow().subsets(),
                          found.kid().orElseThrow().size())));
    }
  }

  private void paths() {
    title(
        "Path length in w ("
            + setting.sampling().name().toLowerCase(Locale.ROOT)
            + "), in "
            + Words.perceptualInShort(setting)
            + ":");
    results.pathLengths().forEach((uniform, found) -> row(uniform, interval("%.3f", found, 1)));
  }

  private void consistency() {
    title(
        "Sub-generator and full generator, truncation "
            + setting.alike().psi()
            + ", perceptual in "
            + Words.perceptualInShort(setting)
            + ":");
    results
        .subVersusFull()
        .forEach(
            (uniform, found) ->
                row(
                    uniform,
                    "perceptual "
                        + interval("%.4f", found.perceptual().estimate(), 1)
                        + "  MSE "
                        + interval("%.5f", found.mse().estimate(), 1)));
  }

  private void attributes(List<String> names) {
    title(
        "Attribute consistency, truncation "
            + setting.alike().psi()
            + ": the predictor's verdict is the same, % of the faces, mean of "
            + names.size()
            + ":");
    Map<Uniform, SubVersusFull.Found> all = results.subVersusFull();
    all.forEach(
        (uniform, found) -> row(uniform, interval("%.2f", found.agreement().mean(), PERCENT)));
    title("Each attribute, the worst of these sub-generators:");
    for (int i = 0; i < names.size(); i++) {
      int attribute = i;
      Map.Entry<Uniform, Estimate> worst =
          all.entrySet().stream()
              .map(
                  entry ->
                      Map.entry(entry.getKey(), entry.getValue().agreement().each().get(attribute)))
              .min((a, b) -> Double.compare(a.getValue().value(), b.getValue().value()))
              .orElseThrow();
      out.println(
          String.format(
              Locale.ROOT,
              "  %-24s%s, %s",
              names.get(i),
              interval("%.2f", worst.getValue(), PERCENT),
              worst.getKey().name()));
    }
  }

  private void encoder(EncoderTable table) {
    out.println();
    if (!setting.wantsFeatures() || !setting.aligned().orElseThrow().leftOut().isEmpty()) {
      data(setting.aligned());
    }
    out.println(
        "Encoder, mean of "
            + table.pictures()
            + " pictures, sub = "
            + setting.encoded().size()
            + " sub-generators, perceptual in "
            + Words.perceptualInShort(setting)
            + ":");
    out.println("                    L1      MSE     perceptual  same person");
    Faithfulness mean = table.mean();
    difference("full vs picture", mean.fullVsPhoto());
    mean.subVsPhoto().ifPresent(found -> difference("sub vs picture", found));
    mean.subVsFull().ifPresent(found -> difference("sub vs full", found));
  }

  private void difference(String name, Difference found) {
    out.println(
        String.format(
            Locale.ROOT,
            "  %-18s%.4f  %.4f  %.4f      %s",
            name,
            found.l1(),
            found.mse(),
            found.perceptual(),
            found.identity().isPresent() ? number("%.3f", found.identity().getAsDouble()) : "-"));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String interval(String format, Estimate estimate, double scale) {
    Function<Double, String> text = value -> number(format, value * scale);
    return text.apply(estimate.value())
        + " ["
        + text.apply(estimate.low())
        + ", "
        + text.apply(estimate.high())
        + "]";
  }
}

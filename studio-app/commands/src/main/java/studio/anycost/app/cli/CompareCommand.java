package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.compare.Compared;
import studio.anycost.app.compare.Comparison;
import studio.anycost.app.compare.ComparisonFiles;
import studio.anycost.app.compare.Order;
import studio.anycost.app.compare.SubGeneratorNames;
import studio.anycost.app.compare.Variant;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.PluginWatch;
import studio.anycost.app.engine.PublishedCandidates;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.image.Labels;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.picture.PortraitNotes;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.task.JobInfo;

/** {@code studio compare}. */
@Command(
    name = "compare",
    description = {
      "Compare what sub-generators, and variants of the edits, make of one face with its full picture:",
      "distance as people see it, milliseconds here, operations, and where they differ."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio compare --seed 7",
      "  studio compare --seed 7 --sub 0.5@128 --sub found.json --sort ms -o compare.png -o compare.csv",
      "  studio compare --seed 7 --variant Smiling=1 --variant Smiling=1,Young=1 -o smiles.png"
    })
final class CompareCommand implements Callable<Integer> {
  private static final Pattern UNIFORM = Pattern.compile("([0-9.]{1,6})@([0-9]{1,5})");

  private final CliContext context;
  @Mixin private BundleOption bundle;
  @Mixin private FaceOptions face;
  @Mixin private EditOptions edits;

  @Option(
      names = "--sub",
      paramLabel = "RATIO@PX|FILE.json",
      description = {
        "A sub-generator: a channel ratio and a resolution, or all that a search wrote to a file;"
            + " repeatable. Without --sub and --variant: those that previews climb."
      })
  private List<String> subGenerators = List.of();

  @Option(
      names = "--variant",
      paramLabel = "NAME=VALUE[,...]",
      description =
          "The face with these edits beside its own, in full; repeatable, each a variant by itself.")
  private List<String> variants = List.of();

  @Option(
      names = "--sort",
      paramLabel = "WHAT",
      defaultValue = "named",
      description = "By named (the order given), distance, ms or gmacs. Default: ${DEFAULT-VALUE}.")
  private Order order;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT.(png|jpg|csv)",
      description = "A file to write: the pictures on one sheet, or the figures; repeatable.")
  private List<Path> outputs = List.of();

  CompareCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    for (Path output : outputs) {
      OutputOption.check(output, ".png", ".jpg", ".jpeg", ".csv");
    }
    new CallFiles()
        .readsModel(bundle.path())
        .reads(face.files())
        .reads(edits.file())
        .writes(outputs)
        .check();
    try (StudioEngine engine = context.openEngine(bundle.path());
        PluginWatch watch = new PluginWatch(engine)) {
      PortraitDocument portrait =
          edits.apply(face.document(context, engine, edits.project()), engine, context);
      List<Variant> compare = variants(engine, portrait);
      List<Compared> compared =
          new CliJobs(context)
              .run(
                  JobInfo.stoppable("Comparison"),
                  (TaskContext<Void> running) ->
                      new Comparison(engine).run(portrait, compare, each -> {}, running));
      watch.requireNoFailure();
      List<Compared> sorted = new ArrayList<>(compared);
      sorted.sort(order.comparator());
      sorted.forEach(this::print);
      for (Path output : outputs) {
        write(output, engine, portrait, sorted);
      }
      if (compared.size() < compare.size()) {
        context.out().flush();
        context
            .err()
            .println("Stopped: " + compared.size() + " of " + compare.size() + " are compared.");
        context.err().flush();
        return ExitCodes.CANCELLED;
      }
    }
    return ExitCodes.DONE;
  }

  private void print(Compared compared) {
    context
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: distance of this face %.4f, %.1f ms, %.2f GMACs",
                compared.variant().name(),
                compared.distance(),
                compared.milliseconds(),
                compared.macs().literatureGiga()));
  }

  private void write(
      Path output, StudioEngine engine, PortraitDocument portrait, List<Compared> compared)
      throws IOException {
    if (output.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      ComparisonFiles.writeCsv(output, compared);
    } else {
      PortraitNotes notes = new PortraitNotes(engine.description().name(), engine.edits());
      PictureWriter.write(
          output,
          ComparisonFiles.sheet(engine.description().name(), edits.caption(portrait), compared),
          PictureWriter.JPEG_QUALITY,
          Optional.of(notes.ofComparison(portrait, compared)));
    }
  }

  private List<Variant> variants(StudioEngine engine, PortraitDocument portrait)
      throws InputException {
    UniformGrid grid = context.grid(engine.generator().bundle());
    SubGeneratorNames names = new SubGeneratorNames(grid);
    Map<SubGenerator, String> wanted = new LinkedHashMap<>();
    for (String subGenerator : subGenerators) {
      addTo(wanted, names, engine, subGenerator);
    }
    if (wanted.isEmpty() && variants.isEmpty()) {
      grid.usableCheapestFirst().forEach(place -> add(place.subGenerator(), names, wanted));
      engine.candidates().forEach(found -> add(found.subGenerator(), names, wanted));
    }
    List<Variant> all = new ArrayList<>();
    wanted.forEach((subGenerator, name) -> all.add(new Variant(name, portrait, subGenerator)));
    SubGenerator full = engine.description().channels().full();
    for (String variant : variants) {
      all.add(
          new Variant(
              variant, EditOptions.with(portrait, List.of(variant.split(",")), engine), full));
    }
    return all;
  }

  private static void add(
      SubGenerator subGenerator, SubGeneratorNames names, Map<SubGenerator, String> wanted) {
    wanted.putIfAbsent(subGenerator, names.of(subGenerator));
  }

  /** A ratio is called as it was asked for, whether it is one of the grid or not. */
  private static void addTo(
      Map<SubGenerator, String> wanted, SubGeneratorNames names, StudioEngine engine, String text)
      throws InputException {
    Matcher uniform = UNIFORM.matcher(text);
    if (uniform.matches()) {
      SubGenerator asked =
          InputException.checking(
              () ->
                  engine
                      .description()
                      .channels()
                      .subGenerator(
                          Double.parseDouble(uniform.group(1)),
                          Integer.parseInt(uniform.group(2))));
      wanted.putIfAbsent(
          asked, Labels.uniform(Double.parseDouble(uniform.group(1)), asked.resolution()));
      return;
    }
    if (!text.toLowerCase(Locale.ROOT).endsWith(".json")) {
      throw new InputException(
          "--sub takes a ratio and a resolution, as in 0.5@128, or a .json file, not '"
              + text
              + "'.");
    }
    try {
      PublishedCandidates.read(Path.of(text), engine.description())
          .forEach(found -> add(found.subGenerator(), names, wanted));
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }
}

package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.PluginWatch;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.image.GridSheet;
import studio.anycost.app.image.Labels;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.task.JobInfo;

/** {@code studio grid}. */
@Command(
    name = "grid",
    description =
        "Render one face with the 4 channel ratios at the 4 highest resolutions, as one labelled"
            + " picture.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio grid --seed 7 -o grid.png",
      "  studio grid --seed 7 --set Smiling=1 -o grid.png"
    })
final class GridCommand implements Callable<Integer> {
  /** What the sheet's notes say first. */
  private static final String SHOWN = "Made with each channel ratio at each resolution. ";

  private final CliContext context;
  @Mixin private BundleOption bundle;
  @Mixin private FaceOptions face;
  @Mixin private EditOptions edits;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.(png|jpg)",
      description = "The file to write; - is standard output, as PNG.")
  private Path output;

  GridCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    boolean piped = output.toString().equals(CliContext.PIPE);
    if (!piped) {
      OutputOption.check(output, ".png", ".jpg", ".jpeg");
    }
    new CallFiles()
        .readsModel(bundle.path())
        .reads(face.files())
        .reads(edits.file())
        .writes(output)
        .check();
    try (StudioEngine engine = context.openEngine(bundle.path());
        PluginWatch watch = new PluginWatch(engine)) {
      PortraitDocument document =
          edits.apply(face.document(context, engine, edits.project()), engine, context);
      UniformGrid grid = context.grid(engine.generator().bundle());
      StyleCode code = engine.evaluate(document);
      List<GridSheet.Cell> cells =
          new CliJobs(context)
              .run(
                  JobInfo.of("Grid"),
                  (TaskContext<Void> running) ->
                      cells(engine, grid, code, document.noise(), running));
      watch.requireNoFailure();
      GridSheet.Content content =
          new GridSheet.Content(
              engine.description().name(),
              edits.caption(document),
              grid.resolutions().stream().map(resolution -> resolution + " px").toList(),
              grid.ratios().stream().map(ratio -> Labels.ratio(ratio) + " \u00d7").toList(),
              cells);
      RgbImage sheet = GridSheet.draw(content);
      NotedPicture noted = new NotedPicture(engine);
      if (piped) {
        context.send(noted.pngOfSheet(sheet, SHOWN, document));
      } else {
        noted.writeSheet(output, sheet, SHOWN, document);
      }
    }
    return ExitCodes.DONE;
  }

  private static List<GridSheet.Cell> cells(
      StudioEngine engine, UniformGrid grid, StyleCode code, Noise noise, TaskContext<?> running)
      throws IOException {
    List<GridSheet.Cell> cells = new ArrayList<>();
    double count = grid.places().size();
    for (UniformGrid.Place place : grid.places()) {
      running
          .progress()
          .report(cells.size() / count, "Rendering " + (cells.size() + 1) + " of " + (int) count);
      ImageTensor image =
          engine.generator().render(code, place.subGenerator(), noise, running.cancellation());
      String label = place.usable() ? Labels.gigaMacs(place.macs()) : "not trained for this";
      cells.add(new GridSheet.Cell(image.toRgb(), label));
    }
    return cells;
  }
}

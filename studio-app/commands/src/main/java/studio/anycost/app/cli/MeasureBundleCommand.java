package studio.anycost.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.engine.SliderMeasure;
import studio.anycost.export.importer.BundleEditor;

/** {@code studio bundle measure}. */
@Command(
    name = "measure",
    description = {
      "Find out which sub-generators a model is good for, as an import does.",
      "Some faces are rendered with each and compared with the full generator's. Needed for bundles",
      "of earlier versions.",
      "With --sliders: find out how often each slider changes the verdict of the model's attribute",
      "predictor, and what else it changes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio bundle measure --bundle model.zip",
      "  studio bundle measure --sliders -o measured.zip",
      "  studio info --bundle measured.zip"
    })
final class MeasureBundleCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private ChangedBundle bundle;

  @Option(names = "--sliders", description = "Measure the sliders instead; takes some minutes.")
  private boolean sliders;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAMES",
      description = "Measure these sliders alone; of the others stays what is known.")
  private List<String> only = List.of();

  @Option(
      names = "--faces",
      paramLabel = "N",
      defaultValue = "" + SliderMeasure.FACES,
      description = "On how many faces sliders are measured. Default: ${DEFAULT-VALUE}.")
  private int faces;

  @Option(
      names = "--ratio",
      paramLabel = "R",
      defaultValue = "1",
      description = "Channels that render for it: 0.25, 0.5, 0.75 or 1. Default: 1.")
  private double ratio;

  @Option(
      names = "--resolution",
      paramLabel = "P",
      defaultValue = "128",
      description = "Pixels that are rendered for it, at most. Default: 128.")
  private int resolution;

  MeasureBundleCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (faces < 1 || faces > 10_000) {
      throw new InputException("--faces takes 1 to 10000, not " + faces + ".");
    }
    if (!ChannelTable.RATIOS.contains(ratio)) {
      throw new InputException("--ratio takes 0.25, 0.5, 0.75 or 1, not " + ratio + ".");
    }
    if (resolution < 8 || Integer.bitCount(resolution) != 1) {
      throw new InputException(
          "--resolution takes a power of two from 8 on, not " + resolution + ".");
    }
    if (!only.isEmpty() && !sliders) {
      throw new InputException("--only chooses among sliders: add --sliders, or leave it out.");
    }
    bundle.change(context, sliders ? "Measure sliders" : "Measure", this::measure);
    return ExitCodes.DONE;
  }

  private void measure(BundleEditor editor, TaskContext<?> running) throws IOException {
    if (sliders) {
      editor.sliders(
          context.engines().measureSliders(bundle.path(), only, faces, ratio, resolution, running));
    } else {
      editor.consistency(context.engines().measureConsistency(bundle.path(), running));
    }
  }
}

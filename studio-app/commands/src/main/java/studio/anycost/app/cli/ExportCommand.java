package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.engine.StandaloneExport;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.standalone.StandaloneForm;

/** {@code studio export}. */
@Command(
    name = "export",
    description = "Write a sub-generator as one standalone ONNX file for another device.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio export --ratio 0.25 -o quarter.onnx",
      "  studio export --bundle model.zip --resolution 64 -o small.onnx",
      "  studio export --input z --batch dynamic --float16 -o sampler.onnx",
      "",
      "Input: styles float32 [B,nStyles,styleDim], or z float32 [B,styleDim].",
      "Output: image float32 [B,3,N,N], not clamped, nominally -1 to 1.",
      "Nothing else is needed to run the file; it tells its name, size and licence itself."
    })
final class ExportCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;
  @Mixin private SizeOptions size;

  @Option(
      names = "--input",
      paramLabel = "styles|z",
      defaultValue = "styles",
      description = "What the model takes: style codes, or z with the mapping. Default: styles.")
  private String input;

  @Option(
      names = "--psi",
      paramLabel = "P",
      description =
          "Truncation behind the mapping, -2 to 2; only with --input z. Default: "
              + BaseStyle.DRAWN_PSI
              + ".")
  private Double psi;

  @Option(
      names = "--batch",
      paramLabel = "N|dynamic",
      defaultValue = "1",
      description = "Faces at once: a number, or dynamic for any. Default: 1.")
  private String batch;

  @Option(
      names = "--noise",
      paramLabel = "fixed|input|none",
      defaultValue = "fixed",
      description =
          "Noise of the layers: the model's fixed maps within the file (the default), inputs"
              + " noise_I, or none.")
  private String noise;

  @Option(
      names = "--float16",
      description = "Store large weights in half precision; all is computed in float32.")
  private boolean float16;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "X.onnx",
      description = "The file to write.")
  private Path output;

  ExportCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InputException {
    OutputOption.check(output, ".onnx");
    new CallFiles().readsModel(bundle.path()).writes(output).check();
    OptionalDouble truncation = truncation();
    StandaloneForm form = new StandaloneForm(faces(), noise(), float16);
    try (ModelBundle open = context.openBundle(bundle.path())) {
      SubGenerator subGenerator = size.subGenerator(open.description().channels());
      context.warnIfUntrained(open, subGenerator);
      SafeFiles.write(output, StandaloneExport.of(open, subGenerator, truncation, form));
    }
    return ExitCodes.DONE;
  }

  private OptionalDouble truncation() throws InputException {
    switch (input) {
      case "styles" -> {
        if (psi != null) {
          throw new InputException("--psi belongs to the mapping: add --input z, or leave it out.");
        }
        return OptionalDouble.empty();
      }
      case "z" -> {
        double value = psi == null ? BaseStyle.DRAWN_PSI : psi;
        if (!(value >= -2 && value <= 2)) {
          throw new InputException("--psi takes -2 to 2, not " + psi + ".");
        }
        return OptionalDouble.of(value);
      }
      default -> throw new InputException("--input takes styles or z, not '" + input + "'.");
    }
  }

  private OptionalInt faces() throws InputException {
    if (batch.equals("dynamic")) {
      return OptionalInt.empty();
    }
    if (batch.matches("[0-9]{1,4}")
        && Integer.parseInt(batch) >= 1
        && Integer.parseInt(batch) <= StandaloneForm.LARGEST_BATCH) {
      return OptionalInt.of(Integer.parseInt(batch));
    }
    throw new InputException(
        "--batch takes a number of faces, 1 to "
            + StandaloneForm.LARGEST_BATCH
            + ", or dynamic, not '"
            + batch
            + "'.");
  }

  private StandaloneForm.Noise noise() throws InputException {
    return switch (noise) {
      case "fixed" -> StandaloneForm.Noise.CONSTANT;
      case "input" -> StandaloneForm.Noise.INPUT;
      case "none" -> StandaloneForm.Noise.NONE;
      default ->
          throw new InputException("--noise takes fixed, input or none, not '" + noise + "'.");
    };
  }
}

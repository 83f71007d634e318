package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.engine.StandaloneExport;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.models.bundle.ModelBundle;

/** {@code studio export}. */
@Command(
    name = "export",
    description = "Write a sub-generator as one standalone ONNX file for another device.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio export --ratio 0.25 -o quarter.onnx",
      "  studio export --bundle model.zip --resolution 64 -o small.onnx",
      "",
      "Input: styles float32 [1,nStyles,styleDim]. Output: image float32 [1,3,N,N], not clamped.",
      "The model's fixed noise is part of the file; nothing else is needed to run it."
    })
final class ExportCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;
  @Mixin private SizeOptions size;

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
    try (ModelBundle open = context.openBundle(bundle.path())) {
      SubGenerator subGenerator = size.subGenerator(open.description().channels());
      SafeFiles.write(output, StandaloneExport.of(open, subGenerator));
    }
    return ExitCodes.DONE;
  }
}

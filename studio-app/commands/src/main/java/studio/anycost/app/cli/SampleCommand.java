package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.log.StartupTrace;

/** {@code studio sample}. */
@Command(
    name = "sample",
    description = "Render one face and save it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio sample --seed 7 -o face.png",
      "  studio sample --seed 7 --psi 0.7 --ratio 0.5 --resolution 64 -o small.jpg",
      "  studio sample --style w.npy --noise none -o image.npy",
      "",
      "An .npy file holds float32 [1,3,N,N], not clamped, nominally -1 to 1."
    })
final class SampleCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;
  @Mixin private FaceOptions face;
  @Mixin private SizeOptions size;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.(png|jpg|npy)",
      description = "The file to write.")
  private Path output;

  SampleCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InputException {
    OutputOption.check(output, ".png", ".jpg", ".jpeg", ".npy");
    StartupTrace.mark("command understood");
    try (StudioEngine engine = context.openEngineWithoutPlugins(bundle.path())) {
      StartupTrace.mark("engine open");
      SubGenerator subGenerator = size.subGenerator(engine.description().channels());
      PortraitDocument document = face.document(engine, Optional.empty());
      ImageTensor image = engine.render(document, subGenerator, CancellationToken.NONE);
      StartupTrace.mark("rendered");
      PictureWriter.write(output, image);
    }
    return ExitCodes.DONE;
  }
}

package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
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

/** {@code studio edit}. */
@Command(
    name = "edit",
    description = "Render one face with edits and save it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio edit --seed 7 --set Smiling=1 -o smile.png",
      "  studio edit --seed 7 --set Smiling=0.5 --set Eyeglasses=-1 --ratio 0.5 -o b.jpg",
      "  studio edit --recipe portrait.anycost -o portrait.png",
      "",
      "Sliders of boundaries run from -1 to 1, minus to plus three standard deviations."
    })
final class EditCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;
  @Mixin private FaceOptions face;
  @Mixin private EditOptions edits;
  @Mixin private SizeOptions size;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT.(png|jpg|npy)",
      description = "The file to write.")
  private Path output;

  EditCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InputException {
    OutputOption.check(output, ".png", ".jpg", ".jpeg", ".npy");
    try (StudioEngine engine = context.openEngine(bundle.path());
        PluginWatch watch = new PluginWatch(engine)) {
      SubGenerator subGenerator = size.subGenerator(engine.description().channels());
      PortraitDocument document = edits.apply(face.document(engine, edits.project()), engine);
      ImageTensor image = engine.render(document, subGenerator, CancellationToken.NONE);
      watch.requireNoFailure();
      PictureWriter.write(output, image);
    }
    return ExitCodes.DONE;
  }
}

package studio.anycost.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.log.StartupTrace;
import studio.anycost.app.series.NamedFace;

/** {@code studio sample}. */
@Command(
    name = "sample",
    description = "Render faces and save them: one, or many at once.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio sample --seed 7 -o face.png",
      "  studio sample --seed 7 --psi 0.7 --ratio 0.5 --resolution 64 -o small.jpg",
      "  studio sample --seed 7 -o - | display",
      "  studio sample --style w.npy --noise none -o image.npy",
      "  studio sample --seed 0-35 -o faces --sheet faces.png",
      "  studio sample --seeds-of numpy --seed 85,265,1500 -o 'face-%%04d.png'",
      "",
      "An .npy file holds float32 [1,3,N,N], not clamped, nominally -1 to 1."
    })
final class SampleCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;
  @Mixin private FaceOptions face;
  @Mixin private SizeOptions size;

  @Mixin private SeriesOptions output;

  SampleCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    output.check();
    StartupTrace.mark("command understood");
    try (StudioEngine engine = context.openEngineWithoutPlugins(bundle.path())) {
      StartupTrace.mark("engine open");
      SubGenerator subGenerator = size.subGenerator(engine.description().channels());
      context.warnIfUntrained(engine.generator().bundle(), subGenerator);
      List<NamedFace> faces = face.faces(engine.description(), Optional.empty());
      face.warnOfFarStyles(context, engine, faces);
      int exitCode =
          new SeriesTask(context, engine, output, files(), "Sample")
              .run(faces, face.template(engine, Optional.empty()), subGenerator, "", () -> {});
      StartupTrace.mark("rendered");
      return exitCode;
    }
  }

  private CallFiles files() {
    return new CallFiles().readsModel(bundle.path()).reads(face.files());
  }
}

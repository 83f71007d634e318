package studio.anycost.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.Project;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.series.NamedFace;

/** {@code studio edit}. */
@Command(
    name = "edit",
    description = "Render faces with edits and save them: one, or many at once.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio edit --seed 7 --set Smiling=1 -o smile.png",
      "  studio edit --seed 7 --set Smiling=0.5 --set Eyeglasses=-1 --ratio 0.5 -o b.jpg",
      "  studio edit --recipe portrait.anycost -o portrait.png",
      "  studio edit --seed 0-35 --set Smiling=1 -o smiles",
      "",
      "Sliders of boundaries run from -1 to 1, minus to plus three standard deviations."
    })
final class EditCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;
  @Mixin private FaceOptions face;
  @Mixin private EditOptions edits;
  @Mixin private SizeOptions size;

  @Mixin private SeriesOptions output;

  EditCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    output.check();
    output.requireOthers(face.files());
    try (StudioEngine engine = context.openEngine(bundle.path());
        PluginWatch watch = new PluginWatch(engine)) {
      SubGenerator subGenerator = size.subGenerator(engine.description().channels());
      context.warnIfUntrained(engine.generator().bundle(), subGenerator);
      Optional<Project> project = edits.project();
      List<NamedFace> faces = face.faces(engine.description(), project);
      face.warnOfFarStyles(context, engine, faces);
      return new SeriesTask(context, engine, output, "Edit")
          .run(
              faces,
              edits.apply(face.template(engine, project), engine),
              subGenerator,
              edits.caption(),
              watch::requireNoFailure);
    }
  }
}

package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.engine.PluginWatch;
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
      "  studio edit portrait.anycost -o portrait.png",
      "  studio edit portrait.anycost --set Smiling=1 --into-photo -o photo.jpg",
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
  @Mixin private IntoPhotoOptions intoPhoto;
  @Mixin private SeriesOptions output;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE.anycost",
      description = "A project: its face with its edits, which --set changes.")
  private Path file;

  EditCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    edits.take(file);
    intoPhoto.check();
    if (intoPhoto.isWanted()) {
      return intoPhoto();
    }
    output.check();
    try (StudioEngine engine = context.openEngine(bundle.path());
        PluginWatch watch = new PluginWatch(engine)) {
      SubGenerator subGenerator = size.subGenerator(engine.description().channels());
      context.warnIfUntrained(engine.generator().bundle(), subGenerator);
      Optional<Project> project = edits.project();
      List<NamedFace> faces = face.faces(engine.description(), project);
      face.warnOfFarStyles(context, engine, faces);
      PortraitDocument template = edits.apply(face.template(engine, project), engine, context);
      return new SeriesTask(context, engine, output, files(), "Edit")
          .run(
              faces,
              ofPhoto(template, faces, project, engine),
              subGenerator,
              edits.caption(),
              watch::requireNoFailure);
    }
  }

  private CallFiles files() {
    return new CallFiles().readsModel(bundle.path()).reads(face.files()).reads(edits.file());
  }

  /** With the photo of a project, where its own face is rendered: what is told of it depends. */
  private static PortraitDocument ofPhoto(
      PortraitDocument template,
      List<NamedFace> faces,
      Optional<Project> project,
      StudioEngine engine) {
    return project
        .map(Project::document)
        .filter(own -> faces.get(0).start().base(engine.generator()).equals(own.base()))
        .flatMap(PortraitDocument::source)
        .map(template::withSource)
        .orElse(template);
  }

  private int intoPhoto() throws Exception {
    Path target = output.single();
    new PhotoOutput(context, target, Optional.empty()).check();
    files().writes(target).check(); // photos are known by their bytes, and looked at later
    face.requireNone("--into-photo takes the face of a project");
    Project project =
        edits
            .project()
            .orElseThrow(
                () -> new InputException("--into-photo needs a project: name a FILE.anycost."));
    Optional<Project> given = Optional.of(project);
    try (StudioEngine engine = context.openEngine(bundle.path());
        PluginWatch watch = new PluginWatch(engine)) {
      ChannelTable channels = engine.description().channels();
      if (!size.subGenerator(channels).equals(channels.full())) {
        throw new InputException(
            "What goes back into a photo is rendered in full: leave --ratio, --channels and"
                + " --resolution out.");
      }
      NamedFace own = face.faces(engine.description(), given).get(0);
      PortraitDocument edited =
          edits
              .apply(face.template(engine, given), engine, context)
              .withBase(own.start().base(engine.generator()))
              .withRuns(project.document().runs());
      PortraitDocument document =
          project.document().source().map(edited::withSource).orElse(edited);
      intoPhoto.run(context, engine, edits.file(), document, target);
      watch.requireNoFailure();
    }
    return ExitCodes.DONE;
  }
}

package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.batch.Batch;
import studio.anycost.app.batch.BatchFaces;
import studio.anycost.app.batch.BatchOutcome;
import studio.anycost.app.batch.BatchResult;
import studio.anycost.app.batch.BatchTarget;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.task.JobInfo;

/** {@code studio batch}. */
@Command(
    name = "batch",
    description = "Apply the edits of a project or a preset to many faces, drawn or of photos.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio batch recipe.anycost --seeds 0-99 -o faces",
      "  studio batch recipe.anycost --photos holiday -o edited --format jpg",
      "  studio batch --set Smiling=1 --photos a.jpg --photos b.jpg -o smiles",
      "  studio batch recipe.anycost --photos holiday --into-photo -o edited",
      "  studio batch glamour.anycostpreset --seeds 0-35 -o glamour",
      "",
      "What is there already is left as it is, so that the same command goes on with a batch that"
          + " was ended. OUT/batch.csv tells what became of each face."
    })
final class BatchCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private BundleOption bundle;
  @Mixin private EditOptions edits;
  @Mixin private SizeOptions size;

  @Parameters(
      arity = "0..1",
      paramLabel = "RECIPE",
      description =
          "The project or the preset (*.anycostpreset) whose edits are applied. Of a project that"
              + " was made from a photo, the tools that made it run on other photos, too.")
  private Path file;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "The faces of these numbers: 0-99, or 1,5,9, or the option again.")
  private List<String> seeds = List.of();

  @Option(
      names = "--psi",
      paramLabel = "P",
      description =
          "Truncation of the faces of seeds, -2 to 2. Default: "
              + BaseStyle.DRAWN_PSI
              + ", or what the recipe has.")
  private Double psi;

  @Option(
      names = "--photos",
      paramLabel = "FOLDER|PHOTO",
      description = "The faces in these photos, the most prominent of each; repeatable.")
  private List<Path> photos = List.of();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "Where the pictures go; it is made if it is not there.")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "png|jpg",
      description =
          "What the pictures are. Default: png; with --into-photo jpg for photos that are called so,"
              + " png for others.")
  private String format;

  @Option(
      names = "--into-photo",
      description =
          "With --photos, put each edited face back into its photo and write the whole photo at its"
              + " own size, with its EXIF data; how, is as the recipe has it.")
  private boolean intoPhoto;

  @Option(
      names = "--quality",
      paramLabel = "Q",
      description = "Quality of .jpg files, 0 to 1. Default: " + PictureWriter.JPEG_QUALITY + ".")
  private double quality = PictureWriter.JPEG_QUALITY;

  @Option(names = "--force", description = "Make pictures again that are there already.")
  private boolean force;

  BatchCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    edits.take(file);
    if (seeds.isEmpty() == photos.isEmpty()) {
      throw new InputException(
          "Name the faces: either --seeds, as in --seeds 0-99, or --photos with a folder.");
    }
    if (psi != null && seeds.isEmpty()) {
      throw new InputException("--psi is of faces that --seeds draws: leave it out.");
    }
    if (intoPhoto && photos.isEmpty()) {
      throw new InputException("--into-photo is of faces in photos: name --photos, too.");
    }
    if (BatchTarget.isOneOf(output, folders())) {
      throw new InputException(
          "The pictures need another folder than the photos: " + output + " is named as both.");
    }
    if (output.toString().equals(CliContext.PIPE)) {
      throw new InputException(
          "A batch is written to a folder, and not to standard output: name one with -o.");
    }
    new CallFiles().readsModel(bundle.path()).writes(output).check();
    Optional<Project> project = edits.project();
    BatchFaces faces = seeds.isEmpty() ? photos() : drawn(project);
    BatchTarget target = target();
    try (StudioEngine engine = context.openEngine(bundle.path())) {
      ChannelTable channels = engine.description().channels();
      SubGenerator subGenerator = size.subGenerator(channels);
      if (intoPhoto && !subGenerator.equals(channels.full())) {
        throw new InputException(
            "What goes back into a photo is rendered in full: leave --ratio, --channels and"
                + " --resolution out.");
      }
      context.warnIfUntrained(engine.generator().bundle(), subGenerator);
      Batch batch = new Batch(engine, recipe(engine, project), subGenerator, target);
      makeFolder();
      BatchResult result =
          new CliJobs(context)
              .<Object, BatchResult>run(
                  JobInfo.stoppable("Batch"), running -> batch.run(faces, running));
      return tell(result);
    }
  }

  /** Of single photos the folders that they are in: a picture may get the name of one. */
  private List<Path> folders() {
    return photos.stream()
        .map(photo -> Files.isDirectory(photo) ? photo : photo.toAbsolutePath().getParent())
        .filter(Objects::nonNull)
        .toList();
  }

  private BatchTarget target() throws InputException {
    Optional<PictureFormat> wanted =
        format == null
            ? Optional.empty()
            : switch (format) {
              case "png" -> Optional.of(PictureFormat.PNG);
              case "jpg", "jpeg" -> Optional.of(PictureFormat.JPEG);
              default ->
                  throw new InputException("--format takes png or jpg, not '" + format + "'.");
            };
    return InputException.checking(
        () -> new BatchTarget(output, wanted, quality, force, intoPhoto));
  }

  private BatchFaces drawn(Optional<Project> project) throws InputException {
    return InputException.checking(
        () -> {
          BaseStyle.Seed like =
              project
                  .map(each -> each.document().base().drawn(0))
                  .orElseGet(() -> new BaseStyle.Seed(0));
          return BatchFaces.drawn(seeds, psi == null ? like : like.withPsi(psi));
        });
  }

  private BatchFaces photos() throws InputException {
    try {
      return BatchFaces.ofPhotos(photos);
    } catch (IOException e) {
      throw InputException.of(e);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private PortraitDocument recipe(StudioEngine engine, Optional<Project> project)
      throws InputException {
    Optional<PortraitDocument> given = project.map(Project::document);
    PortraitDocument start = engine.newDocument(new BaseStyle.Seed(0, 0));
    PortraitDocument like =
        given
            .map(
                document ->
                    start
                        .withNoise(document.noise())
                        .withRecipe(document.recipe())
                        .withRuns(document.runs()))
            .orElse(start);
    PortraitDocument recipe = edits.apply(like, engine, context);
    if (recipe.recipe().equals(Recipe.EMPTY) && given.isEmpty()) {
      throw new InputException(
          "Name what to do with the faces: a project, a preset, or --set, as in --set Smiling=1.");
    }
    return recipe;
  }

  private void makeFolder() throws IOException, InputException {
    if (Files.isDirectory(output)) {
      OutputOption.requireWritable(output);
      SafeFiles.sweep(output);
      return;
    }
    if (Files.exists(output)) {
      throw new InputException(output + " is a file: name a folder.");
    }
    OutputOption.checkFolder(output);
    Files.createDirectory(output);
  }

  private int tell(BatchResult result) {
    for (BatchOutcome failure : result.failures()) {
      String reason = failure.reason().orElseThrow();
      context
          .err()
          .println(reason.contains(failure.face()) ? reason : failure.face() + ": " + reason);
    }
    result.outcomes().stream()
        .filter(outcome -> outcome.state() == BatchOutcome.State.MADE)
        .flatMap(outcome -> outcome.reason().stream())
        .forEach(context.err()::println);
    int all = result.outcomes().size();
    int there = result.count(BatchOutcome.State.THERE);
    int left = result.count(BatchOutcome.State.LEFT);
    int failed = result.count(BatchOutcome.State.FAILED);
    if (there > 0) {
      context
          .err()
          .println(
              there
                  + " of "
                  + all
                  + " pictures were there already and were left as they are; --force makes them"
                  + " again.");
    }
    if (left > 0) {
      context
          .err()
          .println(
              "Stopped: "
                  + left
                  + " of "
                  + all
                  + " faces are left; the same command goes on with them.");
      return ExitCodes.CANCELLED;
    }
    if (failed > 0) {
      context
          .err()
          .println(
              failed
                  + " of "
                  + all
                  + " faces did not work, for the reasons above and in "
                  + result.report()
                  + ".");
      return ExitCodes.FAILED;
    }
    return ExitCodes.DONE;
  }
}

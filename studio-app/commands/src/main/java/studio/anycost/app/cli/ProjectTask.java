package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.engine.Faithfulness;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.series.NamedPhoto;
import studio.anycost.app.series.PhotoList;

/**
 * {@code studio project PHOTO...}: portraits of photos, one or many. The options of the first
 * optimizer are options here, and any of them has the portrait refined.
 */
final class ProjectTask implements ToolWork {
  private static final String ENDING = "." + ProjectFile.EXTENSION;
  private static final String START = "start";
  private static final String MEAN = "mean";
  private static final String ENCODER = "encoder";
  private static final double NANOSECONDS = 1e9;

  private final CliContext context;
  private final StudioEngine engine;
  private final Offered<Tool> projector;
  private final Optional<Offered<Tool>> optimizer;
  private boolean refine;
  private ParameterValues refinement;
  private JsonNode earlier = JsonNodeFactory.instance.objectNode();
  private int kept;

  @Parameters(
      arity = "0..*",
      paramLabel = "PHOTO|FOLDER|FILE.anycost",
      description = "Photos, folders of photos, or projects with a photo.")
  private List<Path> named = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "A folder for the portraits, called PHOTO.anycost; it is made if it is not there, and what"
              + " is done in it is left as it is. Or the file of one portrait: .anycost keeps photo,"
              + " face and values together, .png and .jpg hold the picture.")
  private Path output;

  @Option(
      names = "--face",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the faces in a photo, the largest first: which. Default: 1.")
  private int face;

  @Mixin private RotateOption rotate;

  @Option(
      names = "--as-is",
      description = "Take the middle of a photo as it is, and look for no face.")
  private boolean asIs;

  @Option(
      names = "--start",
      paramLabel = "WHICH",
      description =
          "Where the portrait begins: encoder, as this projector sees it, or mean, the mean face."
              + " Default: encoder, if the model has one.")
  private String start;

  @Option(
      names = "--report",
      paramLabel = "R.json",
      description =
          "Write how faithful the portraits are: L1, MSE, perceptual distance and that of the faces,"
              + " for the full generator and the photo, sub-generators and the photo,"
              + " sub-generators and the full one.")
  private Path report;

  @Option(
      names = "--force",
      description = "Make portraits again that are there, or replace a project that is there.")
  private boolean force;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  ProjectTask(CliContext context, StudioEngine engine, Offered<Tool> projector) {
    this.context = context;
    this.engine = engine;
    this.projector = projector;
    this.optimizer =
        engine.tools(ToolKind.LATENT_OPTIMIZER).stream()
            .filter(tool -> tool.obstacle().isEmpty())
            .findFirst();
  }

  @Override
  public void addOptions(CommandSpec spec) {
    optimizer.ifPresent(
        tool -> {
          ToolOptions.addMissing(spec, tool.schema());
          spec.usageMessage()
              .footer(
                  "",
                  "The options that "
                      + tool.id()
                      + " brings (studio optimize "
                      + tool.id()
                      + " --help) bring the portrait closer to the photo, step by step; without any"
                      + " of them the projector's portrait is the result.",
                  "",
                  "Examples:",
                  "  studio project photo.jpg -o me.anycost",
                  "  studio project photos/ -o portraits --iterations 50 --report report.json",
                  "  studio project photo.jpg -o me.anycost --start mean --iterations 100");
        });
  }

  @Override
  public ParameterValues start() throws InputException {
    return ToolPhoto.start(single(), projector);
  }

  private Optional<Path> single() {
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  @Override
  public void take(ParseResult parsed) throws InputException {
    if (optimizer.isPresent()) {
      refine = ToolOptions.areGiven(parsed, optimizer.get().schema(), projector.schema());
      refinement = ToolOptions.values(parsed, ToolPhoto.start(single(), optimizer.get()));
    }
  }

  @Override
  public int run(ParameterValues values) throws Exception {
    if (named.isEmpty()) {
      throw new InputException("Name a photo, or a project that was made from one.");
    }
    if (output == null) {
      throw new InputException("Name what to write: -o FOLDER, OUT.anycost, .png, .jpg or .npy.");
    }
    checkReport();
    rotate.turn();
    ProjectionPlan plan = plan(values);
    List<NamedPhoto> photos = photos();
    new CallFiles()
        .readsModel(engine.generator().bundle().path())
        .reads(photos.stream().map(NamedPhoto::file).toList())
        .writes(report)
        .check();
    new CallFiles()
        .readsModel(engine.generator().bundle().path())
        .writes(output)
        .writes(report)
        .check();
    ProjectedFiles files = new ProjectedFiles(plan, engine.description().identity(), rotate.turn());
    PortraitPlaces places =
        PortraitTarget.isFolder(output, named, photos, ENDING, ".png", ".jpg", ".jpeg", ".npy")
            ? new PortraitFolder(output, files, force)
            : new PortraitFile(output, files, force);
    if (report != null) {
      OutputOption.checkFolder(report);
    }
    ProjectionReport told = report();
    PhotoBatch batch = new PhotoBatch(context, "Project");
    PhotoBatch.Result result =
        batch.run(photos, (photo, part) -> project(photo, plan, places, told, part));
    for (PhotoBatch.Failure failure : result.failures()) {
      told.fail(failure.photo().file(), failure.sentence());
    }
    write(told);
    told.lines().forEach(context.out()::println);
    context.out().flush();
    if (kept > 0) {
      context
          .err()
          .println(
              kept
                  + " of "
                  + photos.size()
                  + " portraits were done already and were left as they are; --force makes them"
                  + " again.");
    }
    return batch.finish(result);
  }

  /** Its folder is there, or is the one that is about to be made. */
  private void checkReport() throws InputException {
    if (report == null) {
      return;
    }
    OutputOption.checkEnding(report, ".json");
    Path folder = report.toAbsolutePath().normalize().getParent();
    if (Files.exists(output) || !output.toAbsolutePath().normalize().equals(folder)) {
      OutputOption.checkFolder(report);
    }
  }

  private List<NamedPhoto> photos() throws InputException {
    try {
      return PhotoList.of(named);
    } catch (IOException e) {
      throw InputException.of(e);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private ProjectionPlan plan(ParameterValues values) throws InputException {
    Optional<ProjectionPlan.Step> aligner =
        asIs
            ? Optional.empty()
            : engine.tools(ToolKind.ALIGNER).stream()
                .filter(tool -> tool.obstacle().isEmpty())
                .findFirst()
                .map(tool -> new ProjectionPlan.Step(tool, tool.schema().defaults()));
    if (aligner.isEmpty() && face != 1) {
      throw new InputException(
          "--face chooses among the faces of a photo; nothing looks for faces here, so leave it"
              + " out.");
    }
    boolean mean = fromMean();
    Optional<ProjectionPlan.Step> refining = Optional.empty();
    if (refine || mean) {
      if (optimizer.isEmpty()) {
        throw new InputException(
            "No running plugin brings an optimizer, which a portrait from the mean face takes:"
                + " install one that does, and see 'studio plugins'.");
      }
      refining =
          Optional.of(new ProjectionPlan.Step(optimizer.get(), mean ? meanStart() : refinement));
    }
    return new ProjectionPlan(
        aligner,
        face,
        mean ? Optional.empty() : Optional.of(new ProjectionPlan.Step(projector, values)),
        refining);
  }

  private boolean fromMean() throws InputException {
    if (start == null) {
      return projector.obstacle().isPresent();
    }
    if (start.equalsIgnoreCase(MEAN)) {
      return true;
    }
    if (!start.equalsIgnoreCase(ENCODER)) {
      throw new InputException("--start takes encoder or mean, not '" + start + "'.");
    }
    if (projector.obstacle().isPresent()) {
      throw new InputException(projector.obstacle().get());
    }
    return false;
  }

  /** So that a replay begins with the mean face, too. */
  private ParameterValues meanStart() {
    boolean has =
        refinement.schema().find(START).orElse(null) instanceof ChoiceParameter choice
            && choice.options().stream().anyMatch(option -> option.key().equals(MEAN));
    try {
      return has ? refinement.withText(START, MEAN) : refinement;
    } catch (ParameterException e) {
      throw new IllegalStateException("A choice does not take its own option.", e);
    }
  }

  private ProjectionReport report() throws IOException {
    List<SubGenerator> compared =
        report == null ? List.of() : Faithfulness.subGenerators(engine.lentGenerator());
    ProjectionReport told =
        new ProjectionReport(
            engine.description(), engine.portraits().perceptual().network().name(), compared);
    if (report != null) {
      earlier = told.read(report);
    }
    return told;
  }

  private void write(ProjectionReport told) throws IOException {
    if (report != null) {
      told.write(report);
    }
  }

  private void project(
      NamedPhoto photo,
      ProjectionPlan plan,
      PortraitPlaces places,
      ProjectionReport told,
      TaskContext<?> part)
      throws IOException, InputException {
    boolean aligns = !ToolPhoto.isProject(photo.file()) || rotate.turn().isPresent();
    PortraitInput input = PortraitInput.read(photo.file(), aligns);
    PortraitPlaces.Place place = places.place(photo, input);
    Path file = place.file();
    if (place.done().isPresent()) {
      kept++;
      if (report != null && !told.take(earlier, photo.file(), file)) {
        part.progress().report(0, "Comparing");
        ToolPhoto there = ToolPhoto.read(file, engine, true, Optional.empty());
        measure(photo, file, there, OptionalDouble.empty(), told, part.cancellation());
        write(told);
      }
      return;
    }
    part.progress().report(0, "Reading");
    ToolPhoto begun = ToolPhoto.read(photo.file(), engine, true, rotate.turn());
    long from = System.nanoTime();
    ToolPhoto made = plan.run(engine, begun, photo.file(), aligns, part);
    double seconds = (System.nanoTime() - from) / NANOSECONDS;
    part.progress().report(1, "Comparing");
    measure(photo, file, made, OptionalDouble.of(seconds), told, part.cancellation());
    // Last: whoever cancels while it is compared wants nothing of it.
    save(file, made.document());
    places.wrote(file, input);
    write(told);
  }

  private void measure(
      NamedPhoto photo,
      Path file,
      ToolPhoto made,
      OptionalDouble seconds,
      ProjectionReport told,
      CancellationToken cancellation)
      throws IOException {
    told.add(
        photo.file(),
        file,
        seconds,
        engine.faithfulness(
            made.document(),
            made.photo().orElseThrow().pixels(),
            report == null ? List.of() : Faithfulness.subGenerators(engine.lentGenerator()),
            cancellation));
  }

  private void save(Path file, PortraitDocument document) throws IOException {
    if (ToolPhoto.isProject(file)) {
      ProjectFile.write(file, new Project(document, engine.description().name()));
      return;
    }
    PortraitDocument shown = document.withNoise(Noise.FIXED);
    ImageTensor image =
        engine.render(shown, engine.description().channels().full(), CancellationToken.NONE);
    new NotedPicture(engine).write(file, image, shown);
  }
}

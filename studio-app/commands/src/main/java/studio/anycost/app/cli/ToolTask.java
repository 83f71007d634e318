package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.PublishedCandidates;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.engine.ToolResults;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.photo.QuarterTurn;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.NoticedTask;

/**
 * What one run of a tool reads and writes on the command line, beside the tool's own options. A
 * project file stands for everything at once: its photo, its face, the values that it was made
 * with.
 */
final class ToolTask implements ToolWork {
  private final CliContext context;
  private final StudioEngine engine;
  private final Offered<Tool> tool;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PHOTO|FILE.anycost",
      description = "Where it begins.")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The file to write.")
  private Path output;

  @Option(
      names = "--face",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the faces in a photo, the largest first: which. Default: 1.")
  private int face = 1;

  @Mixin private RotateOption rotate;

  @Option(
      names = "--as-is",
      description = "Take the middle of a photo as it is, and look for no face.")
  private boolean asIs;

  @Option(
      names = "--report",
      paramLabel = "R.json",
      description = "Also write what is known of directions that were found.")
  private Path report;

  @Option(names = "--force", description = "Replace what is there.")
  private boolean force;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  ToolTask(CliContext context, StudioEngine engine, Offered<Tool> tool) {
    this.context = context;
    this.engine = engine;
    this.tool = tool;
  }

  /** No kind has a use for everything: help lists, and the command takes, what this one has. */
  @Override
  public CommandSpec spec() {
    CommandSpec all = CommandSpec.forAnnotatedObject(this);
    CommandSpec own = CommandSpec.wrapWithoutInspection(this);
    ToolKind kind = tool.contribution().kind();
    for (PositionalParamSpec each : all.positionalParameters()) {
      own.addPositional(
          kind.needsPhoto()
              ? each.toBuilder()
                  .description(
                      "The photo, or a project: its photo, its face, and the values that it was"
                          + " made with.")
                  .build()
              : each.toBuilder()
                  .paramLabel("FILE.anycost")
                  .description("A project in which this was run before: begin with its values.")
                  .build());
    }
    for (OptionSpec each : all.options()) {
      switch (each.longestName()) {
        case "--output" -> own.addOption(each.toBuilder().description(written(kind)).build());
        case "--force" -> own.addOption(each.toBuilder().description(replaced(kind)).build());
        case "--face", "--rotate", "--as-is" -> {
          if (kind.needsPhoto()) {
            own.addOption(each);
          }
        }
        case "--report" -> {
          if (kind == ToolKind.DIRECTION_FINDER) {
            own.addOption(each);
          }
        }
        default -> own.addOption(each);
      }
    }
    return own;
  }

  private static String written(ToolKind kind) {
    return switch (kind) {
      case SUB_GENERATOR_SEARCH ->
          "The file to write: .json holds what was found, .anycost a project with the values."
              + " Without it what was found is printed.";
      case DIRECTION_FINDER ->
          "The file to write: .safetensors, .npz, .pt, or a new folder of .npy files hold the"
              + " directions, which then are not kept as sliders; .anycost is a project with the"
              + " values.";
      default ->
          "The file to write: .anycost keeps photo, face and values together, .png and .jpg hold"
              + " the picture, .npy the style code.";
    };
  }

  private static String replaced(ToolKind kind) {
    return kind.needsPhoto()
        ? "Replace a project that is there and is not the one that is read."
        : "Replace a file that is there: without it what another run found stays.";
  }

  /** What a command of a kind is for. */
  static String[] purpose(ToolKind kind) {
    return switch (kind) {
      case ALIGNER -> new String[] {"Find the faces of photos and cut out their squares."};
      case PROJECTOR ->
          new String[] {
            "Turn photos into portraits of the model, one or many: studio project PHOTO... -o OUT."
          };
      case LATENT_OPTIMIZER -> new String[] {"Bring a portrait closer to a photo."};
      case SUB_GENERATOR_SEARCH ->
          new String[] {"Look for sub-generators that are good at their cost."};
      case DIRECTION_FINDER ->
          new String[] {"Find directions that change one thing in a face, and keep them."};
      case PHOTO_BLENDER -> new String[] {"Put the edited face of a project back into its photo."};
    };
  }

  /** What the run began with after all, and what came out. */
  private record Outcome(
      ToolPhoto input, ToolResult result, List<String> notices, boolean stopped) {}

  @Override
  public int run(ParameterValues values) throws Exception {
    ToolPhoto input = input(values);
    Outcome outcome =
        new CliJobs(context)
            .<ToolResult, Outcome>run(
                JobInfo.stoppable(tool.info().name()),
                running -> {
                  ToolPhoto aligned = aligned(input, running);
                  NoticedTask<ToolResult> noticed = new NoticedTask<>(running);
                  ToolResult result = engine.run(tool, values, aligned.toolInput(), noticed);
                  return new Outcome(aligned, result, noticed.notices(), running.stopRequested());
                });
    outcome.notices().forEach(context.err()::println);
    write(outcome.input(), values, outcome.result());
    return outcome.stopped() ? stopped() : ExitCodes.DONE;
  }

  /** Tells where that is which was kept, so that it is not taken for what was asked for. */
  private int stopped() {
    context.out().flush();
    context
        .err()
        .println(
            output == null
                ? "Stopped: what was found so far is kept."
                : "Stopped: " + output + " holds the best so far.");
    context.err().flush();
    return ExitCodes.CANCELLED;
  }

  /**
   * Finds the face of a photo before anything is made of it, where there is something that finds
   * faces.
   *
   * @param running tells how far it is, and when to end
   */
  private ToolPhoto aligned(ToolPhoto input, TaskContext<?> running)
      throws IOException, InputException {
    boolean turned = rotate.turn().isPresent();
    if (!tool.contribution().kind().needsPhoto()
        || asIs
        || file == null
        || ToolPhoto.isProject(file) && !turned) {
      requireNoFace();
      return input;
    }
    Optional<Offered<Tool>> aligner = engine.tools(ToolKind.ALIGNER).stream().findFirst();
    if (aligner.isEmpty()) {
      requireNoFace();
      return input;
    }
    ParameterValues values = aligner.get().schema().defaults();
    ToolResult.Faces found =
        (ToolResult.Faces)
            engine.run(
                aligner.get(),
                values,
                input.toolInput(),
                TaskContext.of(running.cancellation(), running.progress()));
    if (found.faces().isEmpty()) {
      context
          .err()
          .println(
              "No face was found in "
                  + file
                  + "; the middle of it is used: "
                  + FaceChoice.advice()
                  + ".");
      return input;
    }
    Face chosen = FaceChoice.of(found.faces(), face, file);
    PortraitDocument document = ToolResults.apply(input.document(), found, aligner.get(), values);
    PhotoSource source = document.source().orElseThrow();
    return input.with(document.withSource(source.withAlignment(chosen.alignment())));
  }

  private void requireNoFace() throws InputException {
    if (face != 1) {
      throw new InputException(
          "--face chooses among the faces of a photo; nothing looks for faces here, so leave it out.");
    }
  }

  /** Reads the file, if the tool needs one. */
  private ToolPhoto input(ParameterValues values) throws InputException {
    if (tool.obstacle().isPresent()) {
      throw new InputException(tool.obstacle().get());
    }
    checkOutput();
    checkFiles(values);
    OutputOption.requireNew(output, file, force);
    boolean needed = tool.contribution().kind().needsPhoto();
    if (!needed && output != null && !ToolPhoto.isProject(output)) {
      OutputOption.requireFree(output, force);
    }
    if (!needed) {
      OutputOption.requireFree(report, force);
    }
    Optional<QuarterTurn> turn = rotate.turn();
    if (file == null) {
      if (needed) {
        throw new InputException("Name a photo, or a project that was made from one.");
      }
      return ToolPhoto.none(engine);
    }
    if (!ToolPhoto.isProject(file)) {
      if (!needed) {
        throw new InputException(
            file + " is no project: this takes a FILE.anycost in which it was run, or nothing.");
      }
    }
    return ToolPhoto.read(file, engine, needed, turn);
  }

  @Override
  public ParameterValues start() throws InputException {
    return ToolPhoto.start(Optional.ofNullable(file), tool);
  }

  /** Writes what was found, or tells it. */
  private void write(ToolPhoto input, ParameterValues values, ToolResult result)
      throws IOException {
    PortraitDocument document = ToolResults.apply(input.document(), result, tool, values);
    if (result.face().isPresent()) {
      writePortrait(document);
    } else if (result instanceof ToolResult.Candidates found) {
      writeCandidates(document, found.candidates());
    } else if (result instanceof ToolResult.Directions found) {
      writeDirections(document, values, found);
    }
  }

  private void writePortrait(PortraitDocument document) throws IOException {
    if (ToolPhoto.isProject(output)) {
      save(document);
    } else {
      ImageTensor image =
          engine.render(
              document.withNoise(Noise.FIXED),
              engine.description().channels().full(),
              CancellationToken.NONE);
      PictureWriter.write(output, image);
    }
  }

  private void writeCandidates(PortraitDocument document, List<Candidate> found)
      throws IOException {
    CandidateText.print(context, engine, found);
    if (output == null) {
      return;
    }
    if (ToolPhoto.isProject(output)) {
      save(document);
    } else {
      PublishedCandidates.write(output, found, engine.description());
    }
  }

  private void writeDirections(
      PortraitDocument document, ParameterValues values, ToolResult.Directions found)
      throws IOException {
    boolean toFile = output != null && !ToolPhoto.isProject(output);
    ToolResult.Directions told = found;
    if (toFile) {
      DirectionFile.write(output, found.boundaries());
    } else {
      // Under the names that they have from now on.
      told = (ToolResult.Directions) engine.keep(found, TaskContext.none());
    }
    DirectionReport known = new DirectionReport(told.directions());
    known.print(context.out());
    if (!toFile && !told.directions().isEmpty()) {
      context
          .out()
          .println(
              (told.directions().size() == 1 ? "Kept as a slider of " : "Kept as sliders of ")
                  + engine.description().name()
                  + " on this computer; -o OUT writes a file instead.");
    }
    if (report != null) {
      SafeFiles.write(
          report,
          new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsBytes(known.json(tool.id(), values, engine.description().name())));
    }
    if (output != null && !toFile) {
      save(document);
    }
  }

  private void save(PortraitDocument document) throws IOException {
    ProjectFile.write(output, new Project(document, engine.description().name()));
  }

  private void checkOutput() throws InputException {
    switch (tool.contribution().kind()) {
      case PROJECTOR, LATENT_OPTIMIZER -> {
        if (output == null) {
          throw new InputException("Name the file to write: -o OUT.anycost, .png, .jpg or .npy.");
        }
        OutputOption.check(output, ".anycost", ".png", ".jpg", ".jpeg", ".npy");
      }
      case ALIGNER -> {} // AlignTask
      case SUB_GENERATOR_SEARCH -> check(".anycost", ".json");
      case DIRECTION_FINDER -> {
        if (output != null && !ToolPhoto.isProject(output)) {
          DirectionFile.check(output);
        }
      }
      case PHOTO_BLENDER -> {} // BlendTask
    }
    if (report != null) {
      OutputOption.check(report, ".json");
    }
  }

  /** A project may go on in its own file; what the tool itself reads stays as it is. */
  private void checkFiles(ParameterValues values) throws InputException {
    CallFiles files =
        new CallFiles()
            .readsModel(engine.generator().bundle().path())
            .reads(ToolOptions.files(values))
            .writes(output)
            .writes(report);
    if (file != null && !ToolPhoto.isProject(file)) {
      files.reads(file);
    }
    files.check();
  }

  private void check(String... endings) throws InputException {
    if (output != null) {
      OutputOption.check(output, endings);
    }
  }
}

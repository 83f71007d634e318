package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.engine.ToolInput;
import studio.anycost.app.engine.ToolResults;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.photo.Cutout;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;

/**
 * What one run of a tool reads and writes on the command line, beside the tool's own options. A
 * project file stands for everything at once: its photo, its face, the values that it was made
 * with.
 */
final class ToolTask {
  private final CliContext context;
  private final StudioEngine engine;
  private final Offered<Tool> tool;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PHOTO|FILE.anycost",
      description =
          "The photo, or a project: its photo, its face, and the values that it was made with.")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "The file to write: .anycost keeps photo, face and values together, .png and .jpg hold"
              + " the picture, .json what a search found.")
  private Path output;

  @Option(
      names = "--face",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the faces in a photo, the largest first: which. Default: 1.")
  private int face;

  @Option(
      names = "--as-is",
      description = "Take the middle of a photo as it is, and look for no face.")
  private boolean asIs;

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

  /** What a command of a kind is for. */
  static String[] purpose(ToolKind kind) {
    return switch (kind) {
      case ALIGNER -> new String[] {"Find the face of a photo and cut out its square."};
      case PROJECTOR -> new String[] {"Turn a photo into a portrait of the model."};
      case LATENT_OPTIMIZER -> new String[] {"Bring a portrait closer to a photo."};
      case SUB_GENERATOR_SEARCH ->
          new String[] {"Look for sub-generators that are good at their cost."};
      case DIRECTION_FINDER ->
          new String[] {"Find directions that change one thing in a face, and keep them."};
    };
  }

  /** What the run begins with. */
  record Input(PortraitDocument document, Optional<Photo> photo) {
    ToolInput toolInput() {
      return new ToolInput(document, photo.map(Photo::pixels));
    }
  }

  /** What the run began with after all, and what came out. */
  record Outcome(Input input, ToolResult result) {}

  /**
   * Finds the face of a photo before anything is made of it, where there is something that finds
   * faces.
   *
   * @param running tells how far it is, and when to end
   */
  Input aligned(Input input, TaskContext<?> running) throws IOException, InputException {
    ToolKind kind = tool.contribution().kind();
    if (kind == ToolKind.ALIGNER) {
      return input;
    }
    if (!kind.needsPhoto() || asIs || file == null || isProject(file)) {
      requireNoFace();
      return input;
    }
    Optional<Offered<Tool>> aligner = engine.tools(ToolKind.ALIGNER).stream().findFirst();
    if (aligner.isEmpty()) {
      requireNoFace();
      return input;
    }
    ToolResult.Faces found =
        (ToolResult.Faces)
            engine.run(
                aligner.get(),
                aligner.get().schema().defaults(),
                input.toolInput(),
                TaskContext.of(running.cancellation(), running.progress()));
    if (found.faces().isEmpty()) {
      context.err().println("No face was found in " + file + "; the middle of it is used.");
      return input;
    }
    return new Input(
        ToolResults.apply(
            input.document(), chosen(found), aligner.get(), aligner.get().schema().defaults()),
        input.photo());
  }

  /** The face that was asked for, alone. */
  private ToolResult.Faces chosen(ToolResult.Faces found) throws InputException {
    int count = found.faces().size();
    if (face < 1 || face > Math.max(1, count)) {
      throw new InputException(
          "There "
              + (count == 1 ? "is one face" : "are " + count + " faces")
              + " in "
              + file
              + ": --face takes 1 to "
              + count
              + ", not "
              + face
              + ".");
    }
    return count == 0 ? found : new ToolResult.Faces(List.of(found.faces().get(face - 1)));
  }

  private void requireNoFace() throws InputException {
    if (face != 1) {
      throw new InputException(
          "--face chooses among the faces of a photo; nothing looks for faces here, so leave it out.");
    }
  }

  /** Reads the file, if the tool needs one. */
  Input input() throws IOException, InputException {
    checkOutput();
    if (file != null && !isProject(file)) {
      OutputOption.requireOther(output, file);
    }
    ToolKind kind = tool.contribution().kind();
    if (file == null) {
      if (kind.needsPhoto()) {
        throw new InputException("Name a photo, or a project that was made from one.");
      }
      return new Input(meanFace(), Optional.empty());
    }
    if (isProject(file)) {
      PortraitDocument document = project(file).document();
      Optional<Photo> photo = Optional.empty();
      if (document.source().isPresent()) {
        photo = Optional.of(new PhotoReader().decode(document.source().get().file()));
      } else if (kind.needsPhoto()) {
        throw new InputException("The project " + file + " was not made from a photo: name one.");
      }
      return new Input(document, photo);
    }
    Photo photo = photo(file);
    return new Input(meanFace().withSource(PhotoSource.of(photo)), Optional.of(photo));
  }

  private PortraitDocument meanFace() {
    return engine.newDocument(new BaseStyle.Seed(0, 0));
  }

  /** The values to start with: those of the project's own run of this tool, else the defaults. */
  ParameterValues start() throws InputException {
    ParameterValues values = tool.schema().defaults();
    if (file != null && isProject(file)) {
      for (ToolStep run : project(file).document().runs()) {
        if (run.toolId().equals(tool.id())) {
          values = run.values().read(tool.schema());
        }
      }
    }
    return values;
  }

  /** Writes what was found, or tells it. */
  void write(Input input, ParameterValues values, ToolResult result)
      throws IOException, InputException {
    if (result instanceof ToolResult.Faces faces) {
      ToolResult.Faces chosen = chosen(faces);
      writeFace(input, ToolResults.apply(input.document(), chosen, tool, values), faces.faces());
      return;
    }
    PortraitDocument document = ToolResults.apply(input.document(), result, tool, values);
    if (result.face().isPresent()) {
      writePortrait(document);
    } else if (result instanceof ToolResult.Candidates found) {
      writeCandidates(document, found.candidates());
    } else if (result instanceof ToolResult.Directions found) {
      keepDirections(document, found.directions());
    }
  }

  private void writeFace(Input input, PortraitDocument document, List<Face> faces)
      throws IOException {
    if (faces.isEmpty()) {
      throw new IOException(tool.info().name() + " found no face in " + file + ".");
    }
    for (Face face : faces) {
      context
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "face at %.0f,%.0f, %.0f px wide, confidence %.2f",
                  face.alignment().centreX(),
                  face.alignment().centreY(),
                  face.alignment().side(),
                  face.confidence()));
    }
    if (output == null) {
      return;
    }
    if (isProject(output)) {
      save(document);
      return;
    }
    RgbImage pixels = input.photo().orElseThrow().pixels();
    PhotoSource source = document.source().orElseThrow();
    PictureWriter.write(
        output,
        Cutout.of(pixels, source.alignmentIn(pixels), engine.description().channels().resolution()),
        PictureWriter.JPEG_QUALITY);
  }

  private void writePortrait(PortraitDocument document) throws IOException {
    if (isProject(output)) {
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
    int dimension = engine.description().styleDimension();
    for (Candidate candidate : found) {
      context
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%d px, channels %s: distance %.4f, %.2f GMACs",
                  candidate.subGenerator().resolution(),
                  candidate.subGenerator().channels(),
                  candidate.distance(),
                  MacCount.of(candidate.subGenerator(), dimension).literatureGiga()));
    }
    if (output == null) {
      return;
    }
    if (isProject(output)) {
      save(document);
    } else {
      CandidateFile.write(output, found, dimension);
    }
  }

  private void keepDirections(PortraitDocument document, List<Boundary> found) throws IOException {
    engine.keep(new ToolResult.Directions(found));
    for (Boundary direction : found) {
      context.out().println(direction.name());
    }
    if (output != null) {
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
      case ALIGNER -> check(".anycost", ".png", ".jpg", ".jpeg");
      case SUB_GENERATOR_SEARCH -> check(".anycost", ".json");
      case DIRECTION_FINDER -> check(".anycost");
    }
  }

  private void check(String... endings) throws InputException {
    if (output != null) {
      OutputOption.check(output, endings);
    }
  }

  private static boolean isProject(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith("." + ProjectFile.EXTENSION);
  }

  private static Project project(Path path) throws InputException {
    try {
      return ProjectFile.read(path);
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  private static Photo photo(Path path) throws InputException {
    try {
      return new PhotoReader().read(path);
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }
}

package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.engine.ToolResults;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.photo.Cutout;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.QuarterTurn;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.series.FaceSettings;
import studio.anycost.app.series.NamedPhoto;
import studio.anycost.app.series.PhotoList;

/** Finds the faces of photos, and writes or lists their squares. */
final class AlignTask implements ToolWork {
  private static final int LARGEST_SIZE = 4096;

  private final CliContext context;
  private final StudioEngine engine;
  private final Offered<Tool> tool;
  private final List<ObjectNode> listing = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
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
          "A folder for the squares of all faces, called PHOTO-face1.png and so on; it is made if"
              + " it is not there, and what is done in it is left as it is. Or the file of one face: .png, .jpg, or .anycost, which keeps"
              + " photo and square. Without it the faces are only listed.")
  private Path output;

  @Option(
      names = "--face",
      paramLabel = "N",
      description =
          "Of the faces in a photo, the largest first: this one alone. Default: all in a folder, 1"
              + " in a file.")
  private Integer face;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "Side of the squares. Default: the resolution of the model.")
  private Integer size;

  @Mixin private RotateOption rotate;

  @Option(names = "--json", description = "List photos, faces, squares and confidences as JSON.")
  private boolean json;

  @Option(
      names = "--force",
      description =
          "Write squares in a folder again that are there already, or replace a project that is"
              + " there.")
  private boolean force;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  AlignTask(CliContext context, StudioEngine engine, Offered<Tool> tool) {
    this.context = context;
    this.engine = engine;
    this.tool = tool;
  }

  @Override
  public ParameterValues start() throws InputException {
    return ToolPhoto.start(named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty(), tool);
  }

  @Override
  public int run(ParameterValues values) throws Exception {
    if (named.isEmpty()) {
      throw new InputException("Name a photo, or a project that was made from one.");
    }
    rotate.turn();
    List<NamedPhoto> photos = photos();
    checkFaces();
    Optional<FaceFolder> folder = folder(photos);
    PhotoBatch batch = new PhotoBatch(context, tool.info().name());
    PhotoBatch.Result result =
        batch.run(photos, (photo, part) -> align(photo, values, folder, photos.size(), part));
    if (json) {
      print(result);
    } else {
      lines.forEach(context.out()::println);
    }
    context.out().flush();
    remarks.forEach(context.err()::println);
    if (kept > 0) {
      context
          .err()
          .println(
              kept
                  + " of "
                  + photos.size()
                  + " photos were done already and were left as they are; --force makes their"
                  + " squares again.");
    }
    return batch.finish(result);
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

  private void checkFaces() throws InputException {
    if (face != null && face < 1) {
      throw new InputException("--face takes the number of a face, from 1 on, not " + face + ".");
    }
    if (size != null && (size < 16 || size > LARGEST_SIZE)) {
      throw new InputException("--size takes 16 to " + LARGEST_SIZE + " pixels, not " + size + ".");
    }
  }

  /** The folder that is written to, which is there then; empty for a file, or for nothing. */
  private Optional<FaceFolder> folder(List<NamedPhoto> photos) throws IOException, InputException {
    if (output == null) {
      return Optional.empty();
    }
    new CallFiles().readsModel(engine.generator().bundle().path()).writes(output).check();
    if (PortraitTarget.isFolder(output, named, photos, ".anycost", ".png", ".jpg", ".jpeg")) {
      return Optional.of(new FaceFolder(output, force, Optional.ofNullable(face)));
    }
    OutputOption.requireNew(output, photos.get(0).file(), force);
    return Optional.empty();
  }

  private void align(
      NamedPhoto named,
      ParameterValues values,
      Optional<FaceFolder> folder,
      int count,
      TaskContext<?> part)
      throws IOException, InputException {
    if (folder.isPresent() && isDone(named, folder.get(), values) && !json) {
      kept++;
      return;
    }
    part.progress().report(0, "Reading");
    ToolPhoto photo = ToolPhoto.read(named.file(), engine, true, rotate.turn());
    ToolResult.Faces found =
        (ToolResult.Faces)
            engine.run(
                tool,
                values,
                photo.toolInput(),
                TaskContext.of(part.cancellation(), part.progress()));
    List<Face> faces = found.faces();
    if (faces.isEmpty()) {
      throw new InputException(
          "No face was found in " + named.file() + ": " + FaceChoice.advice() + ".");
    }
    int only = face != null ? face : 0;
    if (only > 0) {
      FaceChoice.of(faces, only, named.file());
    }
    FullSize full =
        new FullSize(photo.photo().orElseThrow(), photo.document().source().orElseThrow());
    ObjectNode entry = entry(named, photo.photo().get(), faces.stream().map(full::own).toList());
    String name = named.name();
    if (folder.isPresent()) {
      name = writeAll(folder.get(), named, photo, full, faces, values, entry);
    } else if (output != null) {
      writeOne(photo, full, faces, Math.max(1, only), values);
    }
    full.remark().ifPresent(remarks::add);
    for (int i = 0; i < faces.size(); i++) {
      lines.add((count == 1 ? "" : name + ": ") + line(full.own(faces.get(i))));
    }
    listing.add(entry);
  }

  private boolean isDone(NamedPhoto named, FaceFolder folder, ParameterValues values)
      throws InputException {
    if (!ToolPhoto.isProject(named.file())) {
      String sha256 = ToolPhoto.file(named.file()).sha256();
      return folder.isDone(named, sha256, settings(values, rotate.turn().orElse(QuarterTurn.NONE)));
    }
    Optional<PhotoSource> source = ToolPhoto.project(named.file()).document().source();
    return source.isPresent()
        && folder.isDone(
            named,
            source.get().file().sha256(),
            settings(values, rotate.turn().orElse(source.get().turn())));
  }

  private FaceSettings settings(ParameterValues values, QuarterTurn turn) {
    return new FaceSettings(
        tool.id(), ToolStep.of(tool.id(), values).values().texts(), side(), turn.degrees());
  }

  private int side() {
    return size != null ? size : engine.description().channels().resolution();
  }

  /** Returns what the files begin with. */
  private String writeAll(
      FaceFolder folder,
      NamedPhoto named,
      ToolPhoto photo,
      FullSize full,
      List<Face> faces,
      ParameterValues values,
      ObjectNode entry)
      throws IOException {
    PhotoSource source = photo.document().source().orElseThrow();
    String name =
        folder.write(
            named,
            source.file().sha256(),
            settings(values, source.turn()),
            faces.size(),
            number -> PictureWriter.png(square(full, faces.get(number - 1))));
    for (int number = 1; number <= faces.size(); number++) {
      if (face == null || face == number) {
        ((ObjectNode) entry.path("faces").get(number - 1))
            .put("file", folder.file(name, number).toString());
      }
    }
    return name;
  }

  private void writeOne(
      ToolPhoto photo, FullSize full, List<Face> faces, int number, ParameterValues values)
      throws IOException, InputException {
    Face chosen = FaceChoice.of(faces, number, named.get(0));
    if (!ToolPhoto.isProject(output)) {
      PictureWriter.write(output, square(full, chosen), PictureWriter.JPEG_QUALITY);
      return;
    }
    ToolPhoto applied =
        photo.with(ToolResults.apply(photo.document(), new ToolResult.Faces(faces), tool, values));
    PhotoSource source = applied.document().source().orElseThrow();
    ProjectFile.write(
        output,
        new Project(
            applied.document().withSource(source.withAlignment(chosen.alignment())),
            engine.description().name()));
  }

  private RgbImage square(FullSize full, Face chosen) {
    return Cutout.of(full.pixels(), full.alignment(chosen), side());
  }

  private static String line(Face face) {
    return String.format(
        Locale.ROOT,
        "face at %.0f,%.0f, %.0f px wide, confidence %.2f",
        face.alignment().centreX(),
        face.alignment().centreY(),
        face.alignment().side(),
        face.confidence());
  }

  private static ObjectNode entry(NamedPhoto named, Photo photo, List<Face> faces) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry
        .put("photo", named.file().toString())
        .put("width", photo.width())
        .put("height", photo.height());
    ArrayNode list = entry.putArray("faces");
    for (Face face : faces) {
      ObjectNode node = list.addObject();
      Alignment square = face.alignment();
      node.putArray("centre").add(square.centreX()).add(square.centreY());
      node.putArray("axis").add(square.axisX()).add(square.axisY());
      node.put("side", square.side()).put("confidence", face.confidence());
      face.points().ifPresent(points -> put(node.putObject("points"), points));
    }
    return entry;
  }

  private static void put(ObjectNode node, FacePoints points) {
    put(node, "leftEye", points.leftEye());
    put(node, "rightEye", points.rightEye());
    put(node, "leftMouth", points.leftMouth());
    put(node, "rightMouth", points.rightMouth());
  }

  private static void put(ObjectNode node, String name, FacePoints.Place place) {
    node.putArray(name).add(place.x()).add(place.y());
  }

  private void print(PhotoBatch.Result result) throws IOException {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    listing.forEach(all::add);
    for (PhotoBatch.Failure failure : result.failures()) {
      all.addObject()
          .put("photo", failure.photo().file().toString())
          .put("error", failure.sentence());
    }
    context.print(all);
  }
}

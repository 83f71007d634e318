package studio.anycost.app.fx.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.KeptCandidates;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.portrait.Difference;
import studio.anycost.app.preview.Ladder;
import studio.anycost.app.preview.UniformGrid;

/**
 * What the window needs of the engine for long work on a portrait. All but {@link #tools} and
 * {@link #services} may take long and are called on worker threads.
 */
public interface ToolBackend {
  /** The tools of all running plugins for the open model, in order. */
  List<Offered<Tool>> tools();

  /**
   * Runs a tool for a document; publishes what it has so far.
   *
   * @throws IOException with a sentence for people
   */
  ToolResult run(
      Offered<Tool> tool,
      ParameterValues values,
      PortraitDocument document,
      TaskContext<ToolResult> task)
      throws IOException;

  /**
   * Puts the edited face of a document back into its photo, at a size for the screen.
   *
   * @param blender of the kind that puts faces into photos
   * @throws IOException with a sentence for people
   */
  PhotoView viewPhoto(
      Offered<Tool> blender, ParameterValues values, PortraitDocument document, TaskContext<?> task)
      throws IOException;

  /**
   * Puts the edited face of a document back into its photo at the photo's own size, and writes it
   * with what the photo's file tells beside the pixels.
   *
   * @param blender of the kind that puts faces into photos
   * @param file .jpg or .png, not the photo itself
   * @param jpegQuality 0..1, for a JPEG of a photo that is none
   * @throws IOException with a sentence for people
   */
  BlendedPhoto exportPhoto(
      Offered<Tool> blender,
      ParameterValues values,
      PortraitDocument document,
      Path file,
      double jpegQuality,
      TaskContext<?> task)
      throws IOException;

  /** The folder or file of the open model; empty if it is the one that comes along. Quick. */
  Optional<Path> bundle();

  /**
   * How far the unedited portrait of a document is from its photo.
   *
   * @throws IOException with a sentence if it cannot be told
   */
  Difference likeness(PortraitDocument document, TaskContext<?> task) throws IOException;

  /**
   * Puts the edited face of a document back into its photo at the photo's own size, and makes the
   * photo and the face of the document what came out, so that another face of it can be edited.
   *
   * @param blender of the kind that puts faces into photos
   * @return the document without edits: its portrait is the edited one, and its photo shows it
   * @throws IOException with a sentence for people
   */
  PortraitDocument keepInPhoto(
      Offered<Tool> blender, ParameterValues values, PortraitDocument document, TaskContext<?> task)
      throws IOException;

  /**
   * Keeps directions that were found on this machine: the open model's edits know them from then
   * on. Results that belong to a document mean nothing to it.
   *
   * @return the result under the names that it has from then on
   * @throws IOException with a sentence if it cannot be kept
   */
  ToolResult keep(ToolResult result, TaskContext<?> task) throws IOException;

  /**
   * Keeps candidates in the bundle of the open model, in the place of those before; on this machine
   * if the bundle cannot be written.
   *
   * @return why they are not in the bundle, for people; empty if they are
   * @throws IOException with a sentence if they cannot be kept at all
   */
  Optional<String> keepInBundle(List<Candidate> candidates, TaskContext<?> task) throws IOException;

  /** What a render of a sub-generator of the open model takes on this machine. Quick. */
  double milliseconds(SubGenerator subGenerator);

  /** What previews climb: what was found, of the usable ones of a grid of the open model. */
  Ladder ladder(UniformGrid grid);

  /**
   * What tools had found for the open model earlier and what is not used now, a sentence for people
   * each. Reads files.
   */
  List<String> unusedFindings();

  /** What is kept of searches for the open model. */
  KeptCandidates keptCandidates();

  /**
   * Adds the boundaries of a file or folder to the open model, as directions that were found.
   *
   * @return what was in it
   * @throws IOException with a sentence if that cannot be done
   */
  List<Boundary> addBoundaries(Path file, TaskContext<?> task) throws IOException;

  /**
   * Adds directions that the open model knows to its bundle, or to a copy of it.
   *
   * @param copy the bundle to write, .zip; empty for the open one's own place
   * @throws IOException with a sentence if that cannot be done
   */
  void addToBundle(List<Boundary> directions, Optional<Path> copy, TaskContext<?> task)
      throws IOException;

  /** Forgets directions that were added. */
  void removeDirections(List<Boundary> directions) throws IOException;

  /**
   * Reads a photo.
   *
   * @throws IOException with a sentence that names the file
   */
  Photo readPhoto(Path file) throws IOException;

  /**
   * Decodes a photo that has no file on this machine.
   *
   * @throws IOException with a sentence that names it
   */
  Photo decodePhoto(PhotoFile file) throws IOException;

  /**
   * The square of a document's photo that shows the face.
   *
   * @param side of the result, pixels
   * @throws IOException with a sentence if the photo cannot be decoded
   */
  RgbImage face(PhotoSource source, int side) throws IOException;

  /**
   * The pixels of a document's photo, upright and not turned, at the size at which it is decoded.
   *
   * @throws IOException with a sentence if the photo cannot be decoded
   */
  RgbImage photo(PhotoSource source) throws IOException;

  /** A picture of a style code by a cheap sub-generator, at background priority. */
  ImageTensor thumbnail(StyleCode code, SubGenerator subGenerator) throws IOException;

  /** What panels may use for work of their own. */
  Services services(String contribution);
}

package studio.anycost.app.picture;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.compare.PortraitCaption;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.image.ContactSheet;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.image.Resized;
import studio.anycost.app.image.Strip;
import studio.anycost.app.words.Texts;

/**
 * Makes pictures of portraits and the files of them: the same portrait in the same size gives the
 * same bytes. Safe to use from any thread.
 */
public final class PictureMaker {
  /** More pixels are more than other programs like to open. */
  private static final long MOST_PIXELS = 64_000_000;

  /** Renders portraits in full. */
  @FunctionalInterface
  public interface Renders {
    /**
     * Takes long.
     *
     * @throws IOException with a sentence
     */
    RgbImage full(PortraitDocument document, TaskContext<?> task) throws IOException;
  }

  private final Renders renders;
  private final String model;
  private final PortraitNotes notes;
  private final PortraitCaption captions;

  /**
   * @param model the name of the open model
   * @param edits of the open model
   */
  public PictureMaker(Renders renders, String model, List<Offered<Edit>> edits) {
    this.renders = renders;
    this.model = model;
    this.notes = new PortraitNotes(model, edits);
    this.captions = new PortraitCaption(edits);
  }

  /** Why a subject has no picture in a size, one sentence; mostly empty. */
  public static Optional<String> obstacle(Subject subject, int side) {
    return (long) subject.faces() * side * side <= MOST_PIXELS
        ? Optional.empty()
        : Optional.of(Texts.of("picture.pictureMaker.tooManyFaces", subject.faces(), side));
  }

  /**
   * Makes a picture. Takes long.
   *
   * @param side of each face, pixels
   * @throws IOException with a sentence
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public RgbImage picture(Subject subject, int side, TaskContext<?> task) throws IOException {
    Optional<String> obstacle = obstacle(subject, side);
    if (obstacle.isPresent()) {
      throw new IOException(obstacle.get());
    }
    if (subject instanceof Subject.BeforeAfter pair) {
      return strip(pair.document(), side, task);
    }
    if (subject instanceof Subject.Sheet sheet) {
      return sheet(sheet, side, task);
    }
    task.progress().report(-1, Texts.of("picture.pictureMaker.rendering"));
    return face(subject.document(), side, task);
  }

  private RgbImage face(PortraitDocument document, int side, TaskContext<?> task)
      throws IOException {
    RgbImage full = renders.full(document, task);
    task.cancellation().throwIfCancelled();
    return Resized.of(full, side, side);
  }

  private RgbImage strip(PortraitDocument document, int side, TaskContext<?> task)
      throws IOException {
    task.progress().report(0, Texts.of("picture.pictureMaker.renderingBefore"));
    RgbImage before = face(document.unedited(), side, task);
    task.progress().report(0.5, Texts.of("picture.pictureMaker.renderingAfter"));
    RgbImage after = face(document, side, task);
    return Strip.draw(
        List.of(
            new Strip.Cell(before, Texts.of("picture.pictureMaker.before"), ""),
            new Strip.Cell(
                after,
                Texts.of("picture.pictureMaker.after"),
                captions.edit(document).orElse(Texts.of("picture.pictureMaker.noEdits")))));
  }

  private RgbImage sheet(Subject.Sheet sheet, int side, TaskContext<?> task) throws IOException {
    int count = sheet.cells().size();
    ContactSheet drawn = new ContactSheet(count, side);
    for (int i = 0; i < count; i++) {
      task.cancellation().throwIfCancelled();
      task.progress()
          .report((double) i / count, Texts.of("picture.pictureMaker.renderingOf", (i + 1), count));
      Subject.Cell cell = sheet.cells().get(i);
      drawn.add(drawn.thumbnail(renders.full(cell.document(), task)), cell.name());
    }
    return drawn.draw(sheet.title(), captions.of(sheet.document()));
  }

  /**
   * The bytes of a picture's file, with notes.
   *
   * @param format PNG or JPEG
   * @param jpegQuality 0..1, which PNG ignores
   * @throws IOException with a sentence
   */
  public byte[] file(Subject subject, RgbImage picture, PictureFormat format, double jpegQuality)
      throws IOException {
    return PictureWriter.bytes(format, picture, jpegQuality, Optional.of(notes(subject)));
  }

  private PictureNotes notes(Subject subject) throws IOException {
    if (subject instanceof Subject.BeforeAfter) {
      return notes.of("Before and after. ", subject.document());
    }
    if (subject instanceof Subject.Sheet sheet) {
      return notes.of(sheet.written() + ". ", sheet.project());
    }
    return notes.of(subject.document());
  }
}

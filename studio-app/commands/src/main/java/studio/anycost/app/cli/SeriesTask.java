package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.image.ContactSheet;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.picture.PortraitNotes;
import studio.anycost.app.series.LatentWriter;
import studio.anycost.app.series.NamedFace;
import studio.anycost.app.series.NotedPictures;
import studio.anycost.app.series.Series;
import studio.anycost.app.series.SeriesItem;
import studio.anycost.app.task.JobInfo;

/** What {@code sample} and {@code edit} do with the faces that were named. */
final class SeriesTask {
  private final CliContext context;
  private final StudioEngine engine;
  private final SeriesOptions options;
  private final CallFiles files;
  private final String title;

  /**
   * @param files that are read
   * @param title of the work, for people
   */
  SeriesTask(
      CliContext context,
      StudioEngine engine,
      SeriesOptions options,
      CallFiles files,
      String title) {
    this.context = context;
    this.engine = engine;
    this.options = options;
    this.files = files;
    this.title = title;
  }

  /**
   * Makes and writes everything.
   *
   * @param template noise and edits of all faces, and the photo that they are of
   * @param edits what is written on a sheet of the edits; may be empty
   * @return the exit code
   */
  int run(
      List<NamedFace> faces,
      PortraitDocument template,
      SubGenerator subGenerator,
      String edits,
      Series.Check check)
      throws Exception {
    NotedPictures noted = new NotedPictures(engine, template, PictureWriter.JPEG_QUALITY);
    Series series =
        new Series(
            engine,
            template,
            subGenerator,
            check,
            (item, file, picture) -> {
              if (options.isPiped()) {
                context.send(noted.bytes(item, PictureFormat.PNG, picture));
              } else {
                noted.write(item, file, picture);
              }
            });
    requireBounds(series, faces);
    Work work = new Work(series, options.items(faces, files), edits, template);
    if (faces.size() == 1) {
      work.run(TaskContext.none());
      return ExitCodes.DONE;
    }
    boolean complete = new CliJobs(context).<Void, Boolean>run(JobInfo.stoppable(title), work::run);
    return complete ? ExitCodes.DONE : ExitCodes.CANCELLED;
  }

  private void requireBounds(Series series, List<NamedFace> faces) throws InputException {
    int count = faces.size();
    if (options.sheet().isPresent() && count > ContactSheet.MOST) {
      throw new InputException(
          "A sheet holds at most "
              + ContactSheet.MOST
              + " faces, and these are "
              + count
              + ": make several sheets.");
    }
    long style = (long) engine.description().styleCount() * engine.description().styleDimension();
    if (options.allStyles(count).isPresent() && count * style > LatentWriter.MOST_VALUES) {
      throw new InputException(
          "One file holds at most "
              + LatentWriter.MOST_VALUES / style
              + " style codes of this model: give each its own, as in --save-style w-%04d.npy.");
    }
    if (options.savesLatents()) {
      InputException.checking(() -> series.z(faces.get(0)));
    }
  }

  /** One run; on a thread of its own if there are several faces. */
  private final class Work {
    private final Series series;
    private final List<SeriesItem> items;
    private final String edits;
    private final PortraitDocument template;
    private final Optional<ContactSheet> sheet;
    private final Map<NamedFace, RgbImage> thumbnails = new HashMap<>();

    Work(Series series, List<SeriesItem> items, String edits, PortraitDocument template) {
      this.series = series;
      this.items = items;
      this.edits = edits;
      this.template = template;
      this.sheet = options.sheet().map(file -> new ContactSheet(items.size()));
    }

    /** Whether everything was made: it may have been stopped. */
    boolean run(TaskContext<?> running) throws IOException {
      List<SeriesItem> missing = missing();
      int skipped = items.size() - missing.size();
      int made =
          series.make(
              missing,
              options.rendersPictures(),
              (item, picture) ->
                  sheet.ifPresent(
                      drawn -> thumbnails.put(item.face(), drawn.thumbnail(picture.toRgb()))),
              running);
      if (made < missing.size()) {
        say(
            String.format(
                "Stopped: %d of %d faces are there; the same command makes the others.",
                skipped + made, items.size()));
        return false;
      }
      writeTogether();
      if (skipped > 0) {
        say(
            skipped
                + " of "
                + items.size()
                + " faces were there already and were left as they are; --force makes them again.");
      }
      return true;
    }

    private List<SeriesItem> missing() {
      if (!options.resumes()) {
        return items;
      }
      List<SeriesItem> missing = new ArrayList<>();
      for (SeriesItem item : items) {
        if (!item.isDone() || sheet.isPresent() && !isOnSheet(item)) {
          missing.add(item);
        }
      }
      return missing;
    }

    /** Takes the picture that is there; one that cannot be read is made again. */
    private boolean isOnSheet(SeriesItem item) {
      Optional<RgbImage> picture = item.picture().flatMap(SavedPictures::read);
      picture.ifPresent(there -> thumbnails.put(item.face(), sheet.orElseThrow().thumbnail(there)));
      return picture.isPresent();
    }

    private void writeTogether() throws IOException {
      Optional<Path> styles = options.allStyles(items.size());
      if (styles.isPresent()) {
        List<StyleCode> codes = items.stream().map(item -> series.code(item.face())).toList();
        LatentWriter.writeStyles(styles.get(), codes);
      }
      Optional<Path> latents = options.allLatents(items.size());
      if (latents.isPresent()) {
        LatentWriter.writeZs(
            latents.get(), items.stream().map(item -> series.z(item.face())).toList());
      }
      if (sheet.isPresent()) {
        writeSheet(sheet.get(), options.sheet().orElseThrow());
      }
    }

    private void writeSheet(ContactSheet drawn, Path file) throws IOException {
      for (SeriesItem item : items) {
        drawn.add(thumbnails.get(item.face()), item.face().label());
      }
      String subtitle =
          items.size() + (items.size() == 1 ? " face" : " faces") + (edits.isEmpty() ? "" : ", ");
      String model = engine.description().name();
      PortraitNotes notes = new PortraitNotes(model, engine.edits());
      PictureWriter.write(
          file,
          drawn.draw(model, subtitle + edits),
          PictureWriter.JPEG_QUALITY,
          Optional.of(notes.ofFaces(template, items.size())));
    }

    private void say(String sentence) {
      context.err().println(sentence);
      context.err().flush();
    }
  }
}

package studio.anycost.app.series;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.words.Texts;

/**
 * Makes the files of many faces, on every core: what is rendered next does not wait for the file of
 * what was rendered before.
 */
public final class Series {
  /** Faces that are mapped, edited and handed to the generator together. */
  private static final int TOGETHER = 32;

  private final StudioEngine engine;
  private final PortraitDocument template;
  private final SubGenerator subGenerator;
  private final Check check;
  private final Pictures pictures;

  /** Whether what was evaluated is what was asked for. */
  @FunctionalInterface
  public interface Check {
    /**
     * @throws IOException with a sentence if a plugin failed meanwhile
     */
    void requireNoFailure() throws IOException;
  }

  /** Writes the pictures. */
  @FunctionalInterface
  public interface Pictures {
    /**
     * Called on a thread of the series alone, in the order of the items.
     *
     * @throws IOException with a sentence if it cannot be written
     */
    void write(SeriesItem item, Path file, ImageTensor picture) throws IOException;
  }

  /** Sees the pictures that are made. */
  @FunctionalInterface
  public interface Watcher {
    /** Called on the thread of the work, in the order of the items. */
    void made(SeriesItem item, ImageTensor picture);
  }

  /**
   * Pictures with nothing beside their pixels.
   *
   * @param template noise and edits of all faces; its base is not used
   * @param subGenerator fits the engine's generator
   */
  public Series(
      StudioEngine engine, PortraitDocument template, SubGenerator subGenerator, Check check) {
    this(
        engine,
        template,
        subGenerator,
        check,
        (item, file, picture) -> PictureWriter.write(file, picture));
  }

  /** The same with another way of writing them. */
  public Series(
      StudioEngine engine,
      PortraitDocument template,
      SubGenerator subGenerator,
      Check check,
      Pictures pictures) {
    this.engine = engine;
    this.template = template;
    this.subGenerator = subGenerator;
    this.check = check;
    this.pictures = pictures;
  }

  /** The code that a face is rendered from. Blocks. */
  public StyleCode code(NamedFace face) {
    return engine.evaluate(template.withBase(face.start().base(engine.generator())));
  }

  /**
   * Makes pictures and their files, and ends early when it is asked to stop. Blocks.
   *
   * @param pictures whether to render at all; without, only codes and latents are written
   * @return how many were made, fewer than there are items if it was stopped
   * @throws IOException with a sentence if a picture cannot be rendered or a file not be written
   * @throws CancellationException if it was cancelled; what was written stays
   */
  public int make(List<SeriesItem> items, boolean pictures, Watcher watcher, TaskContext<?> running)
      throws IOException {
    try (BackgroundWriter writer = new BackgroundWriter()) {
      Run run = new Run(items, watcher, running, writer);
      try {
        while (run.made < items.size()) {
          running.cancellation().throwIfCancelled();
          run.together(
              items.subList(run.made, Math.min(items.size(), run.made + TOGETHER)), pictures);
        }
      } catch (CancellationException e) {
        running.cancellation().throwIfCancelled();
        if (!running.stopRequested()) {
          throw e;
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      writer.finish();
      return run.made;
    }
  }

  /** One call of {@link #make}. */
  private final class Run {
    private final List<SeriesItem> items;
    private final Watcher watcher;
    private final TaskContext<?> running;
    private final BackgroundWriter writer;
    private int made;

    Run(List<SeriesItem> items, Watcher watcher, TaskContext<?> running, BackgroundWriter writer) {
      this.items = items;
      this.watcher = watcher;
      this.running = running;
      this.writer = writer;
      report();
    }

    void together(List<SeriesItem> some, boolean rendering) throws IOException {
      List<StyleCode> codes = new ArrayList<>();
      for (SeriesItem item : some) {
        stopIfAsked();
        codes.add(code(item.face()));
      }
      check.requireNoFailure();
      if (rendering) {
        engine
            .generator()
            .renderAll(
                codes,
                subGenerator,
                template.noise(),
                running.cancellation(),
                (index, image) -> rendered(some.get(index), codes.get(index), image));
      } else {
        for (int i = 0; i < some.size(); i++) {
          SeriesItem item = some.get(i);
          StyleCode code = codes.get(i);
          writer.write(() -> writeLatents(item, code));
          made();
        }
      }
    }

    private void rendered(SeriesItem item, StyleCode code, ImageTensor image) {
      try {
        writer.write(
            () -> {
              writeLatents(item, code);
              if (item.picture().isPresent()) {
                pictures.write(item, item.picture().get(), image);
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      watcher.made(item, image);
      made();
    }

    private void made() {
      made++;
      report();
      if (made < items.size()) {
        stopIfAsked();
      }
    }

    private void report() {
      running
          .progress()
          .report(
              (double) made / items.size(), Texts.of("series.series.ofFaces", made, items.size()));
    }

    private void stopIfAsked() {
      if (running.stopRequested()) {
        throw new CancellationException(Texts.of("series.series.stopped"));
      }
    }
  }

  private void writeLatents(SeriesItem item, StyleCode code) throws IOException {
    if (item.style().isPresent()) {
      LatentWriter.writeStyle(item.style().get(), code);
    }
    if (item.latent().isPresent()) {
      LatentWriter.writeZ(item.latent().get(), z(item.face()));
    }
  }

  /**
   * The input latent of a face.
   *
   * @throws IllegalArgumentException with a sentence if it has none
   */
  public float[] z(NamedFace face) {
    return face.start()
        .z(engine.description().styleDimension())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "A face that is given by its style code has no z that could be saved: leave"
                        + " --save-z out."));
  }
}

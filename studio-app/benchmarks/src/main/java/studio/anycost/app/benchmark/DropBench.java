package studio.anycost.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.engine.ToolInput;
import studio.anycost.app.engine.ToolResults;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;

/**
 * What happens between dropping a photo on the window and the first picture of its face, step by
 * step, as the window does it: reading, finding faces, cutting out and encoding, rendering.
 */
final class DropBench {
  /**
   * Milliseconds of each step.
   *
   * @param portrait cutting the face out, and the first projector
   * @param picture of the full generator; a preview is there sooner
   * @param faces how many were found
   */
  record Times(double read, double find, double portrait, double picture, int faces) {
    double total() {
      return read + find + portrait + picture;
    }
  }

  private final StudioEngine engine;
  private final Offered<Tool> aligner;
  private final Offered<Tool> projector;

  /**
   * Renders a face first, as a window has it on the screen before a photo is dropped.
   *
   * @throws IOException with a sentence if nothing finds faces or makes portraits
   */
  DropBench(StudioEngine engine) throws IOException {
    this.engine = engine;
    aligner = first(ToolKind.ALIGNER);
    projector = first(ToolKind.PROJECTOR);
    render(engine.newDocument(new BaseStyle.Seed(1)));
  }

  private Offered<Tool> first(ToolKind kind) throws IOException {
    return engine.tools(kind).stream()
        .findFirst()
        .orElseThrow(() -> new IOException("No running plugin brings a tool to " + kind.word()));
  }

  private void render(PortraitDocument document) throws IOException {
    engine.render(document, engine.description().channels().full(), CancellationToken.NONE);
  }

  /** Drops a photo once. */
  Times measure(Path file) throws IOException {
    long start = System.nanoTime();
    Photo photo = new PhotoReader().read(file);
    PortraitDocument document =
        engine.newDocument(new BaseStyle.Seed(1)).withSource(PhotoSource.of(photo));
    double read = since(start);
    long finding = System.nanoTime();
    ToolResult found = run(aligner, document, photo);
    document = ToolResults.apply(document, found, aligner, aligner.schema().defaults());
    double find = since(finding);
    long encoding = System.nanoTime();
    ToolResult style = run(projector, document, photo);
    document = ToolResults.apply(document, style, projector, projector.schema().defaults());
    double portrait = since(encoding);
    long rendering = System.nanoTime();
    render(document);
    int faces = ((ToolResult.Faces) found).faces().size();
    return new Times(read, find, portrait, since(rendering), faces);
  }

  private ToolResult run(Offered<Tool> tool, PortraitDocument document, Photo photo)
      throws IOException {
    return engine.run(
        tool,
        tool.schema().defaults(),
        new ToolInput(document, Optional.of(photo.pixels())),
        TaskContext.none());
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}

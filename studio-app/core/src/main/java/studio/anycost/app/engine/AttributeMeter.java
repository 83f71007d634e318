package studio.anycost.app.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;

/**
 * Tells what the recipe of a portrait does to all attributes of its face. Remembers what the
 * predictor said of the unedited face last, which stays the same while sliders move. Safe to use
 * from any thread; one question at a time.
 */
public final class AttributeMeter {
  private final StudioEngine engine;
  private Before last = new Before(null, null, null, new float[0]);

  /**
   * @param engine stays the caller's
   */
  public AttributeMeter(StudioEngine engine) {
    this.engine = engine;
  }

  /** What was said of an unedited face. */
  private record Before(
      PortraitDocument document, Generator generator, SubGenerator subGenerator, float[] logits) {}

  /**
   * Renders the face with and without its edits and asks the predictor. Blocks, at background
   * priority.
   *
   * @param subGenerator that renders
   * @return in the predictor's order; empty if the model has no predictor
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IllegalArgumentException if the document does not fit the generator
   * @throws IOException if the runtime failed
   */
  public synchronized List<AttributeChange> changes(
      PortraitDocument document, SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    Generator generator = engine.lentGenerator();
    Optional<AttributeScores> scores = AttributeScores.of(generator);
    if (scores.isEmpty()) {
      return List.of();
    }
    PortraitDocument unedited = document.withRecipe(Recipe.EMPTY);
    StyleCode plain = engine.evaluate(unedited);
    StyleCode edited = engine.evaluate(document);
    boolean known =
        unedited.equals(last.document)
            && generator == last.generator
            && subGenerator.equals(last.subGenerator);
    List<ImageTensor> pictures = new ArrayList<>();
    if (!known) {
      pictures.add(generator.render(plain, subGenerator, document.noise(), cancellation));
    }
    if (!plain.equals(edited)) {
      pictures.add(generator.render(edited, subGenerator, document.noise(), cancellation));
    }
    float[][] logits = scores.get().logits(pictures, cancellation);
    if (!known) {
      last = new Before(unedited, generator, subGenerator, logits[0]);
    }
    float[] after = plain.equals(edited) ? last.logits : logits[logits.length - 1];
    List<String> names = generator.description().attributes();
    List<AttributeChange> changes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      changes.add(
          new AttributeChange(
              names.get(i),
              AttributeScores.confidence(last.logits[i]),
              AttributeScores.confidence(after[i])));
    }
    return changes;
  }
}

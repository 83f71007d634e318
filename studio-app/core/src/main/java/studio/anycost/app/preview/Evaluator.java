package studio.anycost.app.preview;

import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.PortraitDocument;

/** Turns a document into the style code that is rendered. Called on the preview's own thread. */
@FunctionalInterface
public interface Evaluator {
  /**
   * @throws IllegalArgumentException with a sentence if the document does not fit the generator
   */
  StyleCode evaluate(PortraitDocument document);
}

package studio.anycost.models.graph;

import java.io.IOException;
import studio.anycost.models.words.Texts;

/** A graph that is refused; the message is one sentence that names the graph and the fault. */
public final class InvalidGraphException extends IOException {
  private static final long serialVersionUID = 1L;

  public InvalidGraphException(String graph, String fault) {
    super(Texts.of("graph.invalidGraphException.unusable", graph, fault));
  }
}

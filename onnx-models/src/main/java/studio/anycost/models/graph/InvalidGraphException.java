package studio.anycost.models.graph;

import java.io.IOException;

/** A graph that is refused; the message is one sentence that names the graph and the fault. */
public final class InvalidGraphException extends IOException {
  private static final long serialVersionUID = 1L;

  public InvalidGraphException(String graph, String fault) {
    super("The graph " + graph + " cannot be used: " + fault + ".");
  }
}

package studio.anycost.models.runtime;

import java.io.IOException;
import studio.anycost.models.graph.GraphPorts;

/** A graph that a network runs, wherever it is stored. Safe to use from any thread. */
interface NetworkSource {
  /** What the API calls it. */
  String name();

  /** What it is for messages, as in "The {title} could not be run". */
  String title();

  /** What to do if no session can be made of it; a sentence. */
  String advice();

  /** The session of a run on all cores. */
  SessionKey key();

  /** What it takes and gives; may have to read the graph. */
  GraphPorts ports() throws IOException;

  /** Reads and checks it. */
  GeneratorSource.Graph read() throws IOException;
}

package studio.anycost.api.compute;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import studio.anycost.api.task.CancellationToken;

/**
 * An ONNX graph with float32 inputs and outputs that the studio runs. Safe to use from any worker
 * thread.
 *
 * <p>A network holds no native memory of its own: its session belongs to the studio's one cache,
 * opens at the first run, is closed under memory pressure and opened again when it is needed. It
 * need not be closed.
 */
public interface Network {
  /** What it is called in messages. */
  String name();

  /** The inputs that have to be given, in the graph's order. */
  List<Port> inputs();

  /** The outputs, in the graph's order. */
  List<Port> outputs();

  /**
   * Runs the graph on this thread. Blocks; a heavy graph at background priority waits for
   * interactive work first.
   *
   * @param inputs a tensor for every input, by name
   * @param outputs names of the wanted outputs, at least one; others are not copied
   * @return the wanted outputs by name
   * @throws IllegalArgumentException if a name or a shape does not fit, with a sentence
   * @throws CancellationException if the token was cancelled first
   * @throws IllegalStateException if the bundle that it belongs to is closed
   * @throws IOException if the runtime failed
   */
  Map<String, FloatTensor> run(
      Map<String, FloatTensor> inputs,
      Set<String> outputs,
      Priority priority,
      CancellationToken cancellation)
      throws IOException;

  /**
   * Runs a graph of one input at background priority.
   *
   * @return its first output
   * @throws IllegalArgumentException if the graph has several inputs or the shape does not fit
   * @throws IOException see {@link #run(Map, Set, Priority, CancellationToken)}
   */
  default FloatTensor run(FloatTensor input, CancellationToken cancellation) throws IOException {
    if (inputs().size() != 1) {
      throw new IllegalArgumentException(
          "The network '" + name() + "' has " + inputs().size() + " inputs: name them.");
    }
    String output = outputs().get(0).name();
    return run(
            Map.of(inputs().get(0).name(), input),
            Set.of(output),
            Priority.BACKGROUND,
            cancellation)
        .get(output);
  }
}

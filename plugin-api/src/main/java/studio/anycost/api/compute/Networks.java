package studio.anycost.api.compute;

import java.io.IOException;

/** Opens ONNX graphs that a plugin brings along. Safe to use from any worker thread. */
public interface Networks {
  /**
   * Checks a graph and makes it ready to run. The same bytes share one session, whoever opens them.
   *
   * @param name what messages call it
   * @param onnx a whole model file without external data, at most 512 MB; not to be changed
   *     afterwards
   * @throws IOException with a sentence if it is no graph that the studio runs: damaged, with
   *     unknown operators, with inputs or outputs that are not float32
   */
  Network open(String name, byte[] onnx) throws IOException;
}

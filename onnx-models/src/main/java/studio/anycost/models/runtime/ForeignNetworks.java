package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.Objects;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.models.graph.GraphPorts;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.words.Texts;

/** Networks from files that belong to no bundle. They work as long as the session manager does. */
final class ForeignNetworks implements Networks, AutoCloseable {
  /** The largest file: 512 MB. */
  static final int MOST_BYTES = 512 << 20;

  private final RuntimeParts parts;
  private final int mostBytes;
  private final ActiveRuns runs = new ActiveRuns(Texts.of("runtime.foreignNetworks.closed"));

  /**
   * @param mostBytes that a file may have
   */
  ForeignNetworks(RuntimeParts parts, int mostBytes) {
    this.parts = parts;
    this.mostBytes = mostBytes;
  }

  @Override
  public Network open(String name, byte[] onnx) throws IOException {
    runs.requireOpen();
    String graph = "'" + Objects.requireNonNull(name) + "'";
    if (onnx.length > mostBytes) {
      throw new InvalidGraphException(
          graph, Texts.of("runtime.foreignNetworks.tooLarge", onnx.length, mostBytes));
    }
    ModelProto model = OnnxGuard.parseForeign(onnx, graph);
    GraphPorts ports = GraphPorts.of(model, graph);
    return new SessionNetwork(new HeapGraph(name, onnx, ports, model), parts, runs);
  }

  /** Runs under way. */
  int running() {
    return runs.count();
  }

  /** Ends the runs and waits for them: at most one graph node. */
  @Override
  public void close() {
    runs.close();
  }
}

package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.List;
import studio.anycost.models.bundle.Sha256;
import studio.anycost.models.graph.GraphPorts;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/** A checked graph whose bytes stay on the Java heap, to make a session of them again. */
final class HeapGraph implements NetworkSource {
  private final String name;
  private final byte[] onnx;
  private final String hash;
  private final GraphPorts ports;
  private final long parameters;

  /**
   * @param onnx not to be changed afterwards
   * @param model what the bytes say
   */
  HeapGraph(String name, byte[] onnx, GraphPorts ports, ModelProto model) {
    this.name = name;
    this.onnx = onnx;
    this.hash = Sha256.hex(onnx);
    this.ports = ports;
    this.parameters = GeneratorSource.Graph.parameters(model);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return Texts.of("runtime.heapGraph.network", name);
  }

  @Override
  public String advice() {
    return Texts.of("runtime.heapGraph.advice");
  }

  /** The same bytes are the same session, whoever brings them. */
  @Override
  public SessionKey key() {
    return new SessionKey("sha256:" + hash, "network", List.of());
  }

  @Override
  public GraphPorts ports() {
    return ports;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidGraphException if the bytes are not those that were checked: others, who brought
   *     the same file, would get the session of a graph that nobody has checked
   */
  @Override
  public GeneratorSource.Graph read() throws IOException {
    if (!Sha256.hex(onnx).equals(hash)) {
      throw new InvalidGraphException("'" + name + "'", Texts.of("runtime.heapGraph.changed"));
    }
    return new GeneratorSource.Graph(onnx, parameters);
  }
}

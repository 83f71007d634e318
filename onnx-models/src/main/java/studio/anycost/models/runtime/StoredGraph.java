package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import studio.anycost.models.graph.GraphPorts;
import studio.anycost.models.words.Texts;

/** A graph that is read anew for every session. */
final class StoredGraph implements NetworkSource {
  private final String name;
  private final String bundle;
  private final String identity;
  private final Reader reader;
  private final Optional<GraphPorts> known;

  /**
   * @param name what it is, as in "encoder"
   * @param bundle what people call the bundle that it belongs to
   * @param identity of the bundle's content
   */
  StoredGraph(String name, String bundle, String identity, Reader reader) {
    this(name, bundle, identity, reader, Optional.empty());
  }

  private StoredGraph(
      String name, String bundle, String identity, Reader reader, Optional<GraphPorts> known) {
    this.name = name;
    this.bundle = bundle;
    this.identity = identity;
    this.reader = reader;
    this.known = known;
  }

  /** The same graph where it is known beforehand what it takes and gives. */
  StoredGraph taking(GraphPorts ports) {
    return new StoredGraph(name, bundle, identity, reader, Optional.of(ports));
  }

  /** Reads and checks the graph. */
  @FunctionalInterface
  interface Reader {
    ModelProto read() throws IOException;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return Texts.of("runtime.storedGraph.title", name, bundle);
  }

  @Override
  public String advice() {
    return Texts.of("runtime.storedGraph.advice");
  }

  @Override
  public SessionKey key() {
    return new SessionKey(identity, name, List.of());
  }

  @Override
  public GraphPorts ports() throws IOException {
    return known.isPresent() ? known.get() : GraphPorts.of(reader.read(), title());
  }

  @Override
  public GeneratorSource.Graph read() throws IOException {
    return GeneratorSource.Graph.of(reader.read(), 0);
  }
}

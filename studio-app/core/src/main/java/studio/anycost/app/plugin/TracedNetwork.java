package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.task.CancellationToken;

/** A network as one call of a plugin sees it; leaves a {@link HostTrace}. */
record TracedNetwork(Network network, HostTrace trace) implements Network {
  @Override
  public String name() {
    return network.name();
  }

  @Override
  public List<Port> inputs() {
    return network.inputs();
  }

  @Override
  public List<Port> outputs() {
    return network.outputs();
  }

  @Override
  public Map<String, FloatTensor> run(
      Map<String, FloatTensor> inputs,
      Set<String> outputs,
      Priority priority,
      CancellationToken cancellation)
      throws IOException {
    trace.enter();
    try {
      return network.run(inputs, outputs, priority, cancellation);
    } catch (IOException | RuntimeException | Error e) {
      trace.threw(e);
      throw e;
    } finally {
      trace.exit();
    }
  }
}

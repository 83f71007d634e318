package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.extension.Services;
import studio.anycost.api.task.CancellationToken;

/**
 * A network as one call of a plugin has it.
 *
 * @param network where it is among the services: one of the bundle must not be held beyond the call
 */
record LentNetwork(CallScope scope, Function<Services, Network> network) implements Network {
  @Override
  public String name() {
    return scope.serveQuick((services, token) -> network.apply(services).name());
  }

  @Override
  public List<Port> inputs() {
    return scope.serveQuick((services, token) -> network.apply(services).inputs());
  }

  @Override
  public List<Port> outputs() {
    return scope.serveQuick((services, token) -> network.apply(services).outputs());
  }

  @Override
  public Map<String, FloatTensor> run(
      Map<String, FloatTensor> inputs,
      Set<String> outputs,
      Priority priority,
      CancellationToken cancellation)
      throws IOException {
    return scope.serve(
        cancellation,
        (services, token) -> network.apply(services).run(inputs, outputs, priority, token));
  }
}

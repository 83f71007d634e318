package studio.anycost.app.plugin;

import java.io.IOException;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.Services;

/** The services as one call of a plugin sees them; leave a {@link HostTrace}. */
final class TracedServices implements Services {
  private final Services services;
  private final HostTrace trace;
  private final Generator generator;

  TracedServices(Services services, HostTrace trace) {
    this.services = services;
    this.trace = trace;
    this.generator = new TracedGenerator(services.generator(), trace);
  }

  @Override
  public Generator generator() {
    return generator;
  }

  @Override
  public Networks networks() {
    return (name, onnx) -> {
      trace.enter();
      try {
        return traced(services.networks().open(name, onnx));
      } catch (IOException | RuntimeException | Error e) {
        trace.threw(e);
        throw e;
      } finally {
        trace.exit();
      }
    };
  }

  private Network traced(Network network) {
    return new TracedNetwork(network, trace);
  }
}

package studio.anycost.app.plugin;

import java.io.IOException;
import java.nio.file.Path;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.SamplesHere;
import studio.anycost.api.extension.Services;
import studio.anycost.api.task.CancellationToken;

/** The services as one call of a plugin has them. */
final class LentServices implements Services {
  private final CallScope scope;
  private final Generator generator;
  private final PortraitNetworks portraits;

  LentServices(CallScope scope) {
    this.scope = scope;
    this.generator = new LentGenerator(scope);
    this.portraits = new LentPortraits(scope);
  }

  @Override
  public Generator generator() {
    return generator;
  }

  @Override
  public Networks networks() {
    return this::open;
  }

  @Override
  public SampleRunner samples() {
    return new LentSamples(scope, new SamplesHere(generator, networks()));
  }

  @Override
  public PortraitNetworks portraits() {
    return portraits;
  }

  @Override
  public Path folder() throws IOException {
    return scope.serve(CancellationToken.NONE, (services, token) -> services.folder());
  }

  private Network open(String name, byte[] onnx) throws IOException {
    Network network =
        scope.serve(
            CancellationToken.NONE, (services, token) -> services.networks().open(name, onnx));
    return new LentNetwork(scope, services -> network);
  }
}

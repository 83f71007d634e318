package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.Optional;
import studio.anycost.api.compute.Network;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.task.CancellationToken;

/** The studio's networks of pictures and faces as one call of a plugin has them. */
record LentPortraits(CallScope scope) implements PortraitNetworks {
  @Override
  public FeatureNetwork perceptual() throws IOException {
    return lend(
        scope.serve(
            CancellationToken.NONE, (services, token) -> services.portraits().perceptual()));
  }

  @Override
  public Optional<FaceMesh> mesh(RgbImage portrait, CancellationToken cancellation)
      throws IOException {
    return scope.serve(
        cancellation, (services, token) -> services.portraits().mesh(portrait, token));
  }

  @Override
  public FeatureNetwork identity(FaceMesh mesh) throws IOException {
    return lend(
        scope.serve(
            CancellationToken.NONE, (services, token) -> services.portraits().identity(mesh)));
  }

  private FeatureNetwork lend(FeatureNetwork own) {
    Network network = own.network();
    return new FeatureNetwork(
        new LentNetwork(scope, services -> network), own.input(), own.layers());
  }
}

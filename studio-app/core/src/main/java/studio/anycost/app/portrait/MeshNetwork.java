package studio.anycost.app.portrait;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Region;
import studio.anycost.api.task.CancellationToken;

/** MediaPipe's face mesh: a region of a portrait in, places of the portrait out. */
final class MeshNetwork {
  private static final int SIDE = 192;
  private static final int COORDINATES = 3;

  /** What the network is sure enough of. */
  private static final double PRESENT = 0.5;

  private final OwnNetwork network;

  MeshNetwork(Networks networks) {
    this.network = new OwnNetwork(networks, "face mesh", "face_mesh.onnx");
  }

  /** Empty if there is no face in the region. */
  Optional<Places> look(ImageTensor portrait, Region region, CancellationToken cancellation)
      throws IOException {
    Network mesh = network.open();
    ImageInput input = new ImageInput(SIDE, SIDE, 0, 255, Optional.of(region));
    Map<String, FloatTensor> found =
        mesh.run(
            Map.of("image", input.see(portrait)),
            Set.of("mesh", "presence"),
            Priority.BACKGROUND,
            cancellation);
    if (!(found.get("presence").get(0) >= PRESENT)) {
      return Optional.empty();
    }
    FloatTensor mesh3d = found.get("mesh");
    int count = mesh3d.count() / COORDINATES;
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      double across = 2 * mesh3d.get(COORDINATES * i) / SIDE - 1;
      double down = 2 * mesh3d.get(COORDINATES * i + 1) / SIDE - 1;
      x[i] = region.centreX() + across * region.axisX() - down * region.axisY();
      y[i] = region.centreY() + across * region.axisY() + down * region.axisX();
    }
    return Optional.of(new Places(x, y));
  }
}

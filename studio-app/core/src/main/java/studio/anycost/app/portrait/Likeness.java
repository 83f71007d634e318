package studio.anycost.app.portrait;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.objective.FeatureDistance;
import studio.anycost.api.objective.Resampling;
import studio.anycost.api.task.CancellationToken;

/**
 * How like portraits are to one portrait. What is compared has the side of the smaller of the two;
 * the larger is averaged down. Faces are looked at where the one portrait has its face. Safe to use
 * from any worker thread.
 */
public final class Likeness {
  private final ImageTensor target;
  private final FeatureDistance perceptual;
  private final Optional<FeatureDistance> identity;

  private Likeness(
      ImageTensor target, FeatureDistance perceptual, Optional<FeatureDistance> identity) {
    this.target = target;
    this.perceptual = perceptual;
    this.identity = identity;
  }

  /**
   * To a portrait. Blocks while it finds the face.
   *
   * @param target square and aligned
   * @throws IOException with a sentence if a network cannot be opened or run
   */
  public static Likeness to(
      RgbImage target, PortraitNetworks networks, CancellationToken cancellation)
      throws IOException {
    return to(ImageTensor.of(target), networks, networks.mesh(target, cancellation));
  }

  /** To another picture of the same face, which is not looked for again. */
  public static Likeness to(ImageTensor target, PortraitNetworks networks, Optional<FaceMesh> mesh)
      throws IOException {
    return new Likeness(
        target,
        FeatureDistance.to(networks.perceptual(), target),
        mesh.isEmpty()
            ? Optional.empty()
            : Optional.of(FeatureDistance.to(networks.identity(mesh.get()), target)));
  }

  /**
   * The difference of a portrait. Blocks.
   *
   * @throws java.util.concurrent.CancellationException if the token was cancelled
   * @throws IOException if the runtime failed
   */
  public Difference of(ImageTensor portrait, CancellationToken cancellation) throws IOException {
    int side = Math.min(portrait.side(), target.side());
    ImageTensor small = Resampling.of(portrait.side(), side).apply(portrait);
    float[] a = small.toArray();
    float[] b = Resampling.of(target.side(), side).apply(target).toArray();
    double absolute = 0;
    double squared = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      absolute += Math.abs(difference);
      squared += difference * difference;
    }
    return new Difference(
        absolute / a.length,
        squared / a.length,
        perceptual.of(small, cancellation),
        identity.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.sqrt(identity.get().of(small, cancellation))));
  }
}

package studio.anycost.api.extension;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.task.CancellationToken;

/**
 * The networks of the studio that know pictures and faces, so that everybody measures with the
 * same. Safe to use from any worker thread.
 */
public interface PortraitNetworks {
  /**
   * In which pictures are compared as people see them, in the form of LPIPS; 0 = the same. The
   * studio's own, or one that the person has imported and chosen.
   *
   * @throws IOException with a sentence if it cannot be opened
   */
  FeatureNetwork perceptual() throws IOException;

  /**
   * The mesh of the one face of an aligned portrait. Blocks for some milliseconds.
   *
   * @param portrait square and aligned, of any side
   * @return empty if no face is seen in it
   * @throws CancellationException if the token was cancelled
   * @throws IOException if the runtime failed
   */
  Optional<FaceMesh> mesh(RgbImage portrait, CancellationToken cancellation) throws IOException;

  /**
   * In which faces are compared: the squared distance of dlib's descriptors, whose root is about
   * 0.3 for two renders of one person and 0.6 for two people.
   *
   * @param mesh of the face, in the portraits that are compared; tells where it is looked at
   * @throws IOException with a sentence if it cannot be opened
   */
  FeatureNetwork identity(FaceMesh mesh) throws IOException;
}

package studio.anycost.plugins.latent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationToken;

/** The terms of the loss of a photo. */
final class LossTerms {
  private LossTerms() {}

  /**
   * Perceptual distance, squared difference of the pixels, distance of the faces, and the distance
   * to a code; those of weight 0 are left out. Blocks for some milliseconds.
   *
   * @param centre where codes are kept near, with the weight of that
   * @throws IOException with a sentence if nothing is left to minimise, or no face is found to
   *     compare
   */
  static List<Term> of(
      RgbImage target,
      Knobs knobs,
      StyleCode centre,
      double nearness,
      PortraitNetworks portraits,
      CancellationToken cancellation)
      throws IOException {
    List<Term> terms = new ArrayList<>();
    if (knobs.perceptual() > 0) {
      terms.add(new Term.Features(knobs.perceptual(), portraits.perceptual(), target));
    }
    if (knobs.pixels() > 0) {
      terms.add(new Term.Pixels(knobs.pixels(), target));
    }
    if (knobs.identity() > 0) {
      Optional<FaceMesh> mesh = portraits.mesh(target, cancellation);
      if (mesh.isEmpty()) {
        throw new WrongInputException(Texts.of("lossTerms.noFaceIsSeen"));
      }
      terms.add(new Term.Features(knobs.identity(), portraits.identity(mesh.get()), target));
    }
    if (terms.isEmpty()) {
      throw new WrongInputException(Texts.of("lossTerms.nothingIsToBe"));
    }
    if (nearness > 0) {
      terms.add(new Term.Prior(nearness, centre));
    }
    return terms;
  }
}

package studio.anycost.app.engine;

import studio.anycost.app.document.BaseStyle;
import studio.anycost.models.latent.NumpyNormal;
import studio.anycost.models.latent.SeededNormal;

/** What seeds stand for before any network has seen it. */
public final class SeedLatents {
  private SeedLatents() {}

  /**
   * The input latent that a drawn face is mapped from.
   *
   * @param dimension of the generator's styles, at least 1
   * @return so many values
   */
  public static float[] z(BaseStyle.Seed face, int dimension) {
    return switch (face.numbers()) {
      case STUDIO -> SeededNormal.z(face.seed(), dimension);
      case NUMPY -> NumpyNormal.z(face.seed(), dimension);
    };
  }
}

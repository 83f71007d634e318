package studio.anycost.models.runtime;

import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.objective.Term;

/** Mean of the squared differences to a picture. */
final class PixelTerm implements PictureTerm {
  private final double weight;
  private final TargetPicture target;

  PixelTerm(Term.Pixels term) {
    this.weight = term.weight();
    this.target = new TargetPicture(term.target());
  }

  @Override
  public double evaluate(FloatTensor picture, float[] values, int side, float[] gradient, Run run) {
    float[] wanted = target.at(side);
    double sum = 0;
    float factor = (float) (2 * weight / values.length);
    // In pieces, so that the sum of many small squares keeps its digits at the speed of floats.
    for (int start = 0; start < values.length; start += side) {
      float piece = 0;
      for (int i = start; i < start + side; i++) {
        float difference = values[i] - wanted[i];
        piece += difference * difference;
      }
      sum += piece;
    }
    if (gradient != null) {
      for (int i = 0; i < values.length; i++) {
        gradient[i] += factor * (values[i] - wanted[i]);
      }
    }
    return sum / values.length;
  }
}

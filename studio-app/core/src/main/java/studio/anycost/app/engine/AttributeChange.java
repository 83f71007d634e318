package studio.anycost.app.engine;

/**
 * What the predictor says of an attribute of a portrait.
 *
 * @param attribute as the model calls it
 * @param before how sure it is of the unedited face, 0..1
 * @param after how sure it is of the edited one, 0..1
 */
public record AttributeChange(String attribute, double before, double after) {
  /** From -1, gone, to 1, come. */
  public double change() {
    return after - before;
  }
}

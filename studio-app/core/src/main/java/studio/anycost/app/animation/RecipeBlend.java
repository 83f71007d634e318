package studio.anycost.app.animation;

import java.util.List;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.Colour;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.Point;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.engine.Offered;

/**
 * Edits between two others: numbers, points and colours move, everything else changes half-way.
 * What one recipe does not say is at its default.
 */
final class RecipeBlend {
  private final List<Offered<Edit>> edits;

  /**
   * @param edits that are there; steps of others are taken over as they are
   */
  RecipeBlend(List<Offered<Edit>> edits) {
    this.edits = List.copyOf(edits);
  }

  Recipe between(Recipe from, Recipe to, double share) {
    if (from.equals(to)) {
      return from;
    }
    Recipe result = nearer(from, to, share);
    for (Offered<Edit> edit : edits) {
      EditStep start = step(edit, from);
      EditStep end = step(edit, to);
      if (!start.equals(end)) {
        result =
            result.with(
                EditStep.of(
                    edit.id(),
                    between(
                        start.values().read(edit.schema()),
                        end.values().read(edit.schema()),
                        share)));
      }
    }
    return result;
  }

  private static EditStep step(Offered<Edit> edit, Recipe recipe) {
    return recipe.step(edit.id()).orElseGet(() -> EditStep.of(edit.id(), edit.schema().defaults()));
  }

  private static ParameterValues between(ParameterValues from, ParameterValues to, double share) {
    ParameterValues result = nearer(from, to, share);
    try {
      for (Parameter<?> parameter : from.schema().parameters()) {
        result =
            result.with(
                parameter.key(), between(parameter, from.get(parameter), to.get(parameter), share));
      }
    } catch (ParameterException e) {
      throw new IllegalStateException("A value between two that are taken was refused.", e);
    }
    return result;
  }

  private static Object between(Parameter<?> parameter, Object from, Object to, double share) {
    if (parameter instanceof NumberParameter number) {
      double value = between((Double) from, (Double) to, share);
      return number.isWhole() ? Math.rint(value) : value;
    }
    if (from instanceof Point start && to instanceof Point end) {
      return new Point(between(start.x(), end.x(), share), between(start.y(), end.y(), share));
    }
    if (from instanceof Colour start && to instanceof Colour end) {
      return new Colour(
          whole(start.red(), end.red(), share),
          whole(start.green(), end.green(), share),
          whole(start.blue(), end.blue(), share));
    }
    return nearer(from, to, share);
  }

  private static int whole(int from, int to, double share) {
    return (int) Math.rint(between(from, to, share));
  }

  /** Never outside of the two, whatever rounding does. */
  static double between(double from, double to, double share) {
    double value = from + share * (to - from);
    return Math.max(Math.min(from, to), Math.min(Math.max(from, to), value));
  }

  private static <T> T nearer(T from, T to, double share) {
    return share < 0.5 ? from : to;
  }
}

package studio.anycost.app.benchmark;

import java.util.Map;
import java.util.Optional;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.ParameterAddress;
import studio.anycost.app.engine.StudioEngine;

/**
 * A slider that a script moves: Smiling if the model has it, else the first number of an edit, else
 * the truncation.
 */
final class ScriptedSlider {
  private static final long SEED = 7;

  private final PortraitDocument start;
  private final Optional<ParameterAddress> address;

  ScriptedSlider(StudioEngine engine) {
    this(engine, SEED);
  }

  /**
   * @param seed of the face
   */
  ScriptedSlider(StudioEngine engine, long seed) {
    start = engine.newDocument(new BaseStyle.Seed(seed));
    address =
        engine
            .resolve("Smiling")
            .or(() -> engine.parameters().all().stream().findFirst())
            .filter(found -> found.parameter() instanceof NumberParameter);
  }

  /** For people. */
  String name() {
    return address.map(ParameterAddress::qualifiedName).orElse("psi");
  }

  /** The face before the slider was touched. */
  PortraitDocument untouched() {
    return start;
  }

  /**
   * @param position 0..1 along the slider
   */
  PortraitDocument at(double position) {
    if (address.isEmpty()) {
      return start.withBase(start.base().withPsi(position));
    }
    NumberParameter number = (NumberParameter) address.get().parameter();
    double value =
        number.usualMinimum() + position * (number.usualMaximum() - number.usualMinimum());
    return start.withStep(
        EditStep.written(
            address.get().contribution().id(), Map.of(number.key(), number.format(value))));
  }
}

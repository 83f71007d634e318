package studio.anycost.app.preview;

import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.latency.LatencyModel;

/** What the runtime measured on this machine, and what follows from it. */
public final class MeasuredCosts implements CostEstimate {
  private final LatencyModel model;

  public MeasuredCosts(LatencyModel model) {
    this.model = model;
  }

  @Override
  public double milliseconds(SubGenerator subGenerator) {
    return model.milliseconds(subGenerator);
  }

  @Override
  public double milliseconds(SubGenerator subGenerator, int reusedStages) {
    return model.predict(subGenerator, reusedStages).p50();
  }

  @Override
  public double cautious(SubGenerator subGenerator, int reusedStages) {
    return model.predict(subGenerator, reusedStages).cautious();
  }
}

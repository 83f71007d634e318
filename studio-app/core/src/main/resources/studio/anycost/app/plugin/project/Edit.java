package org.example;

import java.util.List;
import org.pf4j.Extension;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;

/** @TITLE@: pulls the portrait towards the mean face, until you write what it is to do. */
@Extension
public final class @CLASS@ implements Edit {
  // Keys stand in recipes and on the command line: never rename one that people may have saved.
  private static final String AMOUNT = "amount";

  @Override
  public ContributionInfo info() {
    // The id must be unique among all plugins, and stays for ever. Edits run by ascending order.
    return new ContributionInfo("@ID@", "@TITLE@", "What it does, in one sentence.", 200);
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    // Called for every model that is opened. With all values at their defaults nothing changes.
    return new ParameterSchema(
        List.of(
            NumberParameter.of(
                ParameterInfo.of(AMOUNT, "Amount", "1 is the mean face."), 0, 1, 0)));
  }

  @Override
  public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
    // Called at every move of a slider, from several threads at once: quick, no fields that change.
    float[] mean = generator.description().meanStyleArray();
    return input.truncated(mean, 1 - values.number(AMOUNT));
  }
}

package studio.anycost.app.engine;

import java.util.List;
import java.util.stream.Stream;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;

/** Multiplies by {@code factor}, then adds the sum of its parameters; counts its calls. */
final class AddEdit implements Edit {
  private final String id;
  private final int order;
  private final float factor;
  private final List<String> keys;
  private int calls;

  AddEdit(String id, int order, float factor, String... keys) {
    this.id = id;
    this.order = order;
    this.factor = factor;
    this.keys = List.of(keys);
  }

  int calls() {
    return calls;
  }

  Offered<Edit> contribution(GeneratorDescription model) {
    return new Offered<>(this, info(), parameters(model));
  }

  @Override
  public ContributionInfo info() {
    return new ContributionInfo(id, id, "", order);
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    Stream<NumberParameter> numbers =
        keys.stream()
            .map(key -> ParameterInfo.of(key, key.replace('_', ' '), ""))
            .map(info -> NumberParameter.of(info, -100, 100, 0));
    return new ParameterSchema(numbers.toList());
  }

  @Override
  public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
    calls++;
    double sum = keys.stream().mapToDouble(values::number).sum();
    float[] data = input.toArray();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (data[i] * factor + sum);
    }
    return StyleCode.of(input.count(), input.dimension(), data);
  }
}

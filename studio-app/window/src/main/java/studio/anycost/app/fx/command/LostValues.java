package studio.anycost.app.fx.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;

/** Tells which values of a portrait mean nothing any more since its edits have changed. */
final class LostValues {
  private LostValues() {}

  /**
   * The labels of what the document has a value for that its edit took before and does not take
   * now, in the order of the recipe.
   */
  static List<String> labels(
      List<Offered<Edit>> before, List<Offered<Edit>> now, PortraitDocument document) {
    List<String> labels = new ArrayList<>();
    for (EditStep step : document.recipe().steps()) {
      Optional<ParameterSchema> old = schema(before, step.editId());
      Optional<ParameterSchema> present = schema(now, step.editId());
      if (old.isPresent() && present.isPresent()) {
        List<String> refused = refused(step, present.get());
        refused.removeAll(refused(step, old.get()));
        refused.forEach(key -> old.get().find(key).map(LostValues::label).ifPresent(labels::add));
      }
    }
    return labels;
  }

  private static String label(Parameter<?> parameter) {
    return parameter.info().label();
  }

  private static Optional<ParameterSchema> schema(List<Offered<Edit>> edits, String id) {
    return edits.stream().filter(edit -> edit.id().equals(id)).map(Offered::schema).findFirst();
  }

  private static List<String> refused(EditStep step, ParameterSchema schema) {
    List<String> keys = new ArrayList<>();
    step.values().read(schema, (key, reason) -> keys.add(key));
    return keys;
  }
}

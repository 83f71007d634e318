package studio.anycost.app.fx.command;

import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.app.engine.Offered;

/** Tells where the parameters stand that edits have since they changed. */
final class NewParameters {
  private NewParameters() {}

  /**
   * The edit and the heading, for people, of the first parameter that was not there before; empty
   * if all were.
   */
  static Optional<String> place(List<Offered<Edit>> before, List<Offered<Edit>> now) {
    for (Offered<Edit> edit : now) {
      for (Parameter<?> parameter : edit.schema().parameters()) {
        if (!isThere(before, edit.id(), parameter.key())) {
          return Optional.of(named(edit, parameter.info()));
        }
      }
    }
    return Optional.empty();
  }

  private static String named(Offered<Edit> edit, ParameterInfo info) {
    return edit.info().name() + (info.group().isEmpty() ? "" : ": " + info.group());
  }

  private static boolean isThere(List<Offered<Edit>> edits, String id, String key) {
    return edits.stream()
        .anyMatch(edit -> edit.id().equals(id) && edit.schema().find(key).isPresent());
  }
}

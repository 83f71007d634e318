package studio.anycost.app.engine;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.extension.Edit;
import studio.anycost.app.plugin.Contributions;
import studio.anycost.models.runtime.LoadedGenerator;

/**
 * An open generator and what the plugins offer for it at one moment. Immutable; does not own the
 * generator.
 */
record OpenModel(
    LoadedGenerator generator,
    List<EditContribution> edits,
    RecipeEvaluator evaluator,
    ParameterDirectory parameters) {

  static OpenModel of(LoadedGenerator generator, Contributions contributions) {
    List<EditContribution> edits = new ArrayList<>();
    for (Edit edit : contributions.edits()) {
      edits.add(new EditContribution(edit, edit.info(), edit.parameters(generator.description())));
    }
    return new OpenModel(
        generator,
        List.copyOf(edits),
        new RecipeEvaluator(generator, edits),
        new ParameterDirectory(edits));
  }
}

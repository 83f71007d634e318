package studio.anycost.app.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.plugin.Contributions;
import studio.anycost.app.plugin.Guarded;
import studio.anycost.app.plugin.Tool;

/**
 * An open generator and what the plugins offer for it at one moment. Immutable; does not own the
 * generator.
 *
 * @param generator as plugins see it
 */
record OpenModel(
    Generator generator,
    List<Offered<Edit>> edits,
    List<Offered<Tool>> tools,
    RecipeEvaluator evaluator,
    ParameterDirectory parameters) {

  /**
   * Asks the plugins what they offer: one that fails at that very question is left out, although it
   * still is among the contributions.
   */
  static OpenModel of(Generator generator, Contributions contributions) {
    List<Offered<Edit>> edits = offered(contributions.edits(), generator.description());
    List<Offered<Tool>> tools = offered(contributions.tools(), generator.description());
    return new OpenModel(
        generator,
        edits,
        tools,
        new RecipeEvaluator(generator, edits),
        new ParameterDirectory(edits));
  }

  private static <T extends Contribution> List<Offered<T>> offered(
      List<T> contributions, GeneratorDescription description) {
    List<Offered<T>> result = new ArrayList<>();
    for (T each : contributions) {
      Offered<T> offered =
          new Offered<>(
              each, each.info(), each.parameters(description), each.obstacle(description));
      if (!(each instanceof Guarded guarded) || guarded.guard().isActive()) {
        result.add(offered);
      }
    }
    return List.copyOf(result);
  }

  GeneratorDescription description() {
    return generator.description();
  }

  /** The tool with an id. */
  Optional<Offered<Tool>> tool(String id) {
    return tools.stream().filter(tool -> tool.id().equals(id)).findFirst();
  }
}

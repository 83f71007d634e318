package studio.anycost.app.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.SeedNumbers;
import studio.anycost.app.words.Texts;

/**
 * Base style, truncation, then the edits, in the order that the contributions state: the order in
 * which a person touched the sliders does not change the face.
 *
 * <p>Belongs to one open generator and one set of plugins. Safe to use from any thread. Remembers
 * the codes of the last evaluation, because the next document mostly differs in its last step.
 */
public final class RecipeEvaluator {
  private record Stage(EditStep step, StyleCode code) {}

  private record Trail(BaseStyle base, StyleCode start, List<Stage> stages) {}

  private final Generator generator;
  private final List<Offered<Edit>> contributions;
  private final AtomicReference<Trail> last = new AtomicReference<>();

  /**
   * @param contributions in the order in which they are applied
   */
  public RecipeEvaluator(Generator generator, List<Offered<Edit>> contributions) {
    this.generator = generator;
    this.contributions = List.copyOf(contributions);
  }

  /**
   * The code to render. Steps of edits that are not installed, and values that an edit does not
   * take with this generator, change nothing; {@link #problems} names them.
   *
   * @throws IllegalArgumentException with a sentence if a given style code does not fit the
   *     generator
   */
  public StyleCode evaluate(PortraitDocument document) {
    Trail trail = last.get();
    boolean sameBase = trail != null && trail.base().equals(document.base());
    StyleCode start = sameBase ? trail.start() : start(document.base());
    List<Stage> known = sameBase ? trail.stages() : List.of();
    List<Stage> stages = new ArrayList<>();
    StyleCode code = start;
    boolean prefix = true;
    for (Offered<Edit> contribution : contributions) {
      Optional<EditStep> step = document.recipe().step(contribution.id());
      if (step.isEmpty()) {
        continue;
      }
      int index = stages.size();
      prefix = prefix && index < known.size() && known.get(index).step().equals(step.get());
      code =
          prefix
              ? known.get(index).code()
              : apply(contribution, code, step.get().values().read(contribution.schema()));
      stages.add(new Stage(step.get(), code));
    }
    last.set(new Trail(document.base(), start, List.copyOf(stages)));
    return code;
  }

  /** What of a recipe cannot be applied here, one sentence each. */
  public List<String> problems(PortraitDocument document) {
    List<String> problems = new ArrayList<>();
    for (EditStep step : document.recipe().steps()) {
      Optional<Offered<Edit>> contribution =
          contributions.stream().filter(c -> c.id().equals(step.editId())).findFirst();
      if (contribution.isEmpty()) {
        problems.add(Texts.of("engine.recipeEvaluator.theEditIsKept", step.editId()));
        continue;
      }
      step.values()
          .read(
              contribution.get().schema(),
              (key, reason) ->
                  problems.add(
                      Texts.of("engine.recipeEvaluator.isKeptButNot", step.editId(), key, reason)));
    }
    return problems;
  }

  /**
   * The code of a document before its edits, truncated.
   *
   * @throws IllegalArgumentException with a sentence if a given style code does not fit the
   *     generator
   */
  public StyleCode start(PortraitDocument document) {
    return start(document.base());
  }

  private StyleCode start(BaseStyle base) {
    GeneratorDescription description = generator.description();
    StyleCode code;
    if (base instanceof BaseStyle.Seed seed) {
      code =
          seed.numbers() == SeedNumbers.STUDIO
              ? generator.styleOfSeed(seed.seed())
              : generator.map(SeedLatents.z(seed, description.styleDimension()));
    } else {
      code = ((BaseStyle.Given) base).code();
      requireFit(code, description);
    }
    return code.truncated(description.meanStyleArray(), base.psi());
  }

  private static void requireFit(StyleCode code, GeneratorDescription description) {
    if (code.count() != description.styleCount()
        || code.dimension() != description.styleDimension()) {
      throw new IllegalArgumentException(
          Texts.of(
              "engine.recipeEvaluator.codeOfOtherShape",
              code.count(),
              code.dimension(),
              description.name(),
              description.styleCount(),
              description.styleDimension()));
    }
  }

  private StyleCode apply(Offered<Edit> contribution, StyleCode code, ParameterValues values) {
    if (values.areDefaults()) {
      return code;
    }
    StyleCode result = contribution.contribution().apply(code, values, generator);
    requireFit(result, generator.description());
    return result;
  }
}

package studio.anycost.app.preset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.words.Texts;

/**
 * What of a recipe the running plugins take for the open model. Of a preset the rest is left out:
 * unlike a project it is not the only place where its values are kept.
 *
 * @param recipe the values that are taken, but for those that every face has anyway
 * @param taken how many values are taken, with those
 * @param unknown keys, or {@code edit.key} where there is no such edit, of what is not known
 * @param refused sentences on values that what is known does not take
 */
public record FittingRecipe(Recipe recipe, int taken, List<String> unknown, List<String> refused) {
  private static final int NAMED = 5;

  public FittingRecipe {
    unknown = List.copyOf(unknown);
    refused = List.copyOf(refused);
  }

  /** Looks at a recipe. */
  public static FittingRecipe of(Recipe recipe, List<Offered<Edit>> edits) {
    Recipe taken = Recipe.EMPTY;
    int named = 0;
    List<String> unknown = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (EditStep step : recipe.steps()) {
      named += step.values().texts().size();
      Optional<Offered<Edit>> edit = find(edits, step.editId());
      if (edit.isEmpty()) {
        step.values().texts().keySet().forEach(key -> unknown.add(step.editId() + "." + key));
      } else {
        ParameterValues values =
            step.values()
                .read(
                    edit.get().schema(),
                    (key, reason) -> {
                      if (edit.get().schema().find(key).isPresent()) {
                        refused.add(reason);
                      } else {
                        unknown.add(key);
                      }
                    });
        taken = taken.with(EditStep.of(step.editId(), values));
      }
    }
    return new FittingRecipe(taken, named - unknown.size() - refused.size(), unknown, refused);
  }

  private static Optional<Offered<Edit>> find(List<Offered<Edit>> edits, String id) {
    return edits.stream().filter(edit -> edit.id().equals(id)).findFirst();
  }

  /** Whether all of it is left out. */
  public boolean isNothing() {
    return taken == 0 && !isComplete();
  }

  /**
   * The values on top of another recipe's: what they do not name stays as it is there.
   *
   * @param edits as they were when this was made
   * @param locked keys, by edits, that stay as they are, too
   */
  public Recipe over(Recipe below, List<Offered<Edit>> edits, Map<String, Set<String>> locked) {
    Recipe result = below;
    for (EditStep step : recipe.steps()) {
      Offered<Edit> edit = find(edits, step.editId()).orElseThrow();
      Set<String> kept = locked.getOrDefault(step.editId(), Set.of());
      ParameterValues values = values(below, edit);
      ParameterValues own = step.values().read(edit.schema());
      for (Parameter<?> parameter : edit.schema().parameters()) {
        Object value = own.get(parameter.key());
        if (!kept.contains(parameter.key()) && !value.equals(parameter.defaultValue())) {
          values = with(values, parameter.key(), value);
        }
      }
      result = result.with(EditStep.of(edit.id(), values));
    }
    return result;
  }

  /**
   * The values in the place of another recipe's: what they do not name goes back to its default,
   * unless it is locked or of no running plugin.
   *
   * @param edits as they were when this was made
   * @param locked keys, by edits, that stay as they are
   */
  public Recipe alone(Recipe below, List<Offered<Edit>> edits, Map<String, Set<String>> locked) {
    Recipe result = below;
    for (Offered<Edit> edit : edits) {
      ParameterValues old = values(below, edit);
      ParameterValues values = values(recipe, edit);
      for (String key : locked.getOrDefault(edit.id(), Set.of())) {
        if (edit.schema().find(key).isPresent()) {
          values = with(values, key, old.get(key));
        }
      }
      result = result.with(EditStep.of(edit.id(), values));
    }
    return result;
  }

  private static ParameterValues values(Recipe of, Offered<Edit> edit) {
    return of.step(edit.id())
        .map(step -> step.values().read(edit.schema()))
        .orElseGet(() -> edit.schema().defaults());
  }

  private static ParameterValues with(ParameterValues values, String key, Object value) {
    try {
      return values.with(key, value);
    } catch (ParameterException e) {
      throw new IllegalStateException("A value that was read is not taken.", e);
    }
  }

  /**
   * Tells what is left out, and why, in a sentence or two; empty if nothing is.
   *
   * @param name of the preset
   */
  public Optional<String> leftOut(String name) {
    return isComplete()
        ? Optional.empty()
        : Optional.of(
            Stream.of(unknownOf(name), refusedOf(name))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" ")));
  }

  private boolean isComplete() {
    return unknown.isEmpty() && refused.isEmpty();
  }

  private Optional<String> unknownOf(String name) {
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    String named = String.join(", ", unknown.subList(0, Math.min(NAMED, unknown.size())));
    int more = unknown.size() - NAMED;
    return Optional.of(
        more > 0
            ? Texts.of("preset.fittingRecipe.leftOutAndMore", named, more, name)
            : Texts.of("preset.fittingRecipe.leftOut", named, name));
  }

  private Optional<String> refusedOf(String name) {
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    String told = String.join(" ", refused.subList(0, Math.min(NAMED, refused.size())));
    int more = refused.size() - NAMED;
    return Optional.of(
        more > 0
            ? Texts.of("preset.fittingRecipe.refusedAndMore", told, more, name)
            : Texts.of("preset.fittingRecipe.refused", told, name));
  }
}

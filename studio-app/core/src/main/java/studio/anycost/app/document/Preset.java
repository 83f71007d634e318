package studio.anycost.app.document;

import java.util.Objects;
import studio.anycost.app.words.Texts;

/**
 * Values of edits that somebody kept under a name, to apply them to other faces.
 *
 * @param name for people, 1 to {@value NamedVariant#LONGEST_NAME} characters in one line
 * @param recipe at least one value
 */
public record Preset(String name, Recipe recipe) {
  public Preset {
    Objects.requireNonNull(recipe);
    if (name.isBlank()
        || name.length() > NamedVariant.LONGEST_NAME
        || !name.equals(NamedVariant.line(name))) {
      throw new IllegalArgumentException(
          Texts.of("document.preset.nameLength", NamedVariant.LONGEST_NAME));
    }
    if (recipe.steps().stream().allMatch(EditStep::isEmpty)) {
      throw new IllegalArgumentException(Texts.of("document.preset.empty"));
    }
  }

  public Preset withName(String other) {
    return new Preset(other, recipe);
  }

  public Preset withRecipe(Recipe other) {
    return new Preset(name, other);
  }
}

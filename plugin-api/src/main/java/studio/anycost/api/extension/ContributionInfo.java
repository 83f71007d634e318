package studio.anycost.api.extension;

import studio.anycost.api.parameter.Parameter;

/**
 * How a contribution of a plugin presents itself.
 *
 * @param id stable and unique among all plugins, for recipes: letters, digits, {@code _ . -}
 * @param name for people
 * @param description one or two sentences; may be empty
 * @param order contributions are shown, and edits applied, by ascending order, then by id
 * @param action what the button says that starts it: a verb, and what it finds or makes, such as
 *     "Find faces"; empty for the usual word. An edit has no such button
 */
public record ContributionInfo(
    String id, String name, String description, int order, String action) {
  public ContributionInfo {
    if (!Parameter.KEY.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'" + id + "' is no contribution id: use letters, digits and _ . - (64 at most).");
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("The contribution '" + id + "' needs a name.");
    }
  }

  /** What the usual button starts, if any does. */
  public ContributionInfo(String id, String name, String description, int order) {
    this(id, name, description, order, "");
  }

  /** The same with another word on its button. */
  public ContributionInfo withAction(String word) {
    return new ContributionInfo(id, name, description, order, word);
  }
}

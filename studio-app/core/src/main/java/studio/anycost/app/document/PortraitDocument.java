package studio.anycost.app.document;

import java.util.Objects;
import studio.anycost.api.model.Noise;

/**
 * Everything that determines a portrait's picture, immutable and compared by value.
 *
 * @param bundleIdentity hexadecimal SHA-256 of the model bundle that it was made with
 * @param base the style before any edit
 * @param noise the noise of every render
 * @param recipe the edits
 */
public record PortraitDocument(String bundleIdentity, BaseStyle base, Noise noise, Recipe recipe) {
  public PortraitDocument {
    Objects.requireNonNull(bundleIdentity);
    Objects.requireNonNull(base);
    Objects.requireNonNull(noise);
    Objects.requireNonNull(recipe);
  }

  public PortraitDocument withBundleIdentity(String identity) {
    return new PortraitDocument(identity, base, noise, recipe);
  }

  public PortraitDocument withBase(BaseStyle newBase) {
    return new PortraitDocument(bundleIdentity, newBase, noise, recipe);
  }

  public PortraitDocument withNoise(Noise newNoise) {
    return new PortraitDocument(bundleIdentity, base, newNoise, recipe);
  }

  public PortraitDocument withRecipe(Recipe newRecipe) {
    return new PortraitDocument(bundleIdentity, base, noise, newRecipe);
  }

  /** See {@link Recipe#with}. */
  public PortraitDocument withStep(EditStep step) {
    return withRecipe(recipe.with(step));
  }

  /** The portrait without its edits, for before and after. */
  public PortraitDocument unedited() {
    return withRecipe(Recipe.EMPTY);
  }
}

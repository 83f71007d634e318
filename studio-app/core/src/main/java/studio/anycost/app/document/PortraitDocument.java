package studio.anycost.app.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.model.Noise;

/**
 * Everything that determines a portrait's picture, and where it came from; immutable and compared
 * by value.
 *
 * @param bundleIdentity hexadecimal SHA-256 of the model bundle that it was made with
 * @param base the style before any edit
 * @param noise the noise of every render
 * @param recipe the edits
 * @param source the photo that it was made from
 * @param runs the tools that made the base style, in the order in which they ran; a replay runs
 *     them again
 */
public record PortraitDocument(
    String bundleIdentity,
    BaseStyle base,
    Noise noise,
    Recipe recipe,
    Optional<PhotoSource> source,
    List<ToolStep> runs) {
  /** So many runs are kept; the oldest are forgotten first. */
  public static final int MOST_RUNS = 100;

  public PortraitDocument {
    Objects.requireNonNull(bundleIdentity);
    Objects.requireNonNull(base);
    Objects.requireNonNull(noise);
    Objects.requireNonNull(recipe);
    Objects.requireNonNull(source);
    runs = List.copyOf(runs.subList(Math.max(0, runs.size() - MOST_RUNS), runs.size()));
  }

  /** A portrait without a photo. */
  public PortraitDocument(String bundleIdentity, BaseStyle base, Noise noise, Recipe recipe) {
    this(bundleIdentity, base, noise, recipe, Optional.empty(), List.of());
  }

  public PortraitDocument withBundleIdentity(String identity) {
    return identity.equals(bundleIdentity)
        ? this
        : new PortraitDocument(identity, base, noise, recipe, source, runs);
  }

  public PortraitDocument withBase(BaseStyle newBase) {
    return new PortraitDocument(bundleIdentity, newBase, noise, recipe, source, runs);
  }

  public PortraitDocument withNoise(Noise newNoise) {
    return new PortraitDocument(bundleIdentity, base, newNoise, recipe, source, runs);
  }

  public PortraitDocument withRecipe(Recipe newRecipe) {
    return new PortraitDocument(bundleIdentity, base, noise, newRecipe, source, runs);
  }

  /** See {@link Recipe#with}. */
  public PortraitDocument withStep(EditStep step) {
    return withRecipe(recipe.with(step));
  }

  /** The same portrait with another photo, or another square of it. */
  public PortraitDocument withSource(PhotoSource newSource) {
    return new PortraitDocument(bundleIdentity, base, noise, recipe, Optional.of(newSource), runs);
  }

  /**
   * Whether its face is that of its photo. A face that was drawn since keeps the photo at hand and
   * shows nothing of it.
   */
  public boolean isOfPhoto() {
    return source.isPresent() && !(base instanceof BaseStyle.Seed);
  }

  /** The same portrait as if it came from no photo. */
  public PortraitDocument withoutSource() {
    return source.isEmpty() && runs.isEmpty()
        ? this
        : new PortraitDocument(bundleIdentity, base, noise, recipe, Optional.empty(), List.of());
  }

  public PortraitDocument withRuns(List<ToolStep> newRuns) {
    return new PortraitDocument(bundleIdentity, base, noise, recipe, source, newRuns);
  }

  /** The same portrait after one more run of a tool. */
  public PortraitDocument withRun(ToolStep run) {
    List<ToolStep> all = new ArrayList<>(runs);
    all.add(run);
    return withRuns(all);
  }

  /** The portrait without its edits, for before and after. */
  public PortraitDocument unedited() {
    return withRecipe(Recipe.EMPTY);
  }
}

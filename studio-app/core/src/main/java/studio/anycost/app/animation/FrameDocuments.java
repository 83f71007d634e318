package studio.anycost.app.animation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.RecipeEvaluator;
import studio.anycost.app.engine.SeedLatents;
import studio.anycost.app.words.Texts;

/**
 * The portrait of every frame of an animation: what is shown on a screen and what is rendered into
 * a file are the same portraits. Immutable, quick, and safe to use from any thread.
 */
public final class FrameDocuments {
  private static final String BETWEEN = "animation";

  private final Animation animation;
  private final RecipeEvaluator evaluator;
  private final RecipeBlend blend;

  /** Of every key frame, before truncation. */
  private final List<StyleCode> starts;

  /** Of the frames between drawn faces, if the way goes through z. */
  private final Map<Integer, StyleCode> mapped;

  private FrameDocuments(
      Animation animation,
      RecipeEvaluator evaluator,
      RecipeBlend blend,
      List<StyleCode> starts,
      Map<Integer, StyleCode> mapped) {
    this.animation = animation;
    this.evaluator = evaluator;
    this.blend = blend;
    this.starts = starts;
    this.mapped = mapped;
  }

  /**
   * Maps what has to be mapped. Blocks.
   *
   * @param edits of the open generator, in the order in which they are applied
   * @throws IllegalArgumentException with a sentence if a key frame does not fit the generator, or
   *     has no input latent and the way goes through those
   * @throws CancellationException if the token was cancelled first
   * @throws IOException if the runtime failed
   */
  public static FrameDocuments of(
      Animation animation,
      Generator generator,
      List<Offered<Edit>> edits,
      CancellationToken cancellation)
      throws IOException {
    String identity = animation.keys().get(0).bundleIdentity();
    if (!identity.equals(generator.description().identity())) {
      throw new IllegalArgumentException(
          Texts.of("animation.frameDocuments.otherModel", generator.description().name()));
    }
    RecipeEvaluator evaluator = new RecipeEvaluator(generator, edits);
    List<StyleCode> starts = new ArrayList<>();
    for (PortraitDocument key : animation.keys()) {
      cancellation.throwIfCancelled();
      starts.add(evaluator.start(key.withBase(key.base().withPsi(1))));
    }
    Map<Integer, StyleCode> mapped =
        animation.through() == Through.Z ? mapped(animation, generator, cancellation) : Map.of();
    return new FrameDocuments(animation, evaluator, new RecipeBlend(edits), starts, mapped);
  }

  private static Map<Integer, StyleCode> mapped(
      Animation animation, Generator generator, CancellationToken cancellation) throws IOException {
    int dimension = generator.description().styleDimension();
    List<float[]> ends = new ArrayList<>();
    for (PortraitDocument key : animation.keys()) {
      ends.add(latent(key.base(), dimension));
    }
    List<Integer> between = new ArrayList<>();
    List<float[]> latents = new ArrayList<>();
    for (int frame = 0; frame < animation.frames(); frame++) {
      Animation.Place place = animation.place(frame);
      float[] from = ends.get(place.from());
      float[] to = ends.get(place.to());
      if (place.share() > 0 && place.share() < 1) {
        between.add(frame);
        latents.add(Spherical.between(from, to, place.share()));
      }
    }
    float[][] w = generator.mapAll(latents.toArray(float[][]::new), cancellation);
    int count = generator.description().styleCount();
    Map<Integer, StyleCode> result = new HashMap<>();
    for (int i = 0; i < w.length; i++) {
      result.put(between.get(i), StyleCode.broadcast(w[i], count));
    }
    return result;
  }

  private static float[] latent(BaseStyle base, int dimension) {
    if (base instanceof BaseStyle.Seed seed) {
      return SeedLatents.z(seed, dimension);
    }
    throw new IllegalArgumentException(
        Texts.of("animation.frameDocuments.notDrawn", ((BaseStyle.Given) base).source()));
  }

  public Animation animation() {
    return animation;
  }

  /** The noise of every frame. */
  public Noise noise() {
    return animation.keys().get(0).noise();
  }

  /**
   * The portrait of a frame; at a key frame that one itself.
   *
   * @param frame 0..frames-1
   */
  public PortraitDocument document(int frame) {
    Animation.Place place = animation.place(frame);
    PortraitDocument from = animation.keys().get(place.from());
    PortraitDocument to = animation.keys().get(place.to());
    double share = place.share();
    if (share == 0 || share == 1) {
      return (share == 0 ? from : to).withNoise(noise());
    }
    return new PortraitDocument(
        from.bundleIdentity(),
        base(frame, place),
        noise(),
        blend.between(from.recipe(), to.recipe(), share));
  }

  /** The code to render for a frame. Calls plugins. */
  public StyleCode code(int frame) {
    return evaluator.evaluate(document(frame));
  }

  private BaseStyle base(int frame, Animation.Place place) {
    BaseStyle from = animation.keys().get(place.from()).base();
    BaseStyle to = animation.keys().get(place.to()).base();
    double psi = RecipeBlend.between(from.psi(), to.psi(), place.share());
    if (from.withPsi(psi).equals(to.withPsi(psi))) {
      return from.withPsi(psi);
    }
    StyleCode code = mapped.get(frame);
    if (code == null) {
      code = starts.get(place.from()).interpolated(starts.get(place.to()), place.share());
    }
    return new BaseStyle.Given(code, psi, BETWEEN);
  }
}

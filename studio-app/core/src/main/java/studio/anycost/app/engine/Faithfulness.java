package studio.anycost.app.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.portrait.Difference;
import studio.anycost.app.portrait.Likeness;

/**
 * How faithful a projection is: to its photo, and its sub-generators to the full picture.
 *
 * @param fullVsPhoto the full generator's picture and the photo
 * @param subVsPhoto the mean over the sub-generators' pictures and the photo; empty if the model
 *     has none that stand for the full one
 * @param subVsFull the mean over the sub-generators' pictures and the full one's
 */
public record Faithfulness(
    Difference fullVsPhoto, Optional<Difference> subVsPhoto, Optional<Difference> subVsFull) {
  private static final int RESOLUTIONS = 3;

  /**
   * The sub-generators that are compared: the uniform ones that the model was trained for, at its
   * three highest resolutions, without the full one.
   */
  public static List<SubGenerator> subGenerators(Generator generator) {
    List<Integer> highest = generator.description().channels().highestResolutions();
    int lowest = highest.get(Math.max(0, highest.size() - RESOLUTIONS));
    SubGenerator full = generator.description().channels().full();
    return generator.trainedSubGenerators().stream()
        .filter(each -> each.resolution() >= lowest && !each.equals(full))
        .toList();
  }

  /**
   * Measures. Blocks; renders the full picture and those of the sub-generators. Pictures are as
   * people see them, in 8 bits.
   *
   * @param engine whose open model renders
   * @param code the projection
   * @param photo its square of the photo, of the generator's side
   * @param subGenerators may be none, which leaves only the first difference
   * @throws java.util.concurrent.CancellationException if the token was cancelled
   * @throws IOException with a sentence if a network cannot be opened or the runtime failed
   */
  public static Faithfulness of(
      StudioEngine engine,
      StyleCode code,
      RgbImage photo,
      List<SubGenerator> subGenerators,
      CancellationToken cancellation)
      throws IOException {
    Generator generator = engine.lentGenerator();
    SubGenerator whole = generator.description().channels().full();
    Optional<FaceMesh> mesh = engine.portraits().mesh(photo, cancellation);
    Likeness toPhoto = Likeness.to(ImageTensor.of(photo), engine.portraits(), mesh);
    ImageTensor full = seen(generator, code, whole, cancellation);
    Likeness toFull = Likeness.to(full, engine.portraits(), mesh);
    List<Difference> photos = new ArrayList<>();
    List<Difference> fulls = new ArrayList<>();
    for (SubGenerator each : subGenerators) {
      ImageTensor sub = seen(generator, code, each, cancellation);
      photos.add(toPhoto.of(sub, cancellation));
      fulls.add(toFull.of(sub, cancellation));
    }
    return new Faithfulness(toPhoto.of(full, cancellation), mean(photos), mean(fulls));
  }

  private static ImageTensor seen(
      Generator generator,
      StyleCode code,
      SubGenerator subGenerator,
      CancellationToken cancellation)
      throws IOException {
    return ImageTensor.of(generator.render(code, subGenerator, Noise.FIXED, cancellation).toRgb());
  }

  private static Optional<Difference> mean(List<Difference> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(Difference.mean(all));
  }

  /**
   * The mean over several projections.
   *
   * @param all at least one
   */
  public static Faithfulness over(List<Faithfulness> all) {
    return new Faithfulness(
        Difference.mean(all.stream().map(Faithfulness::fullVsPhoto).toList()),
        mean(all.stream().flatMap(each -> each.subVsPhoto().stream()).toList()),
        mean(all.stream().flatMap(each -> each.subVsFull().stream()).toList()));
  }
}

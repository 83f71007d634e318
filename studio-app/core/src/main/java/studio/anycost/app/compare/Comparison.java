package studio.anycost.app.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.FeatureDistance;
import studio.anycost.api.objective.Resampling;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.words.Texts;

/**
 * Compares variants with the full picture of a portrait: smaller pictures enlarged to its size, so
 * that what they lack counts.
 */
public final class Comparison {
  private final StudioEngine engine;

  /**
   * @param engine whose open model is compared; not owned
   */
  public Comparison(StudioEngine engine) {
    this.engine = engine;
  }

  /**
   * Renders and compares. Blocks; renders at background priority.
   *
   * @param portrait whose full picture the others are compared with
   * @param done takes each as it is ready, on this thread
   * @param task when it is stopped, those that were ready are the result
   * @return in the order of the variants
   * @throws CancellationException if cancelled
   * @throws IOException with a sentence if the runtime failed
   * @throws IllegalArgumentException with a sentence if a variant does not fit the open model
   */
  public List<Compared> run(
      PortraitDocument portrait,
      List<Variant> variants,
      Consumer<Compared> done,
      TaskContext<?> task)
      throws IOException {
    SubGenerator full = engine.description().channels().full();
    task.progress().report(0, Texts.of("compare.comparison.renderingTheFullPicture"));
    ImageTensor wanted = engine.render(portrait, full, task.cancellation());
    FeatureDistance distance = FeatureDistance.to(engine.portraits().perceptual(), wanted);
    List<Compared> compared = new ArrayList<>();
    for (Variant variant : variants) {
      if (task.stopRequested()) {
        break;
      }
      task.progress()
          .report(
              compared.size() / (double) variants.size(),
              Texts.of("compare.comparison.comparing", variant.name()));
      Compared next = compared(variant, portrait, wanted, distance, task);
      compared.add(next);
      done.accept(next);
    }
    return compared;
  }

  private Compared compared(
      Variant variant,
      PortraitDocument portrait,
      ImageTensor wanted,
      FeatureDistance distance,
      TaskContext<?> task)
      throws IOException {
    Generator generator = engine.lentGenerator();
    SubGenerator subGenerator = variant.subGenerator();
    boolean same =
        variant.document().equals(portrait)
            && subGenerator.equals(engine.description().channels().full());
    ImageTensor image =
        same ? wanted : engine.render(variant.document(), subGenerator, task.cancellation());
    ImageTensor large = Resampling.of(image.side(), wanted.side()).apply(image);
    return new Compared(
        variant,
        image.toRgb(),
        DifferenceMap.of(large.toRgb(), wanted.toRgb()),
        same ? 0 : distance.of(large, task.cancellation()),
        generator.measure(subGenerator, task.cancellation()).median(),
        MacCount.of(subGenerator, engine.description().styleDimension()));
  }
}

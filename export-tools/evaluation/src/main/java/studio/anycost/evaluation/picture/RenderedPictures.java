package studio.anycost.evaluation.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/**
 * Faces as a sub-generator shows them.
 *
 * @param generator that renders, on every core and at background priority
 * @param count how many
 */
public record RenderedPictures(
    Generator generator, SubGenerator subGenerator, Faces faces, NoiseChoice noise, int count)
    implements PictureSource {
  @Override
  public void read(int from, int to, CancellationToken cancellation, Taker taker)
      throws IOException {
    List<ImageTensor> images = new ArrayList<>(Collections.nCopies(to - from, null));
    generator.renderAll(
        faces.codes(generator, from, to, cancellation),
        subGenerator,
        noise.of(faces.seed() + from),
        cancellation,
        images::set);
    for (int i = 0; i < images.size(); i++) {
      taker.take(from + i, new Picture(images.get(i)));
    }
  }
}

package studio.anycost.api.extension;

import java.io.IOException;
import java.io.Serializable;
import studio.anycost.api.compute.Networks;

/**
 * What is made of numbered samples: a recipe without any state of a machine, which may be written
 * by Java's serialization and read on another machine that has the same model. What becomes of a
 * sample depends on the model, the recipe and the sample's number alone, so that it is the same
 * wherever it is made, and may be made again. An instance of a record of plain values, as a rule.
 *
 * @param <R> what is made of samples in a row; written like the recipe, and small beside what it
 *     costs
 */
public interface SamplingJob<R extends Serializable> extends Serializable {
  /** Samples that are made at once, at least 1: every row of them begins at a multiple of this. */
  int batch();

  /**
   * Gets ready on a machine. May block while networks are loaded.
   *
   * @param generator the model there; the sampler keeps it
   * @param networks for graphs that the recipe brings along
   * @return used from several threads at a time, if the machine has them
   * @throws IOException with a sentence if that cannot be
   */
  Sampler<R> open(Generator generator, Networks networks) throws IOException;

  /**
   * Joins what was made of two rows of samples, the second of which follows the first.
   *
   * @param first may be changed
   * @param next not used any more
   */
  R join(R first, R next);
}

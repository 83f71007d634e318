package studio.anycost.api.extension;

import java.io.IOException;
import java.util.List;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/** Finds the faces of a photo and the square around each that generators are trained on. */
public interface Aligner extends Contribution {
  /**
   * Blocks on a worker thread; reports progress and ends promptly when cancelled.
   *
   * @param photo upright, of any size
   * @return the faces, the most prominent first; empty if there is none
   * @throws IOException if it cannot be done, with a sentence for people
   */
  List<Face> find(
      RgbImage photo, ParameterValues values, Services services, TaskContext<List<Face>> task)
      throws IOException;
}

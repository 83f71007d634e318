package studio.anycost.api.extension;

import java.io.IOException;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.EditedFace;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/** Puts an edited face back into the photo that it was projected from. */
public interface PhotoBlender extends Contribution {
  /**
   * Blocks on a worker thread; reports progress and ends promptly when cancelled.
   *
   * @param face renders, the photo or the part of it around the face, and where they belong
   * @return the photo that was given, at its own resolution, with the edited face; pixels that the
   *     edit does not concern stay as they are, bit for bit
   * @throws IOException if it cannot be done, with a sentence for people
   */
  BlendedPhoto blend(
      EditedFace face, ParameterValues values, Services services, TaskContext<BlendedPhoto> task)
      throws IOException;
}

package studio.anycost.api.extension;

import studio.anycost.api.model.ImageTensor;

/** Takes the images of {@link Generator#renderAll}. */
@FunctionalInterface
public interface RenderConsumer {
  /**
   * Called once for every code, in whatever order they are ready, on a worker thread, never twice
   * at the same time. What it throws ends the work.
   *
   * @param index the code's place in the list
   */
  void rendered(int index, ImageTensor image);
}

package studio.anycost.models.runtime;

import studio.anycost.api.compute.Priority;

/** Hears about the steps of renders, on the thread that renders. Lets tests order events. */
interface RenderObserver {
  RenderObserver NONE = (priority, resolution) -> {};

  /** A stage is about to run, its permission to compute already given. */
  void beforeStage(Priority priority, int resolution);
}

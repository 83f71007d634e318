package studio.anycost.app.preview;

import java.util.Optional;
import studio.anycost.api.model.SubGenerator;

/** Hears from a preview, on the executor that the preview was given. */
public interface PreviewListener {
  /** A newer picture; never one of an older document than the last. */
  void frame(PreviewFrame frame);

  /** What is being rendered now; empty when the preview rests. */
  default void running(Optional<SubGenerator> subGenerator) {}

  /** A picture could not be made; one sentence for people. */
  default void failed(String sentence) {}
}

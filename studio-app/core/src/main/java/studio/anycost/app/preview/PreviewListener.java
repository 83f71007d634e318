package studio.anycost.app.preview;

import java.util.Optional;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.image.ScreenPicture;

/** Hears from a preview, on the executor that the preview was given. */
public interface PreviewListener {
  /** A newer picture; never one of an older document than the last. */
  void frame(PreviewFrame frame);

  /** The best picture of the same face without its edits; empty as long as there is none. */
  default void before(Optional<ScreenPicture> picture) {}

  /** What is being rendered now; empty when the preview rests. */
  default void running(Optional<SubGenerator> subGenerator) {}

  /** The newest document has no picture; one sentence for people. */
  default void failed(String sentence) {}
}

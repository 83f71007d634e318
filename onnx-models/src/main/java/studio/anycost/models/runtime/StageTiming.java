package studio.anycost.models.runtime;

/**
 * The time of one stage within a render.
 *
 * @param resolution the stage's output side in pixels
 * @param milliseconds time in ONNX Runtime; 0 if reused
 * @param reused whether the view's last output was taken instead
 */
public record StageTiming(int resolution, double milliseconds, boolean reused) {}

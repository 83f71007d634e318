package studio.anycost.app.preview;

import studio.anycost.api.model.SubGenerator;

/**
 * What a preview handed to its renderer.
 *
 * @param input the newest then
 * @param moving whether a slider was being moved then
 * @param modeEpoch grows with every change of the mode
 */
record PreviewJob(
    PreviewInput input,
    SubGenerator subGenerator,
    boolean moving,
    long modeEpoch,
    Purpose purpose) {
  /** What a job is rendered for. */
  enum Purpose {
    /** To be shown. */
    PICTURE,
    /** To have its sessions made; the picture is not shown. */
    WARM_UP,
    /** To be shown as the unedited face, until there is a better one. */
    BEFORE
  }
}

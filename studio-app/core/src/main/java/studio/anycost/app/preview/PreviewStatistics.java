package studio.anycost.app.preview;

import java.util.Optional;
import studio.anycost.api.model.SubGenerator;

/**
 * Totals of a preview.
 *
 * @param frames pictures delivered
 * @param dropped renders that newer input replaced before they began
 * @param cancelled renders that newer input stopped
 * @param movingFrames pictures among {@code frames} that answered a moving slider
 * @param p50Milliseconds median time from input to delivered picture over the last moving frames;
 *     NaN if there were none
 * @param p95Milliseconds 95th percentile of the same
 * @param preview what auto chooses for a moving slider at present; empty in fixed mode
 */
public record PreviewStatistics(
    long frames,
    long dropped,
    long cancelled,
    long movingFrames,
    double p50Milliseconds,
    double p95Milliseconds,
    Optional<SubGenerator> preview) {}

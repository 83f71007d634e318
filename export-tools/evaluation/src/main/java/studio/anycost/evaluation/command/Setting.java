package studio.anycost.evaluation.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.evaluation.measure.PathLength;
import studio.anycost.evaluation.measure.Uniform;
import studio.anycost.evaluation.picture.Faces;
import studio.anycost.evaluation.picture.FolderPictures;
import studio.anycost.evaluation.picture.NoiseChoice;
import studio.anycost.evaluation.score.FeatureExtractor;
import studio.anycost.evaluation.score.PerceptualGraph;

/**
 * What an evaluation does, all checked: what a measure needs is there.
 *
 * @param engine whose open model is measured
 * @param measures without {@link Measure#ALL}
 * @param samples faces of every measure, pairs of faces for path lengths
 * @param faces for features, as a rule not truncated
 * @param alike for the comparison with the full generator, as a rule truncated
 * @param data pictures that the model was trained for; needed for FID and KID
 * @param aligned the same, as aligned faces; needed for the encoder
 * @param features for FID and KID
 * @param perceptual the studio's perceptual network
 * @param published whether that is the published one
 * @param whole sub-generators for FID, KID and path lengths
 * @param subs sub-generators that are compared with the full one
 * @param encoded sub-generators for the encoder
 * @param runner draws faces and looks at them
 */
record Setting(
    StudioEngine engine,
    Set<Measure> measures,
    int samples,
    Faces faces,
    Faces alike,
    NoiseChoice noise,
    PathLength.Sampling sampling,
    Optional<FolderPictures> data,
    Optional<FolderPictures> aligned,
    Optional<FeatureExtractor> features,
    PerceptualGraph perceptual,
    boolean published,
    List<Uniform> whole,
    List<Uniform> subs,
    List<SubGenerator> encoded,
    SampleRunner runner) {
  boolean wants(Measure measure) {
    return measures.contains(measure);
  }

  boolean wantsFeatures() {
    return wants(Measure.FID) || wants(Measure.KID);
  }

  /** Whether pictures are compared by eye. */
  boolean wantsPerceptual() {
    return wants(Measure.PPL) || wants(Measure.CONSISTENCY) || wants(Measure.ENCODER);
  }

  boolean wantsSubs() {
    return wants(Measure.CONSISTENCY) || wants(Measure.ATTRIBUTES);
  }
}

package studio.anycost.evaluation.measure;

import java.io.IOException;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.Sampler;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.evaluation.picture.Faces;
import studio.anycost.evaluation.picture.NoiseChoice;
import studio.anycost.evaluation.picture.PictureSource;
import studio.anycost.evaluation.picture.RenderedPictures;
import studio.anycost.evaluation.score.FeatureExtractor;
import studio.anycost.evaluation.score.FeatureGraph;

/**
 * Draws faces and takes their features.
 *
 * @param ratio of the channels that render
 * @param resolution of the pictures
 * @param count how many faces there are in all
 * @param graph of the features
 * @param keeps whether all features are kept; else their moments alone
 */
public record FeatureJob(
    double ratio,
    int resolution,
    Faces faces,
    NoiseChoice noise,
    int count,
    FeatureGraph graph,
    boolean keeps)
    implements SamplingJob<FeatureSet> {
  private static final long serialVersionUID = 1L;

  @Override
  public int batch() {
    return FeatureSet.CHUNK;
  }

  @Override
  public Sampler<FeatureSet> open(Generator generator, Networks networks) throws IOException {
    SubGenerator drawn = generator.description().channels().subGenerator(ratio, resolution);
    PictureSource source = new RenderedPictures(generator, drawn, faces, noise, count);
    FeatureExtractor extractor = graph.open(networks);
    return (from, to, cancellation) ->
        FeatureSet.chunk(source, from, to, extractor, keeps, cancellation).orElseThrow();
  }

  @Override
  public FeatureSet join(FeatureSet first, FeatureSet next) {
    first.merge(next);
    return first;
  }
}

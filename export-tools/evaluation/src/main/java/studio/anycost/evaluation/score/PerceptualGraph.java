package studio.anycost.evaluation.score;

import java.io.IOException;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.export.features.FeatureFile;

/**
 * A perceptual network with its graph.
 *
 * @param name for messages
 * @param file the bytes of a {@link FeatureFile}; not copied, and not changed by anyone
 */
public record PerceptualGraph(String name, byte[] file) implements PerceptualSource {
  private static final long serialVersionUID = 1L;

  /** With the graph of a feature file. */
  public static PerceptualGraph of(FeatureFile file) {
    return new PerceptualGraph(file.name(), file.toBytes());
  }

  @Override
  public FeatureNetwork open(Networks networks) throws IOException {
    FeatureFile read = FeatureFile.parse(file, name);
    return new FeatureNetwork(
        networks.open(read.name(), read.graph().toByteArray()), read.input(), read.layers());
  }
}

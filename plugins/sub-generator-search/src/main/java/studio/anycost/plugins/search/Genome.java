package studio.anycost.plugins.search;

import java.util.List;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.SubGenerator;

/**
 * What is inherited: a resolution, and the widths of all layers of the generator. Those above the
 * resolution are not rendered, but children that render more have them.
 *
 * @param widths of the full resolution
 * @param resolution in pixels
 */
record Genome(List<Integer> widths, int resolution) {
  Genome {
    widths = List.copyOf(widths);
  }

  /** What it renders with. */
  SubGenerator subGenerator() {
    return new SubGenerator(new ChannelConfiguration(widths), resolution);
  }
}

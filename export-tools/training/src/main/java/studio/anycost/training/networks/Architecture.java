package studio.anycost.training.networks;

import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.training.tensors.Tensors;

/**
 * A sub-generator's channels as training draws and names them.
 *
 * @param channels the widths
 * @param ratios the channel ratio of every entry, of {@link ChannelTable#RATIOS}
 */
public record Architecture(ChannelConfiguration channels, List<Double> ratios) {
  public Architecture {
    ratios = List.copyOf(ratios);
    if (ratios.size() != channels.widths().size()) {
      throw new IllegalArgumentException("Every width has a ratio.");
    }
    if (!ChannelTable.RATIOS.containsAll(ratios)) {
      throw new IllegalArgumentException(
          "Ratios are of " + ChannelTable.RATIOS + ", not " + ratios + ".");
    }
  }

  /** One ratio throughout, up to the full resolution. */
  public static Architecture uniform(ChannelTable table, double ratio) {
    ChannelConfiguration channels = table.uniform(ratio, table.resolution());
    return new Architecture(channels, Collections.nCopies(channels.widths().size(), ratio));
  }

  /** All channels. */
  public static Architecture full(ChannelTable table) {
    return uniform(table, 1.0);
  }

  /** What a conditioned discriminator is told: {@code [4 n]}, each entry's ratio as one of four. */
  public Tensor oneHot() {
    List<Double> choices = ChannelTable.RATIOS;
    float[] values = new float[ratios.size() * choices.size()];
    for (int i = 0; i < ratios.size(); i++) {
      values[i * choices.size() + choices.indexOf(ratios.get(i))] = 1;
    }
    return Tensors.of(values, values.length);
  }
}

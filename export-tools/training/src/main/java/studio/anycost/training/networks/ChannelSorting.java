package studio.anycost.training.networks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/**
 * Sorts the channels of a generator by importance, so that its first channels are the ones to keep.
 * What the generator renders with all channels stays the same.
 *
 * <p>A channel is as important as the next convolution makes it: the sum of the absolute weights
 * that it meets there, times the mean absolute style that scales it (the public implementation's
 * {@code sort_channel}). The last channels are met by the to-RGB alone.
 */
public final class ChannelSorting {
  private final Generator generator;
  private final Weights weights;

  private ChannelSorting(Generator generator) {
    this.generator = generator;
    this.weights = generator.weights();
  }

  /**
   * Sorts in place. An optimizer that moved these weights before is of no use after.
   *
   * @param batches how many batches of latents the styles' means are over, at least 1
   * @param latents a batch by its number, {@code [n, styleDim]} of one size
   */
  public static void sort(Generator generator, int batches, IntFunction<Tensor> latents) {
    Scopes.runWithoutGradients(() -> new ChannelSorting(generator).sort(batches, latents));
  }

  private void sort(int batches, IntFunction<Tensor> latents) {
    List<String> convolutions = convolutions();
    String lastColours = colours(convolutions.size() - 1);
    List<String> readers = new ArrayList<>(convolutions);
    readers.add(lastColours);
    Map<String, Tensor> scales = scales(readers, batches, latents);
    // The channels that a convolution reads, in their new order; those behind the last, too.
    List<Tensor> orders = new ArrayList<>();
    for (String reader : readers) {
      Tensor met = weights.get(reader + ".conv.weight").abs().sum(0, 1, 3, 4);
      orders.add(met.mul(scales.get(reader)).argsort(true, 0, true));
    }
    reorder("input.input", 1, orders.get(0));
    for (int i = 0; i < convolutions.size(); i++) {
      reorderInput(convolutions.get(i), orders.get(i));
      Tensor written = orders.get(i + 1);
      reorder(convolutions.get(i) + ".conv.weight", 1, written);
      reorder(convolutions.get(i) + ".activate.bias", 0, written);
      if (i % 2 == 0) {
        reorderInput(colours(i), written);
      }
    }
  }

  private List<String> convolutions() {
    List<String> names = new ArrayList<>();
    names.add("conv1");
    for (int i = 0; i < generator.spec().convolutions() - 1; i++) {
      names.add("convs." + i);
    }
    return names;
  }

  /** The to-RGB behind a convolution that is the last of its resolution. */
  private static String colours(int convolution) {
    return convolution == 0 ? "to_rgb1" : "to_rgbs." + (convolution / 2 - 1);
  }

  private Map<String, Tensor> scales(
      List<String> readers, int batches, IntFunction<Tensor> latents) {
    Map<String, Tensor> means = new HashMap<>();
    for (String reader : readers) {
      means.put(reader, weights.get(reader + ".conv.modulation.bias").mul(Tensors.scalar(0)));
    }
    for (int batch = 0; batch < batches; batch++) {
      int number = batch;
      Scopes.run(
          () -> {
            Tensor styles = generator.map(latents.apply(number));
            for (String reader : readers) {
              Tensor mean =
                  Layers.linear(weights, reader + ".conv.modulation", styles, 1).abs().mean(0);
              means.get(reader).add_(mean, Tensors.scalar(1.0 / batches));
            }
          });
    }
    return means;
  }

  private void reorderInput(String layer, Tensor order) {
    reorder(layer + ".conv.weight", 2, order);
    reorder(layer + ".conv.modulation.weight", 0, order);
    reorder(layer + ".conv.modulation.bias", 0, order);
  }

  private void reorder(String name, long axis, Tensor order) {
    Tensor tensor = weights.get(name);
    tensor.copy_(tensor.index_select(axis, order));
  }
}

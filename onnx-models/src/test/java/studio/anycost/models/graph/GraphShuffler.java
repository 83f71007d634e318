package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Puts the channels of every layer of a generator into another order, the same one wherever the
 * layer is used. The full generator makes the same pictures; the first channels of a layer are no
 * longer those that matter most. That is what a plain StyleGAN2 is: one that was never trained for
 * sub-generators.
 */
public final class GraphShuffler {
  private final long seed;
  private final Map<String, List<Integer>> orders = new HashMap<>();

  public GraphShuffler(long seed) {
    this.seed = seed;
  }

  /** One stage; all stages of a generator go through the same shuffler. */
  public ModelProto shuffled(ModelProto stage) throws InvalidGraphException {
    GraphProto.Builder graph = stage.getGraph().toBuilder();
    ChannelSymbols symbols = ChannelSymbols.read(stage, graph.getName());
    for (TensorProto.Builder initializer : graph.getInitializerBuilderList()) {
      Optional<List<String>> axes = symbols.axesOf(initializer.getName());
      if (axes.isPresent()) {
        for (int axis = 0; axis < axes.get().size(); axis++) {
          String symbol = axes.get().get(axis);
          int width = Math.toIntExact(initializer.getDims(axis));
          if (!symbol.equals(ChannelSymbols.FIXED) && width > 1) {
            shuffle(initializer, axis, order(symbol, width));
          }
        }
      }
    }
    return stage.toBuilder().setGraph(graph).build();
  }

  private List<Integer> order(String symbol, int width) {
    return orders.computeIfAbsent(
        symbol,
        name -> {
          List<Integer> order = new ArrayList<>(IntStream.range(0, width).boxed().toList());
          Collections.shuffle(order, new Random(seed + name.hashCode()));
          return order;
        });
  }

  private static void shuffle(TensorProto.Builder tensor, int axis, List<Integer> order) {
    byte[] from = tensor.getRawData().toByteArray();
    byte[] to = new byte[from.length];
    int run = TensorBytes.elementSize(tensor.getDataType());
    for (int i = axis + 1; i < tensor.getDimsCount(); i++) {
      run *= Math.toIntExact(tensor.getDims(i));
    }
    int block = run * order.size();
    for (int start = 0; start < from.length; start += block) {
      for (int i = 0; i < order.size(); i++) {
        System.arraycopy(from, start + order.get(i) * run, to, start + i * run, run);
      }
    }
    tensor.setRawData(ByteString.copyFrom(to));
  }
}

package studio.anycost.models.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.task.CancellationToken;

/**
 * Makes a network whose graph takes one image at a time take any number, one run for each: bundles
 * from before the batch was left free stay useful. A graph with a free batch is run as it is.
 */
final class FreeBatch implements Network {
  private static final long FREE = -1;

  private final Network network;

  FreeBatch(Network network) {
    this.network = network;
  }

  /** The network that takes one image at a time. */
  Network single() {
    return network;
  }

  @Override
  public String name() {
    return network.name();
  }

  @Override
  public List<Port> inputs() {
    return freed(network.inputs());
  }

  @Override
  public List<Port> outputs() {
    return freed(network.outputs());
  }

  private List<Port> freed(List<Port> ports) {
    return takesOne() ? ports.stream().map(FreeBatch::freed).toList() : ports;
  }

  private static Port freed(Port port) {
    List<Long> shape = new ArrayList<>(port.shape());
    shape.set(0, FREE);
    return new Port(port.name(), shape);
  }

  private boolean takesOne() {
    return network.inputs().stream().allMatch(FreeBatch::isOne)
        && network.outputs().stream().allMatch(FreeBatch::isOne);
  }

  private static boolean isOne(Port port) {
    return !port.shape().isEmpty() && port.shape().get(0) == 1;
  }

  @Override
  public Map<String, FloatTensor> run(
      Map<String, FloatTensor> inputs,
      Set<String> outputs,
      Priority priority,
      CancellationToken cancellation)
      throws IOException {
    Set<Long> batches = new TreeSet<>();
    inputs.values().forEach(tensor -> batches.add(batch(tensor)));
    if (batches.size() != 1 || batches.contains(1L) || batches.contains(0L) || !takesOne()) {
      return network.run(inputs, outputs, priority, cancellation);
    }
    int batch = Math.toIntExact(batches.iterator().next());
    Map<String, Rows> taken = new HashMap<>();
    inputs.forEach((name, tensor) -> taken.put(name, Rows.of(tensor, batch)));
    Map<String, Rows> given = new HashMap<>();
    for (int row = 0; row < batch; row++) {
      Map<String, FloatTensor> one = new HashMap<>();
      for (Map.Entry<String, Rows> input : taken.entrySet()) {
        one.put(input.getKey(), input.getValue().get(row));
      }
      for (Map.Entry<String, FloatTensor> output :
          network.run(one, outputs, priority, cancellation).entrySet()) {
        FloatTensor tensor = output.getValue();
        given.computeIfAbsent(output.getKey(), name -> Rows.like(tensor, batch)).set(row, tensor);
      }
    }
    Map<String, FloatTensor> result = new HashMap<>();
    given.forEach((name, rows) -> result.put(name, rows.tensor()));
    return result;
  }

  /** 0 for what has no batch. */
  private static long batch(FloatTensor tensor) {
    return tensor.shape().length == 0 ? 0 : tensor.shape()[0];
  }

  /** The rows of a tensor: what it has for each image. */
  private record Rows(float[] values, long[] shape, int size) {
    static Rows of(FloatTensor tensor, int batch) {
      return new Rows(tensor.toArray(), tensor.shape(), tensor.count() / batch);
    }

    static Rows like(FloatTensor row, int batch) {
      long[] shape = row.shape();
      shape[0] = batch;
      return new Rows(new float[Math.multiplyExact(row.count(), batch)], shape, row.count());
    }

    FloatTensor get(int row) {
      long[] one = shape.clone();
      one[0] = 1;
      return FloatTensor.wrap(Arrays.copyOfRange(values, row * size, (row + 1) * size), one);
    }

    void set(int row, FloatTensor tensor) {
      System.arraycopy(tensor.toArray(), 0, values, row * size, size);
    }

    FloatTensor tensor() {
      return FloatTensor.wrap(values, shape);
    }
  }
}

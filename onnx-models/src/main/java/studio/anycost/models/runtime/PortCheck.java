package studio.anycost.models.runtime;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Port;
import studio.anycost.models.graph.GraphPorts;

/**
 * Tells callers in a sentence what is wrong with their names and shapes, before the runtime does.
 *
 * @param network what messages call it, as in "the {network}"
 */
record PortCheck(String network, GraphPorts ports) {
  private static final long FREE = -1;

  /**
   * Checks what a run is asked for.
   *
   * @throws IllegalArgumentException if it does not fit the graph
   */
  void require(Map<String, FloatTensor> inputs, Set<String> outputs) {
    requireNames(inputs.keySet(), ports.inputs(), "input");
    requireNames(outputs, ports.outputs(), "output");
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "No output of the "
              + network
              + " was asked for; it gives "
              + list(ports.outputs())
              + ".");
    }
    for (Port port : ports.inputs()) {
      FloatTensor tensor = inputs.get(port.name());
      if (tensor == null) {
        throw new IllegalArgumentException(
            "The " + network + " needs the input '" + port.name() + "'.");
      }
      require(port, tensor);
    }
  }

  private void requireNames(Set<String> names, List<Port> known, String kind) {
    for (String name : names) {
      if (known.stream().noneMatch(port -> port.name().equals(name))) {
        throw new IllegalArgumentException(
            "The %s has no %s '%s'; it has %s.".formatted(network, kind, name, list(known)));
      }
    }
  }

  private void require(Port port, FloatTensor tensor) {
    List<Long> wanted = port.shape();
    long[] given = tensor.shape();
    boolean fits = given.length == wanted.size();
    for (int axis = 0; fits && axis < given.length; axis++) {
      long size = wanted.get(axis);
      fits = given[axis] > 0 && (size == FREE || size == given[axis]);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "The input '%s' of the %s takes the shape %s, not %s."
              .formatted(port.name(), network, wanted(wanted), given(given)));
    }
    if (tensor.count() > Integer.MAX_VALUE / Float.BYTES) {
      throw new IllegalArgumentException(
          "The input '%s' of the %s is larger than 2 GB; run it in smaller batches."
              .formatted(port.name(), network));
    }
  }

  private static String wanted(List<Long> shape) {
    return shape.stream()
        .map(size -> size == FREE ? "any" : Long.toString(size))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String given(long[] shape) {
    return LongStream.of(shape)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String list(List<Port> ports) {
    return ports.stream().map(port -> "'" + port.name() + "'").collect(Collectors.joining(", "));
  }
}

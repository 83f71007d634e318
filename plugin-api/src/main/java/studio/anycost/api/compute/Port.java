package studio.anycost.api.compute;

import java.util.List;

/**
 * An input or output of a network.
 *
 * @param name as the graph has it
 * @param shape sizes of its dimensions; -1 where the graph leaves one free
 */
public record Port(String name, List<Long> shape) {
  public Port {
    shape = List.copyOf(shape);
  }
}

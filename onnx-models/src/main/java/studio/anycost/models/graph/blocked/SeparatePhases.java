package studio.anycost.models.graph.blocked;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.models.graph.GraphBuilder.Attribute;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;

/**
 * One convolution for each phase: no multiplication by zero, but four reads of the input and two
 * passes to interleave. Best where arithmetic dominates.
 */
final class SeparatePhases implements TransposedForm {
  private final BlockedGraph graph;
  private final String name;
  private final int out;
  private final List<String> weights = new ArrayList<>();

  SeparatePhases(
      BlockedGraph graph, ModulationForm form, String name, StyledConvolution convolution) {
    this.graph = graph;
    this.name = name;
    this.out = convolution.out();
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        int height = Phases.window(row);
        int width = Phases.window(column);
        float[] phase = Phases.weight(convolution.weight(), row, column);
        float[] blocked = graph.layout().weight(phase, out, convolution.in(), height * width);
        weights.add(form.weight(name + "/phase_" + row + column, blocked, 1, height, width));
      }
    }
  }

  @Override
  public String add(String features, Strip strip, int side) {
    long rows = (long) graph.layout().blocks(out) * strip.phaseRows();
    long columns = side + 1L;
    int block = graph.layout().block();
    List<String> interleaved = new ArrayList<>();
    for (int row = 0; row < 2; row++) {
      List<String> pair = new ArrayList<>();
      for (int column = 0; column < 2; column++) {
        String phase =
            graph
                .convolution(
                    name + "/phase_" + row + column, features, weights.get(2 * row + column))
                .window(Phases.window(row), Phases.window(column))
                // Odd rows need nothing above; even ones begin with zeros, at the upper border
                // because nothing is there, else because the blur skips what comes of it.
                .pads(Phases.window(row) - 1, Phases.window(column) - 1, strip.bottomPad(), 1)
                .add();
        pair.add(graph.reshape(phase, rows * columns, block));
      }
      String line = graph.node("Concat", name + "/columns", pair, Attribute.of("axis", 1));
      interleaved.add(graph.reshape(line, rows, 2 * columns * block));
    }
    String whole = graph.node("Concat", name + "/rows", interleaved, Attribute.of("axis", 1));
    return graph.reshape(whole, 1, graph.layout().padded(out), 2L * strip.phaseRows(), 2 * columns);
  }
}

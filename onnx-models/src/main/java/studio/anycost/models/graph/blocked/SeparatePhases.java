package studio.anycost.models.graph.blocked;

import java.util.ArrayList;
import java.util.List;
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
    List<String> phases = new ArrayList<>();
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        phases.add(
            graph
                .convolution(
                    name + "/phase_" + row + column, features, weights.get(2 * row + column))
                .window(Phases.window(row), Phases.window(column))
                // Odd rows need nothing above; even ones begin with zeros, at the upper border
                // because nothing is there, else because the blur skips what comes of it.
                .pads(Phases.window(row) - 1, Phases.window(column) - 1, strip.bottomPad(), 1)
                .add());
      }
    }
    return Interleaving.add(graph, name, phases, out, strip.phaseRows(), side + 1);
  }
}

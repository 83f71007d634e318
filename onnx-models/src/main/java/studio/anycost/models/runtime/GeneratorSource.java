package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ModulationLayer;
import studio.anycost.models.bundle.ModelBundle;

/**
 * Where a generator's graphs come from. Keeps the runtime free of file formats and testable with
 * graphs made by hand. Safe to use from any thread.
 */
interface GeneratorSource extends AutoCloseable {
  /** The bundle behind it. */
  ModelBundle bundle();

  GeneratorDescription description();

  /**
   * Tells graphs of one content from those of another. Not the description's identity, which
   * bundles of one generator share, whatever else is in them.
   */
  default String content() {
    return description().identity();
  }

  /** The stages in ascending resolution, 4 px first. */
  List<Stage> stages();

  /** One stage cut to the widths (which reach at least to the stage's resolution). */
  Graph stage(Stage stage, ChannelConfiguration widths) throws IOException;

  /**
   * One stage cut to the widths, giving all that {@link #backward} takes of it beside the names of
   * {@link studio.anycost.models.graph.StageNames}. Features go from such a stage to the next in a
   * layout of their own.
   *
   * @param last whether the picture ends with it, so that its features need not be there as a whole
   */
  Graph recording(Stage stage, ChannelConfiguration widths, boolean last) throws IOException;

  /**
   * The gradient of a {@link #recording} stage: takes its inputs and outputs, as far as it needs
   * them, and the gradients with respect to its outputs; gives those with respect to the styles
   * and, above 4 px, to features and skip. They are named as by {@link
   * studio.anycost.models.graph.gradient.GradientGraph}.
   *
   * @param last whether the picture ends with it, so that nothing comes in by its features
   * @param shapes asked if the stage's graph has to be differentiated
   */
  Graph backward(Stage stage, ChannelConfiguration widths, boolean last, GraphShapes shapes)
      throws IOException;

  /** Keeps what {@link #stage} has read in memory until the result is closed. */
  KeptStages keepStages();

  /** From z to w, in batches. */
  NetworkSource mapping();

  /** From images to styles; empty if the bundle has none. */
  Optional<NetworkSource> encoder();

  /** From images to logits; empty if the bundle has none. */
  Optional<NetworkSource> attributePredictor();

  /** Noise input name to the values of the map. */
  Map<String, float[]> fixedNoise() throws IOException;

  /** How its convolutions take their styles; empty if it does not tell. */
  default List<ModulationLayer> modulation() throws IOException {
    return List.of();
  }

  @Override
  void close() throws IOException;

  /**
   * One resolution of the generator.
   *
   * @param index 0 = 4 px
   * @param resolution output side in pixels
   * @param lastStyle index of the last style that it or a stage before it uses
   * @param noise its noise inputs
   */
  record Stage(int index, int resolution, int lastStyle, List<NoiseMap> noise) {
    public Stage {
      noise = List.copyOf(noise);
    }

    /**
     * The entries of a configuration that this stage depends on by itself: the width of its input
     * and of its convolutions.
     */
    List<Integer> widths(ChannelConfiguration channels) {
      return channels.widths().subList(Math.max(0, 2 * index - 1), 2 * index + 2);
    }
  }

  /**
   * A noise input.
   *
   * @param name of the graph's input
   * @param layer index of the styled convolution
   * @param side of the square map
   */
  record NoiseMap(String name, int layer, int side) {}

  /**
   * A graph ready to run.
   *
   * @param model serialized
   * @param parameters number of constant values in it; sizes the session
   * @param workingBytes what a run holds at its peak, if that is large and known; else 0
   */
  record Graph(byte[] model, long parameters, long workingBytes) {
    Graph(byte[] model, long parameters) {
      this(model, parameters, 0);
    }

    /** Of a checked model. */
    static Graph of(ModelProto model, long workingBytes) {
      return new Graph(model.toByteArray(), parameters(model), workingBytes);
    }

    /** How many constant values a checked model has. */
    static long parameters(ModelProto model) {
      long parameters = 0;
      for (TensorProto initializer : model.getGraph().getInitializerList()) {
        long count = 1;
        for (long axis : initializer.getDimsList()) {
          count *= axis;
        }
        parameters += count;
      }
      return parameters;
    }
  }
}

package studio.anycost.plugins.encoder;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Projector;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/**
 * Projects a portrait in one pass of the bundle's encoder (Lin et al., CVPR 2021): the picture,
 * resized as the encoder was trained, to one style for every layer.
 */
@Extension
public final class EncoderProjection implements Projector {
  /** Key of the parameter that pulls the result towards the mean face. */
  static final String FAITHFULNESS = "faithfulness";

  /** The side that published encoders take, where a graph leaves it free. */
  private static final int USUAL_SIDE = 256;

  private static final ContributionInfo INFO =
      new ContributionInfo(
          "encoder-projection",
          "First draft (encoder)",
          "One pass of the model's encoder; takes a moment.",
          100,
          "Make portrait");

  @Override
  public ContributionInfo info() {
    return INFO;
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    return new ParameterSchema(
        List.of(
            NumberParameter.of(
                new ParameterInfo(
                    FAITHFULNESS,
                    "Faithfulness",
                    "1 keeps the face as the encoder sees it; less pulls it towards the mean face,"
                        + " which is easier to edit.",
                    ""),
                0,
                1,
                1)));
  }

  @Override
  public Optional<String> obstacle(GeneratorDescription generator) {
    return generator.hasEncoder() ? Optional.empty() : Optional.of(noEncoder(generator));
  }

  private static String noEncoder(GeneratorDescription generator) {
    return Texts.of("encoderProjection.theModelHasNo", generator.name());
  }

  @Override
  public StyleCode project(
      RgbImage portrait, ParameterValues values, Services services, TaskContext<StyleCode> task)
      throws IOException {
    GeneratorDescription generator = services.generator().description();
    Network encoder =
        services.generator().encoder().orElseThrow(() -> new IOException(noEncoder(generator)));
    task.progress().report(-1, Texts.of("encoderProjection.encoding"));
    int side = side(encoder);
    float[] image = ImageTensor.of(portrait).resized(side).toArray();
    FloatTensor styles =
        encoder.run(FloatTensor.wrap(image, 1, 3, side, side), task.cancellation());
    int count = generator.styleCount();
    int dimension = generator.styleDimension();
    if (styles.count() != count * dimension) {
      throw new IOException(
          Texts.of(
              "encoderProjection.theEncoderOfGave",
              generator.name(),
              styles.count(),
              count,
              dimension));
    }
    return StyleCode.of(count, dimension, styles.toArray())
        .truncated(generator.meanStyleArray(), values.number(FAITHFULNESS));
  }

  private static int side(Network encoder) {
    List<Long> shape = encoder.inputs().get(0).shape();
    long side = shape.get(shape.size() - 1);
    return side > 0 ? Math.toIntExact(side) : USUAL_SIDE;
  }
}

package studio.anycost.app.plugin;

import java.nio.file.Path;

/**
 * A plugin of a stranger with a tool of every kind, each with parameters of its own. All of them
 * report progress, publish what they have after each step, return it when asked to stop and end
 * when cancelled. With many steps they take a pause after each, so that a test has time to stop
 * them.
 *
 * <p>The same values give the same result: the style codes go from the mean (projector) or the
 * start (optimizer) towards the face of the parameter {@code seed}, {@code 1 / steps} a step.
 */
public final class ThirdPartyPlugin {
  public static final String ID = "third-party";
  public static final String ALIGNER = "third-aligner";
  public static final String PROJECTOR = "third-projector";
  public static final String OPTIMIZER = "third-optimizer";
  public static final String SEARCH = "third-search";
  public static final String DIRECTIONS = "third-directions";

  /** Makes the middle pixel of the photo's part that it sees red, and says so. */
  public static final String BLENDER = "third-blender";

  /** More steps than a test waits for. */
  public static final int MANY_STEPS = 1_000_000;

  private static final String STEPS =
      "NumberParameter.whole(ParameterInfo.of(\"steps\", \"Steps\", \"\"), 1, 1000000, 3)";

  private static final String STEPS_AND_SEED =
      "return new ParameterSchema(List.of("
          + STEPS
          + ", NumberParameter.whole(ParameterInfo.of(\"seed\", \"Seed\", \"\"), 0, 1000, 7)));";

  private static final String LOOP =
      """
      int steps = (int) values.number("steps");
      for (int i = 1; i <= steps && !task.stopRequested(); i++) {
        task.cancellation().throwIfCancelled();
        %s
        task.progress().report((double) i / steps, "Step " + i + " of " + steps);
        task.publish(found);
        if (steps > 100) {
          try {
            Thread.sleep(5);
          } catch (InterruptedException e) {
            throw new java.util.concurrent.CancellationException();
          }
        }
      }
      return found;
      """;

  private static final String FROM_MEAN =
      "StyleCode from = StyleCode.broadcast("
          + "services.generator().description().meanStyleArray(),"
          + " services.generator().description().styleCount());";

  private static final String FROM_START = "StyleCode from = start;";

  private static final String ALIGN =
      """
      double side = Math.min(image.width(), image.height()) * values.number("margin");
      task.progress().report(1, "One face");
      return List.of(
          new Face(new Alignment(image.width() / 2.0, image.height() / 2.0, side / 2, 0), 0.9));
      """;

  private static final String SEARCHING =
      "ChannelTable channels = services.generator().description().channels();"
          + "List<Candidate> found = List.of();"
          + LOOP.formatted(
              """
              double ratio = ChannelTable.RATIOS.get((i - 1) % 4);
              List<Candidate> more = new ArrayList<>(found);
              if (i <= 4) {
                more.add(new Candidate(
                    channels.subGenerator(ratio, channels.resolution()), 1 - ratio));
              }
              found = List.copyOf(more);
              """);

  private static final String FINDING =
      "int dimension = services.generator().description().styleDimension();"
          + "List<FoundDirection> found = List.of();"
          + LOOP.formatted(
              """
              List<FoundDirection> more = new ArrayList<>(found);
              if (i <= dimension) {
                float[] normal = new float[dimension];
                normal[i - 1] = 1;
                more.add(FoundDirection.of(new Boundary("Axis " + i, normal, 1)));
              }
              found = List.copyOf(more);
              """);

  private static final String BLENDING =
      """
      int[] pixels = face.photo().toArray();
      pixels[face.photo().height() / 2 * face.photo().width() + face.photo().width() / 2] =
          0xffff0000;
      task.progress().report(1, "One pixel");
      return new BlendedPhoto(
          RgbImage.wrap(face.photo().width(), face.photo().height(), pixels), "One pixel is red.");
      """;

  private ThirdPartyPlugin() {}

  /** Writes the jar. */
  public static Path writeTo(Path jar) {
    return PluginJarBuilder.plugin(ID)
        .tool(ToolKind.ALIGNER, "ThirdAligner", ALIGNER, margin(), ALIGN)
        .tool(ToolKind.PROJECTOR, "ThirdProjector", PROJECTOR, STEPS_AND_SEED, code(FROM_MEAN))
        .tool(
            ToolKind.LATENT_OPTIMIZER,
            "ThirdOptimizer",
            OPTIMIZER,
            STEPS_AND_SEED,
            code(FROM_START).replace("publish(found)", "publish(new Iterate(i, found, 1.0 / i))"))
        .tool(ToolKind.SUB_GENERATOR_SEARCH, "ThirdSearch", SEARCH, steps(), SEARCHING)
        .tool(ToolKind.DIRECTION_FINDER, "ThirdDirections", DIRECTIONS, steps(), FINDING)
        .tool(ToolKind.PHOTO_BLENDER, "ThirdBlender", BLENDER, margin(), BLENDING)
        .writeTo(jar);
  }

  private static String code(String from) {
    return from
        + "StyleCode goal = services.generator().styleOfSeed((long) values.number(\"seed\"));"
        + "StyleCode found = from;"
        + LOOP.formatted(
            "found = i == steps ? goal : from.interpolated(goal, (double) i / steps);");
  }

  private static String steps() {
    return "return new ParameterSchema(List.of(" + STEPS + "));";
  }

  private static String margin() {
    return "return new ParameterSchema(List.of(NumberParameter.of("
        + "ParameterInfo.of(\"margin\", \"Margin\", \"\"), 0.1, 1, 0.5)));";
  }
}

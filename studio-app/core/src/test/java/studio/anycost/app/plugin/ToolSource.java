package studio.anycost.app.plugin;

/** Source text of tools for tests. */
public final class ToolSource {
  /** A tool that declares nothing. */
  public static final String NO_PARAMETERS = "return ParameterSchema.EMPTY;";

  private ToolSource() {}

  /**
   * A whole source file with a tool in the package {@code test}.
   *
   * @param parameters body of {@code parameters}, which sees {@code generator}
   * @param work body of the work, which sees {@code values}, {@code services}, {@code task}, and
   *     {@code image}, {@code start} and {@code face} where the kind has them
   */
  public static String of(
      ToolKind kind, String name, String contributionId, String parameters, String work) {
    return """
        package test;

        import java.util.*;
        import org.pf4j.Extension;
        import studio.anycost.api.extension.*;
        import studio.anycost.api.model.*;
        import studio.anycost.api.parameter.*;
        import studio.anycost.api.task.*;

        @Extension
        public class %s implements %s {
          public ContributionInfo info() {
            return new ContributionInfo("%s", "%s", "", 0);
          }

          public ParameterSchema parameters(GeneratorDescription generator) {
            %s
          }

          public %s throws java.io.IOException {
            %s
          }
        }
        """
        .formatted(
            name,
            kind.extension().getSimpleName(),
            contributionId,
            name,
            parameters,
            signature(kind),
            work);
  }

  private static String signature(ToolKind kind) {
    return switch (kind) {
      case ALIGNER ->
          "List<Face> find(RgbImage image, ParameterValues values, Services services,"
              + " TaskContext<List<Face>> task)";
      case PROJECTOR ->
          "StyleCode project(RgbImage image, ParameterValues values, Services services,"
              + " TaskContext<StyleCode> task)";
      case LATENT_OPTIMIZER ->
          "StyleCode optimize(StyleCode start, RgbImage image, ParameterValues values,"
              + " Services services, TaskContext<Iterate> task)";
      case SUB_GENERATOR_SEARCH ->
          "List<Candidate> search(ParameterValues values, Services services,"
              + " TaskContext<List<Candidate>> task)";
      case DIRECTION_FINDER ->
          "List<FoundDirection> find(ParameterValues values, Services services,"
              + " TaskContext<List<FoundDirection>> task)";
      case PHOTO_BLENDER ->
          "BlendedPhoto blend(EditedFace face, ParameterValues values, Services services,"
              + " TaskContext<BlendedPhoto> task)";
    };
  }
}

package studio.anycost.app.plugin;

/** Source text of edits for tests. */
public final class EditSource {
  /** Members of an edit without parameters. */
  static final String NO_PARAMETERS =
      """
      public ParameterSchema parameters(GeneratorDescription generator) {
        return ParameterSchema.EMPTY;
      }
      """;

  /** Members of an edit that adds one parameter, {@code amount}, to every value. */
  public static final String ADDS_AMOUNT =
      """
      public ParameterSchema parameters(GeneratorDescription generator) {
        return new ParameterSchema(List.of(
            NumberParameter.of(ParameterInfo.of("amount", "Amount", ""), -1, 1, 0)));
      }

      public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
        float[] result = input.toArray();
        for (int i = 0; i < result.length; i++) {
          result[i] += (float) values.number("amount");
        }
        return StyleCode.of(input.count(), input.dimension(), result);
      }
      """;

  private EditSource() {}

  /** An edit without parameters whose {@code apply} has this body. */
  static String applying(String body) {
    return NO_PARAMETERS
        + "public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {"
        + body
        + "}";
  }

  /** A whole source file in the package {@code test}. */
  static String of(String name, String contributionId, String members) {
    return """
        package test;

        import java.util.*;
        import org.pf4j.Extension;
        import studio.anycost.api.extension.*;
        import studio.anycost.api.model.*;
        import studio.anycost.api.parameter.*;

        @Extension
        public class %s implements Edit {
          public ContributionInfo info() {
            return new ContributionInfo("%s", "%s", "", 0);
          }

          %s
        }
        """
        .formatted(name, contributionId, name, members);
  }
}

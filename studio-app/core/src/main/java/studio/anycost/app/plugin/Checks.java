package studio.anycost.app.plugin;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.words.Texts;

/** What the studio checks of the things that plugins declare and return. */
final class Checks {
  /** An ordinary generator, to ask for parameters before any bundle is open. */
  static final GeneratorDescription TYPICAL =
      new GeneratorDescription(
          "typical",
          "0".repeat(64),
          new ChannelTable(256, 2, 512),
          512,
          Collections.nCopies(512, 0f),
          List.of(new Boundary("31_Smiling", axis(512), 1)),
          List.of("31_Smiling"),
          true);

  private Checks() {}

  /**
   * Asks a contribution for its descriptor.
   *
   * @throws PluginException if there is none
   */
  static ContributionInfo info(Contribution contribution) throws PluginException {
    ContributionInfo info = contribution.info();
    if (info == null) {
      throw new PluginException(Texts.of("plugin.checks.noInfo"));
    }
    return info;
  }

  /**
   * Asks a contribution for its parameters and checks that every default is taken by its own
   * parameter and survives being written as text.
   *
   * @throws PluginException if one is broken
   */
  static ParameterSchema parameters(Contribution contribution, GeneratorDescription generator)
      throws PluginException {
    ParameterSchema schema = contribution.parameters(generator);
    if (schema == null) {
      throw new PluginException(
          Texts.of("plugin.checks.noParameters", Failures.clean(contribution.info().id())));
    }
    for (Parameter<?> parameter : schema.parameters()) {
      requireSound(parameter);
    }
    return schema;
  }

  /**
   * Asks a contribution what keeps it from working with a generator.
   *
   * @throws PluginException if it gives no answer
   */
  static Optional<String> obstacle(Contribution contribution, GeneratorDescription generator)
      throws PluginException {
    Optional<String> obstacle = contribution.obstacle(generator);
    if (obstacle == null) {
      throw new PluginException(Texts.of("plugin.checks.noObstacle"));
    }
    return obstacle.map(Failures::clean);
  }

  /**
   * Asks a contribution what has to be set before it can begin.
   *
   * @throws PluginException if it gives no answer
   */
  static Optional<String> missing(Contribution contribution, ParameterValues values)
      throws PluginException {
    Optional<String> missing = contribution.missing(values);
    if (missing == null) {
      throw new PluginException(Texts.of("plugin.checks.noMissing"));
    }
    return missing.map(Failures::clean);
  }

  private static <T> void requireSound(Parameter<T> parameter) throws PluginException {
    try {
      T value = Objects.requireNonNull(parameter.defaultValue());
      parameter.check(value);
      if (!parameter.parse(parameter.format(value)).equals(value)) {
        throw new PluginException(Texts.of("plugin.checks.defaultChanges", parameter.key()));
      }
    } catch (ParameterException | RuntimeException e) {
      throw new PluginException(Texts.of("plugin.checks.defaultRefused", parameter.key()), e);
    }
  }

  /**
   * Checks a style code that a plugin returned. Its values are finite: no other code can be made.
   *
   * @param count expected number of styles
   * @param dimension expected length of a style
   * @throws PluginException if it is missing or has another shape
   */
  static StyleCode style(StyleCode code, int count, int dimension) throws PluginException {
    if (code == null) {
      throw new PluginException(Texts.of("plugin.checks.itReturnedNothing"));
    }
    if (code.count() != count || code.dimension() != dimension) {
      throw new PluginException(
          Texts.of(
              "plugin.checks.itReturnedACode", code.count(), code.dimension(), count, dimension));
    }
    return code;
  }

  private static float[] axis(int dimension) {
    float[] result = new float[dimension];
    result[0] = 1;
    return result;
  }
}

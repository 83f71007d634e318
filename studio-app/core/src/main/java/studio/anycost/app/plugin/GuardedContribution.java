package studio.anycost.app.plugin;

import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.LatentOptimizer;
import studio.anycost.api.extension.Projector;
import studio.anycost.api.extension.SubGeneratorSearch;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.parameter.ParameterSchema;

/**
 * A contribution behind its guard. What a plugin may get wrong, it gets wrong once.
 *
 * @param <T> the extension point
 */
abstract class GuardedContribution<T extends Contribution> implements Contribution {
  private final T contribution;
  private final ContributionInfo info;
  private final PluginGuard guard;

  GuardedContribution(T contribution, ContributionInfo info, PluginGuard guard) {
    this.contribution = contribution;
    this.info = info;
    this.guard = guard;
  }

  /**
   * Puts a contribution behind a guard.
   *
   * @throws PluginException if it is of no extension point of the studio
   */
  static Contribution of(Contribution contribution, ContributionInfo info, PluginGuard guard)
      throws PluginException {
    if (contribution instanceof Edit edit) {
      return new GuardedEdit(edit, info, guard);
    }
    if (contribution instanceof Projector projector) {
      return new GuardedProjector(projector, info, guard);
    }
    if (contribution instanceof LatentOptimizer optimizer) {
      return new GuardedLatentOptimizer(optimizer, info, guard);
    }
    if (contribution instanceof SubGeneratorSearch search) {
      return new GuardedSubGeneratorSearch(search, info, guard);
    }
    throw new PluginException(
        contribution.getClass().getName() + " is of no extension point that this studio has");
  }

  final T contribution() {
    return contribution;
  }

  /** The guard, for code of the plugin that the studio must run elsewhere, such as its panel. */
  public final PluginGuard guard() {
    return guard;
  }

  final String doing(String verb) {
    return verb + " '" + info.name() + "'";
  }

  /** As it was when the plugin started. */
  @Override
  public final ContributionInfo info() {
    return info;
  }

  /** None if the plugin fails. */
  @Override
  public final ParameterSchema parameters(GeneratorDescription generator) {
    return guard
        .quick(
            doing("declaring the parameters of"),
            new HostTrace(),
            () -> Checks.parameters(contribution, generator))
        .orElse(ParameterSchema.EMPTY);
  }
}

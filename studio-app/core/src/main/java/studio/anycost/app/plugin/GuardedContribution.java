package studio.anycost.app.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;

/**
 * A contribution behind its guard. What a plugin may get wrong, it gets wrong once.
 *
 * @param <T> the extension point
 */
abstract class GuardedContribution<T extends Contribution> implements Contribution, Guarded {
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
   * @throws PluginException if it is of no extension point of the studio, or of several
   */
  static GuardedContribution<?> of(
      Contribution contribution, ContributionInfo info, PluginGuard guard) throws PluginException {
    List<GuardedContribution<?>> kinds = new ArrayList<>();
    if (contribution instanceof Edit edit) {
      kinds.add(new GuardedEdit(edit, info, guard));
    }
    for (ToolKind kind : ToolKind.values()) {
      if (kind.extension().isInstance(contribution)) {
        kinds.add(new GuardedTool(kind, contribution, info, guard));
      }
    }
    if (kinds.size() != 1) {
      throw new PluginException(
          "'"
              + Failures.clean(info.id())
              + "'"
              + (kinds.isEmpty()
                  ? " is of no extension point that this studio has"
                  : " is of several extension points at once, which takes several classes"));
    }
    return kinds.get(0);
  }

  final T contribution() {
    return contribution;
  }

  @Override
  public final PluginGuard guard() {
    return guard;
  }

  @Override
  public final <O> Optional<O> as(Class<O> type) {
    return type.isInstance(contribution) ? Optional.of(type.cast(contribution)) : Optional.empty();
  }

  @Override
  public final PluginWords words() {
    return guard.words();
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
            new CallScope(),
            () -> Checks.parameters(contribution, generator))
        .orElse(ParameterSchema.EMPTY);
  }

  /** None if the plugin fails: it is off then. */
  @Override
  public final Optional<String> obstacle(GeneratorDescription generator) {
    return guard
        .quick(
            doing("asking about the model"),
            new CallScope(),
            () -> Checks.obstacle(contribution, generator))
        .orElse(Optional.empty());
  }

  /** Nothing if the plugin fails: it is off then. */
  @Override
  public final Optional<String> missing(ParameterValues values) {
    return guard
        .quick(
            doing("asking what is missing for"),
            new CallScope(),
            () -> Checks.missing(contribution, values))
        .orElse(Optional.empty());
  }
}

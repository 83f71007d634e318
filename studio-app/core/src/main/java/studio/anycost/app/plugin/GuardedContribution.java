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
import studio.anycost.app.words.Texts;

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
          Texts.of(
              kinds.isEmpty()
                  ? "plugin.guardedContribution.noExtensionPoint"
                  : "plugin.guardedContribution.severalExtensionPoints",
              Failures.clean(info.id())));
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

  /**
   * What is done with it, as it is called in the language of the studio.
   *
   * @param key of the words
   */
  final String doing(String key) {
    return Texts.of(key, shownName());
  }

  /** Its name in the language of the studio. */
  final String shownName() {
    return words().of(info).name();
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
            doing("plugin.guardedContribution.declaring"),
            new CallScope(),
            () -> Checks.parameters(contribution, generator))
        .orElse(ParameterSchema.EMPTY);
  }

  /** None if the plugin fails: it is off then. */
  @Override
  public final Optional<String> obstacle(GeneratorDescription generator) {
    return guard
        .quick(
            doing("plugin.guardedContribution.askingModel"),
            new CallScope(),
            () -> Checks.obstacle(contribution, generator))
        .orElse(Optional.empty());
  }

  /** Nothing if the plugin fails: it is off then. */
  @Override
  public final Optional<String> missing(ParameterValues values) {
    return guard
        .quick(
            doing("plugin.guardedContribution.askingMissing"),
            new CallScope(),
            () -> Checks.missing(contribution, values))
        .orElse(Optional.empty());
  }
}

package studio.anycost.app.plugin;

import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;

/**
 * An edit of a plugin that the studio can call without care. If the plugin throws anything, hangs,
 * or returns nothing or another shape, it is reported and switched off, and the edit leaves the
 * style code as it is, now and from then on.
 */
final class GuardedEdit extends GuardedContribution<Edit> implements Edit {
  GuardedEdit(Edit edit, ContributionInfo info, PluginGuard guard) {
    super(edit, info, guard);
  }

  /**
   * {@inheritDoc}
   *
   * @throws RuntimeException only what the generator itself threw
   */
  @Override
  public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
    CallScope scope = new CallScope(new GeneratorAlone(generator));
    return guard()
        .quick(
            doing("plugin.guardedEdit.applying"),
            scope,
            () ->
                Checks.style(
                    contribution().apply(input, values, new LentGenerator(scope)),
                    input.count(),
                    input.dimension()))
        .orElse(input);
  }

  /** An edit is lent nothing but the generator. */
  private record GeneratorAlone(Generator generator) implements Services {
    @Override
    public Networks networks() {
      throw new UnsupportedOperationException("Edits run no networks.");
    }

    @Override
    public PortraitNetworks portraits() {
      throw new UnsupportedOperationException("Edits run no networks.");
    }
  }
}

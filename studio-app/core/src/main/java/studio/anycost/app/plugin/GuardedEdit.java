package studio.anycost.app.plugin;

import java.util.Optional;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.fx.EditPanel;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;

/**
 * An edit of a plugin that the studio can call without care. If the plugin throws anything, hangs,
 * or returns nothing or another shape, it is reported and switched off, and the edit leaves the
 * style code as it is, now and from then on.
 */
public final class GuardedEdit extends GuardedContribution<Edit> implements Edit {
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
    HostTrace trace = new HostTrace();
    Generator traced = new TracedGenerator(generator, trace);
    return guard()
        .quick(
            doing("applying"),
            trace,
            () ->
                Checks.style(
                    contribution().apply(input, values, traced), input.count(), input.dimension()))
        .orElse(input);
  }

  /**
   * The edit itself, if it brings a panel of its own. Its code, and that of its panel, is the
   * plugin's: call it within {@link PluginGuard#call} of {@link #guard}.
   */
  public Optional<EditPanel> panel() {
    return contribution() instanceof EditPanel panel ? Optional.of(panel) : Optional.empty();
  }
}

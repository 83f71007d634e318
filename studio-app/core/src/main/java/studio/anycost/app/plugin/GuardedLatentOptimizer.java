package studio.anycost.app.plugin;

import java.io.IOException;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.LatentOptimizer;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/** A latent optimizer of a plugin; what goes wrong in it ends as an {@link IOException}. */
final class GuardedLatentOptimizer extends GuardedContribution<LatentOptimizer>
    implements LatentOptimizer {
  GuardedLatentOptimizer(LatentOptimizer optimizer, ContributionInfo info, PluginGuard guard) {
    super(optimizer, info, guard);
  }

  @Override
  public StyleCode optimize(
      StyleCode start,
      RgbImage target,
      ParameterValues values,
      Services services,
      TaskContext<StyleCode> task)
      throws IOException {
    HostTrace trace = new HostTrace();
    Services traced = new TracedServices(services, trace);
    return guard()
        .lengthy(
            doing("optimizing with"),
            trace,
            task.cancellation(),
            () ->
                Checks.style(
                    contribution().optimize(start, target, values, traced, task),
                    start.count(),
                    start.dimension()));
  }
}

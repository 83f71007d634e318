package studio.anycost.app.plugin;

import java.io.IOException;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Projector;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/** A projector of a plugin; what goes wrong in it ends as an {@link IOException}. */
final class GuardedProjector extends GuardedContribution<Projector> implements Projector {
  GuardedProjector(Projector projector, ContributionInfo info, PluginGuard guard) {
    super(projector, info, guard);
  }

  @Override
  public StyleCode project(
      RgbImage portrait, ParameterValues values, Services services, TaskContext<StyleCode> task)
      throws IOException {
    HostTrace trace = new HostTrace();
    Services traced = new TracedServices(services, trace);
    GeneratorDescription shape = services.generator().description();
    return guard()
        .lengthy(
            doing("projecting with"),
            trace,
            task.cancellation(),
            () ->
                Checks.style(
                    contribution().project(portrait, values, traced, task),
                    shape.styleCount(),
                    shape.styleDimension()));
  }
}

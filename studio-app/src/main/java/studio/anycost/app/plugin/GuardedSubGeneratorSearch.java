package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.List;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.SubGeneratorSearch;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/** A search of a plugin; what goes wrong in it ends as an {@link IOException}. */
final class GuardedSubGeneratorSearch extends GuardedContribution<SubGeneratorSearch>
    implements SubGeneratorSearch {
  GuardedSubGeneratorSearch(SubGeneratorSearch search, ContributionInfo info, PluginGuard guard) {
    super(search, info, guard);
  }

  @Override
  public List<SubGenerator> search(ParameterValues values, Generator generator, TaskContext task)
      throws IOException {
    HostTrace trace = new HostTrace();
    Generator traced = new TracedGenerator(generator, trace);
    ChannelTable channels = generator.description().channels();
    return guard()
        .lengthy(
            doing("searching with"),
            trace,
            task.cancellation(),
            () -> {
              List<SubGenerator> found = List.copyOf(contribution().search(values, traced, task));
              found.forEach(channels::require);
              return found;
            });
  }
}

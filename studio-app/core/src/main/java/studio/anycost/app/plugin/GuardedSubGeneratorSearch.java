package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.List;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Services;
import studio.anycost.api.extension.SubGeneratorSearch;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/** A search of a plugin; what goes wrong in it ends as an {@link IOException}. */
final class GuardedSubGeneratorSearch extends GuardedContribution<SubGeneratorSearch>
    implements SubGeneratorSearch {
  GuardedSubGeneratorSearch(SubGeneratorSearch search, ContributionInfo info, PluginGuard guard) {
    super(search, info, guard);
  }

  @Override
  public List<Candidate> search(
      ParameterValues values, Services services, TaskContext<List<Candidate>> task)
      throws IOException {
    HostTrace trace = new HostTrace();
    Services traced = new TracedServices(services, trace);
    ChannelTable channels = services.generator().description().channels();
    return guard()
        .lengthy(
            doing("searching with"),
            trace,
            task.cancellation(),
            () -> {
              List<Candidate> found = List.copyOf(contribution().search(values, traced, task));
              found.forEach(each -> channels.require(each.subGenerator()));
              return found;
            });
  }
}

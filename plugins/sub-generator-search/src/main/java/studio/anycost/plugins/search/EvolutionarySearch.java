package studio.anycost.plugins.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.Services;
import studio.anycost.api.extension.SubGeneratorSearch;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/**
 * Looks for the widths of single layers and the resolutions whose pictures are nearest to the full
 * generator's at their cost, by evolution.
 */
@Extension
public final class EvolutionarySearch implements SubGeneratorSearch {
  private static final ContributionInfo INFO =
      new ContributionInfo(
          "sub-generator-search",
          "Search for faster previews",
          "Evolutionary search for widths of single layers and resolutions whose pictures are nearest"
              + " to the full ones in a given time. Takes minutes; stop it when you like.",
          100,
          "Search");

  @Override
  public ContributionInfo info() {
    return INFO;
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    return Settings.SCHEMA;
  }

  @Override
  public List<Candidate> search(
      ParameterValues values, Services services, TaskContext<List<Candidate>> task)
      throws IOException {
    Settings settings = Settings.of(values);
    Generator generator = services.generator();
    ChannelTable table = generator.description().channels();
    Measure measure =
        settings.perceptual()
            ? Measure.perceptual(services.portraits().perceptual())
            : Measure.meanSquared();
    try (Notes notes = notes(settings, services, measure, task)) {
      task.progress().report(-1, Texts.of("evolutionarySearch.renderingTheFullPictures"));
      Distances distances =
          Distances.of(generator, settings.faces(), measure, notes, task.cancellation());
      return new Evolution(
              new SearchSpace(table),
              settings,
              new Costs(generator, settings.literatureMacs()),
              distances,
              // Of searches before only what the person named: the same seed is to find the same.
              settings.notes().isPresent() ? notes.all() : Map.of(),
              task)
          .run();
    }
  }

  private static Notes notes(
      Settings settings, Services services, Measure measure, TaskContext<?> task)
      throws IOException {
    GeneratorDescription model = services.generator().description();
    String kind = settings.faces() + " " + measure.name().replaceAll("[^A-Za-z0-9._-]", "_");
    String title = model.identity() + " " + kind;
    if (settings.notes().isPresent()) {
      return Notes.in(settings.notes().get(), model.channels(), title);
    }
    try {
      Path own = services.folder().resolve("distances-" + kind.replace(' ', '-') + ".txt");
      return Notes.in(own, model.channels(), title);
    } catch (IOException e) {
      // Nobody asked for it: everything is rendered anew.
      task.notice(Texts.of("evolutionarySearch.aLaterSearchWill", e.getMessage()));
      return Notes.inMemory();
    }
  }
}

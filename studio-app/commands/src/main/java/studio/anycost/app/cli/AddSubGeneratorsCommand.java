package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.engine.PublishedCandidates;
import studio.anycost.models.bundle.KeptSubGenerator;
import studio.anycost.models.bundle.ModelBundle;

/** {@code studio bundle add-sub-generators}. */
@Command(
    name = "add-sub-generators",
    description = {
      "Add sub-generators that a search found.",
      "The file is one that this studio or a published search wrote. Previews of the model climb"
          + " them wherever the bundle is opened."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  studio bundle add-sub-generators found.json --bundle model.zip",
      "  studio bundle add-sub-generators found.json --replace -o mine.zip"
    })
final class AddSubGeneratorsCommand implements Callable<Integer> {
  private final CliContext context;
  @Mixin private ChangedBundle bundle;

  @Parameters(paramLabel = "FILE.json", description = "The file to read.")
  private Path file;

  @Option(
      names = "--replace",
      description = "Take them in the place of those that the bundle has already.")
  private boolean replace;

  AddSubGeneratorsCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<Candidate> found;
    Map<SubGenerator, KeptSubGenerator> all = new LinkedHashMap<>();
    try (ModelBundle open = context.openBundle(bundle.path())) {
      found = PublishedCandidates.read(file, open.description());
      if (!replace) {
        open.manifest().subGenerators().forEach(each -> put(each, all));
      }
    } catch (IOException e) {
      throw InputException.of(e);
    }
    int before = all.size();
    found.forEach(each -> all.putIfAbsent(each.subGenerator(), null));
    if (all.size() > KeptSubGenerator.MOST) {
      throw new InputException(
          "A bundle keeps at most "
              + KeptSubGenerator.MOST
              + " sub-generators; with those of "
              + file
              + " it would be "
              + all.size()
              + ". Leave some out"
              + (before > 0 ? ", or put them in the place of the others with --replace." : "."));
    }
    bundle.change(
        context,
        "Add sub-generators",
        (editor, running) -> {
          context
              .engines()
              .measureCandidates(bundle.path(), found, running)
              .forEach(each -> put(each, all));
          editor.subGenerators(List.copyOf(all.values()));
        });
    return ExitCodes.DONE;
  }

  private static void put(KeptSubGenerator kept, Map<SubGenerator, KeptSubGenerator> all) {
    all.put(kept.candidate().subGenerator(), kept);
  }
}

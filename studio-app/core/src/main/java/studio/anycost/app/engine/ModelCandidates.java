package studio.anycost.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.words.Texts;
import studio.anycost.models.bundle.BundleRevision;
import studio.anycost.models.bundle.KeptSubGenerator;
import studio.anycost.models.bundle.ModelBundle;

/**
 * Where the sub-generators that were kept for one loaded model are: on this machine, where a search
 * leaves what it found, or otherwise in the model's bundle, where a person put them. Safe to use
 * from any thread; reads and writes files.
 */
final class ModelCandidates {
  private static final Logger LOG = LoggerFactory.getLogger(ModelCandidates.class);

  private final ModelBundle bundle;
  private final CandidateLibrary library;

  /** What the bundle's file says by now; the open bundle says what it said when it was opened. */
  private volatile List<KeptSubGenerator> inBundle;

  /**
   * @param bundle that was opened; may be closed meanwhile
   */
  ModelCandidates(ModelBundle bundle, CandidateLibrary library) {
    this.bundle = bundle;
    this.library = library;
    inBundle = bundle.manifest().subGenerators();
  }

  KeptCandidates kept() {
    Optional<List<KeptSubGenerator>> here = library.found(model());
    return here.isPresent()
        ? new KeptCandidates(here.get(), false)
        : new KeptCandidates(inBundle, !inBundle.isEmpty());
  }

  /**
   * Keeps these on this machine, in the place of those before.
   *
   * @throws IOException with a sentence if that cannot be done
   */
  void keepHere(List<KeptSubGenerator> kept) throws IOException {
    library.keep(model(), kept);
  }

  /**
   * Keeps these in the bundle, in the place of those before; on this machine, if the bundle cannot
   * be written. Nobody else keeps anything here meanwhile.
   *
   * @return why they are not in the bundle, for people; empty if they are
   * @throws IOException with a sentence if they cannot be kept at all
   * @throws java.util.concurrent.CancellationException if cancelled; all is as it was
   */
  synchronized Optional<String> keepInBundle(List<KeptSubGenerator> kept, TaskContext<?> task)
      throws IOException {
    if (!kept.equals(inBundle)) {
      Optional<Path> path = bundle.path();
      if (path.isEmpty()) {
        keepHere(kept);
        return Optional.of(Texts.of("engine.modelCandidates.theModelThatComes"));
      }
      try {
        write(path.get(), kept, task);
      } catch (IOException e) {
        LOG.warn("The bundle cannot keep sub-generators", e);
        keepHere(kept);
        return Optional.of(e.getMessage());
      }
      inBundle = List.copyOf(kept);
    }
    library.forget(model());
    return Optional.empty();
  }

  private void write(Path path, List<KeptSubGenerator> kept, TaskContext<?> task)
      throws IOException {
    try (ModelBundle now = ModelBundle.open(path, task)) {
      if (!now.description().identity().equals(model().identity())) {
        throw new IOException(Texts.of("engine.modelCandidates.thereIsAnotherModel", path));
      }
      new BundleRevision(now).subGenerators(kept).write(path, true, task);
    }
  }

  private GeneratorDescription model() {
    return bundle.description();
  }
}

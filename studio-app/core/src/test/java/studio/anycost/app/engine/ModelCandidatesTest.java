package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.bundle.BundleRevision;
import studio.anycost.models.bundle.KeptSubGenerator;
import studio.anycost.models.bundle.ModelBundle;

class ModelCandidatesTest {
  @TempDir Path folder;
  private CandidateLibrary library;
  private List<KeptSubGenerator> found;

  @BeforeEach
  void search() throws IOException {
    library = new CandidateLibrary(folder.resolve("candidates"));
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      found =
          List.of(
              new KeptSubGenerator(
                  new Candidate(bundle.description().channels().subGenerator(0.25, 64), 0.2),
                  OptionalDouble.of(0.3)),
              new KeptSubGenerator(
                  new Candidate(bundle.description().channels().subGenerator(0.5, 128), 0.1),
                  OptionalDouble.empty()));
    }
  }

  /** A copy of the shipped model, which can be changed. */
  private Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      new BundleRevision(bundle).write(copy, false, TaskContext.none());
    }
    return copy;
  }

  private ModelCandidates of(ModelBundle bundle) {
    return new ModelCandidates(bundle, library);
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy.zip", "copy"})
  void keepsThemInABundleThatCanBeWrittenWhileItIsOpen(String name) throws IOException {
    Path place = copy(name);
    try (ModelBundle bundle = ModelBundle.open(place)) {
      ModelCandidates candidates = of(bundle);
      candidates.keepHere(found.subList(0, 1));
      assertThat(candidates.kept()).isEqualTo(new KeptCandidates(found.subList(0, 1), false));

      assertThat(candidates.keepInBundle(found, TaskContext.none())).isEmpty();

      assertThat(candidates.kept()).isEqualTo(new KeptCandidates(found, true));
      assertThat(library.found(bundle.description())).isEmpty();
      // The open bundle still reads its files.
      bundle.verify(TaskContext.none());
      // What a search finds here afterwards is climbed here, and the bundle stays as it is.
      candidates.keepHere(found.subList(1, 2));
      assertThat(candidates.kept()).isEqualTo(new KeptCandidates(found.subList(1, 2), false));
    }
    library = new CandidateLibrary(folder.resolve("another machine"));
    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThat(of(bundle).kept()).isEqualTo(new KeptCandidates(found, true));
      assertThat(of(bundle).kept().differences()).hasSize(1).containsValue(0.3);

      of(bundle).keepInBundle(List.of(), TaskContext.none());
    }
    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThat(bundle.manifest().subGenerators()).isEmpty();
      assertThat(of(bundle).kept().all()).isEmpty();
    }
  }

  @Test
  void keepsThoseOfTheModelThatComesAlongHere() throws IOException {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      assertThat(of(bundle).keepInBundle(found, TaskContext.none()))
          .hasValueSatisfying(reason -> assertThat(reason).contains("never changed"));
      assertThat(of(bundle).kept()).isEqualTo(new KeptCandidates(found, false));
    }
  }

  @Test
  void keepsThemHereWhereTheBundleIsGoneOrAnother() throws IOException {
    Path place = copy("copy.zip");
    try (ModelBundle bundle = ModelBundle.open(place)) {
      Files.delete(place);
      assertThat(of(bundle).keepInBundle(found, TaskContext.none()))
          .hasValueSatisfying(reason -> assertThat(reason).contains("no such file"));
      assertThat(of(bundle).kept()).isEqualTo(new KeptCandidates(found, false));
    }
  }

  @Test
  void aCancelledOneChangesNothing() throws IOException {
    Path place = copy("copy.zip");
    CancellationSource cancelled = new CancellationSource();
    cancelled.cancel();
    try (ModelBundle bundle = ModelBundle.open(place)) {
      assertThatThrownBy(
              () ->
                  of(bundle)
                      .keepInBundle(
                          found, TaskContext.of(cancelled.token(), ProgressListener.NONE)))
          .isInstanceOf(CancellationException.class);
      assertThat(of(bundle).kept().all()).isEmpty();
    }
  }
}

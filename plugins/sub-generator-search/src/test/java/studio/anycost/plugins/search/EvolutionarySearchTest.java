package studio.anycost.plugins.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.compute.Port;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

class EvolutionarySearchTest {
  private static final ChannelTable TABLE = PaintedGenerator.TABLE;

  @TempDir Path folder;
  private final EvolutionarySearch plugin = new EvolutionarySearch();
  private Optional<Path> own = Optional.empty();
  private final Map<String, String> values =
      new LinkedHashMap<>(
          Map.of("distance", "mse", "faces", "2", "population", "20", "generations", "6"));

  private List<Candidate> search(Generator generator, TaskContext<List<Candidate>> task)
      throws IOException {
    try {
      return plugin.search(
          plugin.parameters(generator.description()).parse(values),
          new TestServices(generator, own),
          task);
    } catch (ParameterException e) {
      throw new AssertionError(e);
    }
  }

  private List<Candidate> search(Generator generator) throws IOException {
    return search(generator, TaskContext.none());
  }

  private static List<SubGenerator> uniform() {
    return TABLE.highestResolutions().stream()
        .flatMap(side -> ChannelTable.RATIOS.stream().map(ratio -> TABLE.subGenerator(ratio, side)))
        .toList();
  }

  private static double squared(SubGenerator subGenerator) {
    double fault = PaintedGenerator.fault(subGenerator);
    return fault * fault;
  }

  private static double nearest(List<Candidate> found) {
    return found.stream().mapToDouble(Candidate::distance).min().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 6, 12})
  void findsWhatIsNearerThanAnyUniformOneInTheMeasuredTime(double milliseconds) throws IOException {
    values.put("budget-ms", String.valueOf(milliseconds));
    List<Candidate> found = search(new PaintedGenerator());

    assertThat(found)
        .allSatisfy(
            candidate -> {
              // Guesses are too low: it must have been measured.
              assertThat(PaintedGenerator.trueMilliseconds(candidate.subGenerator()))
                  .isLessThanOrEqualTo(milliseconds);
              assertThat(candidate.distance())
                  .isCloseTo(squared(candidate.subGenerator()), within(1e-5));
            });
    double bestUniform =
        uniform().stream()
            .filter(each -> PaintedGenerator.trueMilliseconds(each) <= milliseconds)
            .mapToDouble(EvolutionarySearchTest::squared)
            .min()
            .orElseThrow();
    assertThat(nearest(found)).isLessThan(0.8 * bestUniform);
  }

  @Test
  void whatItFoundIsInTheBudgetByWhatIsKnownAtTheEnd() throws IOException {
    values.put("budget-ms", "8");
    PaintedGenerator generator = new PaintedGenerator();
    int[] renders = {0};
    generator.beforeRender = () -> generator.slowness = renders[0]++ < 100 ? 1 : 1.3;
    List<Candidate> found = search(generator);
    assertThat(renders[0]).isGreaterThan(100);
    assertThat(found)
        .isNotEmpty()
        .allMatch(each -> generator.latency(each.subGenerator()).median() <= 8)
        .isSortedAccordingTo(
            Comparator.comparingDouble(each -> generator.latency(each.subGenerator()).median()));
  }

  @Test
  void whatWasFoundStaysIfTimesAtTheEndAllowNothing() throws IOException {
    values.put("budget-ms", "8");
    PaintedGenerator generator = new PaintedGenerator();
    int[] renders = {0};
    generator.beforeRender = () -> generator.slowness = renders[0]++ < 100 ? 1 : 100;
    assertThat(search(generator)).isNotEmpty();
  }

  @Test
  void tellsWhatItWasWorth() throws IOException {
    values.put("budget-ms", "8");
    Listening listening = new Listening(published -> false);
    search(new PaintedGenerator(), listening);
    assertThat(listening.notices)
        .filteredOn(sentence -> sentence.startsWith("The nearest is at mean distance"))
        .singleElement()
        .asString()
        .contains("ms; the best with one ratio throughout at mean distance", "% nearer.");

    // Nothing is nearer than the full generator.
    values.put("budget-ms", "2000");
    Listening unlimited = new Listening(published -> false);
    search(new PaintedGenerator(), unlimited);
    assertThat(unlimited.notices).anyMatch(sentence -> sentence.startsWith("Nothing within"));
  }

  @Test
  void tellsThatALaterSearchBeginsFromTheStart() throws IOException {
    Listening listening = new Listening(published -> false);
    values.put("generations", "1");
    search(new PaintedGenerator(), listening);
    assertThat(listening.notices)
        .containsExactly("A later search will begin from the start: There is none.");
    own = Optional.of(folder);
    Listening kept = new Listening(published -> false);
    search(new PaintedGenerator(), kept);
    assertThat(kept.notices).isEmpty();
  }

  @Test
  void showsTheFrontCheapestFirstAndTheUniformOnesBesideIt() throws IOException {
    values.put("budget-ms", "8");
    List<Candidate> found = search(new PaintedGenerator());

    assertThat(found)
        .isSortedAccordingTo(
            Comparator.comparingDouble(
                each -> PaintedGenerator.trueMilliseconds(each.subGenerator())));
    Set<SubGenerator> affordable = new HashSet<>(uniform());
    affordable.removeIf(each -> PaintedGenerator.trueMilliseconds(each) > 8);
    assertThat(found).extracting(Candidate::subGenerator).containsAll(affordable);
    double nearest = Double.POSITIVE_INFINITY;
    for (Candidate candidate : found) {
      if (!affordable.contains(candidate.subGenerator())) {
        assertThat(candidate.distance()).isLessThan(nearest);
      }
      nearest = Math.min(nearest, candidate.distance());
    }
  }

  @Test
  void theSameSeedFindsTheSameAndAnotherSomethingElse() throws IOException {
    values.put("budget-ms", "8");
    List<Candidate> first = search(new PaintedGenerator());
    assertThat(search(new PaintedGenerator())).isEqualTo(first);
    values.put("seed", "1");
    assertThat(search(new PaintedGenerator())).isNotEqualTo(first);
  }

  @Test
  void keepsToWorkInEitherConvention() throws IOException {
    long most = MacCount.of(TABLE.subGenerator(0.5, 32), 2).literature();
    values.put("budget-gmacs", String.valueOf(most / 1e9));
    PaintedGenerator generator = new PaintedGenerator();
    List<Candidate> literature = search(generator);
    assertThat(literature)
        .extracting(candidate -> MacCount.of(candidate.subGenerator(), 2).literature())
        .allMatch(macs -> macs <= most)
        .isSorted();

    values.put("macs", "performed");
    List<Candidate> performed = search(new PaintedGenerator());
    assertThat(performed)
        .extracting(candidate -> MacCount.of(candidate.subGenerator(), 2).performed())
        .allMatch(macs -> macs <= most);
    // The same number allows more when less is counted.
    assertThat(nearest(performed)).isLessThan(nearest(literature));
  }

  @Test
  void keepsToTimeAndWorkAtOnce() throws IOException {
    values.put("budget-ms", "8");
    values.put("budget-gmacs", "0.0003");
    assertThat(search(new PaintedGenerator()))
        .isNotEmpty()
        .allMatch(each -> PaintedGenerator.trueMilliseconds(each.subGenerator()) <= 8)
        .allMatch(each -> MacCount.of(each.subGenerator(), 2).literature() <= 300_000);
  }

  @Test
  void withoutABudgetItFindsSomethingAtEveryPrice() throws IOException {
    values.put("generations", "16");
    List<Candidate> found = search(new PaintedGenerator());
    for (SubGenerator each : uniform()) {
      double time = PaintedGenerator.trueMilliseconds(each);
      double nearest =
          found.stream()
              .filter(one -> PaintedGenerator.trueMilliseconds(one.subGenerator()) <= time)
              .mapToDouble(Candidate::distance)
              .min()
              .orElseThrow();
      assertThat(nearest).isLessThanOrEqualTo(squared(each) + 1e-6);
    }
    assertThat(found).hasSizeGreaterThan(uniform().size());
    assertThat(found.get(found.size() - 1).distance()).isZero(); // the full one
  }

  @Test
  void rendersNothingTwice() throws IOException {
    PaintedGenerator generator = new PaintedGenerator();
    search(generator);
    assertThat(generator.renders.values()).allMatch(count -> count == 2); // two faces
    assertThat(generator.renders).hasSizeGreaterThan(60).hasSizeLessThan(141);
  }

  @Test
  void stopKeepsTheFrontAndCancelDropsIt() throws IOException {
    values.put("budget-ms", "8");
    PaintedGenerator generator = new PaintedGenerator();
    Listening stopping = new Listening(published -> generator.renders.size() > 40);
    List<Candidate> found = search(generator, stopping);
    assertThat(generator.renders.size()).isBetween(41, 42);
    assertThat(found)
        .isNotEmpty()
        .allMatch(each -> PaintedGenerator.trueMilliseconds(each.subGenerator()) <= 8);

    CancellationSource source = new CancellationSource();
    PaintedGenerator cancelled = new PaintedGenerator();
    cancelled.beforeRender =
        () -> {
          if (cancelled.renders.size() > 40) {
            source.cancel();
          }
        };
    assertThatThrownBy(
            () -> search(cancelled, TaskContext.of(source.token(), ProgressListener.NONE)))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void publishesTheFrontOnTheWay() throws IOException {
    Listening listening = new Listening(published -> false);
    List<Candidate> found = search(new PaintedGenerator(), listening);
    assertThat(listening.published).hasSizeGreaterThan(20);
    assertThat(listening.published.get(listening.published.size() - 1)).isEqualTo(found);
  }

  @Test
  void goesOnFromNotesAsIfItHadNotBeenEnded() throws IOException {
    values.put("budget-gmacs", "0.0005");
    List<Candidate> whole = search(new PaintedGenerator());

    Path notes = folder.resolve("notes.txt");
    values.put("notes", notes.toString());
    PaintedGenerator first = new PaintedGenerator();
    CancellationSource killed = new CancellationSource();
    first.beforeRender =
        () -> {
          if (first.renders.size() > 50) {
            killed.cancel();
          }
        };
    assertThatThrownBy(() -> search(first, TaskContext.of(killed.token(), ProgressListener.NONE)))
        .isInstanceOf(CancellationException.class);
    // As if the process had ended in the middle of a line.
    String text = Files.readString(notes);
    String lost = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
    Files.writeString(notes, text.substring(0, text.length() - 5));

    PaintedGenerator second = new PaintedGenerator();
    assertThat(search(second)).isEqualTo(whole);
    Set<SubGenerator> twice = new HashSet<>(second.renders.keySet());
    // What was under way has been rendered for one face of two.
    twice.removeIf(each -> first.renders.getOrDefault(each, 0) < 2);
    twice.remove(TABLE.full());
    assertThat(twice.stream().map(each -> each.resolution() + " " + each.channels()))
        .allMatch(lost::startsWith)
        .hasSize(1);
  }

  @Test
  void rendersNothingAgainThatItRenderedInAnEarlierRun() throws IOException {
    own = Optional.of(folder);
    values.put("budget-gmacs", "0.0005");
    List<Candidate> first = search(new PaintedGenerator());
    PaintedGenerator again = new PaintedGenerator();
    assertThat(search(again)).isEqualTo(first);
    assertThat(again.renders.keySet()).containsExactly(TABLE.full());

    // Another seed finds what it finds by itself, whatever is known.
    values.put("seed", "3");
    List<Candidate> other = search(again);
    own = Optional.empty();
    assertThat(search(new PaintedGenerator())).isEqualTo(other);
  }

  @Test
  void refusesNotesOfAnythingElse() throws IOException {
    Path notes = folder.resolve("notes.txt");
    values.put("notes", notes.toString());
    search(new PaintedGenerator());
    assertThatThrownBy(() -> search(new PaintedGenerator("1".repeat(64))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another model");
    values.put("faces", "3");
    assertThatThrownBy(() -> search(new PaintedGenerator())).hasMessageContaining("other faces");
    Files.writeString(notes, "My dear diary,\n");
    assertThatThrownBy(() -> search(new PaintedGenerator()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not hold the notes of a search");
    assertThat(notes).hasContent("My dear diary,");
  }

  @Test
  void measuresAgainWhatNotesSayWrong() throws IOException {
    Path notes = folder.resolve("notes.txt");
    values.put("notes", notes.toString());
    List<Candidate> found = search(new PaintedGenerator());
    String heading = Files.readString(notes).lines().findFirst().orElseThrow();
    Files.writeString(
        notes,
        heading
            + "\n32 99999,1 0.1 ;\n32\n-4 1,1 0 ;\n8 32,32,16,16 NaN ;\n8 8,8,4,4 -1 ;\n\0\n7 x y z\n");
    assertThat(search(new PaintedGenerator())).isEqualTo(found);
  }

  @Test
  void saysWhatTheLeastCosts() {
    values.put("budget-ms", "0.5");
    assertThatThrownBy(() -> search(new PaintedGenerator()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Nothing fits the budget")
        .hasMessageContaining("ms");
  }

  @Test
  void comparesAsPeopleSeeItUnlessToldOtherwise() throws IOException {
    values.remove("distance");
    values.put("generations", "1");
    List<Candidate> found = search(new PaintedGenerator());
    // The network of the test doubles values, and sees the pictures of 32 px at 32 px.
    for (Candidate candidate : found) {
      assertThat(candidate.distance())
          .isCloseTo(4 * squared(candidate.subGenerator()), within(1e-4));
    }
  }

  /** Asked to stop when a condition holds. */
  private static final class Listening implements TaskContext<List<Candidate>> {
    private final java.util.function.Predicate<List<List<Candidate>>> stop;
    private final List<List<Candidate>> published = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    Listening(java.util.function.Predicate<List<List<Candidate>>> stop) {
      this.stop = stop;
    }

    @Override
    public CancellationToken cancellation() {
      return CancellationToken.NONE;
    }

    @Override
    public boolean stopRequested() {
      return stop.test(published);
    }

    @Override
    public ProgressListener progress() {
      return ProgressListener.NONE;
    }

    @Override
    public void publish(List<Candidate> intermediate) {
      published.add(intermediate);
    }

    @Override
    public void notice(String sentence) {
      notices.add(sentence);
    }
  }

  private record TestServices(Generator generator, Optional<Path> own) implements Services {
    @Override
    public Path folder() throws IOException {
      return own.orElseThrow(() -> new IOException("There is none."));
    }

    @Override
    public Networks networks() {
      throw new UnsupportedOperationException();
    }

    @Override
    public PortraitNetworks portraits() {
      return new PortraitNetworks() {
        @Override
        public FeatureNetwork perceptual() {
          return new FeatureNetwork(
              new Doubling(),
              new ImageInput(32, 64, -1, 1, Optional.empty()),
              List.of(FeatureLayer.of("twice", false, 1 / 3f)));
        }

        @Override
        public Optional<FaceMesh> mesh(RgbImage portrait, CancellationToken cancellation) {
          throw new UnsupportedOperationException();
        }

        @Override
        public FeatureNetwork identity(FaceMesh mesh) {
          throw new UnsupportedOperationException();
        }
      };
    }
  }

  /** Twice the picture. */
  private static final class Doubling implements Network {
    @Override
    public String name() {
      return "doubling";
    }

    @Override
    public List<Port> inputs() {
      return List.of(new Port("picture", List.of(1L, 3L, -1L, -1L)));
    }

    @Override
    public List<Port> outputs() {
      return List.of(new Port("twice", List.of(1L, 3L, -1L, -1L)));
    }

    @Override
    public Map<String, FloatTensor> run(
        Map<String, FloatTensor> inputs,
        Set<String> outputs,
        Priority priority,
        CancellationToken cancellation) {
      FloatTensor picture = inputs.get("picture");
      float[] twice = picture.toArray();
      for (int i = 0; i < twice.length; i++) {
        twice[i] *= 2;
      }
      return Map.of("twice", FloatTensor.wrap(twice, picture.shape()));
    }
  }
}

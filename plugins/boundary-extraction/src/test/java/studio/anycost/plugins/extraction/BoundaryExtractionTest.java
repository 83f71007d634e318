package studio.anycost.plugins.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.Validation;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

class BoundaryExtractionTest {
  private static final int SAMPLES = 2000;
  private static final List<String> WARM = List.of("Warm");

  @TempDir Path folder;
  private final BoundaryExtraction finder = new BoundaryExtraction();

  private ParameterValues values(FakeServices services) throws ParameterException {
    return finder
        .parameters(services.generator().description())
        .defaults()
        .with("samples", SAMPLES)
        .with("resolution", "8")
        .with("ratio", "1")
        .with("top", 0.1);
  }

  private List<FoundDirection> find(FakeServices services, ParameterValues values)
      throws IOException {
    return finder.find(values, services, TaskContext.none());
  }

  private static double figure(FoundDirection direction, String name) {
    return direction.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void findsTheAxesThatThePredictorLooksAt() throws Exception {
    FakeServices services = new FakeServices(folder);

    List<FoundDirection> found = find(services, values(services));

    assertThat(found)
        .extracting(each -> each.boundary().name())
        .containsExactly("Warm", "Round"); // of "Never" there is nothing to learn
    FoundDirection warm = found.get(0);
    assertThat(warm.boundary().normal()[0]).isGreaterThan(0.99f);
    assertThat(warm.boundary().standardDeviation()).isCloseTo(2, within(0.1));
    assertThat(figure(warm, "validation accuracy")).isEqualTo(1);
    assertThat(warm.boundary().validation()).contains(new Validation(1, 120));
    assertThat(figure(warm, "accuracy on the rest")).isGreaterThan(0.95);
    assertThat(figure(warm, "training samples")).isEqualTo(280);
    assertThat(figure(warm, "validation samples")).isEqualTo(120);
    assertThat(figure(warm, "other samples")).isEqualTo(1600);
    // 0.3 of the first axis, 0.8 of the second
    float[] round = found.get(1).boundary().normal();
    assertThat(round[1] / round[0]).isCloseTo(0.8f / 0.3f, within(0.4f));
    assertThat(services.scored).hasSize(2048); // whole batches
  }

  @Test
  void leavesAloneWhatItIsToldTo() throws Exception {
    FakeServices services = new FakeServices(folder);
    ParameterValues values =
        values(services).with("attributes", List.of("Round")).with("given", List.of("Warm"));

    List<FoundDirection> found = find(services, values);

    assertThat(found).extracting(each -> each.boundary().name()).containsExactly("Round");
    float[] normal = found.get(0).boundary().normal();
    assertThat(normal[0]).isCloseTo(0, within(0.03f));
    assertThat(normal[1]).isGreaterThan(0.99f);
    assertThat(figure(found.get(0), "left after conditioning")).isBetween(0.9, 0.97);
  }

  @Test
  void whatIsToBeFoundIsNotToBeLeftAloneToo() throws Exception {
    FakeServices services = new FakeServices(folder);

    assertThatThrownBy(
            () ->
                find(
                    services,
                    values(services)
                        .with("attributes", List.of("Warm"))
                        .with("given", List.of("Warm", "Round"))))
        .isInstanceOf(WrongInputException.class)
        .hasMessageContaining("take Warm out of one of attributes and given");
    assertThat(services.scored).as("before the work").isEmpty();
  }

  @Test
  void tellsHowManyAreUsedWhereAShareIsTooFew() throws Exception {
    FakeServices services = new FakeServices(folder);
    StoppedAfter patient = new StoppedAfter(Integer.MAX_VALUE);

    List<FoundDirection> found =
        finder.find(
            values(services).with("samples", 500).with("top", 0.002).with("attributes", WARM),
            services,
            patient);

    assertThat(figure(found.get(0), "samples at either end")).isEqualTo(10);
    assertThat(patient.notices)
        .containsExactly(
            "Top 0.002 of 500 faces is 1 at either end, too few to learn from: 10 were used, which"
                + " is 0.020.",
            "A validation accuracy of 6 faces says little: draw more of them (samples), or take"
                + " more at either end (top).");

    StoppedAfter enough = new StoppedAfter(Integer.MAX_VALUE);
    List<FoundDirection> more =
        finder.find(values(services).with("attributes", WARM), services, enough);
    assertThat(figure(more.get(0), "samples at either end")).isEqualTo(200);
    assertThat(enough.notices).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"w+", "z"})
  void findsDirectionsInOtherSpaces(String space) throws Exception {
    FakeServices services = new FakeServices(folder);

    List<FoundDirection> found = find(services, values(services).with("space", space));

    Boundary warm = found.get(0).boundary();
    if (space.equals("w+")) {
      // The predictor looks at the first style alone.
      assertThat(warm.rows()).isEqualTo(4);
      assertThat(warm.toArray()[0]).isGreaterThan(0.99f);
      assertThat(Math.abs(warm.toArray()[3 * FakeServices.DIMENSION])).isLessThan(0.1f);
    } else {
      assertThat(warm.isPerStyle()).isFalse();
      assertThat(warm.normal()[0]).isGreaterThan(0.99f);
      assertThat(warm.standardDeviation()).isCloseTo(2, within(0.1));
    }
  }

  /** What a process that is killed leaves: a file that ends anywhere after what was appended. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aRunThatIsKilledAgainAndAgainScoresEveryFaceOnceAndFindsTheSame() throws Exception {
    FakeServices uninterrupted = new FakeServices(Files.createDirectory(folder.resolve("a")));
    List<FoundDirection> expected = find(uninterrupted, values(uninterrupted));

    Path other = Files.createDirectory(folder.resolve("b"));
    FakeServices services = new FakeServices(other);
    Random random = new Random(11);
    List<FoundDirection> found = List.of();
    int kills = 0;
    while (found.isEmpty()) {
      AtomicInteger left = new AtomicInteger(random.nextInt(20));
      int scoredBefore = services.scored.size();
      services.before(
          count -> {
            if (count > 1 && left.getAndDecrement() == 0) {
              throw new Killed();
            }
          });
      try {
        found = find(services, values(services));
      } catch (Killed e) {
        kills++;
        // The batch that was under way was not scored; of the others nothing may be lost.
        int whole = services.scored.size() / ScoreJob.BATCH * ScoreJob.BATCH;
        services.scored.subList(whole, services.scored.size()).clear();
        assertThat(services.scored.size()).isGreaterThanOrEqualTo(scoredBefore);
        tear(other, random);
      }
    }

    assertThat(kills).isGreaterThan(5);
    assertThat(services.scored).isEqualTo(uninterrupted.scored);
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"w", "w+"})
  void anotherMachineScoresTheSameFaces(String space) throws Exception {
    FakeServices here = new FakeServices(Files.createDirectory(folder.resolve("here")));
    ParameterValues values = values(here).with("space", space);
    List<FoundDirection> expected = find(here, values);

    FakeServices there = new FakeServices(folder);
    FakeServices services = new FakeServices(Files.createDirectory(folder.resolve("driver")));
    services.elsewhere(new OtherMachine(there, 3));

    assertThat(find(services, values)).isEqualTo(expected);
    assertThat(services.scored).isEmpty();
    assertThat(there.scored).hasSize(2048);
    assertThat(onlyFile("driver")).hasSameBinaryContentAs(onlyFile("here"));
  }

  private Path onlyFile(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.findFirst().orElseThrow();
    }
  }

  /** Leaves some bytes of a record that was being written. */
  private static void tear(Path folder, Random random) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      byte[] torn = Arrays.copyOf(bytes, bytes.length + random.nextInt(ScoreJob.BATCH * 12));
      Files.write(file, torn);
    }
  }

  @Test
  void goesOnFromWhereItWasStoppedAndTakesMoreSamplesLater() throws Exception {
    FakeServices services = new FakeServices(folder);
    ParameterValues values = values(services);
    StoppedAfter stopped = new StoppedAfter(5);

    List<FoundDirection> some = finder.find(values, services, stopped);
    int scored = services.scored.size();
    List<FoundDirection> all = find(services, values);
    find(services, values.with("samples", 1000));

    assertThat(figure(some.get(0), "samples")).isEqualTo(scored);
    assertThat(scored).isLessThan(SAMPLES);
    assertThat(figure(all.get(0), "samples")).isEqualTo(SAMPLES);
    assertThat(services.scored).hasSize(2048).doesNotHaveDuplicates();

    find(services, values.with("samples", 2100));
    assertThat(services.scored).hasSize(2112).doesNotHaveDuplicates();
    find(services, values.with("seed", 1));
    assertThat(services.scored).hasSize(2112 + 2048);
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    FakeServices services = new FakeServices(folder);
    ParameterValues values = values(services);

    assertThatThrownBy(() -> finder.find(values, services, new StoppedAfter(0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("run it again to go on");
    Path names = Files.writeString(folder.resolve("n.txt"), "One\nTwo\n");
    Path graph = Files.write(folder.resolve("own.onnx"), new byte[] {1});
    assertThatThrownBy(() -> find(services, values.withText("predictor", graph.toString())))
        .hasMessageContaining("needs the names of its attributes");
    assertThatThrownBy(
            () ->
                find(
                    services,
                    values
                        .withText("predictor", graph.toString())
                        .withText("names", names.toString())))
        .hasMessageContaining("for 2 names there should be one or two for each");
  }

  @Test
  void asksAClassifierOfThePersonsOwn() throws Exception {
    FakeServices services = new FakeServices(folder);
    Path names = Files.writeString(folder.resolve("n.txt"), "\nMine\n Other \n\nNever\n");
    Path graph = Files.write(folder.resolve("own.onnx"), new byte[] {1});

    StoppedAfter patient = new StoppedAfter(Integer.MAX_VALUE);

    List<FoundDirection> found =
        finder.find(
            values(services)
                .withText("predictor", graph.toString())
                .withText("names", names.toString()),
            services,
            patient);

    assertThat(found).extracting(each -> each.boundary().name()).containsExactly("Mine", "Other");
    assertThat(patient.notices)
        .containsExactly("The predictor says the same of all faces about 'Never'.");
  }

  @Test
  void endsWhenItIsCancelled() throws Exception {
    FakeServices services = new FakeServices(folder);
    ParameterValues values = values(services);
    AtomicInteger runs = new AtomicInteger();
    services.before(
        count -> {
          if (runs.incrementAndGet() > 4) {
            throw new CancellationException("stop");
          }
        });

    assertThatThrownBy(() -> find(services, values)).isInstanceOf(CancellationException.class);
  }

  /** Asked to stop after so many reports. */
  private static final class StoppedAfter implements TaskContext<List<FoundDirection>> {
    private final List<String> notices = new ArrayList<>();
    private int left;

    StoppedAfter(int reports) {
      left = reports;
    }

    @Override
    public CancellationToken cancellation() {
      return CancellationToken.NONE;
    }

    @Override
    public boolean stopRequested() {
      return left <= 0;
    }

    @Override
    public ProgressListener progress() {
      return (fraction, message) -> left--;
    }

    @Override
    public void publish(List<FoundDirection> intermediate) {}

    @Override
    public void notice(String sentence) {
      notices.add(sentence);
    }
  }
}

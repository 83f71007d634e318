package studio.anycost.export.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.models.bundle.BundleException;
import studio.anycost.models.bundle.Consistency;
import studio.anycost.models.bundle.Manifest;
import studio.anycost.models.bundle.ModelBundle;

class MeasuredImportTest {
  private static final Consistency TABLE =
      new Consistency(
          Consistency.Origin.MEASURED,
          List.of(
              Consistency.Entry.measured(0.25, 16, 0.93), Consistency.Entry.measured(1, 32, 0)));

  @TempDir Path temp;

  private static Manifest manifest(Path bundle) throws IOException {
    try (ModelBundle open = ModelBundle.open(bundle)) {
      return open.manifest();
    }
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "model.zip"})
  void whatIsMeasuredIsInTheManifestAndNothingElseIsOther(String name) throws Exception {
    Path measured = temp.resolve(name);
    List<Manifest> seen = new ArrayList<>();
    MeasuredImport.run(
        new Requests().to(measured),
        (bundle, task) -> {
          seen.add(manifest(bundle));
          assertThat(measured).as("not there before it is complete").doesNotExist();
          return TABLE;
        },
        TaskContext.none());

    assertThat(manifest(measured).consistency()).contains(TABLE);
    assertThat(left()).containsExactly(measured);
    Path plain = temp.resolve("plain");
    BundleImporter.run(new Requests().to(plain), TaskContext.none());
    assertThat(seen).containsExactly(manifest(plain));
    assertThat(manifest(measured).withConsistency(Optional.empty())).isEqualTo(manifest(plain));
  }

  @Test
  void whatAPersonStatesCountsAndNothingIsMeasured() throws Exception {
    Path output = temp.resolve("stated");
    MeasuredImport.run(
        new Requests().trained(new TrainedPlaces(List.of(1.0, 0.5), List.of(16))).to(output),
        (bundle, task) -> {
          throw new AssertionError("Nothing is to be measured.");
        },
        TaskContext.none());

    assertThat(manifest(output).consistency())
        .contains(
            new Consistency(
                Consistency.Origin.STATED,
                List.of(
                    Consistency.Entry.stated(0.5, 16),
                    Consistency.Entry.stated(1, 16),
                    Consistency.Entry.stated(1, 32))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.3 | 16 | not 0.3: name those",
        "NaN | 16 | not NaN: name those",
        "1 | 64 | The generator renders 8 to 32 px in powers of two, not 64",
        "1 | 4 | powers of two, not 4",
        "1 | 24 | powers of two, not 24",
        "1 | -16 | powers of two, not -16",
      })
  void whatTheGeneratorDoesNotHaveIsRefused(double ratio, int resolution, String fault) {
    assertThatThrownBy(
            () ->
                MeasuredImport.run(
                    new Requests()
                        .trained(new TrainedPlaces(List.of(ratio), List.of(resolution)))
                        .to(temp.resolve("wrong")),
                    (bundle, task) -> TABLE,
                    TaskContext.none()))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(fault);
    assertThat(temp.resolve("wrong")).doesNotExist();
  }

  @Test
  void aModelThatCannotBeRenderedLeavesNothing() throws Exception {
    assertThatThrownBy(
            () ->
                MeasuredImport.run(
                    new Requests().to(temp.resolve("broken.zip")),
                    (bundle, task) -> {
                      throw new IOException("The stage of 8 px cannot be run.");
                    },
                    TaskContext.none()))
        .hasMessage("The stage of 8 px cannot be run.");
    assertThat(left()).isEmpty();
  }

  @Test
  void cancelledWhileItMeasuresItLeavesNothing() throws Exception {
    CancellationSource source = new CancellationSource();
    assertThatThrownBy(
            () ->
                MeasuredImport.run(
                    new Requests().to(temp.resolve("model")),
                    (bundle, task) -> {
                      source.cancel();
                      task.progress().report(0.5, "Comparing");
                      return TABLE;
                    },
                    TaskContext.of(source.token(), (fraction, message) -> {})))
        .isInstanceOf(CancellationException.class);
    assertThat(left()).isEmpty();
  }

  @Test
  void aPlaceThatIsTakenShowsBeforeTheWork() throws Exception {
    Path taken = Files.writeString(temp.resolve("letter.zip"), "not a bundle");
    List<String> reports = new ArrayList<>();
    assertThatThrownBy(
            () ->
                MeasuredImport.run(
                    new Requests().to(taken),
                    (bundle, task) -> TABLE,
                    TaskContext.of(
                        CancellationToken.NONE, (fraction, message) -> reports.add(message))))
        .isInstanceOf(BundleException.class);
    assertThat(reports).isEmpty();
    assertThat(taken).hasContent("not a bundle");
  }

  @Test
  void progressGrowsToTheEnd() throws Exception {
    List<Double> fractions = new ArrayList<>();
    MeasuredImport.run(
        new Requests().to(temp.resolve("model")),
        (bundle, task) -> {
          task.progress().report(0, "Comparing");
          task.progress().report(1, "Comparing");
          return TABLE;
        },
        TaskContext.of(CancellationToken.NONE, (fraction, message) -> fractions.add(fraction)));
    assertThat(fractions).isSorted().endsWith(1.0);
  }
}

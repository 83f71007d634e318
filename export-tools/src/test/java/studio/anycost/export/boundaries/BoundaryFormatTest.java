package studio.anycost.export.boundaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Validation;
import studio.anycost.models.io.SafeTensors;

class BoundaryFormatTest {
  private static final Boundary SMILING = new Boundary("Smiling", new float[] {0.6f, 0, 0.8f}, 2);
  private static final Boundary HAIR =
      Boundary.perStyle("5_o Clock / \u00e9", new float[] {1, 0, 0, 0, 0.5f, 0}, 2, 1);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsRead(BoundaryFormat format) throws IOException {
    Path file = folder.resolve("found" + format.ending());

    Files.write(file, format.toBytes(List.of(SMILING, HAIR)));

    List<Direction> read = BoundaryReader.read(BoundarySource.of(List.of(file)), 3, 2).directions();
    assertThat(read).extracting(Direction::name).containsExactly("Smiling", HAIR.name());
    assertThat(read.get(0).values()).containsExactly(SMILING.toArray());
    assertThat(read.get(1).rows()).isEqualTo(2);
    assertThat(read.get(1).values()).containsExactly(HAIR.toArray());
    assertThat(format.toBytes(List.of(SMILING, HAIR)))
        .isEqualTo(format.toBytes(List.of(SMILING, HAIR)));
  }

  @Test
  void whatIsKnownOfABoundaryGoesIntoAFileThatHasAPlaceForIt() throws IOException {
    Boundary known = SMILING.validated(new Validation(0.925, 40)).foundBy("Somebody");
    byte[] bytes = BoundaryFormat.SAFETENSORS.toBytes(List.of(known, HAIR));
    assertThat(SafeTensors.metadata(bytes, "found"))
        .containsOnly(entry("Smiling/finder", "Somebody"), entry("Smiling/validation", "0.925 40"));

    Path file = Files.write(folder.resolve("found.safetensors"), bytes);
    List<Direction> read = BoundaryReader.read(BoundarySource.of(List.of(file)), 3, 2).directions();
    assertThat(read)
        .extracting(Direction::validation)
        .containsExactly(known.validation(), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.9", "0.9 0", "2 40", "NaN 40", "a lot", "0.9 40 1"})
  void whatMakesNoSenseSaysNothing(String text) throws IOException {
    byte[] bytes =
        SafeTensors.toBytes(
            Map.of("Smiling", new SafeTensors.Tensor(new int[] {3}, SMILING.toArray())),
            Map.of("Smiling/validation", text));
    Path file = Files.write(folder.resolve("found.safetensors"), bytes);
    List<Direction> read = BoundaryReader.read(BoundarySource.of(List.of(file)), 3, 2).directions();
    assertThat(read).singleElement().satisfies(each -> assertThat(each.validation()).isEmpty());
  }

  @Test
  void aLoneArrayIsReadUnderTheNameOfItsFile() throws IOException {
    Path file = Files.write(folder.resolve("smile.npy"), BoundaryFormat.npy(SMILING));

    List<Direction> read = BoundaryReader.read(BoundarySource.of(List.of(file)), 3, 2).directions();

    assertThat(read).extracting(Direction::name).containsExactly("smile");
    assertThat(read.get(0).values()).containsExactly(SMILING.toArray());
  }
}

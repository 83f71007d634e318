package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.model.GeneratorDescription;

class ParameterDirectoryTest {
  private final GeneratorDescription model = new TableGenerator().description();
  private final ParameterDirectory directory =
      new ParameterDirectory(
          List.of(
              new AddEdit("boundary", 1, 1, "Smiling", "Gray_Hair", "age", "Age", "amount")
                  .contribution(model),
              new AddEdit("mixing", 2, 1, "Amount", "crossover").contribution(model)));

  @ParameterizedTest
  @CsvSource({
    "Smiling, boundary.Smiling",
    "smiling, boundary.Smiling",
    "boundary.Smiling, boundary.Smiling",
    "BOUNDARY.smiling, boundary.Smiling",
    "Gray Hair, boundary.Gray_Hair",
    "gray hair, boundary.Gray_Hair",
    "age, boundary.age",
    "Age, boundary.Age",
    "Amount, mixing.Amount",
    "amount, boundary.amount",
    "mixing.amount, mixing.Amount"
  })
  void findsWhatAPersonMeans(String name, String expected) {
    assertThat(directory.require(name).qualifiedName()).isEqualTo(expected);
    assertThat(directory.resolve(name)).isPresent();
  }

  @Test
  void asksWhereItIsNotClear() {
    assertThat(directory.resolve("AMOUNT")).isEmpty();
    assertThatThrownBy(() -> directory.require("AMOUNT"))
        .hasMessageContaining("boundary.amount or mixing.Amount");
    assertThatThrownBy(() -> directory.require("AGE")).hasMessageContaining("could mean");
  }

  @Test
  void namesTheClosest() {
    assertThatThrownBy(() -> directory.require("Smilng"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean Smiling,");
    ParameterDirectory faces =
        new ParameterDirectory(
            List.of(
                new AddEdit("boundary", 1, 1, "Male", "styles", "Smiling").contribution(model)));
    assertThatThrownBy(() -> faces.require("Smile"))
        .hasMessageContaining("did you mean Smiling, Male or styles");
    assertThatThrownBy(() -> directory.require("hair")).hasMessageContaining("mean Gray_Hair");
    assertThatThrownBy(() -> new ParameterDirectory(List.of()).require("Smiling"))
        .hasMessageContaining("no plugin");
  }
}

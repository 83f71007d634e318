package studio.anycost.api.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterValuesTest {
  private static final ParameterSchema SCHEMA =
      new ParameterSchema(
          List.of(
              NumberParameter.of(info("amount"), -1, 1, 0),
              NumberParameter.whole(info("styles"), 1, 18, 12),
              new ChoiceParameter(
                  info("side"),
                  List.of(
                      new ChoiceParameter.Option("left", "Left"),
                      new ChoiceParameter.Option("right", "Right")),
                  "left"),
              new FlagParameter(info("strong"), false),
              new ColourParameter(info("tint"), new Colour(0, 0, 0)),
              new FileParameter(info("mask"), List.of("png")),
              new PointParameter(info("eye"), new Point(0.5, 0.5))));

  @Test
  void whatIsWrittenIsReadBackEqual() throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      ParameterValues values =
          SCHEMA
              .defaults()
              .with("amount", random.nextDouble() * 2 - 1)
              .with("styles", 1 + random.nextInt(18))
              .with("side", random.nextBoolean() ? "left" : "right")
              .with("strong", random.nextBoolean())
              .with(
                  "tint", new Colour(random.nextInt(256), random.nextInt(256), random.nextInt(256)))
              .with("mask", Optional.of(Path.of("masks", random.nextInt(9) + ".png")))
              .with("eye", new Point(random.nextDouble(), random.nextDouble()));
      assertThat(SCHEMA.parse(values.toText())).isEqualTo(values);
    }
  }

  @Test
  void aFileThatIsRefusedIsNamedAsItWasTyped(@TempDir Path folder) {
    FileParameter mask = new FileParameter(info("mask"), List.of("png"));

    assertThatThrownBy(() -> mask.parse("odd/text.txt"))
        .hasMessage("A label takes a file ending in .png, not 'odd/text.txt'.");
    assertThatThrownBy(() -> mask.check(Optional.of(Path.of("odd", "text.txt"))))
        .hasMessage(
            "A label takes a file ending in .png, not '" + Path.of("odd", "text.txt") + "'.");
    assertThatThrownBy(() -> mask.parse(folder.toString()))
        .hasMessage("A label takes a file ending in .png, and '" + folder + "' is a folder.");
  }

  @Test
  void aRefusalNamesWhatPeopleReadAndTheKeyForThoseWhoWriteIt() {
    NumberParameter hair =
        NumberParameter.of(ParameterInfo.of("Brown_Hair", "Brown hair", ""), -1, 1, 0);
    assertThatThrownBy(() -> hair.parse("2"))
        .hasMessage("Brown hair takes a number from -1.0 to 1.0, not 2.")
        .extracting(thrown -> ((ParameterException) thrown).keyed())
        .isEqualTo("Brown hair (Brown_Hair) takes a number from -1.0 to 1.0, not 2.");
    FlagParameter mirror = new FlagParameter(ParameterInfo.of("mirror", "Mirror", ""), false);
    assertThatThrownBy(() -> mirror.parse("perhaps"))
        .extracting(thrown -> ((ParameterException) thrown).keyed())
        .asString()
        .as("the same word is not told twice")
        .startsWith("Mirror takes");
  }

  @Test
  void onlyWhatDiffersFromTheDefaultIsKept() throws Exception {
    ParameterValues values = SCHEMA.defaults().with("amount", 0.5).with("styles", 3);
    assertThat(values.toText()).isEqualTo(Map.of("amount", "0.5", "styles", "3"));
    ParameterValues back = values.with("amount", 0).with("styles", 12);
    assertThat(back.areDefaults()).isTrue();
    assertThat(back).isEqualTo(SCHEMA.defaults());
    assertThat(values.number("amount")).isEqualTo(0.5);
    assertThat(values.choice("side")).isEqualTo("left");
    assertThat(values.file("mask")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amount | 1.01     | A label takes a number from -1.0 to 1.0",
        "amount | NaN      | A label takes a number",
        "amount | much     | not 'much'",
        "styles | 0        | from 1 to 18, not 0.",
        "styles | 2.5      | A label takes a whole number from 1 to 18",
        "side   | up       | left, right",
        "strong | perhaps  | true or false",
        "tint   | red      | #c08040",
        "mask   | mask.exe | .png",
        "eye    | 2,0      | both 0..1",
        "eye    | 1        | both 0..1",
        "ghost  | 1        | There is no parameter 'ghost'"
      })
  void saysWhichParameterTakesWhat(String key, String text, String message) {
    assertThatThrownBy(() -> SCHEMA.defaults().withText(key, text))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aWrongTypeIsRefused() {
    for (Parameter<?> parameter : SCHEMA.parameters()) {
      assertThatThrownBy(() -> SCHEMA.defaults().with(parameter.key(), new Object()))
          .as(parameter.key())
          .isInstanceOf(ParameterException.class)
          .hasMessageContaining(parameter.info().label());
    }
  }

  @Test
  void brokenDeclarationsAreMistakesOfTheProgram() {
    assertThatThrownBy(() -> NumberParameter.of(info("x"), 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NumberParameter.of(info("x"), 0, 1, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ChoiceParameter(info("x"), List.of(), "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> info("no spaces")).isInstanceOf(IllegalArgumentException.class);
    FlagParameter twice = new FlagParameter(info("x"), false);
    assertThatThrownBy(() -> new ParameterSchema(List.of(twice, twice)))
        .hasMessageContaining("declared twice");
  }

  private static ParameterInfo info(String key) {
    return ParameterInfo.of(key, "A label", "");
  }
}

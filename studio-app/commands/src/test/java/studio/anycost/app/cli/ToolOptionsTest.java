package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import studio.anycost.api.parameter.FlagParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;

class ToolOptionsTest {
  private static final ParameterSchema SCHEMA =
      new ParameterSchema(
          List.of(
              new FlagParameter(ParameterInfo.of("same", "Same", ""), true),
              new FlagParameter(ParameterInfo.of("other", "Other", ""), false),
              NumberParameter.whole(ParameterInfo.of("steps", "Steps", ""), 1, 9, 3)));

  private static CommandLine line() {
    CommandSpec spec = CommandSpec.create();
    ToolOptions.addTo(spec, SCHEMA);
    return new CommandLine(spec);
  }

  private static ParameterValues values(String... arguments) throws InputException {
    return ToolOptions.values(line().parseArgs(arguments), SCHEMA.defaults());
  }

  @Test
  void aFlagIsSwitchedOnAndOff() throws InputException {
    assertThat(values().flag("same")).isTrue();
    assertThat(values("--no-same").flag("same")).isFalse();
    assertThat(values("--same", "off").flag("same")).isFalse();
    assertThat(values("--other").flag("other")).isTrue();
    assertThat(values("--other", "--no-same", "--steps", "5").toText())
        .containsEntry("other", "true")
        .containsEntry("same", "false")
        .containsEntry("steps", "5");
  }

  @Test
  void theHelpTellsHow() {
    assertThat(line().getUsageMessage())
        .contains("--no-same switches it off. Default: true.")
        .doesNotContain("  --no-same");
  }
}

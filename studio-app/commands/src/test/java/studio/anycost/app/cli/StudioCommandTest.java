package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StudioCommandTest {
  private final StringWriter err = new StringWriter();
  private final CliContext context =
      new CliContext(
          new PrintWriter(new StringWriter()),
          new PrintWriter(err, true),
          null,
          ProgressStyle.NONE);

  private CommandLine line(String... arguments) {
    return StudioCommand.create(context, (bundle, file) -> {}, arguments);
  }

  @Test
  void makesNoOtherCommandThanTheOneThatIsNamedAndThatAsAmongAll() {
    CommandLine all = line();
    List<String> own = new ArrayList<>(all.getSubcommands().keySet());
    assertThat(own).contains("sample", "bundle", "search", "boundaries", "train");
    for (String name : own) {
      CommandLine alone = line(name, "--help");
      if (name.equals("train") || name.equals("evaluate")) {
        assertThat(alone.getSubcommands().keySet()).as("of another module").hasSize(own.size());
      } else {
        assertThat(alone.getSubcommands().keySet()).containsExactly(name);
      }
      assertThat(alone.getSubcommands().get(name).getUsageMessage())
          .isEqualTo(all.getSubcommands().get(name).getUsageMessage());
    }
    for (String other : List.of("sampel", "--help", "--bundle", "face.anycost")) {
      assertThat(line(other, "sample").getSubcommands().keySet()).containsExactlyElementsOf(own);
    }
  }

  @Test
  void withoutArgumentsTheWindowOpensAndItsFailureIsTold() {
    List<String> opened = new ArrayList<>();
    int code = StudioCommand.run(context, (bundle, file) -> opened.add(bundle + " " + file));
    assertThat(code).isZero();
    assertThat(opened).containsExactly("Optional.empty Optional.empty");

    code =
        StudioCommand.run(
            context,
            (bundle, file) -> {
              throw new IllegalStateException("There is no screen.");
            });
    assertThat(code).isEqualTo(ExitCodes.FAILED);
    assertThat(err.toString()).contains("There is no screen.").doesNotContain("\tat ");
  }
}

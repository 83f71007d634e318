package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class FilesAfterDashesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "a.jpg --size 3, a.jpg --size 3",
    "-- -a.jpg, ./-a.jpg",
    "--size 3 -- -a.jpg b.jpg --c.jpg, --size 3 ./-a.jpg b.jpg ./--c.jpg",
    "-- -a.jpg --size -3 -b.jpg, ./-a.jpg --size -3 ./-b.jpg",
    "-- -a.jpg --size=-3 --flag -b.jpg, ./-a.jpg --size=-3 --flag ./-b.jpg",
  })
  void filesAndOptionsMayFollow(String words, String expected) {
    CommandSpec spec =
        CommandSpec.create()
            .addOption(OptionSpec.builder("--size").arity("1").type(int.class).build())
            .addOption(OptionSpec.builder("--flag").arity("0").build());

    assertThat(FilesAfterDashes.of(Arrays.asList(words.split(" ")), spec))
        .isEqualTo(List.of(expected.split(" ")));
  }

  /** Wherever the dashes stand, what follows is looked for as a file. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "align -- -dash.png",
        "align -- -dash.png -o OUT.png",
        "align -o OUT.png -- -dash.png",
        "align --size 100 -- -dash.png --json",
        "align alignment -- -dash.png -o OUT.png",
        "project -- -dash.png -o OUT.png",
        "project encoder-projection --face 1 -- -dash.png -o OUT.png",
        "optimize -o OUT.png -- -dash.png",
        "edit -o OUT.png -- -dash.png",
        "replay -o OUT.png -- -dash.png",
      })
  void noCommandTakesAFileForAnOption(String command) {
    Object[] words =
        Arrays.stream(command.split(" "))
            .map(word -> word.startsWith("OUT") ? folder.resolve(word) : word)
            .toArray();

    Cli.Result result = new Cli(folder.resolve("home")).run(words);

    assertThat(result.err()).startsWith("There is no file ").endsWith("-dash.png.\n");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void withoutDashesItIsAnOptionThatThereIsNot() {
    Cli.Result result = new Cli(folder.resolve("home")).run("align", "-dash.png");

    assertThat(result.err()).contains("-dash.png", "--help");
    assertThat(result.exitCode()).isEqualTo(2);
  }
}

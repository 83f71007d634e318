package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** A result that did not arrive whole is a failure, unless nobody wants the rest. */
class ResultStreamTest {
  @TempDir Path folder;

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  private Cli.Result run(String reason, String... arguments) {
    ResultStream results = new ResultStream(failing(reason));
    StringWriter err = new StringWriter();
    StudioFolders folders =
        new StudioFolders(
            folder.resolve("home"),
            folder.resolve("plugins"),
            folder.resolve("logs"),
            folder.resolve("cache"),
            Optional.empty());
    CliContext context =
        new CliContext(
            new PrintWriter(results, true),
            new PrintWriter(err, true),
            new EngineFactory(folders, RuntimeOptions.defaults()),
            ProgressStyle.NONE,
            results);
    int code = StudioCommand.run(context, (bundle, file) -> {}, arguments);
    return new Cli.Result(code, "", err.toString());
  }

  @Test
  void aFullDiskIsToldForTextAndPicturesAlike() {
    List<String[]> commands =
        List.of(
            new String[] {"info", "--json"},
            new String[] {"--help"},
            new String[] {"sample", "--seed", "1", "--resolution", "32", "-o", "-"});
    for (String[] command : commands) {
      Cli.Result result = run("No space left on device", command);
      assertThat(result.err().strip())
          .isEqualTo("Standard output is not whole: there is no room left where it is written to.");
      assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
    }
  }

  @Test
  void whoeverHasReadEnoughEndsQuietly() {
    assertThat(run("Broken pipe", "info", "--json")).isEqualTo(new Cli.Result(0, "", ""));
  }

  @Test
  void whatElseIsWrongIsTold() {
    Cli.Result result = run("Input/output error", "info");
    assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(result.err()).startsWith("Standard output is not whole, for it cannot be written: ");
  }
}

package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.plugin.PluginReport.State;

class PluginHostTest {
  @TempDir Path temp;
  private Path shipped;
  private PluginHost host;

  @BeforeEach
  void makeHost() throws Exception {
    shipped = Files.createDirectory(temp.resolve("shipped"));
    host = new PluginHost(List.of(shipped), temp.resolve("user"), Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void runsAnEditFromAJar() throws Exception {
    PluginJarBuilder.plugin("good")
        .edit("Good", "good-edit", EditSource.ADDS_AMOUNT)
        .writeTo(shipped.resolve("good.jar"));

    host.start();

    PluginReport report = host.reports().get(0);
    assertThat(report.problem()).isEmpty();
    assertThat(report.state()).isEqualTo(State.STARTED);
    assertThat(report.contributions()).containsExactly("good-edit");
    Edit edit = host.contributions().edits().get(0);
    FakeGenerator generator = new FakeGenerator();
    StyleCode input = generator.styleOfSeed(1);
    StyleCode output =
        edit.apply(
            input,
            edit.parameters(generator.description()).defaults().with("amount", 0.25),
            generator);
    assertThat(output.get(2, 3)).isEqualTo(input.get(2, 3) + 0.25f);
  }
}

package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.PluginApi;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.app.plugin.PluginReport.State;

/** Plugins that were built when the API was younger. */
class OlderApiTest extends PluginHostFixture {
  /**
   * The classes were compiled against the API 0.3.0 as it was, and not against this one; the source
   * lies beside the jar.
   */
  @Test
  void whatWasBuiltForAnOlderCompatibleApiRuns() throws Exception {
    try (InputStream old = OlderApiTest.class.getResourceAsStream("/plugins/old-timer.jar")) {
      Files.copy(old, jar("old-timer"));
    }
    host.start();

    assertThat(report("old-timer").problem()).isEmpty();
    assertThat(report("old-timer").state()).isEqualTo(State.STARTED);
    Edit edit = edit("old-timer");
    List<? extends Parameter<?>> parameters = edit.parameters(generator.description()).parameters();
    assertThat(parameters).extracting(each -> each.info().key()).contains("amount", "share");
    ParameterValues values =
        edit.parameters(generator.description())
            .defaults()
            .with("amount", 0.25)
            .with("share", 0.5)
            .with("twice", true);
    StyleCode input = generator.styleOfSeed(1);
    assertThat(edit.apply(input, values, generator).get(1, 2)).isEqualTo(input.get(1, 2) + 0.25f);
  }

  /** The same of 0.4.0, the first with seeds. */
  @Test
  void aSeedOfAnOlderApiIsThatOfNoFace() throws Exception {
    try (InputStream old = OlderApiTest.class.getResourceAsStream("/plugins/old-seeds.jar")) {
      Files.copy(old, jar("old-seeds"));
    }
    host.start();

    assertThat(report("old-seeds").state()).isEqualTo(State.STARTED);
    Edit edit = edit("old-seeds");
    ParameterSchema schema = edit.parameters(generator.description());
    assertThat(((SeedParameter) schema.find("seed").orElseThrow()).face()).isEmpty();
    StyleCode input = generator.styleOfSeed(1);
    ParameterValues all = schema.defaults().with("amount", 1.0);
    assertThat(edit.apply(input, all, generator))
        .isEqualTo(input.interpolated(generator.styleOfSeed(3), 1));
    assertThat(edit.apply(input, all.with("seed", 8L), generator))
        .isEqualTo(input.interpolated(generator.styleOfSeed(8), 1));
  }

  @Test
  void aRangeThatEndsBeforeTheOldestCompatibleOneIsRefused() {
    PluginJarBuilder.plugin("older")
        .manifest("Plugin-Requires", ">=0.2.0 & <0.3.0")
        .edit("Older", "older-edit", EditSource.ADDS_AMOUNT)
        .writeTo(jar("older"));
    host.start();

    assertThat(problem("older")).contains("it needs plugin API >=0.2.0 & <0.3.0", "has 0.5.0");
  }

  @Test
  void thePresentVersionIsOneOfTheCompatible() {
    assertThat(PluginApi.COMPATIBLE).endsWith(PluginApi.VERSION).doesNotHaveDuplicates();
  }
}

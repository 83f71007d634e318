package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.fx.PanelContribution;
import studio.anycost.api.model.StyleCode;

/** Follows the plugin guide to the letter: its code and its manifest make a plugin that works. */
class PluginGuideTest extends PluginHostFixture {
  @Test
  void makesAPluginThatWorks() throws Exception {
    PluginReport report = host.install(PluginGuide.writeTo(temp.resolve("tone-down.jar")));

    assertThat(report.problem()).isEmpty();
    assertThat(report.contributions())
        .containsExactly(
            "tone-down",
            "tone-bar",
            "best-of-many",
            "slim-search",
            "make-it-more",
            "pasted-square");
    Edit edit = edit("tone-down");
    StyleCode input = generator.styleOfSeed(1);
    StyleCode output =
        edit.apply(
            input,
            edit.parameters(generator.description()).defaults().with("strength", 1.0),
            generator);
    assertThat(output.style(2)).containsExactly(input.style(2));
    assertThat(output.style(3)).containsExactly(generator.description().meanStyleArray());
    assertThat(applied(edit, input)).isEqualTo(input);
    assertThat(((Guarded) edit("tone-bar")).as(PanelContribution.class)).isPresent();
    assertThat(((Guarded) edit).as(PanelContribution.class)).isEmpty();
  }
}

package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.parameter.ChoiceParameter.Option;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.parameter.SelectionParameter;

/** What a plugin is called in another language, by a file that anybody may have written. */
class PluginWordsTest {
  private static final ParameterSchema SCHEMA =
      new ParameterSchema(
          List.of(
              SelectionParameter.of(
                  ParameterInfo.of("keep", "Keep", ""),
                  List.of(new Option("hat", "Hat (weak)"), new Option("eye", "Eye"))),
              new NumberParameter(
                  new ParameterInfo("hat", "Hat", "More hat.", "Found here"),
                  -1,
                  1,
                  0,
                  0.5,
                  "",
                  Optional.empty()),
              new SeedParameter(ParameterInfo.of("other", "Other", ""), 4).ofFace("hat")));

  @Test
  void callsControlsByTheirKeysAndLeavesTheRest() throws PluginException {
    PluginWords words =
        PluginWords.read(
            "name=Hüte\ntone/name=Hutwerk\ntone/hat/label=Hut\ntone/other/label=Anderes\n"
                + "tone/group/Found\\ here=Hier gefunden\n");
    ContributionInfo info = words.of(new ContributionInfo("tone", "Hats", "Puts hats on.", 5));
    ParameterSchema schema = words.of("tone", SCHEMA);

    assertThat(words.name("Hat plugin")).isEqualTo("Hüte");
    assertThat(info).isEqualTo(new ContributionInfo("tone", "Hutwerk", "Puts hats on.", 5));
    NumberParameter hat = (NumberParameter) schema.find("hat").orElseThrow();
    assertThat(hat.info()).isEqualTo(new ParameterInfo("hat", "Hut", "More hat.", "Hier gefunden"));
    assertThat(hat.step()).isEqualTo(0.5);
    assertThat(schema.find("other"))
        .contains(new SeedParameter(ParameterInfo.of("other", "Anderes", ""), 4).ofFace("hat"));
    assertThat(((SelectionParameter) schema.find("keep").orElseThrow()).options())
        .as("an option is called as the control that it stands for")
        .containsExactly(new Option("hat", "Hut (weak)"), new Option("eye", "Eye"));
  }

  @Test
  void callsFiguresByTheirNames() throws PluginException {
    PluginWords words = PluginWords.read("tone/figure/share\\ of\\ all=Anteil\n");
    FoundDirection found =
        new FoundDirection(
            new Boundary("hat", new float[] {1}, 1),
            List.of(
                new FoundDirection.Figure("share of all", 0.5),
                new FoundDirection.Figure("faces", 7)));
    assertThat(words.of("tone", found).figures())
        .containsExactly(
            new FoundDirection.Figure("Anteil", 0.5), new FoundDirection.Figure("faces", 7));
    assertThat(words.of("other", found)).isEqualTo(found);
  }

  @Test
  void isBoundedAndCleaned() throws PluginException {
    assertThat(PluginWords.read("name=a\\n\\u0007b" + "x".repeat(5000)).name(""))
        .startsWith("a b")
        .hasSizeLessThan(310);
    assertThat(PluginWords.read("name=\\ \\n").name("own")).isEqualTo("own");
    assertThatThrownBy(() -> PluginWords.read("name=\\u12"))
        .isInstanceOf(PluginException.class)
        .hasMessage("is not written as properties are");
    String many =
        IntStream.range(0, 2001).mapToObj(i -> "k" + i + "=v\n").collect(Collectors.joining());
    assertThatThrownBy(() -> PluginWords.read(many)).isInstanceOf(PluginException.class);
  }
}

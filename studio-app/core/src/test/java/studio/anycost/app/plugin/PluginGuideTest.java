package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.fx.PanelContribution;
import studio.anycost.api.model.StyleCode;

/** Follows the plugin guide to the letter: its code and its manifest make a plugin that works. */
class PluginGuideTest extends PluginHostFixture {
  private static final Path GUIDE = Path.of("..", "..", "docs", "plugin-guide.md");
  private static final Pattern CLASS = Pattern.compile("public class (\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");

  /** The fenced blocks of the guide in one language. */
  private static List<String> blocks(String language) throws IOException {
    List<String> result = new ArrayList<>();
    String[] parts = Files.readString(GUIDE).split("(?m)^```");
    for (int i = 1; i < parts.length; i += 2) { // text and blocks take turns
      int end = parts[i].indexOf('\n');
      if (parts[i].substring(0, end).equals(language)) {
        result.add(parts[i].substring(end + 1));
      }
    }
    return result;
  }

  private static Manifest manifest() throws IOException {
    String text =
        blocks("").stream()
            .filter(block -> block.startsWith("Plugin-Id"))
            .findFirst()
            .orElseThrow();
    return new Manifest(
        new ByteArrayInputStream(
            ("Manifest-Version: 1.0\n" + text).getBytes(StandardCharsets.UTF_8)));
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  @Test
  void makesAPluginThatWorks() throws Exception {
    PluginJarBuilder builder = PluginJarBuilder.plugin(manifest());
    for (String source : blocks("java")) {
      builder.source(first(PACKAGE, source) + "." + first(CLASS, source), source);
    }

    PluginReport report = host.install(builder.writeTo(temp.resolve("tone-down.jar")));

    assertThat(report.problem()).isEmpty();
    assertThat(report.contributions())
        .containsExactly("tone-down", "tone-bar", "best-of-many", "slim-search");
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

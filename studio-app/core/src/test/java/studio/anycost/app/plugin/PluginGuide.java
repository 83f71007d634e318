package studio.anycost.app.plugin;

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

/** The plugin that the plugin guide's code and manifest make, word for word. */
public final class PluginGuide {
  private static final Path GUIDE = Path.of("..", "..", "docs", "plugin-guide.md");
  private static final Pattern CLASS = Pattern.compile("public class (\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");

  private PluginGuide() {}

  /** Writes the jar. */
  public static Path writeTo(Path jar) throws IOException {
    PluginJarBuilder builder = PluginJarBuilder.plugin(manifest());
    for (String source : blocks("java")) {
      builder.source(first(PACKAGE, source) + "." + first(CLASS, source), source);
    }
    return builder.writeTo(jar);
  }

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
    if (!matcher.find()) {
      throw new AssertionError("The guide lacks " + pattern + " in:\n" + text);
    }
    return matcher.group(1);
  }
}

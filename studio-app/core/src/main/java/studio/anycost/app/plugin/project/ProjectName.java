package studio.anycost.app.plugin.project;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import studio.anycost.app.words.Texts;

/**
 * The names that a new plugin goes by, all made of one.
 *
 * @param title for people, {@code Tone down}
 * @param id of the plugin and of what it contributes, and the name of the folder: {@code tone-down}
 * @param className of its edit: {@code ToneDownEdit}
 */
record ProjectName(String title, String id, String className) {
  private static final int LONGEST = 40;
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z][A-Za-z0-9 _-]*");

  /**
   * @throws IllegalArgumentException with a sentence if no names can be made of it
   */
  static ProjectName of(String name) {
    String words = name.strip();
    if (words.length() > LONGEST || !ALLOWED.matcher(words).matches()) {
      throw new IllegalArgumentException(Texts.of("plugin.project.projectName.wrongName", name));
    }
    // Of "ToneDown", "tone_down" and "tone-down" alike.
    List<String> parts =
        Arrays.stream(words.split("[ _-]+|(?<=[a-z0-9])(?=[A-Z])"))
            .map(part -> part.toLowerCase(Locale.ROOT))
            .toList();
    String title = String.join(" ", parts);
    return new ProjectName(
        capitalised(title),
        String.join("-", parts),
        // The ending keeps it apart from every class that the template imports.
        parts.stream().map(ProjectName::capitalised).collect(Collectors.joining()) + "Edit");
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}

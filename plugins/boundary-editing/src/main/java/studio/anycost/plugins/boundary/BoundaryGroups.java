package studio.anycost.plugins.boundary;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Under which heading a slider stands, by the words of its key: those of CelebA's forty attributes,
 * which nearly all boundaries are called after, and of the predictor that comes along.
 */
final class BoundaryGroups {
  /** Fewer sliders are seen at a glance. */
  static final int LEAST = 12;

  /** The first that has one of the words. */
  private static final List<Map.Entry<String, Set<String>>> GROUPS =
      List.of(
          Map.entry("Makeup", Set.of("makeup", "lipstick", "rosy")),
          Map.entry(
              "Accessories",
              Set.of(
                  "wearing",
                  "eyeglasses",
                  "sunglasses",
                  "glasses",
                  "hat",
                  "earrings",
                  "necklace",
                  "necktie")),
          Map.entry("Beard", Set.of("beard", "goatee", "mustache", "shadow", "sideburns")),
          Map.entry("Hair", Set.of("hair", "hairline", "bald", "bangs", "hairstyle")),
          Map.entry(
              "Expression", Set.of("smiling", "smile", "mouth", "raised", "angry", "surprised")),
          Map.entry("Age and gender", Set.of("young", "old", "age", "male", "female", "gender")),
          Map.entry(
              "Face",
              Set.of(
                  "skin",
                  "asian",
                  "chubby",
                  "chin",
                  "eyes",
                  "eyebrows",
                  "brows",
                  "nose",
                  "lips",
                  "cheeks",
                  "cheekbones",
                  "face",
                  "attractive")));

  private BoundaryGroups() {}

  /** The heading for a key; empty if its words tell none. */
  static String of(String key) {
    Set<String> words = new HashSet<>(Arrays.asList(key.toLowerCase(Locale.ROOT).split("[_.-]")));
    return GROUPS.stream()
        .filter(group -> group.getValue().stream().anyMatch(words::contains))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }
}

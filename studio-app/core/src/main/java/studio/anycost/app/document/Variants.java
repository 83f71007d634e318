package studio.anycost.app.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import studio.anycost.app.words.Texts;

/**
 * The variants of a project; immutable.
 *
 * @param all those that are pinned first, and otherwise in the order in which they were kept
 */
public record Variants(List<NamedVariant> all) {
  private static final Comparator<NamedVariant> PINNED_FIRST =
      Comparator.comparing(variant -> !variant.pinned());

  /** No variants. */
  public static final Variants NONE = new Variants(List.of());

  public Variants {
    all = all.stream().sorted(PINNED_FIRST).toList();
    if (all.size() > Project.MOST_VARIANTS) {
      throw new IllegalArgumentException(
          Texts.of("document.variants.mostVariants", Project.MOST_VARIANTS));
    }
  }

  /**
   * Keeps a portrait under the next free letter.
   *
   * @throws IllegalArgumentException with a sentence if there are too many
   */
  public Variants kept(PortraitDocument document) {
    List<NamedVariant> next = new ArrayList<>(all);
    next.add(new NamedVariant(freeName(), false, document));
    return new Variants(next);
  }

  /** A, B, ..., Z, A1, B1, ...: the first that nobody has. */
  private String freeName() {
    Set<String> taken = all.stream().map(NamedVariant::name).collect(Collectors.toSet());
    for (int i = 0; ; i++) {
      String letter = String.valueOf((char) ('A' + i % 26));
      String name = i < 26 ? letter : letter + i / 26;
      if (!taken.contains(name)) {
        return name;
      }
    }
  }

  /** Another in the place of one. */
  public Variants with(NamedVariant before, NamedVariant after) {
    return new Variants(all.stream().map(each -> each == before ? after : each).toList());
  }

  /** The others. */
  public Variants without(NamedVariant variant) {
    return new Variants(all.stream().filter(each -> each != variant).toList());
  }

  /** One more, at a place, or at the end if there are fewer by now. */
  public Variants with(int index, NamedVariant variant) {
    Objects.requireNonNull(variant);
    List<NamedVariant> next = new ArrayList<>(all);
    next.add(Math.min(index, next.size()), variant);
    return new Variants(next);
  }
}

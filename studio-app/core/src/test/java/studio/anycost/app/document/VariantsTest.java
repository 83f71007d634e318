package studio.anycost.app.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.Noise;

class VariantsTest {
  private static PortraitDocument face(long seed) {
    return new PortraitDocument("id", new BaseStyle.Seed(seed), Noise.FIXED, Recipe.EMPTY);
  }

  private static List<String> names(Variants variants) {
    return variants.all().stream().map(NamedVariant::name).toList();
  }

  @Test
  void eachGetsTheNextFreeLetterAndKeepsItsPlace() {
    Variants three = Variants.NONE.kept(face(1)).kept(face(2)).kept(face(3));
    assertThat(names(three)).containsExactly("A", "B", "C");
    NamedVariant second = three.all().get(1);
    Variants two = three.without(second);
    assertThat(names(two)).containsExactly("A", "C");
    assertThat(two.with(1, second)).isEqualTo(three);
    assertThat(names(two.kept(face(4)))).containsExactly("A", "C", "B");
    assertThat(names(three.with(second, second.withName("Glasses"))))
        .containsExactly("A", "Glasses", "C");
    NamedVariant third = three.all().get(2);
    Variants pinned = three.with(third, third.withPinned(true));
    assertThat(names(pinned)).containsExactly("C", "A", "B");
  }

  /** Two of the same portrait are two. */
  @Test
  void equalOnesAreToldApart() {
    NamedVariant one = new NamedVariant("same", false, face(1));
    NamedVariant other = new NamedVariant("same", false, face(1));
    Variants both = new Variants(List.of(one, other));
    assertThat(both.without(other).all()).hasSize(1);
    assertThat(names(both.with(other, other.withName("new")))).containsExactly("same", "new");
  }

  @Test
  void thereAreNoMoreThanAProjectHolds() {
    Variants many = Variants.NONE;
    for (int i = 0; i < Project.MOST_VARIANTS; i++) {
      many = many.kept(face(i));
    }
    assertThat(names(many)).doesNotHaveDuplicates().contains("Z", "A1", "V3");
    Variants full = many;
    assertThatThrownBy(() -> full.kept(face(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("delete one first.");
  }

  @Test
  void namesAreALine() {
    assertThat(NamedVariant.line("  a\nb\t ")).isEqualTo("a b");
    assertThat(NamedVariant.line("x".repeat(80))).hasSize(NamedVariant.LONGEST_NAME);
    assertThat(NamedVariant.line(" \n")).isEmpty();
  }
}

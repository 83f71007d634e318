package studio.anycost.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.RgbImage;

class GridSheetTest {
  private static final int SIDE = 128;

  @Test
  void whatIsWrittenUnderAPictureIsBrokenBetweenWords() {
    assertThat(GridSheet.captionLines("3. Smiling", SIDE)).containsExactly("3. Smiling");
    List<String> lines = GridSheet.captionLines("12. Smiling and Mouth Slightly Open", SIDE);
    assertThat(lines).hasSizeBetween(2, 3);
    assertThat(String.join(" ", lines)).isEqualTo("12. Smiling and Mouth Slightly Open");
  }

  @Test
  void whatIsLeftOutIsToldByDots() {
    List<String> lines =
        GridSheet.captionLines("one two three four five six seven eight nine ten ".repeat(4), SIDE);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(2)).endsWith("\u2026");
    assertThat(lines.subList(0, 2)).noneMatch(line -> line.endsWith("\u2026"));
    assertThat(GridSheet.captionLines("W".repeat(200), SIDE))
        .singleElement()
        .asString()
        .hasSizeLessThan(20)
        .endsWith("\u2026");
  }

  @Test
  void aSheetIsHigherByTheLinesThatItsNamesTake() {
    assertThat(sheet("Face", "12. Smiling and Mouth Slightly Open").height())
        .isGreaterThan(sheet("Face", "12. Smiling").height());
  }

  private static RgbImage sheet(String... names) {
    ContactSheet sheet = new ContactSheet(names.length, SIDE);
    RgbImage face = RgbImage.of(SIDE, SIDE, IntStream.range(0, SIDE * SIDE).toArray());
    for (String name : names) {
      sheet.add(face, name);
    }
    return sheet.draw("Title", "Subtitle");
  }
}

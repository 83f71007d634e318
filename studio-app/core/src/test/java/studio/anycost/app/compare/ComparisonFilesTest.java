package studio.anycost.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;

class ComparisonFilesTest {
  private static final ChannelTable TABLE = new ChannelTable(16, 1, 8);
  private static final PortraitDocument PORTRAIT =
      new PortraitDocument("identity", new BaseStyle.Seed(1, 1), Noise.FIXED, Recipe.EMPTY);

  private static RgbImage plain(int side, int rgb) {
    int[] pixels = new int[side * side];
    Arrays.fill(pixels, rgb);
    return RgbImage.of(side, side, pixels);
  }

  private static Compared compared(String name, int resolution, double distance, double ms) {
    SubGenerator subGenerator = TABLE.subGenerator(0.5, resolution);
    return new Compared(
        new Variant(name, PORTRAIT, subGenerator),
        plain(resolution, 0xff0000),
        plain(16, 0x00ff00),
        distance,
        ms,
        MacCount.of(subGenerator, 2));
  }

  @Test
  void amplifiesWhatDiffersAndLeavesTheRestBlack() {
    RgbImage one = RgbImage.of(2, 1, new int[] {0x102030, 0x808080});
    RgbImage other = RgbImage.of(2, 1, new int[] {0x0f2530, 0x8080f0});
    RgbImage map = DifferenceMap.of(one, other);
    assertThat(map.argb(0, 0)).isEqualTo(0xff041400);
    assertThat(map.argb(1, 0)).as("cut off at the brightest").isEqualTo(0xff0000ff);
    assertThat(DifferenceMap.of(other, one)).isEqualTo(map);
    assertThatThrownBy(() -> DifferenceMap.of(one, plain(2, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesATableThatSpreadsheetsRead() {
    String csv =
        ComparisonFiles.csv(
            List.of(compared("plain", 8, 0.125, 1.5), compared("=a \"b\", c", 16, 0, 2)));
    assertThat(csv.split("\r\n"))
        .containsExactly(
            "name,resolution,channels,distance,ms,gmacs,gmacs_performed",
            "\"plain\",8,\"8,8,8,8\",0.125000,1.500,"
                + String.format(
                    java.util.Locale.ROOT,
                    "%.6f,%.6f",
                    MacCount.of(TABLE.subGenerator(0.5, 8), 2).literatureGiga(),
                    MacCount.of(TABLE.subGenerator(0.5, 8), 2).performedGiga()),
            "\"'=a \"\"b\"\", c\",16,\"8,8,8,8,8,8\",0.000000,2.000,"
                + String.format(
                    java.util.Locale.ROOT,
                    "%.6f,%.6f",
                    MacCount.of(TABLE.subGenerator(0.5, 16), 2).literatureGiga(),
                    MacCount.of(TABLE.subGenerator(0.5, 16), 2).performedGiga()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void drawsAnyNumberOnOneSheet(int count) {
    List<Compared> compared = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      compared.add(compared("number " + i, 8, i, i));
    }
    RgbImage sheet = ComparisonFiles.sheet("Model", "seed 1", compared);
    assertThat(Arrays.stream(sheet.toArray()).filter(argb -> argb == 0xffff0000).count())
        .as("the pictures are there")
        .isGreaterThan(count * 30_000L);
    assertThat(Arrays.stream(sheet.toArray()).filter(argb -> argb == 0xff00ff00).count())
        .as("so are the differences")
        .isGreaterThan(count * 30_000L);
  }

  @Test
  void sortsByWhatIsAskedFor() {
    List<Compared> all =
        List.of(compared("a", 16, 0.2, 3), compared("b", 8, 0.3, 1), compared("c", 16, 0.1, 2));
    assertThat(all.stream().sorted(Order.DISTANCE.comparator()).map(each -> each.variant().name()))
        .containsExactly("c", "a", "b");
    assertThat(all.stream().sorted(Order.MS.comparator()).map(each -> each.variant().name()))
        .containsExactly("b", "c", "a");
    assertThat(all.stream().sorted(Order.GMACS.comparator()).map(each -> each.variant().name()))
        .containsExactly("b", "a", "c");
    assertThat(all.stream().sorted(Order.NAMED.comparator()).toList()).isEqualTo(all);
  }
}

package studio.anycost.app.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceListingTest {
  private static final FaceSettings SETTINGS =
      new FaceSettings("alignment", Map.of("sure", "0.5"), 512, 90);

  private static final NamedPhoto ME = photo("me.jpg", "me");
  private static final NamedPhoto YOU = photo("you.jpg", "you");

  @TempDir Path folder;

  private static FaceEntry entry(String name, String sha256, int faces) {
    return new FaceEntry(
        name,
        "me.jpg",
        sha256,
        SETTINGS,
        faces,
        IntStream.rangeClosed(1, faces).boxed().collect(Collectors.toCollection(TreeSet::new)));
  }

  private static NamedPhoto photo(String file, String stem) {
    return new NamedPhoto(Path.of("photos", file), stem, stem);
  }

  @Test
  void knowsAgainWhatWasNoted() throws IOException {
    FaceListing listing = FaceListing.of(folder);
    listing.add(entry("me", "aa", 2));
    listing.add(entry("me-2", "bb", 1));
    listing.add(entry("me", "aa", 3));

    FaceListing again = FaceListing.of(folder);

    assertThat(again.find(ME, "aa")).contains(entry("me", "aa", 3));
    assertThat(again.find(ME, "bb")).contains(entry("me-2", "bb", 1));
    assertThat(again.find(YOU, "aa")).isEmpty();
    assertThat(again.find(ME, "cc")).isEmpty();
    // A copy, which has a name of its own.
    assertThat(again.find(photo("ME.png", "ME"), "aa")).contains(entry("me", "aa", 3));
    assertThat(again.find(photo("ME.png", "ME"), "bb")).isEmpty();
    assertThat(again.free("Me", 1, (file, number) -> false)).isEqualTo("Me-3");
    assertThat(again.free("you", 1, (file, number) -> false)).isEqualTo("you");
  }

  @Test
  void filesOfOthersAreNotInTheWay() throws IOException {
    Files.write(folder.resolve("me-face2.png"), new byte[] {1});
    FaceListing listing = FaceListing.of(folder);

    assertThat(listing.free("me", 1, (file, number) -> false)).isEqualTo("me");
    assertThat(listing.free("me", 2, (file, number) -> false)).isEqualTo("me-2");
    assertThat(listing.free("me", 2, (file, number) -> number == 2)).isEqualTo("me");
  }

  /** A process that ended while it wrote a line takes none of the next with it. */
  @Test
  void aLineThatWasCutShortIsPassedOver() throws IOException {
    FaceListing.of(folder).add(entry("me", "aa", 2));
    Path file = folder.resolve(FaceListing.NAME);
    String line = Files.readString(file);
    Files.writeString(file, line + line.substring(0, 30));

    FaceListing.of(folder).add(entry("you", "bb", 1));

    FaceListing again = FaceListing.of(folder);
    assertThat(again.find(ME, "aa")).isPresent();
    assertThat(again.find(YOU, "bb")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[1, 2]",
        "{\"name\": \"me\"}",
        "LINE:\"faces\":2>\"faces\":-1",
        "LINE:\"faces\":2>\"faces\":1",
        "LINE:\"faces\":2>\"faces\":2000000000",
        "LINE:\"size\":512>\"size\":\"large\"",
        "LINE:me-face2.png>../../me-face2.png",
        "LINE:me-face2.png>me-face99999999999.png",
        "LINE:me-face2.png>me-face-1.png",
        "LINE:{\"sure\":\"0.5\"}>{\"sure\":[]}",
      })
  void whatIsNoEntryIsPassedOver(String text) throws IOException {
    FaceListing.of(folder).add(entry("me", "aa", 2));
    Path file = folder.resolve(FaceListing.NAME);
    String line = Files.readString(file);
    String damaged = text;
    if (text.startsWith("LINE:")) {
      String[] change = text.substring(5).split(">");
      damaged = line.replace(change[0], change[1]);
      assertThat(damaged).isNotEqualTo(line);
    }
    Files.writeString(file, damaged);

    assertThat(FaceListing.of(folder).find(ME, "aa")).isEmpty();
  }
}

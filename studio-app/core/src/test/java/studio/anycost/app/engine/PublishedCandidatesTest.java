package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;

class PublishedCandidatesTest {
  /** Config-f at 1024 px, which the published searches are of. */
  private static final GeneratorDescription MODEL =
      new GeneratorDescription(
          "model",
          "ab".repeat(32),
          new ChannelTable(1024, 2, 512),
          512,
          Collections.nCopies(512, 0f),
          List.of(),
          List.of(),
          false);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("found.json");
  }

  @Test
  void readsThePublishedShape() throws IOException {
    // Channels of the full resolution stand beside a lower one; the order is that of the text.
    Files.writeString(
        file,
        """
        {
          "60G": {"channels": [512,512,512,512,512,512,512,512,384,512,256,128,64,64,32,32,16,16],
                  "dist": 0.07, "res": 1024, "macs": 60000000000},
          "20G": {"channels": [512,512,512,512,512,512,256,384,128,256,128,64,32,128,16,64,16,8],
                  "res": 256, "dist": 1.5e-1, "macs": 2e10, "note": "of somebody's own"}
        }
        """);
    List<Candidate> found = PublishedCandidates.read(file, MODEL);

    assertThat(found)
        .extracting(Candidate::subGenerator)
        .containsExactly(
            new SubGenerator(
                new ChannelConfiguration(
                    List.of(512, 512, 512, 512, 512, 512, 256, 384, 128, 256, 128, 64, 32, 128)),
                256),
            new SubGenerator(
                new ChannelConfiguration(
                    List.of(
                        512, 512, 512, 512, 512, 512, 512, 512, 384, 512, 256, 128, 64, 64, 32, 32,
                        16, 16)),
                1024));
    assertThat(found).extracting(Candidate::distance).containsExactly(0.15, 0.07);
  }

  /** The file of the published generator, as its repository has it. */
  @Test
  void readsThePublishedFile() throws IOException {
    JsonNode published;
    try (InputStream in = getClass().getResourceAsStream("/published/evolved-config-f.json")) {
      published = new ObjectMapper().readTree(in);
    }
    Files.writeString(file, published.toString());

    List<Candidate> found = PublishedCandidates.read(file, MODEL);

    assertThat(found).hasSize(11).hasSize(published.size());
    Map<Double, Long> work = new HashMap<>();
    published
        .properties()
        .forEach(
            entry ->
                work.put(
                    entry.getValue().path("dist").doubleValue(),
                    entry.getValue().path("macs").longValue()));
    for (Candidate each : found) {
      // Counted anew, as the literature does but for biases and noise.
      assertThat(MacCount.of(each.subGenerator(), 512).literature() / 1e9)
          .isCloseTo(work.get(each.distance()) / 1e9, withinPercentage(2));
    }
    assertThat(found.get(0))
        .isEqualTo(
            new Candidate(
                new SubGenerator(
                    new ChannelConfiguration(
                        List.of(512, 512, 512, 512, 512, 512, 384, 384, 128, 256, 64, 64, 32, 128)),
                    256),
                0.1544400227285223));
  }

  @Test
  void ofTwoOfTheSameWidthsTheFirstCounts() throws IOException {
    Files.writeString(
        file,
        """
        {"a": {"channels": [9, 9, 9, 9], "res": 8, "dist": 0.2},
         "b": {"channels": [9, 9, 9, 9, 7, 7], "res": 8, "dist": 0.1}}
        """);
    assertThat(PublishedCandidates.read(file, MODEL))
        .extracting(Candidate::distance)
        .containsExactly(0.2);
  }

  @Test
  void tellsWhatItRefusesAndWhy() throws IOException {
    Files.writeString(
        file,
        """
        {"a": {"channels": [9, 9, 9, 9], "res": 8, "dist": 0.2},
         "b": {"channels": [9, 9, 9, 999], "res": 8, "dist": 0.1},
         "c": {"channels": [9, 9, 9, 9], "res": 8, "dist": 0.3},
         "d": {"channels": [9, 9, 9, 9]}}
        """);
    PublishedCandidates.Contents contents = PublishedCandidates.contents(file, MODEL);

    assertThat(contents.candidates()).extracting(Candidate::distance).containsExactly(0.2);
    assertThat(contents.repeated()).isEqualTo(1);
    assertThat(contents.entries()).isEqualTo(4);
    assertThat(contents.refused()).containsOnlyKeys("b", "d");
    assertThat(contents.refused().get("b")).contains("999 channels");
    assertThat(contents.refused().get("d")).contains("a distance (dist)");
    assertThatThrownBy(() -> PublishedCandidates.read(file, MODEL))
        .hasMessageContaining("'b' in " + file);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    ChannelTable table = MODEL.channels();
    List<Candidate> found =
        List.of(
            new Candidate(table.subGenerator(0.25, 256), 0.1 + 0.2),
            new Candidate(table.subGenerator(0.5, 256), 0.25),
            new Candidate(table.full(), 0));
    PublishedCandidates.write(file, found, MODEL);
    assertThat(PublishedCandidates.read(file, MODEL)).isEqualTo(found);
    String text = Files.readString(file);
    assertThat(text)
        .contains("\"143.0")
        .contains(": " + MacCount.of(table.full(), 512).literature())
        .contains("\"dist\" : 0.25");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|does not hold the JSON of a search",
        "{}|names no sub-generators",
        "[1]|names no sub-generators",
        "{\"a\": 1}|cannot be used",
        "{\"a\": {\"channels\": [4, 4], \"res\": 4}}|a distance (dist)",
        "{\"a\": {\"channels\": [4.5, 4], \"res\": 8, \"dist\": 0}}|no list of whole numbers",
        "{\"a\": {\"channels\": [4, 4], \"res\": 8, \"dist\": 0}}|does not reach 8 px",
        "{\"a\": {\"channels\": [9, 9, 9, 999], \"res\": 8, \"dist\": 0}}|asks for 999 channels",
        "{\"a\": {\"channels\": [9, 9, 9, 9], \"res\": 9, \"dist\": 0}}|power of two",
        "{\"a\": {\"channels\": [9, 9, 9, 9], \"res\": 8, \"dist\": -1}}|at least 0",
        "{\"a\": {\"channels\": [9, 9, 9, 9], \"res\": 8, \"dist\": 0}, \"a\": 1}|JSON of a search",
      })
  void saysWhatIsWrong(String text, String sentence) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> PublishedCandidates.read(file, MODEL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("found.json")
        .hasMessageContaining(sentence);
  }

  @Test
  void refusesWhatAnotherModelHas() throws IOException {
    PublishedCandidates.write(file, List.of(new Candidate(MODEL.channels().full(), 0)), MODEL);
    GeneratorDescription small =
        new GeneratorDescription(
            "small",
            "cd".repeat(32),
            new ChannelTable(256, 1, 128),
            2,
            Collections.nCopies(2, 0f),
            List.of(),
            List.of(),
            false);
    assertThatThrownBy(() -> PublishedCandidates.read(file, small))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("renders 8 to 256 px");
  }
}

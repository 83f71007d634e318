package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.SubGenerator;

class CandidateLibraryTest {
  private static final String IDENTITY = "ab".repeat(32);
  private static final GeneratorDescription MODEL = model(IDENTITY);
  private static final List<Candidate> FOUND =
      List.of(
          new Candidate(MODEL.channels().subGenerator(0.25, 8), 0.1 + 0.2),
          new Candidate(MODEL.channels().full(), 0));

  private static final Map<SubGenerator, Double> DIFFERENCES =
      Map.of(FOUND.get(0).subGenerator(), 0.07);

  @TempDir Path temp;

  private static GeneratorDescription model(String identity) {
    return new GeneratorDescription(
        "model",
        identity,
        new ChannelTable(16, 1, 8),
        2,
        Collections.nCopies(2, 0f),
        List.of(),
        List.of(),
        false);
  }

  private CandidateLibrary library() {
    return new CandidateLibrary(temp.resolve("candidates"));
  }

  private Path file() {
    return temp.resolve("candidates").resolve(IDENTITY + ".json");
  }

  @Test
  void keepsWhatTheLastSearchFound() throws IOException {
    assertThat(library().found(MODEL)).isEmpty();

    library().keep(MODEL, FOUND.subList(0, 1), Map.of());
    library().keep(MODEL, FOUND, DIFFERENCES);

    assertThat(library().found(MODEL)).isEqualTo(FOUND);
    assertThat(library().differences(MODEL)).isEqualTo(DIFFERENCES);
    assertThat(library().found(model("cd".repeat(32)))).isEmpty();
  }

  @Test
  void readsWhatWasKeptWithoutDifferences() throws IOException {
    library().keep(MODEL, FOUND, Map.of());
    assertThat(Files.readString(file())).doesNotContain("difference");
    assertThat(library().found(MODEL)).isEqualTo(FOUND);
    assertThat(library().differences(MODEL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"format\":\"other\",\"version\":1,\"candidates\":[]}",
        "{\"format\":\"anycost-candidates\",\"version\":2,\"candidates\":[]}",
        "{\"format\":\"anycost-candidates\",\"version\":1}",
        "{\"format\":\"anycost-candidates\",\"version\":1,\"candidates\":[null]}",
        "{\"format\":\"anycost-candidates\",\"version\":1,\"candidates\":[{\"resolution\":8,"
            + "\"channels\":[9,9,9,9],\"distance\":0}]}",
        "{\"format\":\"anycost-candidates\",\"version\":1,\"candidates\":[{\"resolution\":7,"
            + "\"channels\":[1,1,1,1],\"distance\":0}]}",
        "{\"format\":\"anycost-candidates\",\"version\":1,\"candidates\":[{\"resolution\":8,"
            + "\"channels\":[1,1,1,1],\"distance\":-1}]}",
        "{\"format\":\"anycost-candidates\",\"version\":1,\"candidates\":[{\"resolution\":8,"
            + "\"channels\":[1,1,1,null],\"distance\":1}]}",
        "{\"format\":\"anycost-candidates\",\"version\":1,\"candidates\":[{\"resolution\":8,"
            + "\"channels\":[1,1,1,1],\"distance\":1,\"difference\":-1}]}"
      })
  void doesWithoutADamagedFile(String text) throws IOException {
    library().keep(MODEL, FOUND, DIFFERENCES);
    Files.writeString(file(), text);

    assertThat(library().found(MODEL)).isEmpty();
    assertThat(library().problem(MODEL).orElseThrow()).contains(file().toString(), "search again");
    library().keep(MODEL, FOUND, DIFFERENCES);
    assertThat(library().found(MODEL)).isEqualTo(FOUND);
    assertThat(library().problem(MODEL)).isEmpty();
  }
}

package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.models.bundle.KeptSubGenerator;

class CandidateLibraryTest {
  private static final String IDENTITY = "ab".repeat(32);
  private static final GeneratorDescription MODEL = model(IDENTITY);
  private static final List<KeptSubGenerator> FOUND =
      List.of(
          new KeptSubGenerator(
              new Candidate(MODEL.channels().subGenerator(0.25, 8), 0.1 + 0.2),
              OptionalDouble.of(0.07)),
          new KeptSubGenerator(new Candidate(MODEL.channels().full(), 0), OptionalDouble.empty()));

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

    library().keep(MODEL, FOUND.subList(0, 1));
    library().keep(MODEL, FOUND);

    assertThat(library().found(MODEL)).contains(FOUND);
    assertThat(Files.readString(file()).split("difference\"", -1)).hasSize(2);
    assertThat(library().found(model("cd".repeat(32)))).isEmpty();
  }

  @Test
  void nothingIsSomethingElseThanNoFile() throws IOException {
    library().forget(MODEL);
    library().keep(MODEL, List.of());
    assertThat(library().found(MODEL)).contains(List.of());
    library().forget(MODEL);
    assertThat(library().found(MODEL)).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"format\":\"other\",\"version\":1,\"candidates\":[]}",
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
    library().keep(MODEL, FOUND);
    Files.writeString(file(), text);

    assertThat(library().found(MODEL)).isEmpty();
    assertThat(library().problem(MODEL).orElseThrow()).contains(file().toString(), "search again");
    library().keep(MODEL, FOUND);
    assertThat(library().found(MODEL)).contains(FOUND);
    assertThat(library().problem(MODEL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"format\":\"anycost-candidates\",\"version\":2,\"candidates\":[]}",
        "{\"format\":\"anycost-candidates\",\"version\":1,\"candidates\":[],\"budget\":1}"
      })
  void theFileOfANewerStudioStaysAsItIsAndIsTold(String text) throws IOException {
    library().keep(MODEL, FOUND);
    Files.writeString(file(), text);

    assertThat(library().found(MODEL)).isEmpty();
    assertThat(library().problem(MODEL).orElseThrow()).contains(file().toString(), "newer");
    assertThatThrownBy(() -> library().keep(MODEL, FOUND)).isInstanceOf(NewerFileException.class);
    assertThat(file()).hasContent(text);
  }
}

package studio.anycost.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.app.files.NewerFileException;

class SliderMarkStoreTest {
  private static final String EDIT = "boundary-editing";
  private static final String MODEL = "ab".repeat(32);

  @TempDir Path home;

  private SliderMarkStore store() {
    return new SliderMarkStore(home.resolve("sliders"));
  }

  @Test
  void marksAreOfOneEditAndOneModel() throws IOException {
    store().change(EDIT, MODEL, marks -> marks.withFavourite("Smiling", true));
    store().change(EDIT, MODEL, marks -> marks.withLocked("Young", true));

    assertThat(store().read(EDIT, MODEL))
        .isEqualTo(new SliderMarks(Set.of("Smiling"), Set.of("Young")));
    assertThat(store().read(EDIT, "cd".repeat(32))).isEqualTo(SliderMarks.NONE);
    assertThat(store().read("other", MODEL)).isEqualTo(SliderMarks.NONE);
    store().change(EDIT, MODEL, marks -> marks.withFavourite("Smiling", false));
    assertThat(store().read(EDIT, MODEL).favourites()).isEmpty();
  }

  @Test
  void twoStudiosLoseNothingOfEachOther() throws Exception {
    ExecutorService studios = Executors.newFixedThreadPool(2);
    try {
      Callable<Void> hers = () -> mark("Hers");
      Callable<Void> his = () -> mark("His");
      for (Future<Void> each : studios.invokeAll(List.of(hers, his))) {
        each.get();
      }
    } finally {
      studios.shutdownNow();
    }
    assertThat(store().read(EDIT, MODEL).favourites()).hasSize(40);
  }

  private Void mark(String whose) throws IOException {
    SliderMarkStore own = store();
    for (int i = 0; i < 20; i++) {
      String key = whose + i;
      own.change(EDIT, MODEL, marks -> marks.withFavourite(key, true));
    }
    return null;
  }

  @Test
  void whatCannotBeReadMarksNothing() throws IOException {
    store().change(EDIT, MODEL, marks -> marks.withFavourite("Smiling", true));
    Path file = file();
    for (String hostile :
        List.of(
            "{", "[]", "{\"favourites\":[\"../a\"]}", "{\"locked\":[1]}", " ".repeat(300_000))) {
      Files.writeString(file, hostile);
      assertThat(store().read(EDIT, MODEL)).isEqualTo(SliderMarks.NONE);
    }
    store().change(EDIT, MODEL, marks -> marks.withLocked("Young", true));
    assertThat(store().read(EDIT, MODEL).locked()).containsExactly("Young");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\":2,\"favourites\":[]}",
        "{\"favourites\":[\"Smiling\"],\"locked\":[],\"colours\":{\"Smiling\":\"red\"}}"
      })
  void theFileOfANewerStudioStaysAsItIsAndIsTold(String newer) throws IOException {
    store().change(EDIT, MODEL, marks -> marks.withFavourite("Smiling", true));
    Path file = file();
    Files.writeString(file, newer);

    assertThatThrownBy(() -> store().read(EDIT, MODEL))
        .isInstanceOf(NewerFileException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> store().change(EDIT, MODEL, marks -> marks.withLocked("Young", true)))
        .isInstanceOf(NewerFileException.class);
    assertThat(file).hasContent(newer);
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("sliders"))) {
      return files.filter(each -> each.toString().endsWith(".json")).findFirst().orElseThrow();
    }
  }
}

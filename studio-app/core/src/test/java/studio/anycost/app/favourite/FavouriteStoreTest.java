package studio.anycost.app.favourite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.SeedNumbers;

class FavouriteStoreTest {
  @TempDir Path home;
  private final GeneratorDescription model = model("ab".repeat(32));

  private static GeneratorDescription model(String identity) {
    return new GeneratorDescription(
        "test",
        identity,
        new ChannelTable(16, 1, 8),
        2,
        Collections.nCopies(2, 0f),
        List.of(),
        List.of(),
        false);
  }

  private FavouriteStore store() {
    return new FavouriteStore(home.resolve("favourites"));
  }

  private Path file() {
    return home.resolve("favourites").resolve(model.identity() + ".json");
  }

  private static BaseStyle seed(long seed) {
    return new BaseStyle.Seed(seed, 0.7);
  }

  @Test
  void facesOfEveryKindAreThereAgainForTheirModelAlone() throws IOException {
    assertThat(store().read(model)).isEqualTo(Favourites.NONE);
    float[] values = new float[12];
    values[0] = Float.MIN_VALUE;
    values[11] = -0.1f;
    BaseStyle photo = new BaseStyle.Given(StyleCode.of(6, 2, values), 0.9, "me \"x\".jpg");
    BaseStyle numpy = new BaseStyle.Seed(4294967295L, 0.5, SeedNumbers.NUMPY);

    store().update(model, now -> now.with(seed(9)).with(numpy).with(photo));

    assertThat(store().read(model).all()).containsExactly(photo, numpy, seed(9));
    assertThat(store().read(model("cd".repeat(32)))).isEqualTo(Favourites.NONE);
    store().update(model, now -> now.without(photo.withPsi(0.1)).with(seed(9).withPsi(1)));
    assertThat(store().read(model).all()).containsExactly(numpy, seed(9));
    assertThat(Files.readString(file())).doesNotContain("jpg");
  }

  @Test
  void twoStudiosAtOnceLoseNoFace() throws Exception {
    FavouriteStore first = store();
    FavouriteStore second = store();
    Thread other = new Thread(() -> keep(second, 0, 8));
    other.start();
    keep(first, 8, 16);
    other.join();
    first.update(model, now -> now.without(seed(3)));

    assertThat(second.read(model).all())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 16)
                .filter(each -> each != 3)
                .mapToObj(each -> seed(each))
                .toList());
  }

  private void keep(FavouriteStore store, int from, int to) {
    for (int i = from; i < to; i++) {
      BaseStyle face = seed(i);
      try {
        store.update(model, now -> now.with(face));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void thereIsALimit() throws IOException {
    List<BaseStyle> all =
        LongStream.range(0, Favourites.MOST).mapToObj(FavouriteStoreTest::seed).toList();
    store().update(model, now -> new Favourites(all));

    assertThatThrownBy(() -> store().update(model, now -> now.with(seed(-1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("500 favourites");
    assertThat(store().read(model).all()).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{'format': 'anycost-favourites', 'version': 2, 'faces': []}",
        "{'format': 'anycost-favourites', 'version': 1, 'faces': {}}",
        "{'format': 'anycost-favourites', 'version': 1, 'faces': [7]}",
        "{'format': 'anycost-favourites', 'version': 1, 'faces': [{'seed': 1}]}",
        "{'format': 'anycost-favourites', 'version': 1, 'faces': [{'seed': 1, 'psi': 0.7}]}",
        "{'format': 'anycost-favourites', 'version': 1,"
            + " 'faces': [{'seed': 1e99, 'psi': 0.7, 'numbers': 'studio'}]}",
        "{'format': 'anycost-favourites', 'version': 1,"
            + " 'faces': [{'seed': -1, 'psi': 0.7, 'numbers': 'numpy'}]}",
        "{'format': 'anycost-favourites', 'version': 1,"
            + " 'faces': [{'seed': 1, 'psi': 99, 'numbers': 'studio'}]}",
        "{'format': 'anycost-favourites', 'version': 1, 'faces': [{'code': 'AAAA', 'psi': 1}]}",
        "{'format': 'anycost-favourites', 'version': 1, 'faces': [{'code': '!', 'psi': 1}]}",
        "{'format': 'anycost-favourites', 'version': 1, 'faces': [], 'albums': []}",
        "{'format': 'anycost-favourites', 'version': 1,"
            + " 'faces': [{'seed': 1, 'psi': 0.7, 'numbers': 'studio', 'name': 'Ada'}]}",
        "{'format': 'anycost-favourites', 'version': 1, 'faces': [{'code': '"
            + "AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/', 'psi': 1}]}"
      })
  void aFileThatMakesNoSenseIsToldAndStaysAsItIs(String content) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), content.replace('\'', '"'));

    assertThatThrownBy(() -> store().read(model))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "(?s)The favourites in .* cannot be used: .+\\. Move the file away to start over\\.");
    assertThatThrownBy(() -> store().update(model, now -> now.with(seed(1))))
        .isInstanceOf(IOException.class);
    assertThat(Files.readString(file())).isEqualTo(content.replace('\'', '"'));
  }

  @Test
  void theReasonIsTold() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"format\":\"anycost-favourites\",\"version\":2,\"faces\":[]}");
    assertThatThrownBy(() -> store().read(model))
        .hasMessageContaining("version 2, which a newer studio wrote; this one reads version 1.");
    Files.writeString(
        file(),
        "{\"format\":\"anycost-favourites\",\"version\":1,\"faces\":["
            + "7,".repeat(Favourites.MOST)
            + "7]}");
    assertThatThrownBy(() -> store().read(model))
        .hasMessageContaining("it holds 501 faces, more than the 500 that a model keeps.");
  }

  @Test
  void anIdentityLeadsOutOfNoFolder() {
    assertThatThrownBy(() -> store().read(model("../../../etc/passwd")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

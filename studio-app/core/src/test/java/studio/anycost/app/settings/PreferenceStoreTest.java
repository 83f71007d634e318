package studio.anycost.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.app.settings.Preferences.RecentItem;
import studio.anycost.app.settings.Preferences.Theme;
import studio.anycost.app.settings.Preferences.WindowPlacement;

class PreferenceStoreTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("config").resolve("preferences.json");
  }

  private static RecentItem project(int number) {
    return new RecentItem(RecentItem.Kind.PROJECT, "/faces/" + number + ".anycost");
  }

  @Test
  void aFreshStudioHasTheDefaults() {
    PreferenceStore store = new PreferenceStore(file());
    assertThat(store.get()).isEqualTo(Preferences.DEFAULTS);
    assertThat(store.problem()).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void everyChangeIsThereAfterARestart() throws IOException {
    PreferenceStore store = new PreferenceStore(file());
    store.update(p -> p.withTheme(Theme.DARK).withPreviewBudgetMs(45).withPsi(0.7));
    store.update(p -> p.withJpegQuality(0.9).withLastFolder("/faces/ä \"x\""));
    store.update(p -> p.withMostDifference(0.35));
    store.update(p -> p.withBundle(Optional.of("/models/faces.zip")));
    store.update(p -> p.withWindow(new WindowPlacement(-5, 10, 1280, 800, true, 0.72)));
    store.update(p -> p.withRecent(project(1)));
    store.update(p -> p.withUnfolded("tools", true).withUnfolded("edits", false));
    store.update(p -> p.withRecent(new RecentItem(RecentItem.Kind.BUNDLE, "/models/faces.zip")));

    assertThat(store.get().mostDifference()).isEqualTo(0.35);
    assertThat(PreferenceStore.peek(file())).isEqualTo(store.get());
    PreferenceStore again = new PreferenceStore(file());
    assertThat(again.get()).isEqualTo(store.get()).isNotEqualTo(Preferences.DEFAULTS);
    assertThat(again.problem()).isEmpty();
  }

  @Test
  void twoStudiosOnOneHomeLoseNoSetting() throws Exception {
    PreferenceStore first = new PreferenceStore(file());
    PreferenceStore second = new PreferenceStore(file());
    second.update(p -> p.withTheme(Theme.LIGHT));
    first.update(p -> p.withJpegQuality(0.8));
    assertThat(new PreferenceStore(file()).get())
        .isEqualTo(Preferences.DEFAULTS.withTheme(Theme.LIGHT).withJpegQuality(0.8))
        .isEqualTo(first.get());

    // Both at once, over and over: every item of both is there in the end.
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < 6; i++) {
                int number = i;
                try {
                  second.update(p -> p.withRecent(project(number)));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }
            });
    other.start();
    for (int i = 6; i < 12; i++) {
      int number = i;
      first.update(p -> p.withRecent(project(number)));
    }
    other.join();
    assertThat(new PreferenceStore(file()).get().recent()).hasSize(12);
  }

  @Test
  void whatCannotBeWrittenHoldsUntilTheEnd() throws IOException {
    PreferenceStore store = new PreferenceStore(file());
    store.update(p -> p.withPsi(0.6));
    Path folder = file().getParent();
    Files.delete(file());
    Files.createDirectories(file().resolve("in the way"));
    assertThatThrownBy(() -> store.update(p -> p.withTheme(Theme.DARK)))
        .isInstanceOf(IOException.class);
    assertThat(store.get()).isEqualTo(Preferences.DEFAULTS.withPsi(0.6).withTheme(Theme.DARK));
    Files.delete(file().resolve("in the way"));
    Files.delete(file());
    store.update(p -> p.withJpegQuality(0.7));
    assertThat(new PreferenceStore(folder.resolve("preferences.json")).get())
        .isEqualTo(Preferences.DEFAULTS.withPsi(0.6).withTheme(Theme.DARK).withJpegQuality(0.7));
  }

  @Test
  void theRecentListIsShortNewestFirstAndWithoutDoubles() {
    Preferences preferences = Preferences.DEFAULTS;
    for (int i = 0; i < 30; i++) {
      preferences = preferences.withRecent(project(i));
    }
    preferences = preferences.withRecent(project(25));
    assertThat(preferences.recent()).hasSize(Preferences.RECENT_LIMIT).doesNotHaveDuplicates();
    assertThat(preferences.recent().subList(0, 3))
        .containsExactly(project(25), project(29), project(28));
    assertThat(preferences.withoutRecent(project(29)).recent()).doesNotContain(project(29));
  }

  @Test
  void foldsOfPluginsThatAreGoneAreForgottenAtLast() {
    Preferences preferences = Preferences.DEFAULTS.withUnfolded("first", true);
    for (int i = 0; i < Preferences.UNFOLDED_LIMIT; i++) {
      preferences = preferences.withUnfolded("part " + i, i % 2 == 0);
    }
    assertThat(preferences.unfolded())
        .hasSize(Preferences.UNFOLDED_LIMIT)
        .doesNotContainKey("first")
        .containsEntry("part 1", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1, 2]",
        "{\"theme\": 1}",
        "{\"motion\": {\"name\": \"slow\"}}",
        "{\"previewBudgetMs\": 1e9}",
        "{\"psi\": \"much\"}",
        "{\"mostDifference\": 1.01}",
        "{\"mostDifference\": -1}",
        "{\"unfolded\": {\"a\": 1}}",
        "{\"window\": {\"x\": 0, \"y\": 0, \"width\": -1, \"height\": 800}}",
        "{\"recent\": [{\"path\": \"x\"}]}"
      })
  void aBrokenFileIsKeptAsideAndTold(String content) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), content);

    assertThat(PreferenceStore.peek(file())).isEqualTo(Preferences.DEFAULTS);
    assertThat(file()).as("a look changes nothing").hasContent(content);
    PreferenceStore store = new PreferenceStore(file());

    assertThat(store.get()).isEqualTo(Preferences.DEFAULTS);
    assertThat(store.problem()).hasValueSatisfying(text -> assertThat(text).endsWith("."));
    assertThat(file()).doesNotExist();
    assertThat(file().resolveSibling("preferences.json.bad")).hasContent(content);
    store.update(p -> p.withTheme(Theme.LIGHT));
    assertThat(new PreferenceStore(file()).get().theme()).isEqualTo(Theme.LIGHT);
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    Files.createDirectories(file().getParent());
    byte[] bytes = new byte[300 << 10];
    new Random(1).nextBytes(bytes);
    Files.write(file(), bytes);
    assertThat(new PreferenceStore(file()).problem()).isPresent();
  }

  @Test
  void fieldsOfOtherVersionsAreNoProblem() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"theme\": \"dark\", \"fromTheFuture\": {\"a\": [1]}}");
    PreferenceStore store = new PreferenceStore(file());
    assertThat(store.problem()).isEmpty();
    assertThat(store.get()).isEqualTo(Preferences.DEFAULTS.withTheme(Theme.DARK));
  }

  @Test
  void whatANewerStudioAddedIsKeptWhenSomethingIsChanged() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"theme\": \"dark\", \"fromTheFuture\": {\"a\": [1]}}");
    new PreferenceStore(file()).update(p -> p.withTheme(Theme.LIGHT));
    assertThat(file()).content().contains("fromTheFuture", "light");
    assertThat(new PreferenceStore(file()).get().theme()).isEqualTo(Theme.LIGHT);
  }

  @Test
  void aWordThatOnlyANewerStudioKnowsCostsNothingElseAndIsKept() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(
        file(),
        """
        {"theme": "sepia", "motion": "slow", "perceptual": "eye", "language": "fr", "psi": 0.3,
        "recent": [{"kind": "album", "path": "a"}, {"kind": "project", "path": "/b"}]}
        """);
    PreferenceStore store = new PreferenceStore(file());
    RecentItem known = new RecentItem(RecentItem.Kind.PROJECT, "/b");
    assertThat(store.problem()).isEmpty();
    assertThat(store.get()).isEqualTo(Preferences.DEFAULTS.withPsi(0.3).withRecent(known));
    assertThat(PreferenceStore.peek(file())).isEqualTo(store.get());

    store.update(p -> p.withPsi(0.6));

    assertThat(file()).content().contains("sepia", "slow", "eye", "\"fr\"", "album", "0.6");
    store.update(p -> p.withTheme(Theme.DARK).withMotion(Preferences.Motion.REDUCED));
    assertThat(file()).content().contains("dark", "reduced", "eye").doesNotContain("sepia", "slow");
    store.update(p -> p.withTheme(Theme.SYSTEM));
    assertThat(file()).content().contains("\"theme\" : \"system\"");
    assertThat(new PreferenceStore(file()).get()).isEqualTo(store.get());
  }

  @Test
  void theFileOfANewerStudioStaysAsItIsAndIsTold() throws IOException {
    String newer = "{\"version\": 2, \"theme\": {\"name\": \"sepia\"}}";
    Files.createDirectories(file().getParent());
    Files.writeString(file(), newer);
    assertThat(PreferenceStore.peek(file())).isEqualTo(Preferences.DEFAULTS);

    PreferenceStore store = new PreferenceStore(file());
    store.update(p -> p.withTheme(Theme.DARK));

    assertThat(store.problem().orElseThrow())
        .contains(file().toString(), "written by a newer studio (version 2, this one reads 1)");
    assertThat(store.get().theme()).as("until the end").isEqualTo(Theme.DARK);
    assertThat(file()).hasContent(newer);
    assertThat(file().resolveSibling("preferences.json.bad")).doesNotExist();
  }
}

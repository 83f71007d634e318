package studio.anycost.app.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.Preset;
import studio.anycost.app.document.Recipe;

class PresetFolderTest {
  @TempDir Path home;

  private static Preset preset(String name) {
    return new Preset(
        name, new Recipe(List.of(EditStep.written("boundary-editing", Map.of("Smiling", "1.0")))));
  }

  private PresetFolder folder() {
    return new PresetFolder(home.resolve("presets"));
  }

  @Test
  void eachHasAFileOfItsOwn() throws IOException {
    PresetFolder folder = folder();
    assertThat(folder.list().presets()).isEmpty();
    StoredPreset smile = folder.add(preset("Smile"));
    folder.add(preset("../../Smile/"));
    folder.add(preset("angry"));

    assertThat(folder().list().presets())
        .extracting(StoredPreset::name)
        .containsExactly("../../Smile/", "angry", "Smile");
    assertThat(folder.list().presets())
        .allMatch(each -> each.file().getParent().equals(smile.file().getParent()));

    StoredPreset renamed = new StoredPreset(smile.file(), smile.preset().withName("Grin"));
    folder.put(renamed);
    assertThat(folder().list().presets())
        .extracting(StoredPreset::name)
        .contains("Grin")
        .doesNotContain("Smile");
    folder.delete(renamed);
    folder.delete(renamed);
    assertThat(folder().list().presets()).hasSize(2);
    folder.put(renamed);
    assertThat(folder().list().presets()).contains(renamed);
  }

  /** Both keep presets of the same names, at once. */
  @Test
  void twoStudiosLoseNothingOfEachOther() throws Exception {
    ExecutorService studios = Executors.newFixedThreadPool(2);
    try {
      Callable<Void> studio =
          () -> {
            PresetFolder own = folder();
            for (int i = 0; i < 20; i++) {
              StoredPreset stored = own.add(preset("Look " + i));
              own.put(new StoredPreset(stored.file(), stored.preset().withName("Renamed " + i)));
            }
            return null;
          };
      for (Future<Void> each : studios.invokeAll(List.of(studio, studio))) {
        each.get();
      }
    } finally {
      studios.shutdownNow();
    }
    assertThat(folder().list().presets())
        .hasSize(40)
        .allMatch(each -> each.name().startsWith("Renamed"));
  }

  @Test
  void whatSomebodyPutThereDoesNoHarm() throws IOException {
    PresetFolder folder = folder();
    folder.add(preset("Smile"));
    Path presets = home.resolve("presets");
    Files.writeString(presets.resolve("bad.anycostpreset"), "{");
    Files.writeString(presets.resolve("notes.txt"), "mine");
    Files.createDirectory(presets.resolve("folder.anycostpreset"));
    Files.createSymbolicLink(presets.resolve("link.anycostpreset"), Path.of("/dev/zero"));

    assertThat(folder.list().presets()).extracting(StoredPreset::name).containsExactly("Smile");
    assertThat(folder.list().unreadable())
        .singleElement()
        .asString()
        .contains("bad.anycostpreset")
        .endsWith(".");
  }

  @Test
  void thereIsAnEnd() throws IOException {
    PresetFolder folder = folder();
    StoredPreset one = folder.add(preset("Smile"));
    for (int i = 1; i < PresetFolder.MOST; i++) {
      Files.createFile(one.file().resolveSibling(i + ".anycostpreset"));
    }
    assertThatThrownBy(() -> folder.add(preset("More"))).hasMessageContaining("delete one first");
  }
}

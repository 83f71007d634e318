package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.document.Preset;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.preset.PresetFolder;
import studio.anycost.app.preset.StoredPreset;

/**
 * The presets in the studio's home as a property. They are small files: each change writes one at
 * once; all are read on a worker. JavaFX thread only.
 */
public final class PresetState {
  private final PresetFolder folder;
  private final QuietWork work;
  private final ReadOnlyObjectWrapper<List<StoredPreset>> presets =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<String>> unreadable =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<Optional<Path>> unnamed =
      new SimpleObjectProperty<>(Optional.empty());
  private long changes;

  @Inject
  PresetState(PresetFolder folder, QuietWork work) {
    this.folder = folder;
    this.work = work;
  }

  /** By their names. */
  public ReadOnlyObjectProperty<List<StoredPreset>> presetsProperty() {
    return presets.getReadOnlyProperty();
  }

  /** A sentence for each that is there and cannot be read. */
  public ReadOnlyObjectProperty<List<String>> unreadableProperty() {
    return unreadable.getReadOnlyProperty();
  }

  /** The file of one that was just kept, and waits for a name of the person's own. */
  public ObjectProperty<Optional<Path>> unnamedProperty() {
    return unnamed;
  }

  /** Looks what there is: another studio may have kept or deleted some. */
  public void refresh() {
    long of = ++changes;
    work.run(
        Texts.of("state.presetState.listingThePresets"),
        folder::list,
        all -> {
          unreadable.set(all.unreadable());
          if (of == changes && !all.presets().equals(presets.get())) {
            presets.set(all.presets());
          }
        });
  }

  /**
   * Keeps one more, under a name that no other has.
   *
   * @throws IOException with a sentence
   */
  public StoredPreset add(Preset preset) throws IOException {
    StoredPreset stored = folder.add(preset.withName(freeName(preset.name())));
    replace(stored.file(), Optional.of(stored));
    return stored;
  }

  /**
   * Writes one again: changed, or as it was before it was deleted.
   *
   * @throws IOException with a sentence
   */
  public void put(StoredPreset stored) throws IOException {
    folder.put(stored);
    replace(stored.file(), Optional.of(stored));
  }

  /**
   * Deletes one.
   *
   * @throws IOException with a sentence
   */
  public void delete(StoredPreset stored) throws IOException {
    folder.delete(stored);
    replace(stored.file(), Optional.empty());
  }

  private void replace(Path file, Optional<StoredPreset> by) {
    changes++; // whatever is being read now is older
    List<StoredPreset> next = new ArrayList<>(presets.get());
    next.removeIf(each -> each.file().equals(file));
    by.ifPresent(next::add);
    next.sort(Comparator.comparing(each -> each.name().toLowerCase(Locale.ROOT)));
    presets.set(List.copyOf(next));
  }

  private String freeName(String wanted) {
    String name = wanted;
    for (int number = 2; isTaken(name); number++) {
      String ending = " " + number;
      int room = NamedVariant.LONGEST_NAME - ending.length();
      name = wanted.substring(0, Math.min(wanted.length(), room)).strip() + ending;
    }
    return name;
  }

  private boolean isTaken(String name) {
    return presets.get().stream().anyMatch(each -> each.name().equalsIgnoreCase(name));
  }
}

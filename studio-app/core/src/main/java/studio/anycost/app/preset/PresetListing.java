package studio.anycost.app.preset;

import java.util.List;

/**
 * What there is in a folder of presets.
 *
 * @param presets that can be read, by their names
 * @param unreadable a sentence for each of the others
 */
public record PresetListing(List<StoredPreset> presets, List<String> unreadable) {
  public PresetListing {
    presets = List.copyOf(presets);
    unreadable = List.copyOf(unreadable);
  }
}

package studio.anycost.app.preset;

import java.nio.file.Path;
import java.util.Objects;
import studio.anycost.app.document.Preset;

/**
 * A preset and the file in the studio's home that it lies in.
 *
 * @param file of this preset alone
 */
public record StoredPreset(Path file, Preset preset) {
  public StoredPreset {
    Objects.requireNonNull(file);
    Objects.requireNonNull(preset);
  }

  /** Shorthand for {@code preset().name()}. */
  public String name() {
    return preset.name();
  }
}

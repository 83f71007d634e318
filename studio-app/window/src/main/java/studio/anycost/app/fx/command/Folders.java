package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.settings.Preferences.RecentItem;

/** Where files were last, and which ones. */
public final class Folders {
  private final PreferenceState preferences;

  @Inject
  public Folders(PreferenceState preferences) {
    this.preferences = preferences;
  }

  /** The folder of the last dialog. */
  public Optional<Path> last() {
    return preferences.get().lastFolder().flatMap(Folders::path);
  }

  /** Remembers the folder of a file that was chosen. */
  public void remember(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      preferences.update(now -> now.withLastFolder(parent.toString()));
    }
  }

  /** Puts a file at the top of the recent list. */
  public void rememberRecent(RecentItem.Kind kind, Path file) {
    preferences.update(
        now -> now.withRecent(new RecentItem(kind, file.toAbsolutePath().toString())));
  }

  /** Takes a file that cannot be opened from the recent list. */
  public void forgetRecent(RecentItem.Kind kind, Path file) {
    preferences.update(
        now -> now.withoutRecent(new RecentItem(kind, file.toAbsolutePath().toString())));
  }

  /** A remembered path; nothing if this system cannot have it. */
  public static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty(); // written by another system; only a convenience
    }
  }
}

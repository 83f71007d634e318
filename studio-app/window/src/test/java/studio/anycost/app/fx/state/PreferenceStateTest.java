package studio.anycost.app.fx.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.settings.PreferenceStore;

class PreferenceStateTest {
  @TempDir Path folder;

  /** It comes up before there is a window to see it in, and would be gone when there is. */
  @Test
  void thatPreferencesAreNotUsedIsToldUntilItIsClosed() throws IOException {
    Path file = Files.writeString(folder.resolve("preferences.json"), "{\"version\": 2}");
    Notices notices = new Notices();

    new PreferenceState(new PreferenceStore(file), notices);

    assertThat(notices.shown())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.kind()).isEqualTo(Notice.Kind.FAILURE);
              assertThat(notice.text()).contains(file.toString(), "newer studio");
            });
  }
}

package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;
import studio.anycost.app.fx.shell.StudioShell;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;

/** Nothing that outlives a window may keep it, as a listener of a shared property would. */
@ExtendWith(ApplicationExtension.class)
class ClosedWindowTest {
  private static final int WINDOWS = 3;

  /** The headless platform keeps the window that had the focus last. */
  private static final int KEPT_BY_THE_TOOLKIT = 1;

  @TempDir Path folder;

  @Test
  void isForgotten() throws InterruptedException {
    List<WeakReference<StudioShell>> shells =
        IntStream.range(0, WINDOWS).mapToObj(this::openAndClose).toList();

    long alive = WINDOWS;
    for (int attempt = 0; attempt < 50 && alive > KEPT_BY_THE_TOOLKIT; attempt++) {
      System.gc();
      Thread.sleep(50);
      alive = shells.stream().filter(shell -> shell.get() != null).count();
    }

    assertThat(alive).isLessThanOrEqualTo(KEPT_BY_THE_TOOLKIT);
  }

  private WeakReference<StudioShell> openAndClose(int number) {
    try (SyntheticBackend backend = new SyntheticBackend(List.of(new SyntheticEdit()));
        StudioFixture studio =
            WaitForAsyncUtils.waitForAsyncFx(
                30_000,
                () -> new StudioFixture(backend, folder.resolve(number + ".json"), new Stage()))) {
      studio.awaitFullPicture();
      return new WeakReference<>(studio.shell());
    }
  }
}

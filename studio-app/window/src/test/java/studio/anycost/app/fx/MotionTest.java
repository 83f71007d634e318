package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.tk.Toolkit;
import com.sun.scenario.animation.AbstractPrimaryTimer;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.portrait.PortraitStage;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.SettledLayout;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.settings.Preferences.Motion;

/** Nothing moves by itself for those who do not want it. */
@ExtendWith(ApplicationExtension.class)
class MotionTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  /** What is moving now: animations that JavaFX plays, but for those that only wait. */
  private static List<String> moving() throws ReflectiveOperationException {
    AbstractPrimaryTimer timer = Toolkit.getToolkit().getPrimaryTimer();
    Object[] receivers = (Object[]) field(AbstractPrimaryTimer.class, "receivers").get(timer);
    int count = field(AbstractPrimaryTimer.class, "receiversLength").getInt(timer);
    List<String> moving = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Animation animation = (Animation) field(receivers[i].getClass(), "this$0").get(receivers[i]);
      if (!onlyWaits(animation)) {
        moving.add(animation.getClass().getName());
      }
    }
    return moving;
  }

  private static boolean onlyWaits(Animation animation) {
    return animation instanceof PauseTransition
        || animation instanceof Timeline timeline
            && timeline.getKeyFrames().stream().map(KeyFrame::getValues).allMatch(v -> v.isEmpty());
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** Shows all that moves elsewhere, and tells what moves here. */
  private List<String> stir(Motion motion) {
    studio.fx(
        () -> {
          studio.get(PreferenceState.class).update(now -> now.withMotion(motion));
          return null;
        });
    Pane root = (Pane) studio.fx(() -> studio.stage().getScene().getRoot());
    ProgressBar endless = new ProgressBar(-1);
    studio.fx(
        () -> {
          root.getChildren().add(endless);
          studio.get(Notices.class).show(Notice.failure("It failed", "Because."));
          studio.get(ViewState.class).toggle(ViewState.Drawer.PREFERENCES);
          studio.get(PortraitStage.class).showBusy("Working");
          return null;
        });
    studio.awaitShown("portrait-busy");
    List<String> moving =
        studio.fx(
            () -> {
              SettledLayout.now(root);
              return moving();
            });
    studio.fx(
        () -> {
          root.getChildren().remove(endless);
          studio.get(ViewState.class).closeDrawer();
          studio.get(PortraitStage.class).showIdle();
          return null;
        });
    return moving;
  }

  @Test
  void nothingMovesByItselfWhereThatIsNotWanted() {
    studio.awaitFullPicture();
    studio.awaitPanels();

    assertThat(stir(Motion.FULL)).as("the test sees what moves").hasSizeGreaterThanOrEqualTo(2);
    studio.await("that is over", () -> moving().isEmpty());
    assertThat(stir(Motion.REDUCED)).isEmpty();
    assertThat(studio.fx(() -> studio.stage().getScene().getRoot().getStyleClass()))
        .contains("reduced-motion");
  }
}

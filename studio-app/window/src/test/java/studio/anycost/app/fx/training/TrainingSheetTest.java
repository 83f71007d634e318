package studio.anycost.app.fx.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.image.ImageView;
import javafx.scene.shape.Polyline;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;

/** A run that writes, is ended and goes on, followed in the window. */
@ExtendWith(ApplicationExtension.class)
class TrainingSheetTest {
  @TempDir Path folder;
  private Path run;
  private SyntheticBackend backend;
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of());
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
  }

  @BeforeEach
  void prepare() throws IOException {
    run = Files.createDirectory(folder.resolve("third"));
    Files.writeString(run.resolve("run.properties"), "steps=10\n");
    Files.writeString(run.resolve("metrics.csv"), "step,pictures,discriminator,generator\n");
    append("1,4,1.5,0.5\n2,8,1.25,0.75\n3,12,0.");
    for (String ratio : List.of("", "-0.5x")) {
      picture("grid-2" + ratio + ".png", 32);
    }
    Files.writeString(run.resolve("grid-2-0.25x.png"), "half of a picture");
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private void append(String text) throws IOException {
    Files.writeString(run.resolve("metrics.csv"), text, StandardOpenOption.APPEND);
  }

  private void picture(String name, int side) throws IOException {
    ImageIO.write(
        new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB),
        "png",
        run.resolve(name).toFile());
  }

  /** By the menu, as a person does it. */
  private void follow(Path chosen) {
    studio.answers().choose(chosen);
    studio.fx(
        () -> {
          MenuItem item =
              studio.node("menu", MenuButton.class).getItems().stream()
                  .filter(Menu.class::isInstance)
                  .flatMap(group -> ((Menu) group).getItems().stream())
                  .filter(each -> "Follow a training run\u2026".equals(each.getText()))
                  .findFirst()
                  .orElseThrow();
          item.fire();
          return null;
        });
    studio.awaitShown("training-state");
  }

  private void awaitState(String part) {
    studio.await(
        "the page says '" + part + "'",
        () -> {
          studio.fx(
              () -> {
                studio.get(FollowedRun.class).look();
                return null;
              });
          return studio.node("training-state", Label.class).getText().contains(part);
        });
  }

  private List<ImageView> pictures() {
    return studio.fx(
        () -> {
          List<ImageView> found = new ArrayList<>();
          for (Node node : studio.node("training-pictures", Node.class).lookupAll(".image-view")) {
            found.add((ImageView) node);
          }
          return found;
        });
  }

  private int points() {
    return studio.fx(
        () -> {
          Node chart = studio.node("training-chart", Node.class);
          ((Parent) chart).layout();
          return ((Polyline) chart.lookup(".loss-line")).getPoints().size() / 2;
        });
  }

  @SuppressWarnings("unchecked")
  private ComboBox<String> curves() {
    return studio.node("training-curve", ComboBox.class);
  }

  @Test
  void aRunIsFollowedWhileItGrowsIsEndedAndGoesOn() throws IOException {
    follow(run);
    awaitState("Step 2 of 10 (20 %)");
    assertThat(studio.fx(() -> List.copyOf(curves().getItems())))
        .containsExactly("discriminator", "generator");
    assertThat(points()).isEqualTo(2);
    assertThat(studio.node("training-progress", ProgressBar.class).getProgress()).isEqualTo(0.2);
    // That of a quarter is not whole yet.
    assertThat(pictures()).hasSize(2);

    studio.fx(
        () -> {
          curves().setValue("generator");
          return null;
        });
    append("5,0.25\n4,16,1,0.125\n");
    picture("grid-4.png", 64);
    awaitState("Step 4 of 10 (40 %)");
    assertThat(studio.fx(() -> curves().getValue())).isEqualTo("generator");
    assertThat(points()).isEqualTo(4);
    assertThat(pictures()).extracting(view -> view.getImage().getWidth()).contains(64.0, 32.0);

    // Ended, and gone on from the checkpoint of step 2.
    Files.writeString(
        run.resolve("metrics.csv.part"),
        "step,pictures,discriminator,generator\n1,4,1.5,0.5\n2,8,1.25,0.75\n3,12,1,1\n");
    Files.move(
        run.resolve("metrics.csv.part"),
        run.resolve("metrics.csv"),
        StandardCopyOption.REPLACE_EXISTING);
    awaitState("Step 3 of 10 (30 %)");
    assertThat(points()).isEqualTo(3);
    append("10,40,1,1\n");
    awaitState("Step 10 of 10 (100 %). The run has ended.");

    studio.fx(
        () -> {
          studio.get(ViewState.class).back();
          return null;
        });
    assertThat(studio.fx(() -> studio.get(ViewState.class).drawerProperty().get()))
        .isEqualTo(Optional.empty());
  }

  @Test
  void whatIsNoRunIsSaid() throws IOException {
    Path other = Files.createDirectory(folder.resolve("photos"));
    follow(other);
    awaitState("photos is no folder of a training run");
    assertThat(studio.isShown("training-chart")).isFalse();
    // Dropped on the window, as './studio third' has it too.
    studio.fx(
        () -> {
          studio.shell().open(run);
          return null;
        });
    awaitState("Step 2 of 10");
    assertThat(studio.isShown("training-chart")).isTrue();
  }
}

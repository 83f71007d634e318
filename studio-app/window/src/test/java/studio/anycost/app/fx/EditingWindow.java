package studio.anycost.app.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.stage.Stage;
import javafx.util.Duration;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;

/**
 * A process with a real window in which somebody moves a slider until it is killed; it says when
 * the portrait was changed, and to what.
 */
final class EditingWindow {
  private EditingWindow() {}

  /** The key of the slider that moves. */
  static final String KEY = "Smiling";

  /** Moves the slider of the window whose home is the first argument. */
  public static void main(String[] arguments) {
    Application.launch(Studio.class, arguments);
  }

  /** Made by JavaFX; a main class that extends Application does not start from a class path. */
  public static final class Studio extends Application {
    @Override
    public void start(Stage stage) {
      edit(stage, Path.of(getParameters().getRaw().get(0)), getParameters().getRaw().get(1));
    }
  }

  private static void edit(Stage stage, Path home, String seed) {
    StudioFixture studio =
        new StudioFixture(
            new SyntheticBackend(List.of(new SyntheticEdit())),
            home.resolve("preferences.json"),
            stage);
    DocumentState documents = studio.get(DocumentState.class);
    documents
        .documentProperty()
        .addListener(
            (observable, old, now) -> {
              System.out.println(System.currentTimeMillis() + " " + value(documents));
              System.out.flush();
            });
    Random random = new Random(Long.parseLong(seed));
    Timeline hand =
        new Timeline(new KeyFrame(Duration.millis(35), event -> move(stage, random.nextDouble())));
    hand.setCycleCount(Animation.INDEFINITE);
    hand.play();
  }

  private static void move(Stage stage, double where) {
    Node slider = stage.getScene().lookup("#edit-synthetic-" + KEY + "-slider");
    if (slider instanceof Slider moved) { // the panels come after the window
      moved.setValue(moved.getMin() + where * (moved.getMax() - moved.getMin()));
    }
  }

  private static String value(DocumentState documents) {
    return documents
        .get()
        .recipe()
        .step("synthetic")
        .map(step -> step.values().toString())
        .orElse("none");
  }
}

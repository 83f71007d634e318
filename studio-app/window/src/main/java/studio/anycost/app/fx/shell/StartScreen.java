package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import javafx.stage.Stage;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.theme.MotionSwitcher;
import studio.anycost.app.fx.theme.ThemeSwitcher;
import studio.anycost.app.fx.view.BusyRing;
import studio.anycost.app.fx.words.Texts;

/** What the window shows until the model is open, and if none can be opened. */
public final class StartScreen {
  private static final double ICON = 72;
  private static final double TEXT_WIDTH = 480;

  private final ThemeSwitcher themes;
  private final MotionSwitcher motion;
  private final PreferenceState preferences;
  private final WindowKeeper keeper;
  private final Label text = new Label(Texts.of("shell.startScreen.openingTheModel"));
  private final VBox node = new VBox();

  @Inject
  StartScreen(
      ThemeSwitcher themes,
      MotionSwitcher motion,
      PreferenceState preferences,
      WindowKeeper keeper) {
    this.themes = themes;
    this.motion = motion;
    this.preferences = preferences;
    this.keeper = keeper;
  }

  /** Shows the stage in its last place. */
  public void show(Stage stage) {
    themes.choose(preferences.get().theme());
    ImageView icon = new ImageView(AppIcon.image((int) (2 * ICON)));
    icon.setFitWidth(ICON);
    icon.setFitHeight(ICON);
    Label title = new Label("Anycost Studio");
    title.getStyleClass().add("start-title");
    text.getStyleClass().add("muted");
    text.setWrapText(true);
    text.setMaxWidth(TEXT_WIDTH);
    text.setAlignment(Pos.CENTER);
    text.setTextAlignment(TextAlignment.CENTER);
    node.getChildren().setAll(icon, title, text, BusyRing.in(node, 22));
    node.setAlignment(Pos.CENTER);
    node.getStyleClass().add("start-screen");
    motion.choose(preferences.get().motion(), node.getStyleClass());
    Scene scene = new Scene(node);
    themes.style(scene.getStylesheets());
    stage.setTitle("Anycost Studio");
    stage.getIcons().setAll(AppIcon.images());
    stage.setScene(scene);
    keeper.place(stage);
    stage.show();
  }

  /** There is nothing to work with; one sentence for people. */
  public void fail(String sentence, Runnable quit) {
    text.setText(sentence);
    Button button = new Button(Texts.of("shell.startScreen.quit"));
    button.setOnAction(event -> quit.run());
    node.getChildren().set(node.getChildren().size() - 1, button);
  }
}

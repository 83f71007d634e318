package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.ToolCommands;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.FirstGuess;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.task.DurationText;

/** Says on the picture that the portrait of a photo is only a guess, and offers to better it. */
final class GuessBanner extends View<HBox> {
  private final FirstGuess guess;
  private final ToolsState tools;
  private final DocumentState documents;
  private final PhotoState photos;
  private final Label text = new Label();
  private final Button refine = new Button();
  private final Button dismiss = Icons.iconOnly(new Button(), Signs.CLOSE);

  @Inject
  GuessBanner(
      FirstGuess guess,
      ToolsState tools,
      DocumentState documents,
      PhotoState photos,
      ToolCommands commands) {
    super(new HBox());
    this.guess = guess;
    this.tools = tools;
    this.documents = documents;
    this.photos = photos;
    text.setId("guess-text");
    text.setWrapText(true);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    refine.setId("guess-refine");
    refine.getStyleClass().add("accent");
    refine.setMinWidth(Region.USE_PREF_SIZE);
    refine.setMnemonicParsing(false);
    refine.setOnAction(event -> guess.refinerProperty().get().ifPresent(commands::run));
    dismiss.setId("guess-dismiss");
    dismiss.setAccessibleText(Texts.of("shell.guessBanner.keepItAsIt"));
    Tips.set(dismiss, Texts.of("shell.guessBanner.keepItAsIt"));
    dismiss.setOnAction(event -> guess.accept());
    node().setId("guess-banner");
    node().getStyleClass().addAll("floating-bar", "guess-banner");
    node().setAlignment(Pos.CENTER_LEFT);
    node().setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    node().getChildren().addAll(text, refine, dismiss);
    node().managedProperty().bind(node().visibleProperty());
    node().setVisible(false);
  }

  @Override
  protected void onAttach() {
    onChange(guess.refinerProperty(), this::show);
    onChange(photos.shownProperty(), this::show);
    onChange(tools.chosen(), this::show);
  }

  private void show() {
    Optional<Offered<Tool>> refiner = guess.refinerProperty().get();
    // It speaks of the portrait: not over the photo.
    node().setVisible(refiner.isPresent() && !photos.shownProperty().get());
    refiner.ifPresent(this::show);
  }

  private void show(Offered<Tool> refiner) {
    String name = refiner.info().name();
    String action = refiner.info().action();
    text.setText(
        tools
            .lasted(refiner.id(), tools.values(refiner, documents.get()))
            .map(time -> Texts.of("shell.guessBanner.inAbout", name, DurationText.of(time)))
            .orElseGet(() -> Texts.of("shell.guessBanner.stepByStep", name)));
    refine.setText(action.isBlank() ? name : action);
  }
}

package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import studio.anycost.app.fx.command.DropCommands;

/** Takes files that are dropped on the window, and says beforehand what would become of them. */
final class DropArea extends StackPane {
  private final DropCommands commands;
  private final Label text = new Label();

  @Inject
  DropArea(DropCommands commands) {
    this.commands = commands;
    setId("drop-area");
    getStyleClass().add("drop-area");
    setMouseTransparent(true);
    setVisible(false);
    text.getStyleClass().add("drop-text");
    getChildren().add(text);
  }

  void install(Scene scene) {
    scene.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          // What is dragged out of this window is for others.
          if (event.getDragboard().hasFiles() && event.getGestureSource() == null) {
            event.acceptTransferModes(TransferMode.COPY);
            show(event.getDragboard().getFiles());
            event.consume();
          }
        });
    scene.addEventHandler(DragEvent.DRAG_EXITED, event -> setVisible(false));
    scene.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          setVisible(false);
          List<Path> files = event.getDragboard().getFiles().stream().map(File::toPath).toList();
          event.setDropCompleted(!files.isEmpty());
          event.consume();
          commands.drop(files);
        });
  }

  private void show(List<File> files) {
    text.setText(
        switch (DropCommands.use(files.get(0).toPath())) {
          case PLUGIN -> "Drop to install the plugin";
          case PROJECT -> "Drop to open the project";
          case PRESET -> "Drop to keep the preset";
          case MODEL -> "Drop to open the model";
          case PHOTO -> "Drop to make a portrait of the photo";
          case BOUNDARY -> "Drop to add the boundary to the model's attributes";
          case TRAINING_RUN -> "Drop to follow the training run";
          case NONE -> "Photos, projects, plugins and models can be dropped here";
        });
    setVisible(true);
  }
}

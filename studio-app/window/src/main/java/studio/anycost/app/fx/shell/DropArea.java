package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import studio.anycost.app.fx.command.DropCommands;
import studio.anycost.app.fx.words.Texts;

/** Takes files that are dropped on the window, and says beforehand what would become of them. */
final class DropArea extends StackPane {
  private final DropCommands commands;
  private final Label text = new Label();
  private Optional<Path> shown = Optional.empty();

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
    Path file = files.get(0).toPath();
    if (isVisible() && shown.equals(Optional.of(file))) {
      return; // events follow each other while the mouse moves, and the file may have to be read
    }
    shown = Optional.of(file);
    text.setText(
        switch (commands.wouldBe(file)) {
          case PLUGIN -> Texts.of("shell.dropArea.dropToInstallThe");
          case PROJECT -> Texts.of("shell.dropArea.openProject");
          case PRESET -> Texts.of("shell.dropArea.dropToKeepThe");
          case MODEL -> Texts.of("shell.dropArea.openModel");
          case PHOTO -> Texts.of("shell.dropArea.dropToMakeA");
          case BOUNDARY -> Texts.of("shell.dropArea.dropToAddThe");
          case TRAINING_RUN -> Texts.of("shell.dropArea.dropToFollowThe");
          case NONE -> Texts.of("shell.dropArea.photosProjectsPluginsAnd");
        });
    setVisible(true);
  }
}

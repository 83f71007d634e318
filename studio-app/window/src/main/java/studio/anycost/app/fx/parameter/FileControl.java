package studio.anycost.app.fx.parameter;

import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.FileParameter;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.words.Texts;

/** The name of a file and a button that asks for another. */
final class FileControl implements ValueControl<Optional<Path>> {
  private final FileParameter parameter;
  private final Label name = new Label();
  private final Button choose =
      new Button(Texts.of("parameter.fileControl.choose"), Icons.of(Signs.OPEN_FILE));
  private final VBox node = new VBox();

  FileControl(
      FileParameter parameter,
      String id,
      ParameterHeader header,
      ParameterFileChooser chooser,
      Sink<Optional<Path>> sink) {
    this.parameter = parameter;
    name.setId(id + "-file");
    name.getStyleClass().add("file-name");
    name.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    choose.setId(id + "-choose");
    choose.setMinWidth(Button.USE_PREF_SIZE);
    choose.setAccessibleText(
        Texts.of("parameter.fileControl.chooseAFileFor", parameter.info().label()));
    choose.setOnAction(
        event ->
            chooser
                .choose(parameter.info().label(), parameter.extensions())
                .ifPresent(
                    path -> {
                      show(Optional.of(path));
                      sink.set(Optional.of(path), GestureCounter.single());
                    }));
    header.onReset(
        () -> {
          show(Optional.empty());
          sink.set(Optional.empty(), GestureCounter.single());
        });
    HBox row = new HBox(8, name, choose);
    row.setAlignment(Pos.CENTER_LEFT);
    node.getChildren().addAll(header.node(), row);
    show(Optional.empty());
  }

  @Override
  public void show(Optional<Path> value) {
    name.setText(describe(value));
  }

  @Override
  public String describe(Optional<Path> value) {
    return value
        .map(path -> String.valueOf(path.getFileName()))
        .orElse(Texts.of("parameter.fileControl.none"));
  }

  @Override
  public FileParameter parameter() {
    return parameter;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Node hand() {
    return choose;
  }
}

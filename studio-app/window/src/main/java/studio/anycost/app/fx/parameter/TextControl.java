package studio.anycost.app.fx.parameter;

import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.TextParameter;

/** A field for a line of text; taken when it is left, or by Enter. */
final class TextControl implements ValueControl<String> {
  private final TextParameter parameter;
  private final TextField field = new TextField();
  private final VBox node = new VBox();
  private String shown = "";

  TextControl(TextParameter parameter, String id, ParameterHeader header, Sink<String> sink) {
    this.parameter = parameter;
    field.setId(id + "-text");
    field.setAccessibleText(parameter.info().label());
    field.setTextFormatter(
        new TextFormatter<>(
            change -> change.getControlNewText().length() <= parameter.longest() ? change : null));
    field.setOnAction(event -> take(sink));
    field
        .focusedProperty()
        .addListener(
            (observable, old, focused) -> {
              if (!focused) {
                take(sink);
              }
            });
    header.onReset(
        () -> {
          field.setText(parameter.defaultValue());
          take(sink);
        });
    node.getChildren().addAll(header.node(), field);
    show(parameter.defaultValue());
  }

  private void take(Sink<String> sink) {
    if (!field.getText().equals(shown)) {
      shown = field.getText();
      sink.set(shown, GestureCounter.single());
    }
  }

  @Override
  public void show(String value) {
    shown = value;
    field.setText(value);
  }

  @Override
  public String describe(String value) {
    return value;
  }

  @Override
  public TextParameter parameter() {
    return parameter;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Node hand() {
    return field;
  }
}

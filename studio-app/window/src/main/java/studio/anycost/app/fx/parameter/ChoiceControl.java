package studio.anycost.app.fx.parameter;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.ChoiceParameter.Option;

/** A list to choose one option from. */
final class ChoiceControl implements ValueControl<String> {
  private final ChoiceParameter parameter;
  private final ComboBox<Option> box = new ComboBox<>();
  private final VBox node = new VBox();
  private boolean showing;

  ChoiceControl(ChoiceParameter parameter, String id, ParameterHeader header, Sink<String> sink) {
    this.parameter = parameter;
    box.setId(id + "-choice");
    box.setAccessibleText(parameter.info().label());
    box.setMaxWidth(Double.MAX_VALUE);
    box.getItems().setAll(parameter.options());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Option option) {
            return option == null ? "" : option.label();
          }

          @Override
          public Option fromString(String text) {
            throw new UnsupportedOperationException("The list is not editable.");
          }
        });
    box.valueProperty()
        .addListener(
            (observable, old, option) -> {
              if (!showing && option != null) {
                sink.set(option.key(), GestureCounter.single());
              }
            });
    header.onReset(() -> box.setValue(option(parameter.defaultValue())));
    header.explain(box);
    node.getChildren().addAll(header.node(), box);
    show(parameter.defaultValue());
  }

  private Option option(String key) {
    return parameter.options().stream()
        .filter(option -> option.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no option '" + key + "'."));
  }

  @Override
  public void show(String value) {
    showing = true;
    box.setValue(option(value));
    showing = false;
  }

  @Override
  public String describe(String value) {
    return option(value).label();
  }

  @Override
  public ChoiceParameter parameter() {
    return parameter;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Node hand() {
    return box;
  }
}

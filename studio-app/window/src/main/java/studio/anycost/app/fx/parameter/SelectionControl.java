package studio.anycost.app.fx.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.ChoiceParameter.Option;
import studio.anycost.api.parameter.SelectionParameter;

/** A button that says what is selected, and opens a list of check boxes. */
final class SelectionControl implements ValueControl<List<String>> {
  private static final int NAMED = 3;

  private final SelectionParameter parameter;
  private final Sink<List<String>> sink;
  private final MenuButton button = new MenuButton();
  private final Map<String, CheckBox> boxes = new LinkedHashMap<>();
  private final VBox node = new VBox();
  private boolean showing;

  SelectionControl(
      SelectionParameter parameter, String id, ParameterHeader header, Sink<List<String>> sink) {
    this.parameter = parameter;
    this.sink = sink;
    button.setId(id + "-selection");
    button.setAccessibleText(parameter.info().label());
    button.setMaxWidth(Double.MAX_VALUE);
    button.setMinWidth(0);
    button.setTextOverrun(OverrunStyle.ELLIPSIS);
    button.setDisable(parameter.options().isEmpty());
    for (Option option : parameter.options()) {
      CheckBox box = new CheckBox(option.label());
      box.setId(id + "-option-" + option.key().replaceAll("[^A-Za-z0-9_-]", "_"));
      box.setMnemonicParsing(false);
      box.selectedProperty().addListener((observable, old, on) -> changed());
      boxes.put(option.key(), box);
      CustomMenuItem item = new CustomMenuItem(box, false);
      button.getItems().add(item);
    }
    header.onReset(
        () -> {
          show(parameter.defaultValue());
          sink.set(parameter.defaultValue(), GestureCounter.single());
        });
    node.getChildren().addAll(header.node(), button);
    show(parameter.defaultValue());
  }

  private void changed() {
    if (!showing) {
      List<String> value =
          boxes.entrySet().stream()
              .filter(entry -> entry.getValue().isSelected())
              .map(Map.Entry::getKey)
              .toList();
      button.setText(describe(value));
      sink.set(value, GestureCounter.single());
    }
  }

  @Override
  public void show(List<String> value) {
    showing = true;
    boxes.forEach((key, box) -> box.setSelected(value.contains(key)));
    button.setText(describe(value));
    showing = false;
  }

  @Override
  public String describe(List<String> value) {
    if (value.isEmpty()) {
      return "None";
    }
    return value.size() <= NAMED
        ? String.join(", ", value.stream().map(key -> boxes.get(key).getText()).toList())
        : value.size() + " of " + boxes.size();
  }

  @Override
  public SelectionParameter parameter() {
    return parameter;
  }

  @Override
  public Node node() {
    return node;
  }
}

package studio.anycost.app.fx.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.ChoiceParameter.Option;
import studio.anycost.api.parameter.SelectionParameter;
import studio.anycost.app.fx.words.Texts;

/** A button that says what is selected, and opens a list of check boxes that can be searched. */
final class SelectionControl implements ValueControl<List<String>> {
  private static final int NAMED = 3;

  /** From how many options on the list is searched. */
  private static final int SEARCH_ABOVE = 10;

  /** About ten rows; the rest is scrolled to. */
  private static final double HEIGHT = 300;

  private static final double WIDTH = 240;

  private static final double SCROLL_BAR = 10;

  private final SelectionParameter parameter;
  private final Sink<List<String>> sink;
  private final MenuButton button = new MenuButton();
  private final Map<String, CheckBox> boxes = new LinkedHashMap<>();
  private final TextField search = new TextField();
  private final VBox list = new VBox();
  private final ScrollPane scroll = new ScrollPane(list);
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
      box.setWrapText(true);
      box.selectedProperty().addListener((observable, old, on) -> changed());
      box.managedProperty().bind(box.visibleProperty());
      boxes.put(option.key(), box);
      list.getChildren().add(box);
    }
    CustomMenuItem all = new CustomMenuItem(listed(id), false);
    all.getStyleClass().add("selection-item");
    button.getItems().add(all);
    button.setOnShown(
        event -> {
          fit();
          search.clear();
          search.requestFocus();
        });
    header.onReset(
        () -> {
          show(parameter.defaultValue());
          sink.set(parameter.defaultValue(), GestureCounter.single());
        });
    header.explain(button);
    node.getChildren().addAll(header.node(), button);
    show(parameter.defaultValue());
  }

  private Node listed(String id) {
    Label hint = new Label(parameter.info().help());
    hint.getStyleClass().add("muted");
    hint.setWrapText(true);
    hint.setMaxWidth(WIDTH);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    hint.setManaged(!parameter.info().help().isBlank());
    search.setId(id + "-selection-search");
    search.setPromptText(Texts.of("parameter.selectionControl.filter"));
    search.setManaged(boxes.size() > SEARCH_ABOVE);
    search.setVisible(search.isManaged());
    search.textProperty().addListener((observable, old, words) -> filter(words));
    list.getStyleClass().add("selection-list");
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setId(id + "-selection-list");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToWidth(true);
    scroll.setPrefWidth(WIDTH);
    scroll.setMaxHeight(HEIGHT);
    VBox content = new VBox(8, hint, search, scroll);
    content.setMaxWidth(WIDTH);
    return content;
  }

  /** As high as the lines of all names, up to a limit: a scroll pane counts a line for each. */
  private void fit() {
    list.applyCss();
    double height = list.prefHeight(WIDTH - SCROLL_BAR);
    scroll.setPrefHeight(Math.min(HEIGHT, height + scroll.snappedTopInset() + 2));
  }

  private void filter(String words) {
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    boxes
        .values()
        .forEach(box -> box.setVisible(box.getText().toLowerCase(Locale.ROOT).contains(wanted)));
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
      return parameter.emptyText();
    }
    return value.size() <= NAMED
        ? String.join(", ", value.stream().map(key -> boxes.get(key).getText()).toList())
        : Texts.of("parameter.selectionControl.of", value.size(), boxes.size());
  }

  @Override
  public SelectionParameter parameter() {
    return parameter;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Node hand() {
    return button;
  }
}

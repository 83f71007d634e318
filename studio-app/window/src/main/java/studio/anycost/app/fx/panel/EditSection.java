package studio.anycost.app.fx.panel;

import atlantafx.base.controls.CustomTextField;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.fx.view.Fold;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/** The titled panel of one edit: heading, number of changes, reset all, search, controls. */
final class EditSection {
  /** From how many parameters on a search field is worth its place. */
  static final int SEARCH_ABOVE = 8;

  private final String id;
  private final HBox heading;
  private final TitledPane pane = new TitledPane();
  private final Label count = new Label();
  private final Button resetAll = Icons.iconOnly(new Button(), Signs.RESET);
  private final Consumer<ParameterValues> display;
  private Optional<CustomTextField> search = Optional.empty();

  /**
   * @param id prefix of the ids of all nodes
   * @param controls what the person works with
   * @param display shows values in the controls
   * @param size number of parameters
   * @param filter shows only what matches; offered if there are many parameters
   * @param reset puts everything back
   */
  EditSection(
      String id,
      ContributionInfo info,
      Node controls,
      Consumer<ParameterValues> display,
      int size,
      Consumer<String> filter,
      Runnable reset) {
    this.id = id;
    this.display = display;
    Label title = new Label(info.name());
    title.getStyleClass().add("section-title");
    if (!info.description().isBlank()) {
      Tips.install(title, info.description());
    }
    count.setId(id + "-changes");
    count.getStyleClass().add("change-count");
    resetAll.setId(id + "-reset-all");
    resetAll.setAccessibleText(Texts.of("panel.editSection.resetAllOf", info.name()));
    Tips.set(resetAll, Texts.of("panel.editSection.resetAllOfThat", info.name()));
    resetAll.setOnAction(event -> reset.run());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    heading = new HBox(6, title, count, gap, resetAll);
    heading.setAlignment(Pos.CENTER_LEFT);
    VBox content = new VBox();
    content.getStyleClass().add("section-content");
    if (size > SEARCH_ABOVE) {
      search = Optional.of(searchField(id, filter));
      content.getChildren().add(search.get());
    }
    content.getChildren().add(controls);
    pane.setId(id);
    pane.getStyleClass().add("edit-section");
    pane.setAnimated(false);
    pane.setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
    pane.setText(info.name());
    pane.setGraphic(heading);
    // The arrow of a titled pane takes its place from the heading's width.
    heading.minWidthProperty().bind(pane.widthProperty().subtract(48));
    heading.maxWidthProperty().bind(heading.minWidthProperty());
    pane.setContent(content);
    Fold.answerEveryClick(pane);
  }

  private static CustomTextField searchField(String id, Consumer<String> filter) {
    CustomTextField search = new CustomTextField();
    search.setId(id + "-search");
    search.getStyleClass().add("search-field");
    search.setPromptText(Texts.of("panel.editSection.filter"));
    search.setLeft(Icons.of(Signs.SEARCH));
    Button clear = Icons.iconOnly(new Button(), Signs.CLOSE);
    clear.setId(id + "-search-clear");
    clear.setAccessibleText(Texts.of("panel.editSection.clearTheSearch"));
    clear.visibleProperty().bind(search.textProperty().isNotEmpty());
    clear.setOnAction(event -> search.clear());
    search.setRight(clear);
    search.textProperty().addListener((observable, old, query) -> filter.accept(query));
    search.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            event.consume();
          }
        });
    return search;
  }

  TitledPane node() {
    return pane;
  }

  BooleanProperty expandedProperty() {
    return pane.expandedProperty();
  }

  /** Shows all parameters again. */
  void clearSearch() {
    search.ifPresent(CustomTextField::clear);
  }

  /** Offers to draw values for the sliders. */
  void offerSurprise(Runnable surprise) {
    Button button = Icons.iconOnly(new Button(), Signs.RANDOM);
    button.setId(id + "-surprise");
    button.setAccessibleText(Texts.of("panel.editSection.surpriseMeDrawValues", pane.getText()));
    Tips.set(button, Texts.of("panel.editSection.surpriseMeMoveSome"));
    button.setOnAction(event -> surprise.run());
    heading.getChildren().add(heading.getChildren().indexOf(resetAll), button);
  }

  /** Shows values of which some are locked, so that there may be nothing to put back. */
  void show(ParameterValues values, boolean canReset) {
    show(values);
    resetAll.setVisible(canReset);
  }

  void show(ParameterValues values) {
    display.accept(values);
    int changed = values.toText().size();
    count.setText(String.valueOf(changed));
    count.setVisible(changed > 0);
    resetAll.setVisible(changed > 0);
  }
}

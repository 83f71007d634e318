package studio.anycost.app.fx.view;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * A row of joined buttons of which one is on, or none. Arrow keys move within the row.
 *
 * @param <T> what is chosen among
 */
public final class Segments<T> extends HBox {
  private final ToggleGroup group = new ToggleGroup();
  private final List<T> options;
  private boolean showing;

  /**
   * @param id of the row; its buttons are {@code id-0}, {@code id-1}, ...
   * @param chosen hears of choices that a person makes, the present one included
   */
  public Segments(String id, List<T> options, Function<T, String> label, Consumer<T> chosen) {
    this.options = List.copyOf(options);
    setId(id);
    getStyleClass().add("segments");
    for (int i = 0; i < options.size(); i++) {
      ToggleButton button = new ToggleButton(label.apply(options.get(i)));
      button.setId(id + "-" + i);
      button.setToggleGroup(group);
      button.setMaxWidth(Double.MAX_VALUE);
      button.setMinWidth(0);
      // All of one width, whatever their labels.
      button.setPrefWidth(60);
      HBox.setHgrow(button, Priority.ALWAYS);
      button.getStyleClass().add(i == 0 ? "first" : i == options.size() - 1 ? "last" : "middle");
      getChildren().add(button);
    }
    // Not by the buttons' actions: arrow keys choose without one.
    group
        .selectedToggleProperty()
        .addListener(
            (observable, old, now) -> {
              if (showing) {
                return;
              }
              if (now == null) {
                quietly(old); // a second click does not switch the choice off
              }
              chosen.accept(this.options.get(group.getToggles().indexOf(now == null ? old : now)));
            });
  }

  /** Shows a choice without telling; an unknown one or null shows none. */
  public void show(T option) {
    int index = option == null ? -1 : options.indexOf(option);
    quietly(index < 0 ? null : group.getToggles().get(index));
  }

  private void quietly(Toggle toggle) {
    showing = true;
    group.selectToggle(toggle);
    showing = false;
  }

  /** The button of an option, for an icon or a tooltip. */
  public ToggleButton button(int index) {
    return (ToggleButton) getChildren().get(index);
  }
}

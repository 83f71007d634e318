package studio.anycost.app.fx.grid;

import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.app.compare.Variant;
import studio.anycost.app.fx.command.CompareCommands;
import studio.anycost.app.fx.command.CompareCommands.Origin;
import studio.anycost.app.fx.command.CompareCommands.PortraitOffer;
import studio.anycost.app.fx.view.Words;
import studio.anycost.app.fx.words.Texts;

/** A button that opens a list of all that may be compared, by where it comes from. */
final class VariantChooser {
  /** About fourteen rows; the rest is scrolled to. */
  private static final double HEIGHT = 420;

  private static final double WIDTH = 300;

  private final CompareCommands commands;
  private final MenuButton button = new MenuButton();
  private final VBox list = new VBox();

  /** As a person looks for one: which resolution, and then how wide. */
  private static final Comparator<Variant> BY_SIZE =
      Comparator.<Variant>comparingInt(each -> each.subGenerator().resolution())
          .thenComparingInt(
              each ->
                  each.subGenerator().channels().widths().stream()
                      .mapToInt(Integer::intValue)
                      .sum());

  VariantChooser(CompareCommands commands) {
    this.commands = commands;
    button.setId("variants-choose");
    button.setMinWidth(Region.USE_PREF_SIZE);
    list.setId("variants-list");
    list.getStyleClass().add("selection-list");
    ScrollPane scroll = new ScrollPane(list);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToWidth(true);
    scroll.setPrefWidth(WIDTH);
    scroll.setMaxHeight(HEIGHT);
    scroll.setId("variants-scroll");
    // A menu gives what it shows the height that it would like; a box keeps to the highest.
    CustomMenuItem all = new CustomMenuItem(new VBox(scroll), false);
    all.getStyleClass().add("selection-item");
    button.getItems().add(all);
    // What a search that runs has found so far is offered without anything moving under the mouse.
    button.setOnShowing(
        event -> {
          commands.refresh();
          fill();
        });
  }

  MenuButton node() {
    return button;
  }

  /** Says how many are chosen. */
  void tell() {
    button.setText(Texts.of("grid.variantChooser.choose", commands.count()));
  }

  private void fill() {
    list.getChildren().setAll(heading(Texts.of("grid.variantChooser.portraits")));
    commands.portraits().forEach(offer -> list.getChildren().add(row(offer)));
    for (Origin origin : Origin.values()) {
      List<Variant> of =
          commands.offered().stream()
              .filter(each -> commands.origin(each) == origin)
              .sorted(origin == Origin.UNIFORM ? BY_SIZE : (one, other) -> 0)
              .toList();
      if (!of.isEmpty()) {
        list.getChildren().add(heading(heading(origin)));
        of.forEach(variant -> list.getChildren().add(row(variant)));
      }
    }
  }

  private static String heading(Origin origin) {
    return switch (origin) {
      case UNIFORM -> Texts.of("grid.variantChooser.oneRatioThroughout");
      case KEPT -> Texts.of("grid.variantChooser.keptOfSearches");
      case FOUND -> Texts.of("grid.variantChooser.foundByASearch");
    };
  }

  private static Label heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("strong");
    return heading;
  }

  private Node row(PortraitOffer offer) {
    CheckBox box = new CheckBox(offer.name());
    box.setMnemonicParsing(false);
    box.setSelected(offer.chosen());
    box.selectedProperty().addListener((observable, old, on) -> commands.choose(offer, on));
    return new VBox(box);
  }

  private Node row(Variant variant) {
    CheckBox box = new CheckBox(variant.name());
    box.setMnemonicParsing(false);
    box.setSelected(commands.chosen().contains(variant));
    box.selectedProperty().addListener((observable, old, on) -> commands.choose(variant, on));
    VBox row = new VBox(box);
    commands
        .meanDistance(variant)
        .ifPresent(
            distance -> {
              Label figures =
                  new Label(
                      Texts.of(
                          "grid.variantChooser.meanDistance",
                          distance,
                          Words.milliseconds(commands.milliseconds(variant))));
              figures.getStyleClass().addAll("muted", "below-box");
              row.getChildren().add(figures);
            });
    return row;
  }
}

package studio.anycost.app.fx.direction;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.app.engine.DirectionTable;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.theme.ThemeSwitcher;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Sheet;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/**
 * The figures of directions that were found, and the angles between them, side by side with nothing
 * else: neither fits beside a portrait. JavaFX thread only.
 */
public final class DirectionsSheet {
  private static final String ID = "directions";

  private enum Part {
    FIGURES,
    ANGLES
  }

  private final ViewState views;
  private final ThemeSwitcher themes;
  private final Segments<Part> parts;
  private final Label count = new Label();
  private final Button copy = new Button(Texts.of("direction.directionsSheet.copyTheTable"));
  private final StackPane shown = new StackPane();
  private final Sheet node;
  private List<FoundDirection> found = List.of();
  private FiguresTable figures = new FiguresTable(ID + "-table", new DirectionTable(List.of()));
  private Optional<AngleMap> angles = Optional.empty();

  @Inject
  DirectionsSheet(ViewState views, ThemeSwitcher themes) {
    this.views = views;
    this.themes = themes;
    parts =
        new Segments<>(
            ID + "-part",
            List.of(Part.values()),
            part ->
                part == Part.FIGURES
                    ? Texts.of("direction.directionsSheet.figures")
                    : Texts.of("direction.directionsSheet.angles"),
            this::show);
    parts.setMinWidth(180);
    copy.setId(ID + "-copy");
    copy.getStyleClass().add("small");
    copy.setMinWidth(Region.USE_PREF_SIZE);
    Tips.set(copy, Texts.of("direction.directionsSheet.putTheTableOn"));
    copy.setOnAction(event -> figures.copy());
    count.setId(ID + "-count");
    count.getStyleClass().add("muted");
    count.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox bar = new HBox(12, parts, count, gap, copy);
    bar.setAlignment(Pos.CENTER_LEFT);
    shown.setAlignment(Pos.TOP_LEFT);
    shown.setMinHeight(0);
    VBox.setVgrow(shown, Priority.ALWAYS);
    VBox content = new VBox(bar, shown);
    content.setMinHeight(0);
    node =
        Sheet.filled(
            ID,
            Texts.of("direction.directionsSheet.figuresAndAngles"),
            content,
            views::closeDrawer);
    show(Part.FIGURES);
  }

  /** The sheet. */
  public Region node() {
    return node;
  }

  /**
   * Opens the sheet.
   *
   * @param directions what is to be shown; how a table was sorted stays while these are the same
   */
  public void open(List<FoundDirection> directions) {
    if (!directions.equals(found)) {
      found = List.copyOf(directions);
      DirectionTable table = new DirectionTable(found);
      figures = new FiguresTable(ID + "-table", table);
      angles =
          found.size() > 1
              ? Optional.of(new AngleMap(ID, table, themes.appearanceProperty()))
              : Optional.empty();
      count.setText(
          found.size() == 1
              ? Texts.of("direction.directionsSheet.oneDirection")
              : Texts.of("direction.directionsSheet.directions", found.size()));
      show(Part.FIGURES);
    }
    views.drawerProperty().set(Optional.of(ViewState.Drawer.DIRECTIONS));
  }

  private void show(Part part) {
    parts.show(part);
    copy.setVisible(part == Part.FIGURES);
    shown
        .getChildren()
        .setAll(
            part == Part.FIGURES
                ? figures.node()
                : angles.<Node>map(AngleMap::node).orElse(alone()));
  }

  private static Node alone() {
    Label label = new Label(Texts.of("direction.directionsSheet.thereIsAnAngle"));
    label.getStyleClass().add("muted");
    label.setWrapText(true);
    return label;
  }
}

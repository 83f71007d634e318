package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.MacCount;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.ToolCommands;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.view.Words;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;

/** Shows what tools found, where it is not the portrait itself. JavaFX thread only. */
public final class ToolFindings {
  private static final double FIGURES_HEIGHT = 160;

  /** More than these are counted, not listed. */
  private static final int LISTED = 12;

  private final ToolCommands commands;
  private final ModelState model;

  @Inject
  ToolFindings(ToolCommands commands, ModelState model) {
    this.commands = commands;
    this.model = model;
  }

  /**
   * The node for a result, complete or so far.
   *
   * @param id prefix of the ids of all nodes
   */
  Optional<Node> node(String id, Offered<Tool> tool, ToolResult result) {
    if (result instanceof ToolResult.Candidates found) {
      return Optional.of(candidates(id, found.candidates()));
    }
    if (result instanceof ToolResult.Directions found) {
      return Optional.of(directions(id, tool, found));
    }
    return Optional.empty();
  }

  private Node candidates(String id, List<Candidate> found) {
    GridPane table = new GridPane();
    table.setHgap(12);
    table.setVgap(4);
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    ColumnConstraints number = new ColumnConstraints();
    number.setHalignment(HPos.RIGHT);
    table.getColumnConstraints().addAll(wide, number, number);
    table.addRow(0, muted("Sub-generator"), muted("Work"), muted("Distance"));
    for (Candidate candidate : found.subList(0, Math.min(LISTED, found.size()))) {
      table.addRow(
          table.getRowCount(),
          new Label(
              Words.channels(candidate.subGenerator().channels())
                  + ", "
                  + candidate.subGenerator().resolution()
                  + " px"),
          new Label(
              Words.work(MacCount.of(candidate.subGenerator(), model.get().styleDimension()))),
          new Label(String.format(Locale.ROOT, "%.3f", candidate.distance())));
    }
    Button use = new Button("Use for previews");
    use.setId(id + "-use");
    use.getStyleClass().add("small");
    use.setDisable(found.isEmpty());
    use.setOnAction(event -> commands.useLadder(found));
    Button back = new Button("Back to the usual ones");
    back.setId(id + "-back");
    back.getStyleClass().addAll("small", "flat");
    back.setOnAction(event -> commands.useUniformLadder());
    HBox buttons = new HBox(8, use, back);
    buttons.setAlignment(Pos.CENTER_LEFT);
    VBox all = new VBox(8, table);
    if (found.size() > LISTED) {
      all.getChildren().add(muted("and " + (found.size() - LISTED) + " more"));
    }
    all.getChildren().add(buttons);
    return all;
  }

  private Node directions(String id, Offered<Tool> tool, ToolResult.Directions result) {
    List<Boundary> found = result.boundaries();
    Label label =
        muted(
            found.size() == 1
                ? "One direction: " + found.get(0).name()
                : found.size() + " directions, the newest " + last(found));
    label.setWrapText(true);
    Button remove = new Button("Remove them");
    remove.setId(id + "-remove");
    remove.getStyleClass().addAll("small", "flat");
    remove.setDisable(found.isEmpty());
    remove.setOnAction(event -> commands.removeDirections(tool, found));
    VBox all = new VBox(6, label, remove);
    if (result.directions().stream().anyMatch(each -> !each.figures().isEmpty())) {
      all.getChildren().add(figures(id, result.directions()));
    }
    if (found.size() > 1) {
      all.getChildren().add(new AngleMap(id, found).node());
    }
    return all;
  }

  /** What is known of each direction; the names alone at first. */
  private static Node figures(String id, List<FoundDirection> found) {
    VBox lines = new VBox(4);
    for (FoundDirection direction : found) {
      Label line =
          muted(
              direction.boundary().name()
                  + ": "
                  + direction.figures().stream()
                      .map(ToolFindings::figure)
                      .collect(Collectors.joining(", ")));
      line.setWrapText(true);
      lines.getChildren().add(line);
    }
    ScrollPane scroll = new ScrollPane(lines);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setPrefViewportHeight(FIGURES_HEIGHT);
    scroll.getStyleClass().add("edge-to-edge");
    TitledPane pane = new TitledPane("What is known of them", scroll);
    pane.setId(id + "-figures");
    pane.getStyleClass().add("parameter-group");
    pane.setAnimated(false);
    pane.setExpanded(false);
    return pane;
  }

  private static String figure(FoundDirection.Figure figure) {
    double value = figure.value();
    return figure.name()
        + " "
        + (value == Math.rint(value)
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, "%.3f", value));
  }

  private static String last(List<Boundary> found) {
    return found.isEmpty() ? "none" : found.get(found.size() - 1).name();
  }

  private static Label muted(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    return label;
  }
}

package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.MacCount;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.ToolCommands;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.view.Words;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;

/** Shows what tools found, where it is not the portrait itself. JavaFX thread only. */
public final class ToolFindings {
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
      return Optional.of(directions(id, tool, found.boundaries()));
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

  private Node directions(String id, Offered<Tool> tool, List<Boundary> found) {
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
    return new VBox(6, label, remove);
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

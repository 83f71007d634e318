package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.Boundary;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.CandidateCommands;
import studio.anycost.app.fx.command.DirectionCommands;
import studio.anycost.app.fx.direction.DirectionsSheet;
import studio.anycost.app.fx.front.CandidateBox;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;

/** Shows what tools found, where it is not the portrait itself. JavaFX thread only. */
public final class ToolFindings {
  private final DirectionCommands commands;
  private final CandidateCommands candidates;
  private final ModelState model;
  private final DirectionsSheet sheet;

  /** One for each search, by its section: it stays as it is while values arrive. */
  private final Map<String, CandidateBox> searches = new HashMap<>();

  @Inject
  ToolFindings(
      DirectionCommands commands,
      CandidateCommands candidates,
      ModelState model,
      DirectionsSheet sheet) {
    this.commands = commands;
    this.candidates = candidates;
    this.model = model;
    this.sheet = sheet;
  }

  /**
   * The node for a result, complete or so far.
   *
   * @param id prefix of the ids of all nodes
   */
  Optional<Node> node(String id, Offered<Tool> tool, ToolResult result) {
    if (result instanceof ToolResult.Candidates found) {
      return Optional.of(candidates(id, Optional.of(found)));
    }
    if (result instanceof ToolResult.Directions found) {
      return Optional.of(directions(id, tool, found));
    }
    return Optional.empty();
  }

  /** The node for a tool that has found nothing yet: what a search kept before. */
  Optional<Node> before(String id, Offered<Tool> tool) {
    return tool.contribution().kind() == ToolKind.SUB_GENERATOR_SEARCH
        ? Optional.of(candidates(id, Optional.empty()))
        : Optional.empty();
  }

  private Node candidates(String id, Optional<ToolResult.Candidates> found) {
    CandidateBox box =
        searches.computeIfAbsent(id, each -> new CandidateBox(each, candidates, model));
    box.show(found);
    return box.node();
  }

  private Node directions(String id, Offered<Tool> tool, ToolResult.Directions result) {
    List<Boundary> found = result.boundaries();
    Label label =
        muted(
            found.size() == 1
                ? "One direction: " + found.get(0).name()
                : found.size() + " directions, the newest " + last(found));
    label.setWrapText(true);
    Button remove = new Button("Remove these sliders");
    remove.setId(id + "-remove");
    remove.getStyleClass().addAll("small", "flat");
    remove.setDisable(found.isEmpty());
    Tips.set(remove, "Take them away from this computer; what bundles hold stays there");
    remove.setOnAction(event -> commands.remove(tool, result));
    Button bundle = new Button();
    bundle.setId(id + "-bundle");
    bundle.getStyleClass().add("small");
    bundle.setDisable(found.isEmpty());
    Optional<String> file = commands.bundleName();
    bundle.setText(file.map(name -> "Keep in " + name).orElse("Keep in a copy of the model\u2026"));
    Tips.set(
        bundle,
        file.map(name -> "Write them into " + name + ": sliders wherever it is opened")
            .orElse(
                "They are kept on this computer: the model that comes along is never changed. A"
                    + " copy of it takes them anywhere"));
    bundle.setOnAction(event -> commands.addToBundle(found));
    Button figures = new Button("Figures and angles\u2026");
    figures.setId(id + "-figures");
    figures.getStyleClass().add("small");
    figures.setDisable(found.isEmpty());
    Tips.set(figures, "What is known of each, as a table, and the angles between them, as a map");
    figures.setOnAction(event -> sheet.open(result.directions()));
    return new VBox(6, label, new FlowPane(6, 6, figures, bundle, remove));
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

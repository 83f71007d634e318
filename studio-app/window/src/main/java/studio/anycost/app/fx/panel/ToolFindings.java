package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.CandidateCommands;
import studio.anycost.app.fx.command.DirectionCommands;
import studio.anycost.app.fx.direction.DirectionsSheet;
import studio.anycost.app.fx.front.CandidateBox;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;

/** Shows what tools found, where it is not the portrait itself. JavaFX thread only. */
public final class ToolFindings {
  private final DirectionCommands commands;
  private final CandidateCommands candidates;
  private final ToolsState tools;
  private final ModelState model;
  private final DirectionsSheet sheet;

  /** One for each search, by its section: it stays as it is while values arrive. */
  private final Map<String, CandidateBox> searches = new HashMap<>();

  @Inject
  ToolFindings(
      DirectionCommands commands,
      CandidateCommands candidates,
      ToolsState tools,
      ModelState model,
      DirectionsSheet sheet) {
    this.commands = commands;
    this.candidates = candidates;
    this.tools = tools;
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
      return Optional.of(found(id, tool, found));
    }
    return Optional.empty();
  }

  /** The node for a tool that has found nothing since the start: what it keeps from before. */
  Optional<Node> before(String id, Offered<Tool> tool) {
    return tool.contribution().kind() == ToolKind.SUB_GENERATOR_SEARCH
        ? Optional.of(candidates(id, Optional.empty()))
        : kept(tool, List.of()).map(kept -> earlier(id, tool, kept));
  }

  /**
   * The node for directions that no tool here has found: they come from files, or from tools that
   * are not there now. Those of each can be removed by themselves.
   *
   * @param id prefix of the ids of all nodes: those of the first are {@code id-0-remove} and so on
   */
  Optional<Node> ofNoTool(String id) {
    Set<String> finders =
        tools.toolsProperty().get().stream()
            .map(tool -> tool.asWritten().info().name())
            .collect(Collectors.toSet());
    Map<String, List<FoundDirection>> others = new LinkedHashMap<>();
    for (Boundary each : model.get().boundaries()) {
      each.finder()
          .filter(who -> !finders.contains(who))
          .ifPresent(who -> others.computeIfAbsent(who, key -> new ArrayList<>()).add(known(each)));
    }
    VBox parts = new VBox(12);
    others.forEach(
        (who, directions) -> {
          ToolResult.Directions result = new ToolResult.Directions(directions);
          String newest = last(result.boundaries());
          String text =
              directions.size() == 1
                  ? Texts.of("panel.toolFindings.from", who, newest)
                  : Texts.of("panel.toolFindings.fromTheLast", directions.size(), who, newest);
          String part = id + "-" + parts.getChildren().size();
          parts.getChildren().add(directions(part, text, Optional.empty(), result));
        });
    return others.isEmpty() ? Optional.empty() : Optional.of(parts);
  }

  /** Changes when other directions are kept. */
  Observable changes() {
    return model.descriptionProperty();
  }

  private Node candidates(String id, Optional<ToolResult.Candidates> found) {
    CandidateBox box =
        searches.computeIfAbsent(id, each -> new CandidateBox(each, candidates, model));
    box.show(found);
    return box.node();
  }

  private Node found(String id, Offered<Tool> tool, ToolResult.Directions result) {
    List<Boundary> found = result.boundaries();
    String text =
        found.size() == 1
            ? Texts.of("panel.toolFindings.oneDirection", last(found))
            : Texts.of("panel.toolFindings.directionsTheNewest", found.size(), last(found));
    VBox parts = new VBox(12, directions(id, text, Optional.of(tool), result));
    kept(tool, found)
        .map(rest -> earlier(id + "-earlier", tool, rest))
        .ifPresent(parts.getChildren()::add);
    return parts;
  }

  /** What a tool keeps on this computer for the open model beside what is shown of it anyway. */
  private Optional<ToolResult.Directions> kept(Offered<Tool> tool, List<Boundary> shown) {
    Set<String> names = shown.stream().map(Boundary::name).collect(Collectors.toSet());
    List<FoundDirection> kept =
        model.get().boundaries().stream()
            .filter(each -> each.finder().equals(Optional.of(tool.asWritten().info().name())))
            .filter(each -> !names.contains(each.name()))
            .map(ToolFindings::known)
            .toList();
    return kept.isEmpty() ? Optional.empty() : Optional.of(new ToolResult.Directions(kept));
  }

  /** With what is kept of its figures. */
  private static FoundDirection known(Boundary kept) {
    return new FoundDirection(
        kept,
        kept.validation()
            .map(
                judged ->
                    List.of(
                        new FoundDirection.Figure("validation accuracy", judged.accuracy()),
                        new FoundDirection.Figure("validation samples", judged.faces())))
            .orElse(List.of()));
  }

  private Node earlier(String id, Offered<Tool> tool, ToolResult.Directions kept) {
    List<Boundary> found = kept.boundaries();
    String text =
        found.size() == 1
            ? Texts.of("panel.toolFindings.keptOne", last(found))
            : Texts.of("panel.toolFindings.keptSeveral", found.size(), last(found));
    return directions(id, text, Optional.of(tool), kept);
  }

  private Node directions(
      String id, String text, Optional<Offered<Tool>> tool, ToolResult.Directions result) {
    List<Boundary> found = result.boundaries();
    // What a run has found so far is nowhere yet.
    boolean settled = !found.isEmpty() && tool.flatMap(each -> tools.running(each.id())).isEmpty();
    Label label = muted(text);
    label.setId(id + "-which");
    label.setWrapText(true);
    Button remove = new Button(Texts.of("panel.toolFindings.removeTheseSliders"));
    remove.setId(id + "-remove");
    remove.getStyleClass().addAll("small", "flat");
    remove.setDisable(!settled);
    Tips.set(remove, Texts.of("panel.toolFindings.takeThemAwayFrom"));
    remove.setOnAction(event -> commands.remove(tool, result));
    Button bundle = new Button();
    bundle.setId(id + "-bundle");
    bundle.getStyleClass().add("small");
    bundle.setDisable(!settled);
    Optional<String> file = commands.bundleName();
    bundle.setText(
        file.map(name -> Texts.of("panel.toolFindings.keepIn", name))
            .orElse(Texts.of("panel.toolFindings.keepInACopy")));
    Tips.set(
        bundle,
        file.map(name -> Texts.of("panel.toolFindings.writeThemIntoSliders", name))
            .orElse(Texts.of("panel.toolFindings.theyAreKeptOn")));
    bundle.setOnAction(event -> commands.addToBundle(found));
    Button figures = new Button(Texts.of("panel.toolFindings.figuresAndAngles"));
    figures.setId(id + "-figures");
    figures.getStyleClass().add("small");
    figures.setDisable(found.isEmpty());
    Tips.set(figures, Texts.of("panel.toolFindings.whatIsKnownOf"));
    figures.setOnAction(event -> sheet.open(inWords(tool, result.directions())));
    return new VBox(6, label, new FlowPane(6, 6, figures, bundle, remove));
  }

  private static List<FoundDirection> inWords(
      Optional<Offered<Tool>> tool, List<FoundDirection> found) {
    return tool.map(each -> found.stream().map(each::translated).toList()).orElse(found);
  }

  private static String last(List<Boundary> found) {
    return found.isEmpty()
        ? Texts.of("panel.toolFindings.none")
        : found.get(found.size() - 1).name();
  }

  private static Label muted(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    return label;
  }
}

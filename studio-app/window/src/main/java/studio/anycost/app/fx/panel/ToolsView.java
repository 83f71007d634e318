package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.ToolCommands;
import studio.anycost.app.fx.parameter.ParameterFileChooser;
import studio.anycost.app.fx.parameter.ParameterPanel;
import studio.anycost.app.fx.parameter.PicturePoint;
import studio.anycost.app.fx.parameter.RowMarks;
import studio.anycost.app.fx.parameter.SeedFaces;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.IterateTrack;
import studio.anycost.app.fx.state.PicturePoints;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.view.SteadyScroll;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;

/**
 * The photo with what makes a portrait of it better and what takes it back into the photo, and one
 * panel for every other tool of every running plugin.
 */
public final class ToolsView extends View<ScrollPane> {
  private static final String RULE = Texts.of("panel.toolsView.theResultBecomesOne");

  /** What is wrong stands beside the field. */
  private static final String MEND = Texts.of("panel.toolsView.mendTheValueThat");

  private record Section(
      Offered<Tool> tool,
      ToolSection section,
      Optional<ParameterPanel> controls,
      Optional<BroughtPanel> panel,
      Optional<IterateBox> iterates) {
    List<PicturePoint> points() {
      return controls.map(ParameterPanel::points).orElse(List.of());
    }

    /** What the keyboard goes to: a control of its own, or the panel. */
    Node hand(Optional<String> key) {
      if (key.isEmpty() || controls.isEmpty()) {
        return section.node();
      }
      section.clearSearch();
      return controls.get().hand(key.get()).orElse(section.node());
    }

    Optional<String> problem() {
      return controls.flatMap(panel -> panel.problemProperty().get());
    }

    boolean optimizes() {
      return iterates.isPresent();
    }

    boolean needsPhoto() {
      return tool.contribution().kind().needsPhoto();
    }
  }

  private final ToolsState tools;
  private final ToolCommands commands;
  private final ToolFindings findings;
  private final DocumentState documents;
  private final ParameterFileChooser chooser;
  private final SeedFaces faces;
  private final CustomPanels customPanels;
  private final PicturePoints pictures;
  private final VBox ofPhoto = new VBox();
  private final VBox list = new VBox();
  private final VBox others = new VBox();
  private final Label nothing = new Label(Texts.of("panel.toolsView.noToolsYetDrop"));
  private final PhotoCard photo;
  private final BlendCard blend;
  private final SteadyScroll scroll;

  private final ViewState views;
  private final FoldMemory folds;
  private List<Section> sections = List.of();
  private List<Offered<Tool>> offered = List.of();
  private boolean hasPhoto;
  private Optional<PhotoFile> file = Optional.empty();

  @Inject
  ToolsView(
      ToolsState tools,
      ToolCommands commands,
      ToolFindings findings,
      DocumentState documents,
      ParameterFileChooser chooser,
      SeedFaces faces,
      CustomPanels customPanels,
      PicturePoints pictures,
      PhotoCard photo,
      BlendCard blend,
      ViewState views,
      FoldMemory folds) {
    super(new ScrollPane());
    this.tools = tools;
    this.commands = commands;
    this.findings = findings;
    this.documents = documents;
    this.chooser = chooser;
    this.faces = faces;
    this.customPanels = customPanels;
    this.pictures = pictures;
    this.photo = photo;
    this.views = views;
    this.folds = folds;
    this.blend = blend;
    this.scroll = new SteadyScroll(node(), this::parts);
    nothing.setWrapText(true);
    nothing.setId("tools-empty");
    nothing.getStyleClass().add("panel-hint");
    list.setId("tools-sections");
    list.getStyleClass().add("inspector-list");
    node().setId("tools-view");
    node().getStyleClass().addAll("inspector", "edge-to-edge");
    node().setFitToWidth(true);
    node().setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    ofPhoto.setId("tools-photo");
    ofPhoto.getStyleClass().add("inspector-list");
    others.setId("tools-others");
    others.getStyleClass().add("inspector-list");
    node().setContent(new VBox(photo.node(), ofPhoto, blend.node(), list, others));
    tools.toolsProperty().addListener(observable -> closeIfHidden());
  }

  /** Panels of what may be gone do not wait for somebody to look at them again. */
  private void closeIfHidden() {
    if (node().getScene() == null) {
      closePanels();
      offered = List.of();
    }
  }

  @Override
  protected void onAttach() {
    onChange(tools.toolsProperty(), this::rebuild);
    for (Observable source :
        List.of(
            documents.documentProperty(),
            tools.chosen(),
            tools.running(),
            tools.found(),
            findings.changes())) {
      onChange(source, this::update);
    }
    for (Observable source : List.of(tools.toolsProperty(), findings.changes())) {
      onChange(source, this::showOthers);
    }
    onChange(tools.tracks(), this::updateIterates);
    onChange(tools.lookProperty(), this::updateIterates);
    onChange(views.soughtProperty(), this::seek);
    Scene scene = node().getScene();
    Runnable settle = scroll::afterLayout;
    scene.addPostLayoutPulseListener(settle);
    whileAttached(() -> scene.removePostLayoutPulseListener(settle));
    whileAttached(() -> pictures.show(this, List.of()));
  }

  private void seek() {
    views
        .takeSought(ViewState.Side.TOOLS)
        .ifPresent(
            wanted ->
                sections.stream()
                    .filter(section -> section.tool().id().equals(wanted.contribution()))
                    .findFirst()
                    .ifPresent(section -> Reveal.show(node(), section.hand(wanted.key()))));
  }

  /** Nothing is built anew that is on offer still: what was typed, marked and unfolded stays. */
  private void rebuild() {
    List<Offered<Tool>> wanted = tools.toolsProperty().get();
    if (wanted.equals(offered)) {
      showPoints();
      return;
    }
    offered = wanted;
    closePanels();
    List<Section> next = new ArrayList<>();
    for (Offered<Tool> tool : wanted) {
      if (tool.contribution().kind() != ToolKind.PHOTO_BLENDER) { // BlendCard
        next.add(build(tool));
      }
    }
    sections = List.copyOf(next);
    ofPhoto.getChildren().setAll(nodes(Section::optimizes));
    list.getChildren().setAll(nodes(each -> !each.optimizes()));
    unfold(documents.get().source().isPresent());
    // What takes minutes and few people need comes folded.
    nodes(each -> !each.needsPhoto()).forEach(pane -> folds.follow(pane, false));
    if (sections.isEmpty()) {
      list.getChildren().add(nothing);
    }
    sections.forEach(
        each ->
            each.section()
                .node()
                .expandedProperty()
                .addListener((observable, old, now) -> showPoints()));
    showPoints();
    update();
  }

  private List<TitledPane> nodes(Predicate<Section> wanted) {
    return sections.stream().filter(wanted).map(each -> each.section().node()).toList();
  }

  /** Without a photo there is nothing to refine, or to find a face in. */
  private void unfold(boolean photo) {
    hasPhoto = photo;
    nodes(Section::needsPhoto).forEach(pane -> pane.setExpanded(photo));
  }

  private List<Node> parts() {
    List<Node> parts = new ArrayList<>();
    parts.add(photo.node());
    parts.addAll(ofPhoto.getChildren());
    parts.add(blend.node());
    parts.addAll(list.getChildren());
    parts.addAll(others.getChildren());
    return parts;
  }

  private void showPoints() {
    pictures.show(
        this,
        sections.stream()
            .filter(each -> each.section().node().isExpanded())
            .flatMap(each -> each.points().stream())
            .toList());
  }

  private Section build(Offered<Tool> tool) {
    String id = "tool-" + tool.id().replace('.', '_');
    Runnable reset = () -> tools.choose(tool, tool.schema().defaults());
    Runnable start = () -> commands.run(tool);
    Optional<BroughtPanel> brought = customPanels.ofTool(tool);
    if (brought.isPresent()) {
      BroughtPanel panel = brought.get();
      ToolSection section =
          new ToolSection(id, tool, panel.node(), panel::show, 0, query -> {}, reset, start);
      return new Section(tool, section, Optional.empty(), brought, iterates(id, tool, section));
    }
    ParameterPanel panel =
        new ParameterPanel(
            id,
            tool.schema(),
            chooser,
            faces.within(tool.info().name()),
            folds,
            RowMarks.NONE,
            change -> tools.choose(tool, change.values()));
    boolean searches = tool.contribution().kind() == ToolKind.SUB_GENERATOR_SEARCH;
    boolean folded = searches || tool.contribution().kind() == ToolKind.LATENT_OPTIMIZER;
    ToolSection section =
        new ToolSection(
            id,
            tool,
            panel.node(),
            panel::show,
            folded ? 0 : panel.size(),
            panel::filter,
            reset,
            start);
    if (tool.contribution().kind() == ToolKind.ALIGNER) {
      section.foretell(Texts.of("panel.toolsView.thenThePortraitIs"));
    }
    if (searches) {
      section.foldWhileRunning(() -> scroll.to(section.node()));
    }
    Section built =
        new Section(
            tool, section, Optional.of(panel), Optional.empty(), iterates(id, tool, section));
    panel.problemProperty().addListener(observable -> showObstacle(built));
    return built;
  }

  private Optional<IterateBox> iterates(String id, Offered<Tool> tool, ToolSection section) {
    if (tool.contribution().kind() != ToolKind.LATENT_OPTIMIZER) {
      return Optional.empty();
    }
    IterateBox box = new IterateBox(id, tool, commands);
    section.follow(box.node(), RULE);
    return Optional.of(box);
  }

  private void updateIterates() {
    PortraitDocument document = documents.get();
    for (Section each : sections) {
      String id = each.tool().id();
      Optional<Iterate> looked =
          tools
              .lookProperty()
              .get()
              .filter(look -> look.toolId().equals(id))
              .map(ToolsState.Look::iterate);
      each.iterates()
          .ifPresent(
              box -> {
                Optional<IterateTrack> track = tools.track(id, document);
                each.section().showDone(track.map(way -> IterateBox.outcome(way, document.base())));
                box.show(track, looked, tools.running(id).isPresent(), document.base());
              });
    }
  }

  private void update() {
    boolean photo = documents.get().source().isPresent();
    if (photo != hasPhoto) {
      unfold(photo);
    }
    Optional<PhotoFile> now = documents.get().source().map(PhotoSource::file);
    if (!now.equals(file)) {
      file = now;
      scroll.toTop(); // it is what one looks for now
    }
    for (Section each : sections) {
      String id = each.tool().id();
      each.section().show(tools.values(each.tool(), documents.get()));
      showObstacle(each);
      tools.running(id).ifPresentOrElse(each.section()::showRunning, each.section()::showIdle);
      Optional<ToolResult> found = Optional.ofNullable(tools.found().get(id));
      each.section()
          .showFound(
              found.isPresent()
                  ? findings.node(each.section().id(), each.tool(), found.get())
                  : findings.before(each.section().id(), each.tool()));
      found.ifPresent(result -> each.panel().ifPresent(panel -> panel.published(value(result))));
    }
    updateIterates();
  }

  /** What no tool here has found. */
  private void showOthers() {
    others.getChildren().clear();
    findings.ofNoTool("tools-others").ifPresent(node -> others.getChildren().add(others(node)));
  }

  /** Looks as the panels of tools do. */
  private static Node others(Node found) {
    VBox content = new VBox(found);
    content.getStyleClass().add("tool-content");
    ContributionInfo info =
        new ContributionInfo(
            "files",
            Texts.of("panel.toolsView.slidersFromFiles"),
            Texts.of("panel.toolsView.whatWasAddedTo"),
            0);
    EditSection section =
        new EditSection(
            "tools-others-section", info, content, values -> {}, 0, query -> {}, () -> {});
    section.show(ParameterSchema.EMPTY.defaults());
    return section.node();
  }

  /** A tool does not start with other values than those that stand there. */
  private void showObstacle(Section each) {
    each.section()
        .showObstacle(
            commands.obstacle(each.tool()).or(() -> each.problem().map(sentence -> MEND)),
            each.panel().isPresent());
  }

  /** A result as the plugin published it. */
  private static Object value(ToolResult result) {
    if (result instanceof ToolResult.Style style) {
      return style.code();
    }
    if (result instanceof ToolResult.Step step) {
      return step.iterate();
    }
    if (result instanceof ToolResult.Candidates found) {
      return found.candidates();
    }
    if (result instanceof ToolResult.Faces found) {
      return found.faces();
    }
    if (result instanceof ToolResult.Blended blended) {
      return blended.photo();
    }
    return ((ToolResult.Directions) result).directions(); // the last of the sealed kinds
  }

  private void closePanels() {
    sections.forEach(each -> each.panel().ifPresent(BroughtPanel::close));
    sections.forEach(each -> each.controls().ifPresent(ParameterPanel::close));
    sections = List.of();
  }
}

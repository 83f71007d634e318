package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.extension.Edit;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.PluginCommands;
import studio.anycost.app.fx.parameter.ParameterFileChooser;
import studio.anycost.app.fx.parameter.ParameterPanel;
import studio.anycost.app.fx.parameter.PicturePoint;
import studio.anycost.app.fx.parameter.SeedFaces;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.EditsState;
import studio.anycost.app.fx.state.PicturePoints;
import studio.anycost.app.fx.state.SliderMarkState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.view.Pulses;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.PluginReport;

/** One panel for every edit of every running plugin. */
public final class InspectorView extends View<ScrollPane> {
  private record Section(
      Offered<Edit> edit,
      EditSection section,
      Optional<ParameterPanel> rows,
      Optional<BroughtPanel> panel) {
    List<PicturePoint> points() {
      return rows.map(ParameterPanel::points).orElse(List.of());
    }

    /** What the keyboard goes to: a control of its own, or the panel. */
    Node hand(Optional<String> key) {
      if (key.isEmpty() || rows.isEmpty()) {
        return section.node();
      }
      section.clearSearch();
      return rows.get().hand(key.get()).orElse(section.node());
    }

    void close() {
      panel.ifPresent(BroughtPanel::close);
      rows.ifPresent(ParameterPanel::close);
    }

    void showMarks() {
      rows.ifPresent(ParameterPanel::showMarks);
    }
  }

  private final EditsState edits;
  private final DocumentState documents;
  private final ParameterFileChooser chooser;
  private final SeedFaces faces;
  private final CustomPanels customPanels;
  private final PicturePoints pictures;
  private final VBox list = new VBox();
  private final PluginCommands plugins;
  private final Label why = new Label();
  private final Button show = new Button(Texts.of("panel.inspectorView.showPlugins"));
  private final VBox nothing = new VBox(10, why, show);
  private final ViewState views;
  private final FoldMemory folds;
  private final SliderMarkState marks;
  private final LongSupplier random;
  private String markedModel = "";
  private List<Section> sections = List.of();
  private Optional<Node> presets = Optional.empty();

  @Inject
  public InspectorView(
      EditsState edits,
      DocumentState documents,
      ParameterFileChooser chooser,
      SeedFaces faces,
      CustomPanels customPanels,
      PicturePoints pictures,
      PluginCommands plugins,
      ViewState views,
      FoldMemory folds,
      SliderMarkState marks,
      LongSupplier random) {
    super(new ScrollPane());
    this.edits = edits;
    this.documents = documents;
    this.chooser = chooser;
    this.faces = faces;
    this.customPanels = customPanels;
    this.pictures = pictures;
    this.plugins = plugins;
    this.views = views;
    this.folds = folds;
    this.marks = marks;
    this.random = random;
    why.setId("inspector-why");
    why.setWrapText(true);
    show.setId("inspector-plugins");
    show.managedProperty().bind(show.visibleProperty());
    show.setOnAction(event -> views.drawerProperty().set(Optional.of(ViewState.Drawer.PLUGINS)));
    nothing.setId("inspector-empty");
    nothing.getStyleClass().add("panel-hint");
    list.setId("inspector-list");
    list.getStyleClass().add("inspector-list");
    node().setId("inspector");
    node().getStyleClass().addAll("inspector", "edge-to-edge");
    node().setFitToWidth(true);
    node().setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    node().setContent(list);
  }

  @Override
  protected void onAttach() {
    onChange(edits.editsProperty(), this::rebuild);
    onChange(documents.documentProperty(), this::showValues);
    onChange(marks.versionProperty(), this::showValues);
    onChange(plugins.reportsProperty(), this::showWhy);
    onChange(views.soughtProperty(), this::seek);
    showPoints();
    whileAttached(() -> pictures.show(this, List.of()));
  }

  private void seek() {
    views
        .takeSought(ViewState.Side.EDITS)
        .flatMap(this::hand)
        .ifPresent(hand -> Reveal.show(node(), hand));
  }

  private Optional<Node> hand(ViewState.Sought wanted) {
    if (wanted.equals(ViewState.Sought.PRESETS)) {
      return presets;
    }
    return sections.stream()
        .filter(section -> section.edit().id().equals(wanted.contribution()))
        .findFirst()
        .map(section -> section.hand(wanted.key()));
  }

  /**
   * Puts the panel of the presets above those of the edits; it scrolls with them.
   *
   * @param first which takes the keyboard
   */
  void putAbove(Node first) {
    presets = Optional.of(first);
    node().setContent(new VBox(first, list));
  }

  private void rebuild() {
    List<Section> next = new ArrayList<>();
    for (Offered<Edit> edit : edits.editsProperty().get()) {
      next.add(
          sections.stream()
              .filter(old -> isSame(old, edit))
              .findFirst()
              .orElseGet(() -> build(edit)));
    }
    sections.stream().filter(old -> !next.contains(old)).forEach(Section::close);
    List<String> before = shownEdits();
    sections = List.copyOf(next);
    list.getChildren().setAll(sections.stream().map(section -> section.section().node()).toList());
    if (sections.isEmpty()) {
      list.getChildren().add(nothing);
    }
    if (!marks.model().equals(markedModel)) {
      markedModel = marks.model();
      sections.forEach(Section::showMarks);
    }
    showValues();
    showPoints();
    if (!before.isEmpty()) {
      sections.stream()
          .filter(section -> !before.contains(section.edit().id()))
          .findFirst()
          .ifPresent(section -> reveal(section.section().node()));
    }
  }

  /** What a plugin brought that was just installed may lie below dozens of sliders. */
  private void reveal(Node section) {
    Pulses.afterNext(
        node().getScene(),
        () -> {
          double above = list.getBoundsInParent().getMinY();
          double beyond = above + list.getHeight() - node().getViewportBounds().getHeight();
          double top = above + section.getBoundsInParent().getMinY();
          node().setVvalue(beyond <= 0 ? 0 : Math.min(1, top / beyond));
        });
  }

  /** Why there are no edits, and the way to some. */
  private void showWhy() {
    List<String> off =
        plugins.reportsProperty().get().stream()
            .filter(report -> report.state() == PluginReport.State.DISABLED)
            .map(PluginReport::name)
            .toList();
    show.setVisible(!off.isEmpty());
    why.setText(
        off.isEmpty()
            ? Texts.of("panel.inspectorView.noEditsYetDrop")
            : Texts.of("panel.inspectorView.off", off.size(), String.join(", ", off)));
  }

  /** A panel that would come out the same stays, with its search and focus. */
  private static boolean isSame(Section old, Offered<Edit> edit) {
    return old.edit() == edit
        || old.panel().isEmpty()
            && old.edit().contribution() == edit.contribution()
            && old.edit().schema().parameters().equals(edit.schema().parameters());
  }

  private void showPoints() {
    pictures.show(
        this,
        sections.stream()
            .filter(each -> each.section().expandedProperty().get())
            .flatMap(each -> each.points().stream())
            .toList());
  }

  private void showValues() {
    PortraitDocument document = documents.get();
    for (Section section : sections) {
      section
          .section()
          .show(EditsState.values(section.edit(), document), edits.canReset(section.edit()));
    }
  }

  private Section build(Offered<Edit> edit) {
    String id = "edit-" + edit.id().replace('.', '_');
    Runnable reset = () -> edits.reset(edit);
    Optional<BroughtPanel> brought = customPanels.ofEdit(edit);
    Section section;
    if (brought.isPresent()) {
      BroughtPanel panel = brought.get();
      section =
          new Section(
              edit,
              new EditSection(id, edit.info(), panel.node(), panel::show, 0, query -> {}, reset),
              Optional.empty(),
              brought);
    } else {
      ParameterPanel panel =
          new ParameterPanel(
              id,
              edit.schema(),
              chooser,
              faces.within(edit.info().name()),
              folds,
              marks.of(edit.id()),
              change -> edits.change(edit, change.summary(), change.values(), change.gesture()));
      section =
          new Section(
              edit,
              new EditSection(
                  id, edit.info(), panel.node(), panel::show, panel.size(), panel::filter, reset),
              Optional.of(panel),
              Optional.empty());
      if (EditsState.canDraw(edit)) {
        section.section().offerSurprise(() -> edits.surprise(edit, random.getAsLong()));
      }
    }
    folds.follow(section.section().node(), !edits.isAboveMain(edit));
    section.section().expandedProperty().addListener(observable -> showPoints());
    return section;
  }

  /** Ids of the edits that have a panel now, top to bottom. */
  public List<String> shownEdits() {
    return sections.stream().map(section -> section.edit().id()).collect(Collectors.toList());
  }
}

package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.ExportCommands;
import studio.anycost.app.fx.command.FaceKeeping;
import studio.anycost.app.fx.parameter.ParameterChange;
import studio.anycost.app.fx.parameter.ParameterFileChooser;
import studio.anycost.app.fx.parameter.ParameterPanel;
import studio.anycost.app.fx.parameter.RowMarks;
import studio.anycost.app.fx.parameter.SeedFaces;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.PhotoView;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.EvenRow;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.Unready;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.Tool;

/** How the edited face goes back into its photo; there as soon as it came from one. */
public final class BlendCard extends View<VBox> {
  private static final String ID = "blend";
  private static final double GAP = 8;

  private final PhotoState photos;
  private final DocumentState documents;
  private final ViewState views;
  private final ParameterFileChooser chooser;
  private final SeedFaces faces;
  private final Label title = new Label();
  private final Label note = new Label();
  private final VBox controls = new VBox();
  private final Button show = new Button();
  private final ToggleButton split = new ToggleButton(Texts.of("panel.blendCard.beforeAfter"));
  private final FaceKeeping keeping;
  private final Button keep = new Button(Texts.of("panel.blendCard.keepInPhoto"));

  /** A disabled button hears of no mouse, and has a reason to give. */
  private final StackPane keepPlace = new StackPane(keep);

  private final Tooltip nothingToKeep = Tips.tip(Texts.of("panel.blendCard.thereIsNothingTo"));
  private Optional<Offered<Tool>> blender = Optional.empty();
  private Optional<ParameterPanel> panel = Optional.empty();

  @Inject
  BlendCard(
      PhotoState photos,
      DocumentState documents,
      ViewState views,
      ExportCommands exports,
      FaceKeeping keeping,
      ParameterFileChooser chooser,
      SeedFaces faces) {
    super(new VBox(10));
    this.photos = photos;
    this.documents = documents;
    this.views = views;
    this.chooser = chooser;
    this.faces = faces;
    this.keeping = keeping;
    title.getStyleClass().add("section-title");
    note.setId(ID + "-note");
    note.getStyleClass().add("muted");
    note.setWrapText(true);
    note.managedProperty().bind(note.visibleProperty());
    split.setId(ID + "-split");
    widen(split);
    Tips.set(split, Texts.of("panel.blendCard.thePhotoAsIt"));
    split.setOnAction(event -> compare());
    show.setId(ID + "-show");
    widen(show);
    show.setOnAction(event -> views.photoProperty().set(!views.photoProperty().get()));
    Button export = new Button(Texts.of("panel.blendCard.exportPhoto"));
    export.setId(ID + "-export");
    widen(export);
    Tips.set(export, Texts.of("panel.blendCard.saveThePhotoWith"));
    export.setOnAction(event -> exports.exportPhoto());
    keep.setId(ID + "-keep");
    widen(keep);
    Tips.set(keep, Texts.of("panel.blendCard.goOnWithThe"));
    keep.setOnAction(event -> keeping.keep());
    keepPlace.setId(ID + "-keep-place");
    node().setId(ID + "-card");
    node().getStyleClass().add("side-section");
    node()
        .getChildren()
        .addAll(
            title,
            new EvenRow(GAP, split, show),
            new EvenRow(GAP, keepPlace, export),
            controls,
            note);
    node().managedProperty().bind(node().visibleProperty());
    Unready.atFirst(node()); // it comes with the end of a run, above the tool that ran
    node().visibleProperty().bind(photos.availableProperty());
  }

  private static void widen(ButtonBase button) {
    button.setMaxWidth(Double.MAX_VALUE);
  }

  @Override
  protected void onAttach() {
    onChange(photos.blenderProperty(), this::rebuild);
    onChange(documents.documentProperty(), this::showValues);
    onChange(documents.documentProperty(), this::showKeep);
    onChange(photos.availableProperty(), this::showKeep);
    onChange(photos.viewProperty(), this::showNote);
    onChange(views.photoProperty(), this::showWhich);
    onChange(views.modeProperty(), this::showWhich);
  }

  /** The photo with itself as it was: a portrait without edits is the same on both sides. */
  private void compare() {
    boolean compared =
        views.photoProperty().get() && views.modeProperty().get() == ViewState.Mode.SPLIT;
    views.photoProperty().set(true);
    views.modeProperty().set(compared ? ViewState.Mode.SINGLE : ViewState.Mode.SPLIT);
    showWhich();
  }

  private void showWhich() {
    boolean photo = views.photoProperty().get();
    split.setSelected(photo && views.modeProperty().get() == ViewState.Mode.SPLIT);
    show.setText(
        photo ? Texts.of("panel.blendCard.showPortrait") : Texts.of("panel.blendCard.showPhoto"));
    Tips.set(
        show,
        photo
            ? Texts.of("panel.blendCard.backToThePortrait")
            : Texts.of("panel.blendCard.showTheWholePhoto"));
  }

  private void showKeep() {
    keep.setDisable(!keeping.isPossible());
    if (keep.isDisabled()) {
      Tooltip.install(keepPlace, nothingToKeep);
    } else {
      Tooltip.uninstall(keepPlace, nothingToKeep);
    }
  }

  private void rebuild() {
    Optional<Offered<Tool>> now = photos.blenderProperty().get();
    if (now.equals(blender)) {
      return;
    }
    blender = now;
    panel.ifPresent(ParameterPanel::close);
    panel = now.map(this::build);
    title.setText(now.map(tool -> tool.info().name()).orElse(""));
    controls.getChildren().setAll(panel.map(ParameterPanel::node).stream().toList());
    showValues();
  }

  private ParameterPanel build(Offered<Tool> tool) {
    return new ParameterPanel(
        ID,
        tool.schema(),
        chooser,
        faces.within(tool.info().name()),
        FoldMemory.NONE,
        RowMarks.NONE,
        this::changed);
  }

  private void changed(ParameterChange change) {
    photos.choose(change.summary(), change.gesture(), change.values());
    views.photoProperty().set(true); // what the hand changes is to be seen
  }

  private void showValues() {
    panel.ifPresent(shown -> shown.show(photos.values()));
  }

  private void showNote() {
    String text = photos.viewProperty().get().map(PhotoView::note).orElse("");
    note.setText(text);
    note.setVisible(!text.isEmpty());
  }
}

package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.app.engine.AttributeChange;
import studio.anycost.app.fx.state.EffectsState;
import studio.anycost.app.fx.state.EffectsState.Effects;
import studio.anycost.app.fx.view.Fold;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/**
 * What the edits do to all attributes of the face: for each two bars, how sure the predictor is of
 * the unedited and of the edited face; what changed most comes first.
 */
public final class EffectsView extends View<TitledPane> {
  /** A change that is not worth a line unless all are wanted. */
  private static final double SMALL = 0.05;

  private static final double BAR = 6;
  private static final double HEIGHT = 240;

  private final EffectsState state;
  private final GridPane rows = new GridPane();
  private final Label hint = new Label();
  private final CheckBox all = new CheckBox(Texts.of("panel.effectsView.all"));
  private final VBox list = new VBox(hint, rows);
  private final ScrollPane scroll = new ScrollPane(list);

  @Inject
  EffectsView(EffectsState state, FoldMemory folds) {
    super(new TitledPane());
    Fold.answerEveryClick(node());
    this.state = state;
    ColumnConstraints names = new ColumnConstraints();
    // Room for "5 o'Clock Shadow"; bars are told apart when they are short, too.
    names.setPercentWidth(56);
    ColumnConstraints bars = new ColumnConstraints();
    bars.setHgrow(Priority.ALWAYS);
    bars.setFillWidth(true);
    ColumnConstraints numbers = new ColumnConstraints();
    numbers.setMinWidth(Region.USE_PREF_SIZE);
    numbers.setHalignment(HPos.RIGHT);
    rows.getColumnConstraints().setAll(names, bars, numbers);
    rows.setId("effects-rows");
    rows.getStyleClass().add("effects-rows");
    hint.setId("effects-hint");
    hint.setWrapText(true);
    hint.getStyleClass().add("muted");
    hint.managedProperty().bind(hint.visibleProperty());
    all.setId("effects-all");
    Tips.set(all, Texts.of("panel.effectsView.alsoAttributesThatHardly"));
    all.selectedProperty().addListener(observable -> show());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label unit = new Label(Texts.of("panel.effectsView.inPoints"));
    unit.setId("effects-unit");
    unit.getStyleClass().add("muted");
    Tips.set(unit, Texts.of("panel.effectsView.theNumbersArePercentage"));
    HBox bar = new HBox(8, legend("before", "effect-before"), legend("after", "effect-after"));
    bar.getChildren().addAll(gap, all, unit);
    bar.setAlignment(Pos.CENTER_LEFT);
    scroll.setId("effects-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    VBox content = new VBox(6, bar, scroll);
    content.getStyleClass().add("effects");
    node().setId("effects");
    Label title = new Label(Texts.of("panel.effectsView.whatTheEditsChange"));
    title.getStyleClass().add("section-title");
    node().setGraphic(title);
    node().setText(title.getText());
    node().setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    node().setContent(content);
    node().setAnimated(false);
    folds.follow(node(), false);
    node().getStyleClass().addAll("edit-section", "effects-pane");
  }

  private static HBox legend(String text, String style) {
    Region swatch = new Region();
    swatch.getStyleClass().addAll("effect-swatch", style);
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    HBox box = new HBox(4, swatch, label);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  @Override
  protected void onAttach() {
    onChange(node().expandedProperty(), () -> state.wantedProperty().set(node().isExpanded()));
    onChange(state.effectsProperty(), this::show);
    whileAttached(() -> state.wantedProperty().set(false));
  }

  private void show() {
    Effects effects = state.effectsProperty().get();
    List<AttributeChange> changes = new ArrayList<>(effects.changes());
    changes.sort(
        Comparator.comparingDouble((AttributeChange each) -> -Math.abs(each.change()))
            .thenComparing(AttributeChange::attribute));
    if (!all.isSelected()) {
      changes.removeIf(each -> Math.abs(each.change()) < SMALL);
    }
    rows.getChildren().clear();
    for (int i = 0; i < changes.size(); i++) {
      add(i, changes.get(i));
    }
    rows.setOpacity(effects.exact() ? 1 : 0.75);
    hint.setVisible(changes.isEmpty());
    hint.setText(
        effects.changes().isEmpty()
            ? Texts.of("panel.effectsView.theModelsAttributePredictor")
            : Texts.of("panel.effectsView.thePredictorSeesNo"));
    fit();
  }

  /** As high as the rows, up to a limit: the sliders need the rest. */
  private void fit() {
    list.applyCss();
    double width = scroll.getViewportBounds().getWidth();
    scroll.setPrefViewportHeight(Math.min(HEIGHT, list.prefHeight(width > 0 ? width : -1)));
  }

  private void add(int row, AttributeChange change) {
    Label name = new Label(label(change.attribute()));
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(0);
    Tips.install(
        name,
        Texts.of(
            "panel.effectsView.sureBeforeAfter",
            label(change.attribute()),
            100 * change.before(),
            100 * change.after()));
    VBox bars =
        new VBox(2, bar(change.before(), "effect-before"), bar(change.after(), "effect-after"));
    bars.setAlignment(Pos.CENTER_LEFT);
    bars.setFillWidth(true);
    Label number = new Label(String.format(Texts.locale(), "%+.0f", 100 * change.change()));
    number.setId("effect-" + change.attribute().replaceAll("[^A-Za-z0-9_-]", "_"));
    number.getStyleClass().add(Math.abs(change.change()) < SMALL ? "muted" : "effect-number");
    rows.addRow(row, name, bars, number);
  }

  private static Region bar(double share, String style) {
    Region bar = new Region();
    bar.getStyleClass().addAll("effect-bar", style);
    bar.setMinHeight(BAR);
    bar.setPrefHeight(BAR);
    StackPane track = new StackPane(bar);
    track.getStyleClass().add("effect-track");
    track.setAlignment(Pos.CENTER_LEFT);
    track.setMinWidth(0);
    bar.maxWidthProperty().bind(track.widthProperty().multiply(share));
    bar.minWidthProperty().bind(bar.maxWidthProperty());
    return track;
  }

  private static String label(String attribute) {
    return attribute
        .replaceFirst("^\\d\\d+_(?=.)", "")
        .replace("o_Clock", "o'Clock")
        .replace('_', ' ');
  }
}

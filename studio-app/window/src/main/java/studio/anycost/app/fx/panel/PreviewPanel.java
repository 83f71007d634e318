package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.compare.SubGeneratorNames;
import studio.anycost.app.fx.state.AskedPreview;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.view.Fold;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.view.Words;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.preview.PreviewFrame;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.UniformGrid;

/**
 * How the preview is chosen: one line, and behind it what few people need. While it is chosen by
 * itself figures tell what is on the screen; rows to choose from are there when it is fixed.
 */
public final class PreviewPanel extends View<TitledPane> {
  private static final PseudoClass UNTRAINED = PseudoClass.getPseudoClass("untrained");

  private enum Choice {
    AUTO,
    FIXED
  }

  private final PreviewState preview;
  private final ModelState model;
  private final PreferenceState preferences;
  private final AskedPreview asked;
  private final Segments<Choice> mode;
  private final VBox fixed = new VBox();
  private final GridPane figures = new GridPane();
  private final Label channels = new Label();
  private final Label resolution = new Label();
  private final Label work = new Label();
  private final Label time = new Label();
  private final Label hint = new Label();
  private Segments<Double> ratios;
  private Segments<Integer> resolutions;

  @Inject
  public PreviewPanel(
      PreviewState preview,
      ModelState model,
      PreferenceState preferences,
      AskedPreview asked,
      FoldMemory folds) {
    super(new TitledPane());
    Fold.answerEveryClick(node());
    this.preview = preview;
    this.model = model;
    this.preferences = preferences;
    this.asked = asked;
    mode =
        new Segments<>(
            "preview-mode",
            List.of(Choice.values()),
            choice ->
                choice == Choice.AUTO
                    ? Texts.of("panel.previewPanel.auto")
                    : Texts.of("panel.previewPanel.fixed"),
            choice -> {
              if (choice == Choice.AUTO) {
                preview.modeProperty().set(preferences.autoPreview());
              } else {
                fixAsBefore();
              }
            });
    Tips.set(mode.button(0), Texts.of("panel.previewPanel.theBestPreviewWithin"));
    Tips.set(mode.button(1), Texts.of("panel.previewPanel.alwaysTheSameChannel"));
    hint.setId("preview-hint");
    hint.getStyleClass().add("muted");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    fixed.getStyleClass().add("side-rows");
    figures.setId("preview-figures");
    figures.getStyleClass().add("preview-figures");
    figure(Texts.of("panel.previewPanel.channels"), channels, "preview-channels");
    figure(Texts.of("panel.previewPanel.resolution"), resolution, "preview-pixels");
    figure(Texts.of("panel.previewPanel.work"), work, "preview-work");
    figure(Texts.of("panel.previewPanel.time"), time, "preview-time");
    for (Region part : List.of(figures, fixed)) {
      part.managedProperty().bind(part.visibleProperty());
    }
    VBox content = new VBox(mode, figures, fixed, hint);
    content.getStyleClass().add("side-rows");
    node().setId("preview-panel");
    node().getStyleClass().addAll("edit-section", "side-fold");
    node().setAnimated(false);
    node().setContent(content);
    folds.follow(node(), false);
  }

  private void figure(String name, Label value, String id) {
    Label label = new Label(name);
    label.getStyleClass().add("field-label");
    value.setId(id);
    figures.addRow(figures.getRowCount(), label, value);
  }

  @Override
  protected void onAttach() {
    onChange(model.gridProperty(), this::rebuild);
    onChange(preview.modeProperty(), this::update);
    onChange(preview.frameProperty(), this::update);
    onChange(
        preferences.property(),
        () -> {
          if (preview.modeProperty().get() instanceof PreviewMode.Auto) {
            preview.modeProperty().set(preferences.autoPreview());
          }
          update();
        });
  }

  private void rebuild() {
    UniformGrid grid = model.gridProperty().get();
    ratios =
        new Segments<>(
            "preview-ratio",
            grid.ratios(),
            ratio -> trimmed(ratio),
            ratio -> fix(grid, Optional.of(ratio), Optional.empty()));
    resolutions =
        new Segments<>(
            "preview-resolution",
            grid.resolutions(),
            String::valueOf,
            resolution -> fix(grid, Optional.empty(), Optional.of(resolution)));
    Label ratioLabel = new Label(Texts.of("panel.previewPanel.channels"));
    ratioLabel.getStyleClass().add("field-label");
    Label resolutionLabel = new Label(Texts.of("panel.previewPanel.resolutionPx"));
    resolutionLabel.getStyleClass().add("field-label");
    fixed
        .getChildren()
        .setAll(new VBox(4, ratioLabel, ratios), new VBox(4, resolutionLabel, resolutions));
    update();
  }

  private static String trimmed(double ratio) {
    return Words.ratio(ratio).replace(" \u00d7", "").replaceFirst("^0", "");
  }

  private SubGenerator onScreen() {
    return preview
        .frameProperty()
        .get()
        .map(PreviewFrame::subGenerator)
        .orElseGet(() -> model.gridProperty().get().usableCheapestFirst().get(0).subGenerator());
  }

  private void fix(UniformGrid grid, Optional<Double> ratio, Optional<Integer> resolution) {
    place(grid, ratio, resolution)
        .ifPresent(place -> preview.modeProperty().set(PreviewMode.Fixed.at(place)));
  }

  /** The place of a ratio and a resolution; what is not given is as shown. */
  private Optional<UniformGrid.Place> place(
      UniformGrid grid, Optional<Double> ratio, Optional<Integer> resolution) {
    SubGenerator now = shown();
    double wantedRatio = ratio.orElseGet(() -> shownRatio(grid).orElse(1));
    int wantedResolution = resolution.orElse(now.resolution());
    return grid.places().stream()
        .filter(
            place ->
                place.ratio() == wantedRatio
                    && place.subGenerator().resolution() == wantedResolution)
        .findFirst();
  }

  /** Marks what a click would lead to a picture with that the model was not trained for. */
  private void markUntrained(UniformGrid grid) {
    for (int i = 0; i < grid.ratios().size(); i++) {
      mark(ratios.button(i), place(grid, Optional.of(grid.ratios().get(i)), Optional.empty()));
    }
    for (int i = 0; i < grid.resolutions().size(); i++) {
      mark(
          resolutions.button(i),
          place(grid, Optional.empty(), Optional.of(grid.resolutions().get(i))));
    }
  }

  private static void mark(ToggleButton button, Optional<UniformGrid.Place> place) {
    Optional<String> obstacle = place.flatMap(UniformGrid.Place::obstacle);
    button.pseudoClassStateChanged(UNTRAINED, obstacle.isPresent());
    if (obstacle.isPresent()) {
      Tips.set(button, obstacle.get());
    } else {
      Tips.clear(button);
    }
  }

  /** What was asked for last; if nothing was, what is on the screen. */
  private void fixAsBefore() {
    preview
        .modeProperty()
        .set(
            asked
                .place(model.gridProperty().get())
                .map(PreviewMode.Fixed::at)
                .orElseGet(() -> new PreviewMode.Fixed(onScreen())));
  }

  private String automatically(UniformGrid grid) {
    return grid.usableCheapestFirst().size() > 1
        ? Texts.of("panel.previewPanel.withinMsWhileA", preferences.get().previewBudgetMs())
        : Texts.of("panel.previewPanel.thisModelWasTrained");
  }

  /** What the rows show: the fixed choice, or what is on the screen. */
  private SubGenerator shown() {
    return preview.modeProperty().get() instanceof PreviewMode.Fixed fixedMode
        ? fixedMode.subGenerator()
        : onScreen();
  }

  /**
   * The ratio that was asked for, where several have the same picture; else the largest of them.
   */
  private OptionalDouble shownRatio(UniformGrid grid) {
    return preview.modeProperty().get() instanceof PreviewMode.Fixed chosen
            && chosen.asked().isPresent()
        ? chosen.asked()
        : grid.ratioOf(shown());
  }

  private void update() {
    boolean auto = preview.modeProperty().get() instanceof PreviewMode.Auto;
    UniformGrid grid = model.gridProperty().get();
    String name = new SubGeneratorNames(grid).of(shown());
    node()
        .setText(
            auto
                ? Texts.of("panel.previewPanel.previewAutomatic")
                : Texts.of("panel.previewPanel.previewOf", name));
    mode.show(auto ? Choice.AUTO : Choice.FIXED);
    figures.setVisible(auto && preview.frameProperty().get().isPresent());
    fixed.setVisible(!auto);
    if (auto) {
      preview.frameProperty().get().ifPresent(frame -> tell(frame, grid));
      hint.setText(automatically(grid));
      return;
    }
    OptionalDouble ratio = shownRatio(grid);
    ratios.show(ratio.isPresent() ? (Double) ratio.getAsDouble() : null);
    resolutions.show(shown().resolution());
    markUntrained(grid);
    hint.setText(
        grid.placeOf(shown())
            .flatMap(UniformGrid.Place::obstacle)
            .orElse(Texts.of("panel.previewPanel.onlyThisPreviewIs", name)));
  }

  private void tell(PreviewFrame frame, UniformGrid grid) {
    SubGenerator now = frame.subGenerator();
    OptionalDouble ratio = grid.ratioOf(now);
    channels.setText(ratio.isPresent() ? Words.ratio(ratio.getAsDouble()) : "mixed");
    resolution.setText(now.resolution() + " px");
    work.setText(Words.work(MacCount.of(now, model.get().styleDimension())));
    time.setText(
        frame.reused()
            ? Texts.of("panel.previewPanel.asBefore")
            : Words.milliseconds(frame.milliseconds()));
  }
}

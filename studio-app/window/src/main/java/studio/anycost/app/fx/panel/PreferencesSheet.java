package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.fx.parameter.ParameterChange;
import studio.anycost.app.fx.parameter.ParameterPanel;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Sheet;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.settings.Preferences;
import studio.anycost.app.settings.Preferences.Motion;
import studio.anycost.app.settings.Preferences.Perceptual;
import studio.anycost.app.settings.Preferences.Theme;

/** The preferences; every change holds at once. */
public final class PreferencesSheet extends View<Sheet> {
  private static final NumberParameter BUDGET =
      new NumberParameter(
          ParameterInfo.of(
              "budget",
              "Time per preview",
              "While a slider moves, the best sub-generator is used that answers within this time"),
          5,
          200,
          Preferences.DEFAULTS.previewBudgetMs(),
          1,
          "ms",
          Optional.empty());
  private static final NumberParameter QUALITY =
      new NumberParameter(
          ParameterInfo.of("jpeg", "JPEG quality", "Of exported .jpg files"),
          50,
          100,
          100 * Preferences.DEFAULTS.jpegQuality(),
          1,
          "%",
          Optional.empty());
  private static final NumberParameter PSI =
      NumberParameter.of(
          ParameterInfo.of(
              "psi",
              "Truncation at start",
              "Of the face that the studio opens with, from 0 to 1.5"),
          0,
          1.5,
          Preferences.DEFAULTS.psi());
  private static final NumberParameter DIFFERENCE =
      new NumberParameter(
          ParameterInfo.of(
              "difference",
              "Difference of previews",
              "Sub-generators are used up to this difference from the full picture, as it was"
                  + " measured when the model was imported and is expected of the face on the"
                  + " screen; 100 % is as much as another face"),
          0,
          100,
          100 * Preferences.DEFAULTS.mostDifference(),
          1,
          "%",
          Optional.empty());
  private static final ParameterSchema SCHEMA =
      new ParameterSchema(List.of(BUDGET, DIFFERENCE, PSI, QUALITY));

  private static final List<OptionalInt> SCALES =
      List.of(
          OptionalInt.empty(),
          OptionalInt.of(100),
          OptionalInt.of(125),
          OptionalInt.of(150),
          OptionalInt.of(200));

  private final PreferenceState preferences;
  private final Segments<Theme> theme;
  private final Segments<OptionalInt> scale;
  private final Segments<Motion> motion;
  private final Segments<Perceptual> perceptual;
  private final Segments<Boolean> start;
  private final Label measure = new Label();
  private final StudioBackend backend;
  private final ParameterPanel panel;

  @Inject
  public PreferencesSheet(PreferenceState preferences, ViewState views, StudioBackend backend) {
    this(preferences, views, backend, new VBox());
  }

  private PreferencesSheet(
      PreferenceState preferences, ViewState views, StudioBackend backend, VBox content) {
    super(new Sheet("preferences", "Preferences", content, views::closeDrawer));
    this.preferences = preferences;
    this.backend = backend;
    theme =
        new Segments<>(
            "preferences-theme",
            List.of(Theme.values()),
            value ->
                switch (value) {
                  case SYSTEM -> "System";
                  case LIGHT -> "Light";
                  case DARK -> "Dark";
                },
            value -> preferences.update(now -> now.withTheme(value)));
    scale =
        new Segments<>(
            "preferences-scale",
            SCALES,
            value -> value.isEmpty() ? "System" : value.getAsInt() + " %",
            value -> preferences.update(now -> now.withScalePercent(value)));
    motion =
        new Segments<>(
            "preferences-motion",
            List.of(Motion.values()),
            value ->
                switch (value) {
                  case SYSTEM -> "System";
                  case FULL -> "Full";
                  case REDUCED -> "Reduced";
                },
            value -> preferences.update(now -> now.withMotion(value)));
    perceptual =
        new Segments<>(
            "preferences-perceptual",
            List.of(Perceptual.values()),
            value ->
                switch (value) {
                  case BUILT_IN -> "Built in";
                  case LPIPS -> "VGG (LPIPS)";
                },
            value -> preferences.update(now -> now.withPerceptual(value)));
    start =
        new Segments<>(
            "preferences-start",
            List.of(true, false),
            reopen -> reopen ? "What was open last" : "A new portrait",
            value -> preferences.update(now -> now.withReopen(value)));
    panel =
        new ParameterPanel(
            "preferences", SCHEMA, (title, endings) -> Optional.empty(), this::changed);
    Label appearance = new Label("Appearance");
    appearance.getStyleClass().add("field-label");
    Label size = new Label("Size of text and controls");
    size.getStyleClass().add("field-label");
    Label from = new Label("From the next start of the studio on.");
    from.getStyleClass().add("muted");
    Label moving = new Label("Motion on the screen");
    moving.getStyleClass().add("field-label");
    Label starting = new Label("The studio starts with");
    starting.getStyleClass().add("field-label");
    Label explained =
        new Label(
            "Time per preview: what a picture may take while a slider moves; less is smoother,"
                + " more is sharper. Difference of previews: how far a quick picture may be from the"
                + " full one; 100 % is as far as another face.");
    explained.getStyleClass().add("muted");
    explained.setWrapText(true);
    Label distance = new Label("Perceptual distance");
    distance.getStyleClass().add("field-label");
    measure.getStyleClass().add("muted");
    measure.setWrapText(true);
    content
        .getChildren()
        .addAll(
            new VBox(6, appearance, theme),
            new VBox(6, size, scale, from),
            new VBox(6, moving, motion),
            new VBox(6, starting, start),
            panel.node(),
            explained,
            new VBox(6, distance, perceptual, measure));
  }

  @Override
  protected void onAttach() {
    onChange(preferences.property(), this::show);
  }

  private void changed(ParameterChange change) {
    double budget = change.values().get(BUDGET);
    double quality = change.values().get(QUALITY) / 100;
    double psi = change.values().get(PSI);
    double difference = change.values().get(DIFFERENCE) / 100;
    // A slider under way would write the file at every step.
    if (!change.gesture().moving()) {
      preferences.update(
          now ->
              now.withPreviewBudgetMs(budget)
                  .withPsi(psi)
                  .withJpegQuality(quality)
                  .withMostDifference(difference));
    }
  }

  private void show() {
    Preferences now = preferences.get();
    theme.show(now.theme());
    scale.show(now.scalePercent());
    motion.show(now.motion());
    perceptual.show(now.perceptual());
    start.show(now.reopen());
    boolean imported = backend.hasImportedFeatures();
    perceptual
        .button(Perceptual.LPIPS.ordinal())
        .setDisable(!imported && now.perceptual() != Perceptual.LPIPS);
    measure.setText(
        imported
            ? "Tells how like two pictures are: in projections and reports."
            : "Tells how like two pictures are. The VGG of the published measure can be imported:"
                + " once with the command 'studio import-features'; it stands here from then on.");
    try {
      ParameterValues values =
          SCHEMA
              .defaults()
              .with("budget", Math.min(BUDGET.maximum(), Math.rint(now.previewBudgetMs())))
              .with("difference", (double) Math.round(100 * now.mostDifference()))
              .with("psi", Math.max(PSI.minimum(), Math.min(PSI.maximum(), now.psi())))
              .with("jpeg", (double) Math.round(100 * now.jpegQuality()));
      panel.show(values);
    } catch (ParameterException e) {
      throw new IllegalStateException("The preferences are out of their own range.", e);
    }
  }
}

package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.fx.command.RestartCommands;
import studio.anycost.app.fx.parameter.ParameterChange;
import studio.anycost.app.fx.parameter.ParameterPanel;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Sheet;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.settings.Language;
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
              Texts.of("panel.preferencesSheet.timePerPreview"),
              Texts.of("panel.preferencesSheet.whileASliderMoves")),
          5,
          200,
          Preferences.DEFAULTS.previewBudgetMs(),
          1,
          "ms",
          Optional.empty());
  private static final NumberParameter QUALITY =
      new NumberParameter(
          ParameterInfo.of(
              "jpeg",
              Texts.of("panel.preferencesSheet.jpegQuality"),
              Texts.of("panel.preferencesSheet.ofExportedJpgFiles")),
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
              Texts.of("panel.preferencesSheet.truncationAtStart"),
              Texts.of("panel.preferencesSheet.ofTheFaceThat")),
          0,
          1.5,
          Preferences.DEFAULTS.psi());
  private static final NumberParameter DIFFERENCE =
      new NumberParameter(
          ParameterInfo.of(
              "difference",
              Texts.of("panel.preferencesSheet.differenceOfPreviews"),
              Texts.of("panel.preferencesSheet.subGeneratorsAreUsed")),
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
  private final Segments<Language> language;
  private final Segments<OptionalInt> scale;
  private final Segments<Motion> motion;
  private final Segments<Perceptual> perceptual;
  private final Segments<Boolean> start;
  private final Button restart = new Button(Texts.of("panel.preferencesSheet.restartNow"));
  private final Preferences begun;
  private final Label measure = new Label();
  private final StudioBackend backend;
  private final ParameterPanel panel;

  @Inject
  public PreferencesSheet(
      PreferenceState preferences,
      ViewState views,
      StudioBackend backend,
      RestartCommands restarts) {
    this(preferences, views, backend, restarts, new VBox());
  }

  private PreferencesSheet(
      PreferenceState preferences,
      ViewState views,
      StudioBackend backend,
      RestartCommands restarts,
      VBox content) {
    super(
        new Sheet(
            "preferences",
            Texts.of("panel.preferencesSheet.preferences"),
            content,
            views::closeDrawer));
    this.preferences = preferences;
    this.backend = backend;
    this.begun = preferences.get();
    restart.setId("preferences-restart");
    Tips.set(restart, Texts.of("panel.preferencesSheet.restartTip"));
    restart.setOnAction(event -> restarts.restart());
    restart.disableProperty().bind(restarts.startingProperty());
    restart.managedProperty().bind(restart.visibleProperty());
    theme =
        new Segments<>(
            "preferences-theme",
            List.of(Theme.values()),
            value ->
                switch (value) {
                  case SYSTEM -> Texts.of("panel.preferencesSheet.system");
                  case LIGHT -> Texts.of("panel.preferencesSheet.light");
                  case DARK -> Texts.of("panel.preferencesSheet.dark");
                },
            value -> preferences.update(now -> now.withTheme(value)));
    language =
        new Segments<>(
            "preferences-language",
            List.of(Language.values()),
            value ->
                switch (value) {
                  case SYSTEM -> Texts.of("panel.preferencesSheet.system");
                  case ENGLISH -> "English"; // in their own languages, for whoever speaks no other
                  case GERMAN -> "Deutsch";
                },
            value -> preferences.update(now -> now.withLanguage(value)));
    scale =
        new Segments<>(
            "preferences-scale",
            SCALES,
            value ->
                value.isEmpty()
                    ? Texts.of("panel.preferencesSheet.system")
                    : value.getAsInt() + " %",
            value -> preferences.update(now -> now.withScalePercent(value)));
    motion =
        new Segments<>(
            "preferences-motion",
            List.of(Motion.values()),
            value ->
                switch (value) {
                  case SYSTEM -> Texts.of("panel.preferencesSheet.system");
                  case FULL -> Texts.of("panel.preferencesSheet.full");
                  case REDUCED -> Texts.of("panel.preferencesSheet.reduced");
                },
            value -> preferences.update(now -> now.withMotion(value)));
    perceptual =
        new Segments<>(
            "preferences-perceptual",
            List.of(Perceptual.values()),
            value ->
                switch (value) {
                  case BUILT_IN -> Texts.of("panel.preferencesSheet.builtIn");
                  case LPIPS -> Texts.of("panel.preferencesSheet.vggLpips");
                },
            value -> preferences.update(now -> now.withPerceptual(value)));
    start =
        new Segments<>(
            "preferences-start",
            List.of(true, false),
            reopen ->
                reopen
                    ? Texts.of("panel.preferencesSheet.whatWasOpenLast")
                    : Texts.of("panel.preferencesSheet.aNewPortrait"),
            value -> preferences.update(now -> now.withReopen(value)));
    panel =
        new ParameterPanel(
            "preferences", SCHEMA, (title, endings) -> Optional.empty(), this::changed);
    Label appearance = new Label(Texts.of("panel.preferencesSheet.appearance"));
    appearance.getStyleClass().add("field-label");
    Label size = new Label(Texts.of("panel.preferencesSheet.sizeOfTextAnd"));
    size.getStyleClass().add("field-label");
    Label from = new Label(Texts.of("panel.preferencesSheet.fromTheNextStart"));
    from.getStyleClass().add("muted");
    Label moving = new Label(Texts.of("panel.preferencesSheet.motionOnTheScreen"));
    moving.getStyleClass().add("field-label");
    Label speech = new Label(Texts.of("panel.preferencesSheet.language"));
    speech.getStyleClass().add("field-label");
    Label afterwards = new Label(Texts.of("panel.preferencesSheet.languageNote"));
    afterwards.getStyleClass().add("muted");
    afterwards.setWrapText(true);
    Label starting = new Label(Texts.of("panel.preferencesSheet.theStudioStartsWith"));
    starting.getStyleClass().add("field-label");
    Label explained = new Label(Texts.of("panel.preferencesSheet.timePerPreviewWhat"));
    explained.getStyleClass().add("muted");
    explained.setWrapText(true);
    Label distance = new Label(Texts.of("panel.preferencesSheet.perceptualDistance"));
    distance.getStyleClass().add("field-label");
    measure.getStyleClass().add("muted");
    measure.setWrapText(true);
    content
        .getChildren()
        .addAll(
            new VBox(6, appearance, theme),
            new VBox(6, size, scale, from),
            new VBox(6, speech, language, afterwards, restart),
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
    language.show(now.language());
    scale.show(now.scalePercent());
    motion.show(now.motion());
    perceptual.show(now.perceptual());
    start.show(now.reopen());
    restart.setVisible(
        now.language() != begun.language() || !now.scalePercent().equals(begun.scalePercent()));
    boolean imported = backend.hasImportedFeatures();
    perceptual
        .button(Perceptual.LPIPS.ordinal())
        .setDisable(!imported && now.perceptual() != Perceptual.LPIPS);
    measure.setText(
        imported
            ? Texts.of("panel.preferencesSheet.tellsHowLikeTwo")
            : Texts.of("panel.preferencesSheet.networkCanBeImported"));
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

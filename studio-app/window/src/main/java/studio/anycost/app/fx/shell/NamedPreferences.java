package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.state.ViewState.Drawer;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.settings.Language;
import studio.anycost.app.settings.Preferences;
import studio.anycost.app.settings.Preferences.Motion;
import studio.anycost.app.settings.Preferences.Theme;

/**
 * How the studio looks, speaks and moves, by name: each of these actions chooses it. JavaFX thread
 * only.
 */
final class NamedPreferences {
  private static final ObservableBooleanValue ENABLED =
      new ReadOnlyBooleanWrapper(false).getReadOnlyProperty();
  private static final List<Integer> PERCENT = List.of(100, 125, 150, 200);

  private final PreferenceState preferences;
  private final ViewState views;

  @Inject
  NamedPreferences(PreferenceState preferences, ViewState views) {
    this.preferences = preferences;
    this.views = views;
  }

  /** All choices of all preferences that have names. */
  List<StudioAction> all() {
    List<StudioAction> all = new ArrayList<>();
    for (Theme theme : Theme.values()) {
      all.add(
          action(
              "theme-" + theme,
              "shell.namedPreferences.theme",
              switch (theme) {
                case SYSTEM -> Texts.of("panel.preferencesSheet.system");
                case LIGHT -> Texts.of("panel.preferencesSheet.light");
                case DARK -> Texts.of("panel.preferencesSheet.dark");
              },
              now -> now.withTheme(theme)));
    }
    for (Motion motion : Motion.values()) {
      all.add(
          action(
              "motion-" + motion,
              "shell.namedPreferences.motion",
              switch (motion) {
                case SYSTEM -> Texts.of("panel.preferencesSheet.system");
                case FULL -> Texts.of("panel.preferencesSheet.full");
                case REDUCED -> Texts.of("panel.preferencesSheet.reduced");
              },
              now -> now.withMotion(motion)));
    }
    for (Language language : Language.values()) {
      all.add(
          later(
              "language-" + language,
              "shell.namedPreferences.language",
              switch (language) {
                case SYSTEM -> Texts.of("panel.preferencesSheet.system");
                case ENGLISH -> "English";
                case GERMAN -> "Deutsch";
              },
              now -> now.withLanguage(language)));
    }
    for (int percent : PERCENT) {
      all.add(size(percent + " %", OptionalInt.of(percent)));
    }
    all.add(size(Texts.of("panel.preferencesSheet.system"), OptionalInt.empty()));
    return all;
  }

  private StudioAction size(String label, OptionalInt percent) {
    return later(
        "scale-" + percent.orElse(0),
        "shell.namedPreferences.size",
        label,
        now -> now.withScalePercent(percent));
  }

  private StudioAction action(
      String id, String words, String choice, UnaryOperator<Preferences> change) {
    return action(id, words, choice, () -> preferences.update(change));
  }

  /** It is seen from the next start on: the sheet says so, and offers that. */
  private StudioAction later(
      String id, String words, String choice, UnaryOperator<Preferences> change) {
    return action(
        id,
        words,
        choice,
        () -> {
          // First, for the sheet offers a restart for what has changed since it was made.
          views.drawerProperty().set(Optional.of(Drawer.PREFERENCES));
          preferences.update(change);
        });
  }

  private static StudioAction action(String id, String words, String choice, Runnable run) {
    return new StudioAction(
        "preference-" + id,
        Texts.of("panel.preferencesSheet.preferences"),
        Texts.of(words, choice),
        Signs.PREFERENCES,
        List.of(),
        ENABLED,
        run);
  }
}

package studio.anycost.app.fx.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.scene.text.Font;
import studio.anycost.app.settings.Preferences.Theme;

/**
 * Puts the chosen theme on the application and the studio's own style sheets on its scenes. JavaFX
 * thread only.
 */
public final class ThemeSwitcher {
  private static final String ROOT = "/studio/anycost/app/fx/";
  private static final String SHARED = sheet("studio.css");

  private final Supplier<Appearance> system;
  private final ReadOnlyObjectWrapper<Appearance> appearance = new ReadOnlyObjectWrapper<>();
  private Theme choice;

  /**
   * @param system asked when the choice becomes to follow the system
   */
  @Inject
  public ThemeSwitcher(SystemAppearance system) {
    this(system::detect);
  }

  ThemeSwitcher(Supplier<Appearance> system) {
    this.system = system;
  }

  /** Loads the studio's typeface; text falls back to the platform's where that fails. */
  public static void loadFonts() {
    for (int weight : new int[] {400, 500, 600}) {
      String file = ROOT + "fonts/inter-latin-" + weight + "-normal.woff";
      Font.loadFont(
          Objects.requireNonNull(ThemeSwitcher.class.getResource(file), file).toExternalForm(), 13);
    }
  }

  /**
   * Applies a choice to the application, unless it is the present one; scenes that were added
   * follow.
   */
  public void choose(Theme next) {
    if (next == choice) {
      return;
    }
    choice = next;
    Appearance wanted =
        switch (next) {
          case LIGHT -> Appearance.LIGHT;
          case DARK -> Appearance.DARK;
          case SYSTEM -> system.get();
        };
    if (wanted != appearance.get()) {
      atlantafx.base.theme.Theme theme =
          wanted == Appearance.DARK ? new PrimerDark() : new PrimerLight();
      Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
      appearance.set(wanted);
    }
  }

  /** The choice that was applied last. */
  public Theme choice() {
    return choice;
  }

  /** What is on the screen now. */
  public ReadOnlyObjectProperty<Appearance> appearanceProperty() {
    return appearance.getReadOnlyProperty();
  }

  /**
   * Keeps the studio's style sheets in the list of a scene or dialog, matching the appearance, for
   * as long as this switcher lives.
   */
  public void style(ObservableList<String> stylesheets) {
    stylesheets.setAll(colours(appearance.get()), SHARED);
    appearance.addListener((observable, old, now) -> stylesheets.setAll(colours(now), SHARED));
  }

  private static String colours(Appearance appearance) {
    return sheet(appearance == Appearance.DARK ? "dark.css" : "light.css");
  }

  private static String sheet(String name) {
    String file = ROOT + "css/" + name;
    return Objects.requireNonNull(ThemeSwitcher.class.getResource(file), file).toExternalForm();
  }
}

package studio.anycost.app.fx.view;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.text.Font;
import org.kordamp.ikonli.IkonResolver;
import org.kordamp.ikonli.IkonResolverProvider;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.javafx.JavaFXFontLoader;

/** Makes the vector icons; size and colour come from the style sheet. */
public final class Icons {
  private static final IkonResolver FONTS =
      IkonResolverProvider.getInstance(JavaFXFontLoader.getInstance());

  private Icons() {}

  /** An icon in the colour of the text around it. */
  public static FontIcon of(Feather icon) {
    FontIcon result = new FontIcon(icon);
    // Until the style sheets are applied, JavaFX would search all fonts of the system for the
    // glyph.
    result.setFont((Font) FONTS.resolve(icon.getDescription()).getFont());
    result.setMouseTransparent(true);
    return result;
  }

  /** Turns a button into a flat one that shows nothing but an icon. */
  public static <B extends ButtonBase> B iconOnly(B button, Feather icon) {
    button.setGraphic(of(icon));
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().addAll("flat", "icon-button");
    return button;
  }
}

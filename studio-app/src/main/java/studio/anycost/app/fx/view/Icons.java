package studio.anycost.app.fx.view;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes the vector icons; size and colour come from the style sheet. */
public final class Icons {
  private Icons() {}

  /** An icon in the colour of the text around it. */
  public static FontIcon of(Feather icon) {
    FontIcon result = new FontIcon(icon);
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

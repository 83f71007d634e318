package studio.anycost.app.fx.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import org.kordamp.ikonli.feather.Feather;

/** Makes the vector icons; size and colour come from the style sheet. */
public final class Icons {
  private static final String STROKES = "/studio/anycost/app/fx/icons/feather.properties";
  private static final String PREFIX = "fth-";
  private static final Properties PATHS = read();

  private Icons() {}

  private static Properties read() {
    Properties paths = new Properties();
    try (InputStream in = Icons.class.getResourceAsStream(STROKES)) {
      paths.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paths;
  }

  /** An icon in the colour of the text around it. */
  public static StrokeIcon of(Feather icon) {
    String path = PATHS.getProperty(icon.getDescription().substring(PREFIX.length()));
    if (path == null) {
      throw new IllegalArgumentException("Nobody has drawn the icon " + icon + ".");
    }
    return new StrokeIcon(path);
  }

  /** Turns a button into a flat one that shows nothing but an icon. */
  public static <B extends ButtonBase> B iconOnly(B button, Feather icon) {
    button.setGraphic(of(icon));
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().addAll("flat", "icon-button");
    return button;
  }
}

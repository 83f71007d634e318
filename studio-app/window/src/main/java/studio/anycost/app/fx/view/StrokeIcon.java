package studio.anycost.app.fx.view;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableDoubleProperty;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.converter.PaintConverter;
import javafx.css.converter.SizeConverter;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;

/**
 * An icon that is drawn with a pen. The glyphs of icon fonts are outlines of such strokes, which
 * leave holes where two cross. Style sheets give {@code -fx-icon-size} and {@code -fx-icon-color},
 * as they do for glyphs.
 */
public final class StrokeIcon extends Region {
  /** The square that the strokes lie in, and the pen of its width. */
  private static final double BOX = 24;

  private static final double PEN = 2;
  private static final double SIZE = 15;

  private static final CssMetaData<StrokeIcon, Number> SIZE_META =
      new CssMetaData<>("-fx-icon-size", SizeConverter.getInstance(), SIZE) {
        @Override
        public boolean isSettable(StrokeIcon icon) {
          return !icon.size.isBound();
        }

        @Override
        public StyleableProperty<Number> getStyleableProperty(StrokeIcon icon) {
          return icon.size;
        }
      };

  private static final CssMetaData<StrokeIcon, Paint> COLOUR_META =
      new CssMetaData<>("-fx-icon-color", PaintConverter.getInstance(), Color.BLACK) {
        @Override
        public boolean isSettable(StrokeIcon icon) {
          return !icon.colour.isBound();
        }

        @Override
        public StyleableProperty<Paint> getStyleableProperty(StrokeIcon icon) {
          return icon.colour;
        }
      };

  private static final List<CssMetaData<? extends Styleable, ?>> ALL = all();

  private final SVGPath strokes = new SVGPath();
  private final Scale scale = new Scale();
  private final StyleableDoubleProperty size =
      new StyleableDoubleProperty(SIZE) {
        @Override
        protected void invalidated() {
          resizeStrokes();
        }

        @Override
        public Object getBean() {
          return StrokeIcon.this;
        }

        @Override
        public String getName() {
          return "size";
        }

        @Override
        public CssMetaData<StrokeIcon, Number> getCssMetaData() {
          return SIZE_META;
        }
      };
  private final StyleableObjectProperty<Paint> colour =
      new StyleableObjectProperty<>(Color.BLACK) {
        @Override
        public Object getBean() {
          return StrokeIcon.this;
        }

        @Override
        public String getName() {
          return "colour";
        }

        @Override
        public CssMetaData<StrokeIcon, Paint> getCssMetaData() {
          return COLOUR_META;
        }
      };

  /**
   * @param path of the pen in a square of 24, as SVG writes paths
   */
  StrokeIcon(String path) {
    getStyleClass().add("ikonli-font-icon");
    strokes.setContent(path);
    strokes.setFill(null);
    strokes.setStrokeWidth(PEN);
    strokes.setStrokeLineCap(StrokeLineCap.ROUND);
    strokes.setStrokeLineJoin(StrokeLineJoin.ROUND);
    strokes.strokeProperty().bind(colour);
    strokes.setManaged(false);
    strokes.getTransforms().add(scale);
    getChildren().add(strokes);
    setMouseTransparent(true);
    resizeStrokes();
  }

  private static List<CssMetaData<? extends Styleable, ?>> all() {
    List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
    all.add(SIZE_META);
    all.add(COLOUR_META);
    return List.copyOf(all);
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return ALL;
  }

  /** Fills what the strokes enclose with their colour, or leaves it empty. */
  public void setFilled(boolean filled) {
    strokes.fillProperty().unbind();
    if (filled) {
      strokes.fillProperty().bind(colour);
    } else {
      strokes.setFill(null);
    }
  }

  /** The colour of the pen. */
  ObjectProperty<Paint> colourProperty() {
    return colour;
  }

  private void resizeStrokes() {
    scale.setX(size.get() / BOX);
    scale.setY(size.get() / BOX);
    setMinSize(size.get(), size.get());
    setPrefSize(size.get(), size.get());
    setMaxSize(size.get(), size.get());
  }
}

package studio.anycost.app.fx.parameter;

import java.util.List;
import javafx.scene.control.Skin;
import javafx.scene.control.Slider;
import javafx.scene.control.skin.SliderSkin;
import javafx.scene.layout.Region;

/**
 * A slider whose track is filled from the value that changes nothing to the present one. Where it
 * shows more than is usual, marks stand at the ends of that.
 */
final class OriginSlider extends Slider {
  private double origin;
  private double usualFrom;
  private double usualTo;

  OriginSlider(double minimum, double maximum, double origin) {
    super(minimum, maximum, origin);
    this.origin = origin;
    this.usualFrom = minimum;
    this.usualTo = maximum;
    getStyleClass().add("origin-slider");
  }

  /** Shows other places; the caller sets the value anew. */
  void range(double minimum, double maximum, double newOrigin, double from, double to) {
    origin = newOrigin;
    usualFrom = from;
    usualTo = to;
    // Never empty in between.
    setMin(Math.min(getMin(), minimum));
    setMax(maximum);
    setMin(minimum);
    setBlockIncrement((maximum - minimum) / 10);
    requestLayout();
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new OriginSkin(this);
  }

  private static final class OriginSkin extends SliderSkin {
    private final Region fill = new Region();
    private final Region mark = new Region();
    private final Region first = new Region();
    private final Region last = new Region();
    private final Region thumb;
    private final Region track;

    OriginSkin(OriginSlider slider) {
      super(slider);
      thumb = (Region) slider.lookup(".thumb");
      track = (Region) slider.lookup(".track");
      fill.getStyleClass().add("fill");
      fill.setMouseTransparent(true);
      for (Region each : List.of(mark, first, last)) {
        each.getStyleClass().add(each == mark ? "origin" : "usual-end");
        each.setMouseTransparent(true);
      }
      getChildren().add(getChildren().indexOf(thumb), fill);
      getChildren().addAll(getChildren().indexOf(fill), List.of(first, last, mark));
      registerChangeListener(slider.valueProperty(), observable -> placeFill());
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
      super.layoutChildren(x, y, width, height);
      placeFill();
    }

    private void placeFill() {
      OriginSlider slider = (OriginSlider) getSkinnable();
      double half = thumb.getWidth() / 2;
      double left = snappedLeftInset() + half;
      double right = slider.getWidth() - snappedRightInset() - half;
      double from = at(slider.origin, left, right);
      double to = at(slider.getValue(), left, right);
      fill.resizeRelocate(
          Math.min(from, to), track.getLayoutY(), Math.abs(to - from), track.getHeight());
      put(mark, slider.origin, left, right);
      put(first, slider.usualFrom, left, right);
      put(last, slider.usualTo, left, right);
    }

    private double at(double place, double left, double right) {
      Slider slider = getSkinnable();
      return left
          + (right - left) * (place - slider.getMin()) / (slider.getMax() - slider.getMin());
    }

    /** A mark at an end of the track would tell nothing. */
    private void put(Region which, double place, double left, double right) {
      double width = which.prefWidth(-1);
      double height = which.prefHeight(-1);
      double middle = track.getLayoutY() + track.getHeight() / 2;
      which.resizeRelocate(at(place, left, right) - width / 2, middle - height / 2, width, height);
      which.setVisible(place > getSkinnable().getMin() && place < getSkinnable().getMax());
    }
  }
}

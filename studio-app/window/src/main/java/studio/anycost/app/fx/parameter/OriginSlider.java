package studio.anycost.app.fx.parameter;

import javafx.scene.control.Skin;
import javafx.scene.control.Slider;
import javafx.scene.control.skin.SliderSkin;
import javafx.scene.layout.Region;

/** A slider whose track is filled from the value that changes nothing to the present one. */
final class OriginSlider extends Slider {
  private final double origin;

  OriginSlider(double minimum, double maximum, double origin) {
    super(minimum, maximum, origin);
    this.origin = origin;
    getStyleClass().add("origin-slider");
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new OriginSkin(this);
  }

  private static final class OriginSkin extends SliderSkin {
    private final Region fill = new Region();
    private final Region mark = new Region();
    private final Region thumb;
    private final Region track;

    OriginSkin(OriginSlider slider) {
      super(slider);
      thumb = (Region) slider.lookup(".thumb");
      track = (Region) slider.lookup(".track");
      fill.getStyleClass().add("fill");
      fill.setMouseTransparent(true);
      mark.getStyleClass().add("origin");
      mark.setMouseTransparent(true);
      getChildren().add(getChildren().indexOf(thumb), fill);
      getChildren().add(getChildren().indexOf(fill), mark);
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
      double range = slider.getMax() - slider.getMin();
      double from = left + (right - left) * (slider.origin - slider.getMin()) / range;
      double to = left + (right - left) * (slider.getValue() - slider.getMin()) / range;
      double markWidth = mark.prefWidth(-1);
      double markHeight = mark.prefHeight(-1);
      double middle = track.getLayoutY() + track.getHeight() / 2;
      fill.resizeRelocate(
          Math.min(from, to), track.getLayoutY(), Math.abs(to - from), track.getHeight());
      mark.resizeRelocate(from - markWidth / 2, middle - markHeight / 2, markWidth, markHeight);
      mark.setVisible(slider.origin > slider.getMin() && slider.origin < slider.getMax());
    }
  }
}

package studio.anycost.app.fx.parameter;

import javafx.scene.Node;
import javafx.scene.control.ColorPicker;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import studio.anycost.api.parameter.Colour;
import studio.anycost.api.parameter.ColourParameter;

/** A colour picker. */
final class ColourControl implements ValueControl<Colour> {
  private final ColourParameter parameter;
  private final ColorPicker picker = new ColorPicker();
  private final VBox node = new VBox();
  private boolean showing;

  ColourControl(ColourParameter parameter, String id, ParameterHeader header, Sink<Colour> sink) {
    this.parameter = parameter;
    picker.setId(id + "-colour");
    picker.setAccessibleText(parameter.info().label());
    picker.setMaxWidth(Double.MAX_VALUE);
    picker
        .valueProperty()
        .addListener(
            (observable, old, colour) -> {
              if (!showing) {
                sink.set(plain(colour), GestureCounter.single());
              }
            });
    header.onReset(() -> picker.setValue(fx(parameter.defaultValue())));
    node.getChildren().addAll(header.node(), picker);
    show(parameter.defaultValue());
  }

  private static Colour plain(Color colour) {
    return new Colour(
        (int) Math.round(colour.getRed() * 255),
        (int) Math.round(colour.getGreen() * 255),
        (int) Math.round(colour.getBlue() * 255));
  }

  private static Color fx(Colour colour) {
    return Color.rgb(colour.red(), colour.green(), colour.blue());
  }

  @Override
  public void show(Colour value) {
    showing = true;
    picker.setValue(fx(value));
    showing = false;
  }

  @Override
  public String describe(Colour value) {
    return parameter.format(value);
  }

  @Override
  public ColourParameter parameter() {
    return parameter;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Node hand() {
    return picker;
  }
}

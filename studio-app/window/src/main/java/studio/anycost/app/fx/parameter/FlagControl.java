package studio.anycost.app.fx.parameter;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.FlagParameter;
import studio.anycost.app.fx.words.Texts;

/** A switch. */
final class FlagControl implements ValueControl<Boolean> {
  private final FlagParameter parameter;
  private final ToggleSwitch toggle = new ToggleSwitch();
  private final VBox node = new VBox();
  private boolean showing;

  FlagControl(FlagParameter parameter, String id, ParameterHeader header, Sink<Boolean> sink) {
    this.parameter = parameter;
    toggle.setId(id + "-flag");
    toggle.setAccessibleText(parameter.info().label());
    toggle
        .selectedProperty()
        .addListener(
            (observable, old, on) -> {
              if (!showing) {
                sink.set(on, GestureCounter.single());
              }
            });
    header.add(toggle);
    header.onReset(() -> toggle.setSelected(parameter.defaultFlag()));
    node.getChildren().add(header.node());
    show(parameter.defaultFlag());
  }

  @Override
  public void show(Boolean value) {
    showing = true;
    toggle.setSelected(value);
    showing = false;
  }

  @Override
  public String describe(Boolean value) {
    return Texts.of(value ? "history.on" : "history.off");
  }

  @Override
  public FlagParameter parameter() {
    return parameter;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Node hand() {
    return toggle;
  }
}

package studio.anycost.app.fx.parameter;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.app.fx.view.SliderDrags;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/**
 * A slider with an exact value field. Pressing the slider is the beginning of a gesture, releasing
 * it the end; holding an arrow key is a gesture too, and so are taps that follow each other at
 * once. A double click resets.
 */
final class NumberControl implements ValueControl<Double> {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private static final double UNIT = 22;

  private final NumberParameter parameter;
  private final Sink<Double> sink;
  private final NumberFormatter format;
  private final OriginSlider slider;
  private final TextField field = new TextField();
  private final Label readout = new Label();
  private final Label refusal = new Label();
  private final Label beyond = new Label("beyond");
  private SliderScale scale;
  private final VBox node = new VBox();
  private final ReadOnlyObjectWrapper<Optional<String>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private double shown;
  private boolean showing;
  private final Taps taps = new Taps(System::nanoTime);
  private long gesture;
  private boolean held;
  private boolean heldByKey;
  private boolean putBack;

  NumberControl(NumberParameter parameter, String id, ParameterHeader header, Sink<Double> sink) {
    this.parameter = parameter;
    this.sink = sink;
    this.format = new NumberFormatter(parameter);
    this.scale = SliderScale.of(parameter);
    this.slider =
        new OriginSlider(
            scale.place(scale.minimum()),
            scale.place(scale.maximum()),
            scale.place(parameter.defaultNumber()));
    slider.setId(id + "-slider");
    slider.setBlockIncrement((slider.getMax() - slider.getMin()) / 10);
    slider.setAccessibleText(parameter.info().label());
    slider.setMaxWidth(Double.MAX_VALUE);
    field.setId(id + "-value");
    field.getStyleClass().add("value-field");
    field.setAccessibleText(
        Texts.of("parameter.numberControl.exactValue", parameter.info().label()));
    field.setPrefColumnCount(5);
    field.setAlignment(Pos.CENTER_RIGHT);
    readout.setId(id + "-readout");
    readout.getStyleClass().add("readout");
    readout.setMinWidth(Region.USE_PREF_SIZE);
    Tips.install(readout, Texts.of("parameter.numberControl.ownUnits"));
    refusal.setId(id + "-refusal");
    refusal.getStyleClass().add("refusal");
    refusal.setWrapText(true);
    refusal.managedProperty().bind(refusal.visibleProperty());
    refusal.visibleProperty().bind(problem.map(Optional::isPresent));
    refusal.textProperty().bind(problem.map(sentence -> sentence.orElse("")));
    Label unit = new Label(parameter.unit());
    unit.getStyleClass().add("readout");
    // As wide as any short one, so that numbers above each other stand in one column.
    unit.setMinWidth(Math.max(UNIT, unit.prefWidth(-1)));
    unit.setAlignment(Pos.CENTER_RIGHT);
    beyond.setId(id + "-beyond");
    beyond.getStyleClass().add("beyond-mark");
    beyond.setMinWidth(Region.USE_PREF_SIZE);
    beyond.setVisible(false);
    beyond.managedProperty().bind(beyond.visibleProperty());
    // In its place: there is no room for both beside a name, a star and a lock.
    readout.visibleProperty().bind(beyond.visibleProperty().not().and(header.roomFor(readout)));
    readout.managedProperty().bind(readout.visibleProperty());
    Tips.install(beyond, Texts.of("parameter.numberControl.usual", format.usual()));
    header.add(beyond, readout, field);
    if (!parameter.unit().isBlank()) {
      header.addUnit(unit);
    }
    header.onReset(() -> set(parameter.defaultNumber(), GestureCounter.single()));
    HBox.setHgrow(slider, Priority.ALWAYS);
    HBox sliderBox = new HBox(slider);
    sliderBox.getStyleClass().add("slider-box");
    header.explain(slider);
    node.getChildren().addAll(header.node(), sliderBox, refusal);
    listen();
    show(parameter.defaultNumber());
  }

  private void listen() {
    slider
        .valueProperty()
        .addListener(
            (observable, old, now) -> {
              if (!showing) {
                slid(format.snap(scale.value(now.doubleValue())));
              }
            });
    SliderDrags.fine(slider);
    SliderDrags.endAtPointer(slider);
    slider.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    slider.addEventFilter(
        MouseEvent.MOUSE_DRAGGED,
        event -> {
          if (putBack) {
            event.consume(); // a shaking second click
          }
        });
    slider.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> release());
    slider.addEventFilter(ScrollEvent.SCROLL, this::wheeled);
    slider.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    slider.addEventFilter(
        KeyEvent.KEY_RELEASED,
        event -> {
          if (heldByKey) { // and not any key while a hand drags the slider
            release();
          }
        });
    slider
        .focusedProperty()
        .addListener(
            (observable, old, focused) -> {
              if (!focused) {
                release();
              }
            });
    field.setOnAction(
        event -> {
          commit();
          if (problem.get().isEmpty()) {
            slider.requestFocus(); // so that letters are shortcuts again
          }
        });
    field
        .focusedProperty()
        .addListener(
            (observable, old, focused) -> {
              if (!focused) {
                commit();
              }
            });
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            show(shown);
            event.consume();
          }
        });
  }

  private void pressed(MouseEvent event) {
    putBack = event.getClickCount() == 2;
    if (putBack) {
      // In the gesture of the first click, so that the detour does not stay in the history.
      set(parameter.defaultNumber(), new Gesture(gesture, false));
      event.consume();
      return;
    }
    slider.requestFocus();
    hold();
  }

  private void keyPressed(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code == KeyCode.DELETE || code == KeyCode.BACK_SPACE) {
      set(parameter.defaultNumber(), GestureCounter.single());
      event.consume();
      return;
    }
    double direction =
        switch (code) {
          case LEFT, DOWN -> -1;
          case RIGHT, UP -> 1;
          default -> 0;
        };
    if (direction == 0) {
      return;
    }
    if (!held) {
      gesture = taps.pressed();
      held = true;
      heldByKey = true;
    }
    double step = event.isShiftDown() ? 10 * format.granularity() : format.granularity();
    slid(onTrack(format.snap(shown + direction * step)));
    place(shown);
    event.consume();
  }

  /** With the shortcut key alone, for a list of sliders is scrolled through with the wheel. */
  private void wheeled(ScrollEvent event) {
    if (!event.isShortcutDown() || event.isInertia() || event.getDeltaY() == 0) {
      return;
    }
    if (!held) {
      gesture = taps.pressed();
      held = true;
      heldByKey = true;
      slid(onTrack(format.snap(shown + Math.signum(event.getDeltaY()) * format.granularity())));
      release();
    }
    event.consume();
  }

  /** Keys go as far as the track does; from beyond it they lead back. */
  private double onTrack(double value) {
    return Math.max(
        Math.min(shown, scale.minimum()), Math.min(Math.max(shown, scale.maximum()), value));
  }

  private void hold() {
    gesture = GestureCounter.next();
    held = true;
    heldByKey = false;
  }

  private void release() {
    if (held) {
      held = false;
      if (heldByKey) {
        taps.released();
      }
      place(shown); // the thumb follows the hand exactly, and rests on the value
      sink.set(shown, new Gesture(gesture, false));
    }
  }

  private void slid(double value) {
    accept();
    if (value != shown) {
      shown = value;
      write(value);
      sink.set(value, held ? new Gesture(gesture, true) : GestureCounter.single());
    }
  }

  private void commit() {
    if (field.getText().equals(format.text(shown))) {
      accept();
      place(shown);
      return;
    }
    String typed = NumberFormatter.normalise(field.getText());
    try {
      set(parameter.parse(typed), GestureCounter.single());
    } catch (ParameterException e) {
      refuse(typed);
    }
  }

  /** What was typed stays to be mended; the slider goes as near to it as it can. */
  private void refuse(String typed) {
    problem.set(Optional.of(format.refusal(field.getText().strip(), shown)));
    field.pseudoClassStateChanged(WRONG, true);
    slider.pseudoClassStateChanged(WRONG, true);
    NumberFormatter.number(typed).ifPresent(this::placeNear);
  }

  private void placeNear(double number) {
    place(Math.max(parameter.minimum(), Math.min(parameter.maximum(), number)));
  }

  private void set(double value, Gesture how) {
    boolean changed = value != shown;
    show(value);
    if (changed) {
      sink.set(value, how);
    }
  }

  @Override
  public void show(Double value) {
    shown = value;
    place(value);
    write(value);
    accept();
  }

  private void place(double value) {
    showing = true;
    slider.setValue(scale.place(value));
    showing = false;
  }

  private void write(double value) {
    field.setText(format.text(value));
    readout.setText(format.readout(value));
    tellFigure();
    beyond.setVisible(!parameter.isUsual(value));
  }

  /** On the value, too: the figure beside it is not shown where the name needs its room. */
  private void tellFigure() {
    if (readout.getText().isEmpty()) {
      Tips.clear(field);
    } else if (field.getTooltip() == null) {
      Tips.set(field, readout.getText());
    } else {
      field.getTooltip().setText(readout.getText());
      field.setAccessibleHelp(readout.getText());
    }
  }

  @Override
  public boolean canExtend() {
    return parameter.usual().isPresent();
  }

  @Override
  public void extend(boolean all) {
    scale = all ? SliderScale.ofAll(parameter) : SliderScale.of(parameter);
    showing = true;
    slider.range(
        scale.place(scale.minimum()),
        scale.place(scale.maximum()),
        scale.place(parameter.defaultNumber()),
        scale.place(parameter.usualMinimum()),
        scale.place(parameter.usualMaximum()));
    showing = false;
    place(shown);
  }

  private void accept() {
    problem.set(Optional.empty());
    field.pseudoClassStateChanged(WRONG, false);
    slider.pseudoClassStateChanged(WRONG, false);
  }

  @Override
  public ReadOnlyObjectProperty<Optional<String>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  @Override
  public String describe(Double value) {
    return format.describe(value);
  }

  @Override
  public NumberParameter parameter() {
    return parameter;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Node hand() {
    return slider;
  }
}

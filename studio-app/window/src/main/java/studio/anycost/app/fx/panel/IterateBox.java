package studio.anycost.app.fx.panel;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.Iterate;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.command.ToolCommands;
import studio.anycost.app.fx.state.IterateTrack;
import studio.anycost.app.fx.view.SliderDrags;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.Tool;

/**
 * The way of an optimization: its losses, and a slider over the iterates that are kept. The slider
 * follows the run until a hand takes it away from the end; any iterate can be taken. JavaFX thread
 * only.
 */
final class IterateBox {
  private final Offered<Tool> tool;
  private final ToolCommands commands;
  private final LossChart chart;
  private final Slider slider = new Slider();
  private final Label label = new Label();
  private final Button take = new Button(Texts.of("panel.iterateBox.useThisOne"));
  private final Button back = new Button(Texts.of("panel.iterateBox.back"));
  private final VBox box;
  private Optional<IterateTrack> track = Optional.empty();
  private boolean running;
  private boolean showing;

  /**
   * @param id prefix of the ids of all nodes
   */
  IterateBox(String id, Offered<Tool> tool, ToolCommands commands) {
    this.tool = tool;
    this.commands = commands;
    chart = new LossChart(id + "-losses");
    slider.setId(id + "-iterates");
    slider.getStyleClass().add("animation-slider");
    slider.setAccessibleText(Texts.of("panel.iterateBox.stepsOf", tool.info().name()));
    slider.setBlockIncrement(1);
    SliderDrags.endAtPointer(slider);
    label.setId(id + "-iterate");
    label.getStyleClass().add("muted");
    take.setId(id + "-take");
    take.getStyleClass().add("small");
    Tips.set(take, Texts.of("panel.iterateBox.makeThisStepThe"));
    back.setId(id + "-look-back");
    back.getStyleClass().addAll("small", "flat");
    slider.valueProperty().addListener((observable, old, now) -> moved(slider.isValueChanging()));
    slider
        .valueChangingProperty()
        .addListener(
            (observable, old, now) -> {
              if (!now) {
                moved(false);
              }
            });
    take.setOnAction(event -> track.ifPresent(this::take));
    back.setOnAction(event -> commands.endLook());
    HBox buttons = new HBox(8, take, back);
    buttons.setAlignment(Pos.CENTER_LEFT);
    box = new VBox(6, chart, slider, label, buttons);
    box.setId(id + "-way");
    show(box, false);
  }

  Node node() {
    return box;
  }

  /**
   * Shows the way so far.
   *
   * @param next with an iterate at least; empty to show nothing
   * @param looked the iterate that is looked at in the place of the portrait
   * @param isRunning whether more is to come
   * @param base of the portrait
   */
  void show(
      Optional<IterateTrack> next, Optional<Iterate> looked, boolean isRunning, BaseStyle base) {
    track = next;
    running = isRunning;
    show(box, next.isPresent());
    if (next.isEmpty()) {
      return;
    }
    IterateTrack way = next.get();
    Iterate at = looked.orElseGet(() -> isRunning ? way.newest() : ofPortrait(way, base));
    if (!slider.isValueChanging()) { // nothing moves under the hand
      place(way, at);
    }
    chart.show(way, at.step());
    label.setText(
        Texts.of(
            at.equals(way.best()) ? "panel.iterateBox.bestStep" : "panel.iterateBox.step",
            at.step(),
            way.newest().step(),
            String.format(Texts.locale(), "%.4g", at.loss())));
    disable(take, !isRunning && isBase(at, base));
    back.setText(
        isRunning
            ? Texts.of("panel.iterateBox.backToTheRun")
            : Texts.of("panel.iterateBox.backToThePortrait"));
    disable(back, looked.isEmpty());
  }

  /**
   * What became of a run that is over.
   *
   * @param way with an iterate at least
   * @param base of the portrait
   */
  static String outcome(IterateTrack way, BaseStyle base) {
    int best = way.best().step();
    int last = way.newest().step();
    Optional<Iterate> portrait =
        way.iterates().stream().filter(each -> isBase(each, base)).findFirst();
    String found =
        portrait.isEmpty()
            ? Texts.of("panel.iterateBox.stepOfWasThe", best, last)
            : portrait.get().step() == best
                ? Texts.of("panel.iterateBox.doneStepOfWas", best, last)
                : Texts.of("panel.iterateBox.stepIsThePortrait", portrait.get().step(), best, last);
    return Texts.of("panel.iterateBox.theSliderShowsThe", found);
  }

  /** The focus stays here: else it goes to whatever comes next, and the panel scrolls there. */
  private void disable(Button button, boolean disabled) {
    if (disabled && button.isFocused()) {
      slider.requestFocus();
    }
    button.setDisable(disabled);
  }

  private void place(IterateTrack way, Iterate at) {
    showing = true;
    try {
      slider.setMin(way.iterates().get(0).step());
      slider.setMax(Math.max(slider.getMin() + 1, way.newest().step()));
      slider.setValue(at.step());
    } finally {
      showing = false;
    }
  }

  /** Where the portrait is on the way; the best if it is not on it any more. */
  private static Iterate ofPortrait(IterateTrack way, BaseStyle base) {
    return way.iterates().stream()
        .filter(each -> isBase(each, base))
        .findFirst()
        .orElseGet(way::best);
  }

  private static boolean isBase(Iterate iterate, BaseStyle base) {
    return base instanceof BaseStyle.Given given && given.code().equals(iterate.code());
  }

  private void moved(boolean moving) {
    if (showing || track.isEmpty()) {
      return;
    }
    Iterate iterate = track.get().nearest(slider.getValue());
    // The end of the slider, too: the run may have come further while a hand held it.
    boolean end = slider.getValue() >= slider.getMax();
    if (running && (end || iterate.equals(track.get().newest()))) {
      commands.endLook();
    } else {
      commands.look(tool, iterate, moving);
    }
  }

  private void take(IterateTrack way) {
    commands.take(tool, way.nearest(slider.getValue()), way.values());
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}

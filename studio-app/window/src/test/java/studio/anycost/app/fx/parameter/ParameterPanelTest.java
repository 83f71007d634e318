package studio.anycost.app.fx.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.event.ActionEvent;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.parameter.ChoiceParameter.Option;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.Rating;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.api.parameter.SelectionParameter;
import studio.anycost.app.fx.support.MouseEvents;
import studio.anycost.app.fx.support.SettledLayout;

/** What the generated controls do with selections and with measured sliders. */
@ExtendWith(ApplicationExtension.class)
class ParameterPanelTest {
  private static final ParameterSchema SCHEMA =
      new ParameterSchema(
          List.of(
              SelectionParameter.of(
                  ParameterInfo.of("keep", "Keep", ""),
                  List.of(
                      new Option("A", "A name"),
                      new Option("B", "B"),
                      new Option("C", "C"),
                      new Option("D", "D"))),
              slider("Weak", 0.2),
              slider("Good", 0.9),
              slider("Fair", 0.6),
              NumberParameter.of(ParameterInfo.of("Plain", "Plain", ""), -1, 1, 0),
              new SeedParameter(new ParameterInfo("draw", "Draw", "", "Advanced"), 5),
              NumberParameter.whole(
                  new ParameterInfo("count", "Faces", "", "Advanced"), 10, 500, 100)));

  private final List<ParameterChange> changes = new ArrayList<>();
  private ParameterPanel panel;

  private static NumberParameter slider(String name, double rating) {
    return NumberParameter.of(
        ParameterInfo.of(name, name, "").rated(new Rating(rating, "flips some")), -1, 1, 0);
  }

  @Start
  void start(Stage stage) {
    panel = new ParameterPanel("p", SCHEMA, (title, endings) -> Optional.empty(), changes::add);
    stage.setScene(new Scene(panel.node(), 320, 600));
    stage.show();
  }

  /** The rows that are seen, from top to bottom. */
  private List<String> shown(FxRobot robot) {
    return List.of("keep", "Weak", "Good", "Fair", "Plain").stream()
        .filter(
            key -> robot.lookup("#p-" + key + "-label").query().getParent().getParent().isVisible())
        .sorted(
            Comparator.comparingDouble(
                key -> {
                  Node node = robot.lookup("#p-" + key + "-label").query();
                  return node.localToScene(node.getBoundsInLocal()).getMinY();
                }))
        .toList();
  }

  private void click(FxRobot robot, String id) {
    robot.interact(() -> robot.lookup("#" + id).queryAs(ButtonBase.class).fire());
    robot.interact(() -> panel.node().layout());
  }

  private TitledPane pane(FxRobot robot, String id) {
    return robot.lookup("#" + id).queryAs(TitledPane.class);
  }

  @Test
  void theBestComeFirstAndWhatHardlyWorksIsBehindMoreWithTheReason(FxRobot robot) throws Exception {
    robot.interact(() -> pane(robot, "p-more").setExpanded(true));
    robot.interact(() -> panel.node().getScene().getRoot().layout());
    assertThat(shown(robot)).containsExactly("keep", "Good", "Fair", "Plain", "Weak");
    click(robot, "p-best-first");
    robot.interact(() -> panel.node().getScene().getRoot().layout());
    assertThat(shown(robot)).containsExactly("keep", "Good", "Fair", "Plain", "Weak");
    assertThat(robot.lookup("#p-Weak-reason").queryAs(Label.class).getText())
        .isEqualTo("It flips some");
    assertThat(robot.lookup("#p-Fair-reason").tryQuery()).isEmpty();

    TitledPane more = pane(robot, "p-more");
    robot.interact(() -> more.setExpanded(false));
    assertThat(more.getText()).isEqualTo("1 more that hardly work");
    robot.interact(() -> panel.filter("wea"));
    assertThat(more.isExpanded()).as("what is looked for is seen").isTrue();
    robot.interact(() -> panel.filter(""));
    assertThat(more.isExpanded()).isFalse();

    ParameterValues moved = SCHEMA.defaults().with("Weak", 0.5);
    robot.interact(() -> panel.show(moved));
    assertThat(more.getText()).isEqualTo("1 more that hardly work, 1 moved");
    click(robot, "p-only-changed");
    assertThat(more.isExpanded()).as("what is changed is seen").isTrue();
  }

  @Test
  void whatIsMovedUnderTheHandKeepsItsPlace(FxRobot robot) {
    robot.interact(() -> pane(robot, "p-more").setExpanded(true));
    Slider weak = robot.lookup("#p-Weak-slider").queryAs(Slider.class);
    Node place = weak.getParent().getParent().getParent();
    robot.interact(() -> press(weak, KeyCode.RIGHT));
    assertThat(changes).isNotEmpty();
    assertThat(weak.getParent().getParent().getParent()).isSameAs(place);
    assertThat(weak.isFocused()).isTrue();
  }

  @Test
  void onlyWhatIsChangedIsShownOnDemand(FxRobot robot) throws Exception {
    click(robot, "p-only-changed");
    assertThat(shown(robot)).isEmpty();
    assertThat(robot.lookup("#p-nothing").queryAs(Label.class))
        .matches(label -> label.isVisible() && label.getText().equals("Nothing is changed"));
    ParameterValues moved = SCHEMA.defaults().with("Weak", 0.5);
    robot.interact(() -> panel.show(moved));
    assertThat(shown(robot)).containsExactly("Weak");
    click(robot, "p-only-changed");
    assertThat(shown(robot)).hasSize(5);
  }

  private double good() {
    NumberParameter slider = (NumberParameter) SCHEMA.find("Good").orElseThrow();
    return changes.get(changes.size() - 1).values().get(slider);
  }

  @Test
  void shiftMakesADragTenTimesAsFine(FxRobot robot) {
    drag(robot, true);
    double fine = good();
    assertThat(fine).isBetween(0.03, 0.08);
    drag(robot, false);
    assertThat(good() - fine).isBetween(8 * fine, 12 * fine);
  }

  private void drag(FxRobot robot, boolean shift) {
    robot.interact(
        () -> {
          Slider slider = robot.lookup("#p-Good-slider").queryAs(Slider.class);
          Node thumb = slider.lookup(".thumb");
          double quarter = slider.getWidth() / 4;
          Point2D at = MouseEvents.middle(thumb);
          MouseEvents.fire(thumb, MouseEvent.MOUSE_PRESSED, at, 1, shift);
          for (int step = 1; step <= 4; step++) {
            Point2D moved = at.add(quarter * step / 4, 0);
            MouseEvents.fire(thumb, MouseEvent.MOUSE_DRAGGED, moved, 1, shift);
          }
          MouseEvents.fire(thumb, MouseEvent.MOUSE_RELEASED, at.add(quarter, 0), 1, shift);
        });
    robot.interact(() -> panel.node().layout());
  }

  @Test
  void whatIsNotSaidTakesNoRoomFromTheBoxes(FxRobot robot) {
    robot.interact(() -> panel.node().getScene().getWindow().setWidth(250));
    SettledLayout.await(panel.node().getScene());
    for (String id : List.of("p-best-first", "p-only-changed")) {
      CheckBox box = robot.lookup("#" + id).queryAs(CheckBox.class);
      assertThat(box.getWidth()).as(id).isGreaterThanOrEqualTo(box.prefWidth(-1));
    }
  }

  @Test
  void theWeakAreMarked(FxRobot robot) {
    assertThat(robot.lookup("#p-Weak-weak").queryAs(Label.class).getAccessibleHelp())
        .isEqualTo("It flips some");
    assertThat(robot.lookup("#p-Fair-weak").tryQuery()).isEmpty();
    assertThat(robot.lookup("#p-Plain-weak").tryQuery()).isEmpty();
  }

  @Test
  void aSeedIsTypedOrDrawn(FxRobot robot) {
    robot.interact(
        () -> robot.lookup("#p-group-Advanced").queryAs(TitledPane.class).setExpanded(true));
    TextField field = robot.lookup("#p-draw-value").queryAs(TextField.class);
    assertThat(field.getText()).isEqualTo("5");

    robot.interact(
        () -> {
          field.setText("123456789012345678");
          field.fireEvent(new ActionEvent());
        });
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).values().seed("draw")).isEqualTo(123456789012345678L);
    assertThat(changes.get(0).summary()).isEqualTo("Draw 123456789012345678");

    robot.interact(
        () -> {
          field.setText("more");
          field.fireEvent(new ActionEvent());
        });
    assertThat(changes).hasSize(1);
    assertThat(panel.problemProperty().get().orElseThrow()).contains("whole number");
    assertThat(field.getText()).as("what can be mended").isEqualTo("more");

    click(robot, "p-draw-dice");
    assertThat(panel.problemProperty().get()).isEmpty();
    assertThat(changes).hasSize(2);
    assertThat(field.getText())
        .isEqualTo(String.valueOf(changes.get(1).values().seed("draw")))
        .isNotEqualTo("123456789012345678");
    click(robot, "p-draw-reset");
    assertThat(changes.get(2).values().seed("draw")).isEqualTo(5);
  }

  @Test
  void aGroupStaysAsThePersonLeftIt(FxRobot robot) {
    TitledPane advanced = robot.lookup("#p-group-Advanced").queryAs(TitledPane.class);
    assertThat(advanced.isExpanded()).as("at first").isFalse();
    robot.interact(() -> panel.filter("faces"));
    assertThat(advanced.isExpanded()).as("while it holds what is looked for").isTrue();
    robot.interact(() -> panel.filter(""));
    assertThat(advanced.isExpanded()).as("after the search").isFalse();

    robot.interact(() -> advanced.setExpanded(true));
    click(robot, "p-best-first");
    assertThat(advanced.isExpanded()).as("after sorting").isTrue();
    robot.interact(() -> panel.filter("good"));
    robot.interact(() -> panel.filter(""));
    assertThat(advanced.isExpanded()).as("after a search elsewhere").isTrue();
  }

  @Test
  void aWrongNumberSaysWhatToDoAndNothingShowsAnotherValue(FxRobot robot) {
    Slider slider = robot.lookup("#p-count-slider").queryAs(Slider.class);
    TextField field = robot.lookup("#p-count-value").queryAs(TextField.class);
    robot.interact(
        () -> {
          field.setText("9000");
          field.fireEvent(new ActionEvent());
        });

    assertThat(panel.problemProperty().get())
        .contains(
            "Faces is a whole number from 10 to 500, not '9000'. Type one, or press Esc for 100.");
    assertThat(slider.getValue()).as("as near as it can go").isEqualTo(slider.getMax());
    assertThat(changes).isEmpty();
    robot.interact(
        () -> {
          field.setText("many");
          field.fireEvent(new ActionEvent());
        });
    assertThat(panel.problemProperty().get().orElseThrow()).contains("not 'many'");

    robot.interact(
        () -> {
          slider.requestFocus();
          slider.fireEvent(
              new KeyEvent(
                  KeyEvent.KEY_PRESSED, "", "", KeyCode.RIGHT, false, false, false, false));
        });
    assertThat(panel.problemProperty().get()).as("the slider takes over").isEmpty();
    assertThat(field.getText()).isEqualTo("101");
  }

  @Test
  void moreThanIsUsualIsTypedMarkedAndShownOnDemand(FxRobot robot) {
    ParameterSchema schema =
        new ParameterSchema(
            List.of(
                NumberParameter.of(ParameterInfo.of("Wide", "Wide", ""), -3, 3, 0)
                    .withUsual(-1, 1)));
    robot.interact(
        () -> {
          ParameterPanel wide =
              new ParameterPanel("p", schema, (title, endings) -> Optional.empty(), changes::add);
          panel.node().getScene().setRoot(wide.node());
        });
    robot.interact(() -> panel.node().applyCss());
    Slider slider = robot.lookup("#p-Wide-slider").queryAs(Slider.class);
    TextField field = robot.lookup("#p-Wide-value").queryAs(TextField.class);
    Label mark = robot.lookup("#p-Wide-beyond").queryAs(Label.class);
    assertThat(slider.getMin()).isEqualTo(-1);
    assertThat(slider.getMax()).isEqualTo(1);
    assertThat(mark.isVisible()).isFalse();

    robot.interact(
        () -> {
          field.setText("1.5");
          field.fireEvent(new ActionEvent());
        });
    assertThat(changes.get(0).values().number("Wide")).isEqualTo(1.5);
    assertThat(slider.getValue()).as("as near as it can go").isEqualTo(1);
    assertThat(mark.isVisible()).isTrue();
    assertThat(mark.getText()).isEqualTo("beyond");
    assertThat(mark.getAccessibleHelp()).contains("from \u22121.00 to +1.00");

    robot.interact(() -> press(slider, KeyCode.RIGHT));
    assertThat(field.getText()).as("keys do not lead further out").isEqualTo("+1.50");
    robot.interact(() -> press(slider, KeyCode.LEFT));
    assertThat(changes.get(changes.size() - 1).values().number("Wide")).isEqualTo(1.49);

    click(robot, "p-extend-range");
    assertThat(slider.getMin()).isEqualTo(-3);
    assertThat(slider.getMax()).isEqualTo(3);
    assertThat(slider.getValue()).isEqualTo(1.49);
    int heard = changes.size();
    click(robot, "p-extend-range");
    assertThat(slider.getMax()).isEqualTo(1);
    assertThat(changes).as("to show is not to change").hasSize(heard);
    assertThat(field.getText()).isEqualTo("+1.49");
  }

  private static void press(Node node, KeyCode key) {
    node.requestFocus();
    node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    node.fireEvent(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", key, false, false, false, false));
  }

  private static CheckBox box(FxRobot robot, String key) {
    return robot.lookup("#p-keep-option-" + key).queryAs(CheckBox.class);
  }

  @Test
  void aLongSelectionIsScrolledAndSearched(FxRobot robot) {
    List<Option> options =
        IntStream.range(0, 40).mapToObj(i -> new Option("K" + i, "Key number " + i)).toList();
    ParameterSchema schema =
        new ParameterSchema(
            List.of(SelectionParameter.of(ParameterInfo.of("keep", "Keep", "Held."), options)));
    robot.interact(
        () -> {
          ParameterPanel many =
              new ParameterPanel("p", schema, (title, endings) -> Optional.empty(), changes::add);
          panel.node().getScene().setRoot(many.node());
        });
    robot.clickOn("#p-keep-selection");

    ScrollPane list = robot.lookup("#p-keep-selection-list").queryAs(ScrollPane.class);
    SettledLayout.await(list.getScene());
    assertThat(list.getHeight()).isBetween(200.0, 320.0);
    TextField search = robot.lookup("#p-keep-selection-search").queryAs(TextField.class);
    assertThat(search.isFocused()).isTrue();
    robot.interact(() -> search.setText("NUMBER 37"));
    assertThat(options)
        .filteredOn(option -> box(robot, option.key()).isVisible())
        .extracting(Option::label)
        .containsExactly("Key number 37");
    robot.clickOn(box(robot, "K37"));
    assertThat(changes)
        .singleElement()
        .extracting(ParameterChange::summary)
        .isEqualTo("Keep Key number 37");
  }

  @Test
  void longNamesAreToldApartAndCanBeReadWhole(FxRobot robot) {
    String first = "Wearing a very wide brimmed hat with a ribbon and a feather";
    List<Option> options = List.of(new Option("one", first), new Option("two", first + " 2"));
    ParameterSchema schema =
        new ParameterSchema(
            List.of(
                SelectionParameter.of(ParameterInfo.of("keep", "Keep", "Held."), options),
                NumberParameter.of(
                    ParameterInfo.of("hat", first + " 2", "More of it."), -1, 1, 0)));
    robot.interact(
        () -> {
          ParameterPanel many =
              new ParameterPanel("p", schema, (title, endings) -> Optional.empty(), changes::add);
          panel.node().getScene().setRoot(many.node());
        });
    Label label = robot.lookup("#p-hat-label").queryAs(Label.class);
    assertThat(label.getTextOverrun()).isEqualTo(OverrunStyle.CENTER_ELLIPSIS);
    assertThat(label.getAccessibleHelp()).isEqualTo(first + " 2: More of it.");

    robot.clickOn("#p-keep-selection");
    CheckBox box = box(robot, "two");
    SettledLayout.await(box.getScene());
    assertThat(box.getHeight()).as("it takes two lines").isGreaterThan(30);
    ScrollPane list = robot.lookup("#p-keep-selection-list").queryAs(ScrollPane.class);
    assertThat(list.getViewportBounds().getHeight())
        .as("both are seen without scrolling")
        .isGreaterThanOrEqualTo(((Region) list.getContent()).getHeight());
  }

  @Test
  void aSelectionIsMadeOfCheckBoxesAndSaysWhatItHolds(FxRobot robot) throws Exception {
    MenuButton button = robot.lookup("#p-keep-selection").queryAs(MenuButton.class);
    robot.clickOn(button); // in its middle
    assertThat(button.isShowing()).isTrue();
    List<CheckBox> boxes =
        List.of("A", "B", "C", "D").stream().map(key -> box(robot, key)).toList();
    assertThat(button.getText()).isEqualTo("None");

    robot.interact(() -> boxes.get(2).setSelected(true));
    robot.interact(() -> boxes.get(0).setSelected(true));

    assertThat(button.getText()).isEqualTo("A name, C");
    assertThat(changes).hasSize(2);
    assertThat(changes.get(1).values().selection("keep")).containsExactly("A", "C");
    assertThat(changes.get(1).summary()).isEqualTo("Keep A name, C");

    robot.interact(() -> boxes.forEach(box -> box.setSelected(true)));
    assertThat(button.getText()).isEqualTo("4 of 4");
    int heard = changes.size();
    robot.interact(() -> panel.show(SCHEMA.defaults()));
    assertThat(button.getText()).isEqualTo("None");
    assertThat(changes).hasSize(heard);
  }

  /** A machine that is busy tells of the last moves of a quick drag with the release alone. */
  @Test
  void aDragEndsAtThePointerWhateverMovesWereHeardOf(FxRobot robot) {
    Slider slider = robot.lookup("#p-Plain-slider").queryAs(Slider.class);
    Node thumb = slider.lookup(".thumb");
    SettledLayout.await(panel.node().getScene());
    double length = slider.getWidth() - thumb.getBoundsInLocal().getWidth();
    Point2D start = MouseEvents.middle(thumb);

    robot.interact(
        () -> {
          MouseEvents.fire(thumb, MouseEvent.MOUSE_PRESSED, start, 1);
          MouseEvents.fire(thumb, MouseEvent.MOUSE_DRAGGED, start.add(length / 20, 0), 1);
          MouseEvents.fire(thumb, MouseEvent.MOUSE_RELEASED, start.add(length / 4, 0), 1);
        });

    assertThat(slider.getValue()).isCloseTo(0.5, within(0.02));
    ParameterChange last = changes.get(changes.size() - 1);
    assertThat(last.values().number("Plain")).isEqualTo(slider.getValue());
    assertThat(last.gesture().moving()).isFalse();
    assertThat(changes).extracting(each -> each.gesture().id()).containsOnly(last.gesture().id());
  }

  @Test
  void aShakingDoubleClickPutsTheValueBack(FxRobot robot) {
    Slider slider = robot.lookup("#p-Plain-slider").queryAs(Slider.class);
    Node thumb = slider.lookup(".thumb");
    Point2D start = MouseEvents.middle(thumb);

    robot.interact(
        () -> {
          MouseEvents.fire(thumb, MouseEvent.MOUSE_PRESSED, start, 1);
          MouseEvents.fire(thumb, MouseEvent.MOUSE_RELEASED, start.add(20, 0), 1);
          MouseEvents.fire(thumb, MouseEvent.MOUSE_PRESSED, start.add(20, 0), 2);
          MouseEvents.fire(thumb, MouseEvent.MOUSE_DRAGGED, start.add(23, 0), 2);
          MouseEvents.fire(thumb, MouseEvent.MOUSE_RELEASED, start.add(24, 0), 2);
        });

    assertThat(slider.getValue()).isZero();
    assertThat(changes.get(changes.size() - 1).values().number("Plain")).isZero();
  }
}

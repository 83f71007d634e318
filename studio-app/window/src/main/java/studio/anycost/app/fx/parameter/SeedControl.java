package studio.anycost.app.fx.parameter;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.SeedParameter;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/**
 * A field to type a seed into, as that of the face is, and a button that draws another; of a face
 * also its picture, and a button that lets choose another.
 */
final class SeedControl implements ValueControl<Long> {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  /** Drawn ones are short enough to be written down. */
  private static final int DRAWN = 1_000_000;

  private static final double AS_DRAWN = 1;

  private final SeedParameter parameter;
  private final Sink<Long> sink;
  private final TextField field = new TextField();
  private final VBox node = new VBox();
  private final ReadOnlyObjectWrapper<Optional<String>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final Optional<SeedFacePicture> picture;
  private long shown;
  private double psi = AS_DRAWN;
  private Runnable endChoosing = () -> {};

  SeedControl(
      SeedParameter parameter,
      String id,
      ParameterHeader header,
      SeedFaces faces,
      Sink<Long> sink) {
    this.parameter = parameter;
    this.sink = sink;
    picture =
        parameter
            .face()
            .filter(face -> faces.areOffered())
            .map(face -> new SeedFacePicture(id + "-face", faces));
    field.setId(id + "-value");
    field.setAccessibleText(parameter.info().label());
    header.explain(field);
    HBox.setHgrow(field, Priority.ALWAYS);
    Button dice = Icons.iconOnly(new Button(), Signs.RANDOM);
    dice.setId(id + "-dice");
    dice.setAccessibleText(Texts.of("parameter.seedControl.drawAnother", parameter.info().label()));
    Tips.set(dice, Texts.of("parameter.seedControl.drawAnotherNumber"));
    dice.setOnAction(event -> set(drawn()));
    Label refusal = new Label();
    refusal.setId(id + "-refusal");
    refusal.getStyleClass().add("refusal");
    refusal.setWrapText(true);
    refusal.managedProperty().bind(refusal.visibleProperty());
    refusal.visibleProperty().bind(problem.map(Optional::isPresent));
    refusal.textProperty().bind(problem.map(sentence -> sentence.orElse("")));
    HBox row = new HBox(8, field, dice);
    row.setAlignment(Pos.CENTER_LEFT);
    header.onReset(() -> set(parameter.defaultSeed()));
    node.getChildren()
        .addAll(
            header.node(),
            picture.<Node>map(shownFace -> beside(shownFace, row, id, faces)).orElse(row),
            refusal);
    listen(dice);
    show(parameter.defaultSeed());
  }

  private HBox beside(SeedFacePicture face, HBox row, String id, SeedFaces faces) {
    Button choose = new Button(Texts.of("parameter.seedControl.chooseFace"), Icons.of(Signs.FACES));
    choose.setId(id + "-choose");
    choose.setMinWidth(Button.USE_PREF_SIZE);
    choose.setMaxWidth(Double.MAX_VALUE);
    choose.setAccessibleText(
        Texts.of("parameter.seedControl.chooseFaceFor", parameter.info().label()));
    Tips.set(choose, Texts.of("parameter.seedControl.chooseFaceTip"));
    choose.setOnAction(
        event ->
            endChoosing =
                faces.choose(
                    new SeedFaces.Question(
                        parameter.info().label(), this::face, this::set, choose::requestFocus)));
    VBox hands = new VBox(6, row, choose);
    hands.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(hands, Priority.ALWAYS);
    HBox all = new HBox(10, face.node(), hands);
    all.setAlignment(Pos.CENTER_LEFT);
    return all;
  }

  private SeedFaces.Face face() {
    return new SeedFaces.Face(shown, psi);
  }

  private void listen(Button dice) {
    field.setOnAction(
        event -> {
          take();
          if (problem.get().isEmpty()) {
            dice.requestFocus(); // so that letters are shortcuts again
          }
        });
    field
        .focusedProperty()
        .addListener(
            (observable, old, focused) -> {
              if (!focused) {
                take();
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

  /** Another one than is there. */
  private long drawn() {
    long next = ThreadLocalRandom.current().nextInt(DRAWN);
    return next == shown ? (next + 1) % DRAWN : next;
  }

  private void take() {
    if (field.getText().strip().equals(parameter.format(shown))) {
      show(shown);
      return;
    }
    try {
      set(parameter.parse(field.getText()));
    } catch (ParameterException e) {
      problem.set(Optional.of(SeedRange.FROM_ZERO.kept(String.valueOf(shown))));
      field.pseudoClassStateChanged(WRONG, true);
    }
  }

  private void set(long seed) {
    boolean changed = seed != shown;
    show(seed);
    if (changed) {
      sink.set(seed, GestureCounter.single());
    }
  }

  @Override
  public void showAmong(ParameterValues values) {
    psi =
        parameter.face().flatMap(SeedParameter.DrawnFace::psi).map(values::number).orElse(AS_DRAWN);
    picture.ifPresent(face -> face.show(face()));
  }

  @Override
  public void close() {
    endChoosing.run();
  }

  @Override
  public void show(Long seed) {
    shown = seed;
    picture.ifPresent(face -> face.show(face()));
    field.setText(parameter.format(seed));
    problem.set(Optional.empty());
    field.pseudoClassStateChanged(WRONG, false);
  }

  @Override
  public ReadOnlyObjectProperty<Optional<String>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  @Override
  public String describe(Long seed) {
    return parameter.format(seed);
  }

  @Override
  public SeedParameter parameter() {
    return parameter;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Node hand() {
    return field;
  }
}

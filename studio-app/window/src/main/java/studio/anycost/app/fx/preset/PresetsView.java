package studio.anycost.app.fx.preset;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.fx.command.PresetCommands;
import studio.anycost.app.fx.state.PresetState;
import studio.anycost.app.fx.view.Fold;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.preset.StoredPreset;

/** The presets, above the sliders. */
public final class PresetsView extends View<TitledPane> {
  private static final String ID = "presets";

  /** A pointer that only crosses the list shows nothing. */
  private static final Duration INTENT = Duration.millis(120);

  /** About five rows; the sliders need the rest. */
  private static final double HEIGHT = 150;

  /** A tooltip is no list. */
  private static final int MOST_REASONS = 6;

  private final PresetState state;
  private final PresetCommands commands;
  private final VBox rows = new VBox();
  private final ScrollPane room = new ScrollPane(rows);
  private final Label count = new Label();
  private final Label unreadable = new Label();
  private final SteadyHint hint = new SteadyHint(ID + "-hint");
  private final PauseTransition intent = new PauseTransition(INTENT);
  private Optional<PresetRow> shown = Optional.empty();

  @Inject
  PresetsView(PresetState state, PresetCommands commands, FoldMemory folds) {
    super(new TitledPane());
    Fold.answerEveryClick(node());
    this.state = state;
    this.commands = commands;
    Label title = new Label(Texts.of("preset.presetsView.presets"));
    title.getStyleClass().add("section-title");
    count.setId(ID + "-count");
    count.getStyleClass().add("muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button bring =
        button("import", Signs.OPEN_FILE, Texts.of("preset.presetsView.importAPresetFrom"));
    bring.setOnAction(event -> commands.importFile());
    Button keep = button("keep", Signs.ADD, Texts.of("preset.presetsView.keepTip"));
    keep.setOnAction(event -> commands.keep());
    HBox heading = new HBox(6, title, count, gap, bring, keep);
    heading.setAlignment(Pos.CENTER_LEFT);
    unreadable.setId(ID + "-unreadable");
    unreadable.getStyleClass().add("muted");
    unreadable.setWrapText(true);
    unreadable.setMinHeight(Region.USE_PREF_SIZE);
    unreadable.managedProperty().bind(unreadable.visibleProperty());
    rows.setId(ID + "-rows");
    room.getStyleClass().addAll("preset-room", "edge-to-edge");
    room.setFitToWidth(true);
    room.setFocusTraversable(false);
    room.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    room.managedProperty().bind(room.visibleProperty());
    node().setId(ID);
    node().setGraphic(heading);
    node().setText(title.getText());
    node().setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    node().setContent(new VBox(4, hint, room, unreadable));
    node().setAnimated(false);
    node().getStyleClass().addAll("edit-section", "presets-pane");
    // The arrow of a titled pane takes its place from the heading's width.
    heading.minWidthProperty().bind(node().widthProperty().subtract(48));
    heading.maxWidthProperty().bind(heading.minWidthProperty());
    folds.follow(node(), false);
    intent.setOnFinished(event -> showPointed());
  }

  private static Button button(String id, Feather icon, String what) {
    Button button = Icons.iconOnly(new Button(), icon);
    button.setId(ID + "-" + id);
    button.setAccessibleText(what);
    Tips.set(button, what);
    return button;
  }

  @Override
  protected void onAttach() {
    onChange(state.presetsProperty(), this::rebuild);
    onChange(state.unreadableProperty(), this::tellUnreadable);
    onChange(state.unnamedProperty(), this::askForName);
    state.refresh();
    whileAttached(
        () -> {
          intent.stop();
          end();
        });
  }

  private void rebuild() {
    List<StoredPreset> all = state.presetsProperty().get();
    List<PresetRow> next = new ArrayList<>();
    for (StoredPreset stored : all) {
      PresetRow row = new PresetRow(next.size(), stored, actions(stored));
      row.pointedProperty().addListener((observable, old, now) -> pointedChanged());
      next.add(row);
    }
    end();
    Optional<Path> focused =
        all().filter(Node::isFocusWithin).map(row -> row.stored().file()).findFirst();
    rows.getChildren().setAll(next);
    next.stream()
        .filter(row -> focused.equals(Optional.of(row.stored().file())))
        .forEach(PresetRow::focus);
    room.setVisible(!all.isEmpty());
    hint.setSteady(!all.isEmpty());
    rows.applyCss();
    room.setPrefViewportHeight(Math.min(HEIGHT, rows.prefHeight(-1)));
    room.setMinHeight(Math.min(HEIGHT, rows.prefHeight(-1)));
    count.setText(all.isEmpty() ? "" : String.valueOf(all.size()));
    tell();
    askForName();
  }

  private void tellUnreadable() {
    List<String> reasons = state.unreadableProperty().get();
    unreadable.setVisible(!reasons.isEmpty());
    unreadable.setText(Texts.of("preset.presetsView.couldNotBeRead", reasons.size()));
    Tips.set(unreadable, reasons.stream().limit(MOST_REASONS).collect(Collectors.joining("\n")));
  }

  private PresetRow.Actions actions(StoredPreset stored) {
    return new PresetRow.Actions() {
      @Override
      public void apply() {
        commands.apply(stored);
      }

      @Override
      public void applyAlone() {
        commands.applyAlone(stored);
      }

      @Override
      public void rename(String name) {
        commands.rename(stored, name);
      }

      @Override
      public void replace() {
        commands.replace(stored);
      }

      @Override
      public void export() {
        commands.export(stored);
      }

      @Override
      public void delete() {
        commands.delete(stored);
      }
    };
  }

  /** What was just kept gets its name where it stands. */
  private void askForName() {
    Optional<Path> unnamed = state.unnamedProperty().get();
    Optional<PresetRow> row =
        all().filter(each -> unnamed.equals(Optional.of(each.stored().file()))).findFirst();
    if (row.isPresent()) {
      state.unnamedProperty().set(Optional.empty());
      node().setExpanded(true);
      node().applyCss();
      node().layout();
      row.get().edit();
      scrollColumnToTop();
      room.setVvalue(
          rows.getChildren().indexOf(row.get()) / Math.max(1.0, rows.getChildren().size() - 1));
    }
  }

  /** It stands at the top of a column that may be scrolled away. */
  private void scrollColumnToTop() {
    for (Node each = node().getParent(); each != null; each = each.getParent()) {
      if (each instanceof ScrollPane column) {
        column.setVvalue(0);
        return;
      }
    }
  }

  private Stream<PresetRow> all() {
    return rows.getChildren().stream().map(PresetRow.class::cast);
  }

  /** The pointer counts before the keyboard. */
  private Optional<PresetRow> pointed() {
    return all()
        .filter(PresetRow::isHovered)
        .findFirst()
        .or(() -> all().filter(row -> row.pointedProperty().get()).findFirst());
  }

  private void pointedChanged() {
    if (pointed().isEmpty()) {
      intent.stop();
      end();
    } else if (!pointed().equals(shown)) {
      intent.playFromStart();
    }
  }

  private void showPointed() {
    Optional<PresetRow> row = pointed();
    if (row.isPresent() && !row.equals(shown)) {
      mark(row);
      commands.show(row.get().stored());
    }
  }

  private void end() {
    if (shown.isPresent()) {
      mark(Optional.empty());
      commands.endShow();
    }
  }

  private void mark(Optional<PresetRow> next) {
    shown.ifPresent(row -> row.markShown(false));
    shown = next;
    shown.ifPresent(row -> row.markShown(true));
    tell();
  }

  private void tell() {
    hint.setText(
        shown.isPresent()
            ? Texts.of("preset.presetsView.onThePicturePress", shown.get().stored().name())
            : rows.getChildren().isEmpty()
                ? Texts.of("preset.presetsView.emptyHint")
                : Texts.of("preset.presetsView.pointAtOneTo"));
  }
}

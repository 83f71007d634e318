package studio.anycost.app.fx.training;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.app.fx.command.FilePicker;
import studio.anycost.app.fx.command.Folders;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Sheet;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.training.RunCurve;
import studio.anycost.app.training.RunSnapshot;

/**
 * Follows a training run while it is on the screen: how far it is, a curve of one's choice, and the
 * pictures at every ratio. JavaFX thread only.
 */
public final class TrainingSheet extends View<Sheet> {
  private static final String ID = "training";
  private static final javafx.util.Duration EVERY = javafx.util.Duration.seconds(2);
  private static final double CHART_HEIGHT = 240;
  private static final double GAP = 16;
  private static final int IN_A_ROW = 4;

  /** A run that has written nothing for so long may have been ended. */
  private static final Duration SILENCE = Duration.ofMinutes(15);

  private final FollowedRun run;
  private final ViewState views;
  private final FilePicker picker;
  private final Folders folders;
  private final Label name = new Label();
  private final Label state = new Label();
  private final ProgressBar progress = new ProgressBar(0);
  private final ComboBox<String> curves = new ComboBox<>();
  private final RunChart chart = new RunChart(ID + "-chart");
  private final FlowPane pictures = new FlowPane(GAP, GAP);
  private final Label none = new Label();
  private final Timeline clock = new Timeline(new KeyFrame(EVERY, event -> followed().look()));
  private List<RunCurve> shown = List.of();

  @Inject
  TrainingSheet(FollowedRun run, ViewState views, FilePicker picker, Folders folders) {
    this(run, views, picker, folders, new VBox());
  }

  private TrainingSheet(
      FollowedRun run, ViewState views, FilePicker picker, Folders folders, VBox content) {
    super(
        new Sheet(ID, Texts.of("training.trainingSheet.trainingRun"), content, views::closeDrawer));
    this.run = run;
    this.views = views;
    this.picker = picker;
    this.folders = folders;
    clock.setCycleCount(Animation.INDEFINITE);
    name.setId(ID + "-name");
    name.getStyleClass().add("run-name");
    name.setMinWidth(0);
    state.setId(ID + "-state");
    state.getStyleClass().add("muted");
    state.setWrapText(true);
    progress.setId(ID + "-progress");
    progress.setMaxWidth(Double.MAX_VALUE);
    curves.setId(ID + "-curve");
    curves.setMinWidth(220);
    curves.setAccessibleText(Texts.of("training.trainingSheet.curve"));
    Tips.set(curves, Texts.of("training.trainingSheet.whatTheChartShows"));
    curves.valueProperty().addListener(observable -> showCurve());
    chart.setMinHeight(CHART_HEIGHT);
    chart.setPrefHeight(CHART_HEIGHT);
    pictures.setId(ID + "-pictures");
    none.setId(ID + "-none");
    none.getStyleClass().add("muted");
    none.setWrapText(true);
    Button other =
        new Button(Texts.of("training.trainingSheet.anotherRun"), Icons.of(Signs.OPEN_FILE));
    other.setId(ID + "-other");
    other.getStyleClass().add("small");
    other.setMinWidth(Region.USE_PREF_SIZE);
    other.setOnAction(event -> choose());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(12, name, gap, other);
    head.setAlignment(Pos.CENTER_LEFT);
    content.getChildren().addAll(head, progress, state, curves, chart, pictures, none);
  }

  private FollowedRun followed() {
    return run;
  }

  /** Asks for a run's folder and follows it. */
  public void choose() {
    picker
        .openFolder(Texts.of("training.trainingSheet.followATrainingRun"), folders.last())
        .ifPresent(
            folder -> {
              folders.remember(folder);
              views.follow(folder);
            });
  }

  @Override
  protected void onAttach() {
    onChange(run.seenProperty(), this::show);
    run.look();
    clock.play();
    whileAttached(clock::stop);
  }

  private void show() {
    Optional<FollowedRun.Seen> seen = run.seenProperty().get();
    name.setText(seen.map(each -> String.valueOf(each.folder().getFileName())).orElse(""));
    Optional<RunSnapshot> snapshot = seen.flatMap(FollowedRun.Seen::snapshot);
    boolean readable = snapshot.isPresent();
    for (Node node : List.of(progress, curves, chart, pictures)) {
      node.setVisible(readable);
      node.setManaged(readable);
    }
    state.setText(
        seen.flatMap(FollowedRun.Seen::problem)
            .or(() -> snapshot.map(TrainingSheet::told))
            .orElse(Texts.of("training.trainingSheet.looking")));
    showNone(snapshot, seen.map(FollowedRun.Seen::pictures).orElse(List.of()));
    snapshot.ifPresent(this::showRun);
    showPictures(seen.map(FollowedRun.Seen::pictures).orElse(List.of()));
  }

  private void showNone(Optional<RunSnapshot> snapshot, List<FollowedRun.Sheet> sheets) {
    boolean missing = snapshot.isPresent() && sheets.isEmpty();
    none.setVisible(missing);
    none.setManaged(missing);
    none.setText(
        snapshot.filter(RunSnapshot::isEnded).isPresent()
            ? Texts.of("training.trainingSheet.noPictures")
            : Texts.of("training.trainingSheet.noPicturesYet"));
  }

  private void showRun(RunSnapshot snapshot) {
    progress.setProgress(snapshot.share().orElse(ProgressBar.INDETERMINATE_PROGRESS));
    shown = snapshot.curves().stream().filter(curve -> curve.count() > 0).toList();
    List<String> names = shown.stream().map(RunCurve::name).toList();
    if (!names.equals(curves.getItems())) {
      String chosen = curves.getValue();
      curves.getItems().setAll(names);
      curves.setValue(names.contains(chosen) ? chosen : names.isEmpty() ? null : names.get(0));
    }
    curves.setDisable(names.isEmpty());
    showCurve();
  }

  private void showCurve() {
    chart.show(shown.stream().filter(curve -> curve.name().equals(curves.getValue())).findFirst());
  }

  private static String told(RunSnapshot snapshot) {
    if (snapshot.written().isEmpty() || snapshot.step() == 0) {
      return Texts.of("training.trainingSheet.nothingYet");
    }
    String step =
        snapshot.steps() > 0
            ? Texts.of(
                "training.trainingSheet.stepOf",
                snapshot.step(),
                snapshot.steps(),
                100 * snapshot.share().orElseThrow())
            : Texts.of("training.trainingSheet.step", snapshot.step());
    if (snapshot.isEnded()) {
      return Texts.of("training.trainingSheet.ended", step);
    }
    String far =
        snapshot
            .left()
            .map(left -> Texts.of("training.trainingSheet.left", step, inWords(left)))
            .orElse(step);
    Instant written = snapshot.written().get();
    Duration silent = Duration.between(written, snapshot.looked());
    return Texts.of(
        silent.compareTo(SILENCE) > 0
            ? "training.trainingSheet.silent"
            : "training.trainingSheet.heard",
        far,
        inWords(silent));
  }

  private static String inWords(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 100) {
      return seconds + " s";
    }
    long minutes = (seconds + 30) / 60;
    if (minutes < 100) {
      return minutes + " min";
    }
    long hours = (minutes + 30) / 60;
    return hours < 72 ? hours + " h" : Texts.of("training.trainingSheet.days", (hours + 12) / 24);
  }

  private void showPictures(List<FollowedRun.Sheet> sheets) {
    List<Node> cards = new ArrayList<>();
    int across = Math.max(1, Math.min(IN_A_ROW, sheets.size()));
    for (FollowedRun.Sheet sheet : sheets) {
      cards.add(card(sheet, across));
    }
    pictures.getChildren().setAll(cards);
  }

  private Node card(FollowedRun.Sheet sheet, int across) {
    ImageView view = new ImageView(sheet.image());
    view.setPreserveRatio(true);
    view.setSmooth(true);
    DoubleBinding width =
        Bindings.createDoubleBinding(
            () -> {
              // Less what the layout rounds up.
              double each = Math.floor((pictures.getWidth() - (across - 1) * GAP) / across) - 1;
              return Math.max(40, Math.min(each, widest(sheet, across)));
            },
            pictures.widthProperty());
    view.fitWidthProperty().bind(width);
    String label =
        Texts.of(
            sheet.grid().label().equals("1x")
                ? "training.trainingSheet.fullAtStep"
                : "training.trainingSheet.ratioAtStep",
            sheet.grid().label(),
            sheet.grid().step());
    view.setAccessibleText(Texts.of("training.trainingSheet.picturesAt", label));
    Label caption = new Label(label);
    caption.getStyleClass().add("muted");
    return new VBox(4, caption, view);
  }

  /** Small pictures are not blown up beyond recognition. */
  private static double widest(FollowedRun.Sheet sheet, int across) {
    return across > 1 ? Double.MAX_VALUE : Math.max(520, sheet.image().getWidth());
  }
}

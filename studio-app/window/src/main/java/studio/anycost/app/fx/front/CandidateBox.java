package studio.anycost.app.fx.front;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.compare.SubGeneratorNames;
import studio.anycost.app.engine.KeptCandidates;
import studio.anycost.app.fx.command.CandidateCommands;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.view.Words;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.plugin.ToolResult;

/**
 * What a search found so far, live, and what is kept of earlier ones: a chart, the picture of the
 * point that is looked at, and what can be done with it.
 */
public final class CandidateBox extends View<VBox> {
  private static final double PICTURE = 92;

  private enum Price {
    TIME,
    WORK
  }

  private final CandidateCommands commands;
  private final ModelState model;
  private final FrontChart chart;
  private final Segments<Price> prices;
  private final ImageView picture = new ImageView();
  private final Label name = new Label();
  private final Label figures = new Label();
  private final Button preview = new Button(Texts.of("front.candidateBox.previewWithIt"));
  private final Button keep = new Button(Texts.of("front.candidateBox.keep"));
  private final Button keepAll = new Button(Texts.of("front.candidateBox.keepAll"));
  private final Button keepNone = new Button(Texts.of("front.candidateBox.keepNone"));
  private final Button save = new Button(Texts.of("front.candidateBox.save"));
  private final Label where = new Label();
  private final VBox shown;
  private List<Candidate> found = List.of();
  private Price price = Price.TIME;
  private Optional<SubGenerator> pictured = Optional.empty();

  /**
   * @param id prefix of the ids of all nodes
   */
  public CandidateBox(String id, CandidateCommands commands, ModelState model) {
    super(new VBox(8));
    this.commands = commands;
    this.model = model;
    chart =
        new FrontChart(id + "-chart", this::look, point -> commands.preview(point.subGenerator()));
    prices =
        new Segments<>(
            id + "-price",
            List.of(Price.values()),
            choice ->
                choice == Price.TIME
                    ? Texts.of("front.candidateBox.time")
                    : Texts.of("front.candidateBox.work"),
            choice -> {
              price = choice;
              update();
            });
    prices.show(price);
    picture.setId(id + "-picture");
    picture.setFitWidth(PICTURE);
    picture.setFitHeight(PICTURE);
    picture.setSmooth(true);
    name.setId(id + "-name");
    name.getStyleClass().add("strong");
    name.setWrapText(true);
    figures.setId(id + "-figures");
    figures.getStyleClass().add("muted");
    figures.setWrapText(true);
    button(preview, id + "-preview", Texts.of("front.candidateBox.renderEveryPreviewWith"));
    preview.setOnAction(event -> chart.lookedAt().ifPresent(this::togglePreview));
    button(keep, id + "-keep", "");
    keep.setOnAction(
        event ->
            chart.lookedAt().ifPresent(point -> commands.keep(point.candidate(), !point.kept())));
    button(keepAll, id + "-keep-all", "");
    keepAll.setOnAction(event -> commands.keepAll(shownCandidates()));
    button(keepNone, id + "-keep-none", Texts.of("front.candidateBox.autoClimbsTheUniform"));
    keepNone.setOnAction(event -> commands.keepNone());
    button(save, id + "-save", Texts.of("front.candidateBox.writeThemToA"));
    save.setOnAction(event -> commands.save(shownCandidates()));
    Button load = new Button(Texts.of("front.candidateBox.load"));
    button(load, id + "-load", Texts.of("front.candidateBox.keepWhatAFile"));
    load.setOnAction(event -> commands.load());
    VBox words = new VBox(4, name, figures);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox detail = new HBox(10, picture, words);
    detail.setAlignment(Pos.TOP_LEFT);
    // Nothing moves below the pointer when the first point is looked at.
    detail.setMinHeight(PICTURE);
    detail.setMaxHeight(PICTURE);
    detail.setPrefHeight(PICTURE);
    where.setId(id + "-where");
    where.getStyleClass().add("muted");
    where.setWrapText(true);
    where.managedProperty().bind(where.visibleProperty());
    shown = new VBox(8, prices, chart, legend(id), detail, new HBox(6, preview, keep), where);
    FlowPane all = new FlowPane(6, 6, keepAll, keepNone, save, load);
    node().getChildren().addAll(shown, all);
  }

  /** What the points are; lower left is better. */
  private static FlowPane legend(String id) {
    FlowPane legend = new FlowPane(12, 2);
    legend.setId(id + "-legend");
    legend
        .getChildren()
        .addAll(
            sign(Texts.of("front.candidateBox.found"), Optional.empty()),
            sign(Texts.of("front.candidateBox.kept"), Optional.of("kept")),
            sign(Texts.of("front.candidateBox.oneRatioThroughout"), Optional.of("uniform")),
            sign(Texts.of("front.candidateBox.previewsNow"), Optional.of("previewed")));
    Tips.install(legend, Texts.of("front.candidateBox.lowerLeftIsBetter"));
    return legend;
  }

  private static Label sign(String what, Optional<String> state) {
    Circle circle = new Circle(4);
    circle.getStyleClass().add("front-point");
    state.ifPresent(each -> circle.pseudoClassStateChanged(PseudoClass.getPseudoClass(each), true));
    Label label = new Label(what, circle);
    label.getStyleClass().add("front-label");
    return label;
  }

  private static void button(Button button, String id, String tip) {
    button.setId(id);
    button.getStyleClass().add("small");
    Tips.set(button, tip);
  }

  /** Shows what a search found, complete or so far, beside what is kept. */
  public void show(Optional<ToolResult.Candidates> result) {
    found = result.map(ToolResult.Candidates::candidates).orElse(List.of());
    update();
  }

  @Override
  protected void onAttach() {
    for (Observable source :
        List.of(
            commands.keptProperty(), model.descriptionProperty(), commands.previewModeProperty())) {
      onChange(source, this::update);
    }
    commands.refresh();
  }

  /** What the search found, and what was kept before. */
  private List<Candidate> shownCandidates() {
    Map<SubGenerator, Candidate> all = new LinkedHashMap<>();
    commands.keptProperty().get().candidates().forEach(each -> all.put(each.subGenerator(), each));
    found.forEach(each -> all.put(each.subGenerator(), each));
    return List.copyOf(all.values());
  }

  private void update() {
    List<Candidate> candidates = shownCandidates();
    Set<SubGenerator> kept = new HashSet<>();
    KeptCandidates now = commands.keptProperty().get();
    now.candidates().forEach(each -> kept.add(each.subGenerator()));
    SubGeneratorNames names = new SubGeneratorNames(model.gridProperty().get());
    chart.show(
        candidates.stream()
            .filter(this::fits)
            .map(
                each ->
                    new FrontPoint(
                        each,
                        names.of(each.subGenerator()),
                        price(each.subGenerator()),
                        model.gridProperty().get().ratioOf(each.subGenerator()).isPresent(),
                        kept.contains(each.subGenerator())))
            .toList(),
        price == Price.TIME
            ? Texts.of("front.candidateBox.msAPictureOn")
            : Texts.of("front.candidateBox.gmacsAPictureAs"),
        commands.fixedPreview());
    shown.setVisible(!candidates.isEmpty());
    shown.setManaged(!candidates.isEmpty());
    Optional<String> bundle = commands.bundleName();
    boolean movable = bundle.isPresent() && !now.inBundle() && !kept.isEmpty();
    keepAll.setDisable(candidates.size() == kept.size() && !movable);
    keepNone.setDisable(kept.isEmpty());
    Tips.set(keep, Texts.of("front.candidateBox.keepTip", place(bundle)));
    Tips.set(keepAll, Texts.of("front.candidateBox.keepAllTip", place(bundle)));
    where.setVisible(!candidates.isEmpty());
    where.setText(where(now, bundle));
    save.setDisable(candidates.isEmpty());
  }

  /** What keeping does. */
  private static String place(Optional<String> bundle) {
    return bundle
        .map(name -> Texts.of("front.candidateBox.theyAreWrittenInto", name))
        .orElse(Texts.of("front.candidateBox.theyStayOnThis"));
  }

  private static String where(KeptCandidates now, Optional<String> bundle) {
    int count = now.all().size();
    if (count == 0) {
      return Texts.of("front.candidateBox.noneIsKeptAuto");
    }
    if (now.inBundle()) {
      return Texts.of(
          "front.candidateBox.inBundle",
          count,
          bundle.orElseGet(() -> Texts.of("front.candidateBox.theBundle")));
    }
    return Texts.of(
        "front.candidateBox.onThisComputer",
        count,
        bundle
            .map(name -> Texts.of("front.candidateBox.keepAllPuts", count, name))
            .orElseGet(() -> Texts.of("front.candidateBox.neverChanged")));
  }

  /** What was found for the model before is gone in a moment. */
  private boolean fits(Candidate candidate) {
    try {
      model.get().channels().require(candidate.subGenerator());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private double price(SubGenerator subGenerator) {
    return price == Price.TIME ? commands.milliseconds(subGenerator) : work(subGenerator);
  }

  private double work(SubGenerator subGenerator) {
    return MacCount.of(subGenerator, model.get().styleDimension()).literatureGiga();
  }

  private boolean isPreview(FrontPoint point) {
    return commands.fixedPreview().equals(Optional.of(point.subGenerator()));
  }

  private void togglePreview(FrontPoint point) {
    if (isPreview(point)) {
      commands.previewByItself();
    } else {
      commands.preview(point.subGenerator());
    }
  }

  private void look(Optional<FrontPoint> point) {
    preview.setDisable(point.isEmpty());
    preview.setText(
        point.filter(this::isPreview).isPresent()
            ? Texts.of("front.candidateBox.previewByAutoAgain")
            : Texts.of("front.candidateBox.previewWithIt"));
    keep.setDisable(point.isEmpty());
    keep.setText(
        point.filter(FrontPoint::kept).isPresent()
            ? Texts.of("front.candidateBox.doNotKeep")
            : Texts.of("front.candidateBox.keep"));
    name.setText(point.map(FrontPoint::name).orElse(Texts.of("front.candidateBox.pointAtOneTo")));
    figures.setText(
        point
            .map(
                at ->
                    Texts.of(
                        "front.candidateBox.meanDistance",
                        at.distance(),
                        Words.milliseconds(commands.milliseconds(at.subGenerator())),
                        Words.work(MacCount.of(at.subGenerator(), model.get().styleDimension()))))
            .orElse(""));
    Optional<SubGenerator> wanted = point.map(FrontPoint::subGenerator);
    if (!wanted.equals(pictured)) {
      pictured = wanted;
      picture.setImage(null);
      wanted.ifPresent(
          subGenerator ->
              commands.picture(subGenerator, image -> showPicture(subGenerator, image)));
    }
  }

  /** Another one may be looked at by now. */
  private void showPicture(SubGenerator subGenerator, ScreenPicture image) {
    if (pictured.equals(Optional.of(subGenerator))) {
      picture.setImage(FxImages.of(image));
    }
  }
}

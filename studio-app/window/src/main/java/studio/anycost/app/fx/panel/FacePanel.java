package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.Noise;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.SeedNumbers;
import studio.anycost.app.fx.action.ActionNodes;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.parameter.ParameterChange;
import studio.anycost.app.fx.parameter.ParameterPanel;
import studio.anycost.app.fx.parameter.SeedRange;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/** Where the face comes from: random face, seed, truncation, noise. */
public final class FacePanel extends View<VBox> {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final String PSI = "psi";
  private static final String NOISE = "noise";
  private static final String SEEDS = "seeds";
  private static final double USUAL_PSI = 1.5;

  private final DocumentState documents;
  private final FaceCommands faces;
  private final FoldMemory folds;
  private final ToolsState tools;
  private final TextField seed = new TextField();
  private final Label refusal = new Label();
  private final Label source = new Label();
  private final VBox controls = new VBox();
  private Optional<ParameterPanel> panel = Optional.empty();
  private ParameterSchema schema = ParameterSchema.EMPTY;

  /** What stands in the field for the face of the document. */
  private String shown = "";

  @Inject
  public FacePanel(
      DocumentState documents, FaceCommands faces, ToolsState tools, FoldMemory folds) {
    super(new VBox());
    this.documents = documents;
    this.faces = faces;
    this.folds = folds;
    this.tools = tools;
    node().setId("face-panel");
    node().getStyleClass().add("side-section");
  }

  /** Puts the panel together with the actions of its main buttons. */
  public void build(StudioAction newFace, StudioAction choose) {
    Label title = new Label(Texts.of("panel.facePanel.face"));
    title.getStyleClass().add("section-title");
    Button random = ActionNodes.labelled(newFace);
    random.getStyleClass().add("wide");
    random.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(random, Priority.ALWAYS);
    Button wall = ActionNodes.icon(choose);
    HBox faceRow = new HBox(8, random, wall);
    faceRow.setId("face-row");
    faceRow.setAlignment(Pos.CENTER_LEFT);
    refusal.setId("seed-refusal");
    refusal.getStyleClass().add("refusal");
    refusal.setWrapText(true);
    refusal.managedProperty().bind(refusal.visibleProperty());
    refusal.setVisible(false);
    node().getChildren().setAll(title, faceRow, seedRow(), refusal, source, controls);
    source.setId("face-source");
    source.getStyleClass().add("muted");
    source.setWrapText(true);
    source.managedProperty().bind(source.visibleProperty());
  }

  private HBox seedRow() {
    Label label = new Label(Texts.of("panel.facePanel.seed"));
    label.getStyleClass().add("field-label");
    label.setMinWidth(Label.USE_PREF_SIZE);
    seed.setId("seed");
    seed.setAccessibleText(Texts.of("panel.facePanel.seedOfTheFace"));
    Tips.set(seed, Texts.of("panel.facePanel.theNumberThatA"));
    seed.setOnAction(
        event -> {
          if (typed()) {
            node().requestFocus(); // so that letters are shortcuts again
          }
        });
    seed.focusedProperty()
        .addListener(
            (observable, old, focused) -> {
              if (!focused && !seed.getText().equals(shown)) {
                typed();
              }
            });
    seed.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            show();
            seed.selectAll();
            event.consume();
          }
        });
    HBox.setHgrow(seed, Priority.ALWAYS);
    Button copy = Icons.iconOnly(new Button(), Signs.COPY);
    copy.setId("seed-copy");
    copy.setAccessibleText(Texts.of("panel.facePanel.copyTheSeed"));
    Tips.set(copy, Texts.of("panel.facePanel.copyTheSeed"));
    copy.setOnAction(
        event -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(seed.getText());
          Clipboard.getSystemClipboard().setContent(content);
        });
    HBox row = new HBox(8, label, seed, copy);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  @Override
  protected void onAttach() {
    onChange(documents.documentProperty(), this::show);
  }

  /** Takes what was typed; returns whether it is a seed. */
  private boolean typed() {
    String text = seed.getText().strip();
    try {
      faces.fromSeed(Long.parseLong(text));
      accept();
      return true;
    } catch (NumberFormatException e) {
      refuse(SeedRange.OF_FACES.sentence(), text);
    } catch (IllegalArgumentException e) {
      refuse(Texts.of("panel.facePanel.aSeedOfNumpy"), text);
    }
    return false;
  }

  private void refuse(String takes, String text) {
    seed.pseudoClassStateChanged(WRONG, true);
    String told =
        text.isEmpty()
            ? Texts.of("panel.facePanel.nothingTyped", takes)
            : Texts.of("panel.facePanel.notTaken", takes, text);
    refusal.setText(
        shown.isEmpty()
            ? Texts.of("panel.facePanel.typeOne", told)
            : Texts.of("panel.facePanel.typeOneOr", told, shown));
    refusal.setVisible(true);
    if (seed.isFocused()) {
      seed.selectAll();
    }
  }

  private void accept() {
    seed.pseudoClassStateChanged(WRONG, false);
    refusal.setVisible(false);
  }

  /** Which photo, always, and what made the portrait from it. */
  private String origin(PortraitDocument document, String given) {
    Optional<String> photo = document.source().map(each -> each.file().name());
    if (photo.isEmpty() || photo.get().equals(given)) {
      return given.isBlank()
          ? Texts.of("panel.facePanel.fromAStyleCode")
          : Texts.of("panel.facePanel.from", inThisLanguage(given));
    }
    return given.isBlank()
        ? Texts.of("panel.facePanel.from", photo.get())
        : Texts.of("panel.facePanel.fromWith", photo.get(), inThisLanguage(given));
  }

  /** A document names the tool as it was written. */
  private String inThisLanguage(String given) {
    return tools.toolsProperty().get().stream()
        .filter(tool -> tool.asWritten().info().name().equals(given))
        .map(tool -> tool.info().name())
        .findFirst()
        .orElse(given);
  }

  private void show() {
    PortraitDocument document = documents.get();
    BaseStyle base = document.base();
    accept();
    if (base instanceof BaseStyle.Seed drawn) {
      shown = String.valueOf(drawn.seed());
      source.setText(Texts.of("panel.facePanel.asNumpyDrawsIt"));
      source.setVisible(drawn.numbers() == SeedNumbers.NUMPY);
    } else if (base instanceof BaseStyle.Given given) {
      shown = "";
      source.setText(origin(document, given.source()));
      source.setVisible(true);
    }
    seed.setText(shown);
    ParameterSchema fitting = schema(base);
    if (panel.isEmpty() || !fitting.parameters().equals(schema.parameters())) {
      schema = fitting;
      ParameterPanel next =
          new ParameterPanel(
              "face",
              schema,
              (what, endings) -> Optional.empty(),
              folds,
              change -> {
                // What was being typed into a panel of another face is committed as it goes.
                if (fitting == schema) {
                  changed(change);
                }
              });
      panel = Optional.of(next);
      controls.getChildren().setAll(next.node());
    }
    panel.get().show(values(document));
  }

  /** The usual range of the truncation, or all of it if the document lies outside. */
  private static ParameterSchema schema(BaseStyle base) {
    boolean usual = base.psi() >= 0 && base.psi() <= USUAL_PSI;
    List<Parameter<?>> parameters = new ArrayList<>();
    parameters.add(
        NumberParameter.of(
            ParameterInfo.of(
                PSI, Texts.of("history.truncation"), Texts.of("panel.facePanel.isTheFaceAs")),
            usual ? 0 : -BaseStyle.PSI_LIMIT,
            usual ? USUAL_PSI : BaseStyle.PSI_LIMIT,
            base.defaultPsi()));
    parameters.add(
        new ChoiceParameter(
            ParameterInfo.of(
                NOISE, Texts.of("history.noise"), Texts.of("panel.facePanel.fineDetailThatNo")),
            List.of(
                new ChoiceParameter.Option("fixed", Texts.of("history.noise.fixed")),
                new ChoiceParameter.Option("random", Texts.of("history.noise.random")),
                new ChoiceParameter.Option("none", Texts.of("history.noise.none"))),
            "fixed"));
    if (base instanceof BaseStyle.Seed seed && SeedNumbers.NUMPY.takes(seed.seed())) {
      parameters.add(
          new ChoiceParameter(
              new ParameterInfo(
                  SEEDS,
                  Texts.of("history.seedsOf"),
                  Texts.of("panel.facePanel.whoseRandomNumbersA"),
                  "Advanced"),
              List.of(
                  new ChoiceParameter.Option(
                      SeedNumbers.STUDIO.word(), Texts.of("history.seedsOf.studio")),
                  new ChoiceParameter.Option(SeedNumbers.NUMPY.word(), "NumPy")),
              SeedNumbers.STUDIO.word()));
    }
    return new ParameterSchema(parameters);
  }

  private ParameterValues values(PortraitDocument document) {
    String noise =
        document.noise() instanceof Noise.Fixed
            ? "fixed"
            : document.noise() instanceof Noise.None ? "none" : "random";
    try {
      ParameterValues values =
          schema.defaults().with(PSI, document.base().psi()).with(NOISE, noise);
      return document.base() instanceof BaseStyle.Seed seed && hasSeeds()
          ? values.with(SEEDS, seed.numbers().word())
          : values;
    } catch (ParameterException e) {
      throw new IllegalStateException("The panel does not take the document's own values.", e);
    }
  }

  private boolean hasSeeds() {
    return schema.parameters().stream().anyMatch(parameter -> parameter.key().equals(SEEDS));
  }

  /** The start with what the panel says of it. */
  private BaseStyle changed(BaseStyle base, ParameterValues values) {
    BaseStyle truncated = base.withPsi(values.number(PSI));
    return truncated instanceof BaseStyle.Seed seed && hasSeeds()
        ? seed.withNumbers(SeedNumbers.of(values.choice(SEEDS)))
        : truncated;
  }

  private void changed(ParameterChange change) {
    String noise = change.values().choice(NOISE);
    documents.change(
        change.summary(),
        change.gesture(),
        document ->
            document
                .withBase(changed(document.base(), change.values()))
                .withNoise(
                    switch (noise) {
                      case "fixed" -> Noise.FIXED;
                      case "none" -> Noise.NONE;
                      default ->
                          document.noise() instanceof Noise.Seeded kept
                              ? kept
                              : Noise.seeded(faces.draw());
                    }));
  }
}

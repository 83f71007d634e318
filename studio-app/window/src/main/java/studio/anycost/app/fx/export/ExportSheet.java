package studio.anycost.app.fx.export;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.app.fx.command.DragCommands;
import studio.anycost.app.fx.command.ExportCommands;
import studio.anycost.app.fx.parameter.ParameterChange;
import studio.anycost.app.fx.parameter.ParameterPanel;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ExportChoice;
import studio.anycost.app.fx.state.ExportChoice.Kind;
import studio.anycost.app.fx.state.ExportState;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.ByteCount;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Sheet;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.settings.Preferences;

/** Asks what to export, and shows the file as it would be written. JavaFX thread only. */
public final class ExportSheet extends View<Sheet> {
  private static final String ID = "export-sheet";
  private static final double PREVIEW_WIDTH = 300;
  private static final double PREVIEW_HEIGHT = 180;
  private static final double PREVIEW_SHARE = 0.36;
  private static final double LEAST_SETTINGS = 110;

  private static final double LEAST_PREVIEW = 56;

  /** What is said of the preview, and the gaps around that. */
  private static final double ABOUT_PREVIEW = 44;

  private static final double LEAST_BOTH = LEAST_PREVIEW + ABOUT_PREVIEW + LEAST_SETTINGS;

  /** Around what scrolls. */
  private static final double EDGE = 2;

  private static final NumberParameter QUALITY =
      new NumberParameter(
          ParameterInfo.of(
              "quality",
              Texts.of("export.exportSheet.jpegQuality"),
              Texts.of("export.exportSheet.lessMakesSmallerFiles")),
          50,
          100,
          100 * Preferences.DEFAULTS.jpegQuality(),
          1,
          "%",
          Optional.empty());

  private final ExportState state;
  private final ExportCommands commands;
  private final DocumentState documents;
  private final PhotoState photos;
  private final PreferenceState preferences;

  private final ImageView picture = new ImageView();
  private final Label facts = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final Label obstacle = new Label();
  private final ToggleGroup kinds = new ToggleGroup();
  private final Map<Kind, RadioButton> buttons = new EnumMap<>(Kind.class);
  private final Segments<Double> sizes;
  private final Label sizeName = new Label();
  private final VBox sizeBox;
  private final Segments<PictureFormat> formats;
  private final ParameterPanel quality;
  private final TextField name = new TextField();
  private final Label ending = new Label();
  private final Label folder = new Label();
  private final Button write =
      new Button(Texts.of("export.exportSheet.export"), Icons.of(Signs.EXPORT));
  private boolean showing;

  @Inject
  ExportSheet(
      ExportState state,
      ExportCommands commands,
      DocumentState documents,
      PhotoState photos,
      PreferenceState preferences,
      ViewState views,
      DragCommands drags) {
    this(state, commands, documents, photos, preferences, views, drags, new VBox());
  }

  private ExportSheet(
      ExportState state,
      ExportCommands commands,
      DocumentState documents,
      PhotoState photos,
      PreferenceState preferences,
      ViewState views,
      DragCommands drags,
      VBox content) {
    super(Sheet.filled(ID, Texts.of("export.exportSheet.export"), content, views::closeDrawer));
    this.state = state;
    this.commands = commands;
    this.documents = documents;
    this.photos = photos;
    this.preferences = preferences;
    sizes =
        new Segments<>(
            ID + "-size",
            ExportChoice.SCALES,
            scale -> String.valueOf(scale),
            scale -> change(now -> now.withScale(scale)));
    sizeBox = new VBox(6, sizeName, sizes);
    sizeName.setId(ID + "-size-name");
    sizeName.getStyleClass().add("field-label");
    sizeBox.managedProperty().bind(sizeBox.visibleProperty());
    formats =
        new Segments<>(
            ID + "-format",
            List.of(PictureFormat.PNG, PictureFormat.JPEG),
            format -> format == PictureFormat.PNG ? "PNG" : "JPEG",
            commands::followFormat);
    quality =
        new ParameterPanel(
            ID,
            new ParameterSchema(List.of(QUALITY)),
            (title, endings) -> Optional.empty(),
            this::qualityChanged);
    VBox choices = new VBox(6);
    for (Kind kind : Kind.values()) {
      choices.getChildren().add(button(kind));
    }
    VBox settings =
        new VBox(
            12,
            choices,
            sizeBox,
            new VBox(6, beside(Texts.of("export.exportSheet.format"), formats), quality.node()));
    settings.getStyleClass().add("export-settings");
    ScrollPane scroll = new ScrollPane(settings);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    ScrollPane room = giveWay(new VBox(12, preview(content, drags), scroll));
    // One of them scrolls: the settings below the picture, or both together. The picture is made
    // smaller first: what is chosen is to be in sight.
    scroll
        .minHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    room.getHeight() < LEAST_BOTH
                        ? Math.ceil(settings.getHeight()) + EDGE
                        : Math.max(
                            LEAST_SETTINGS,
                            Math.min(
                                Math.ceil(settings.getHeight()) + EDGE,
                                room.getHeight() - LEAST_PREVIEW - ABOUT_PREVIEW)),
                room.heightProperty(),
                settings.heightProperty()));
    content.getChildren().addAll(room, file());
    content.getStyleClass().add("export-content");
    // Wherever in the sheet the keyboard is.
    node()
        .addEventHandler(
            KeyEvent.KEY_PRESSED,
            event -> {
              if (event.getCode() == KeyCode.ENTER) {
                commands.write();
                event.consume();
              }
            });
  }

  /** Where even the least heights are too high, above a strip in a low window: it scrolls. */
  private static ScrollPane giveWay(VBox asked) {
    ScrollPane room = new ScrollPane(asked);
    room.setFitToWidth(true);
    room.setFitToHeight(true);
    room.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    room.getStyleClass().add("edge-to-edge");
    room.setFocusTraversable(false);
    room.setMinHeight(LEAST_SETTINGS);
    VBox.setVgrow(room, Priority.ALWAYS);
    return room;
  }

  private Node preview(VBox content, DragCommands drags) {
    picture.setId(ID + "-picture");
    picture.setPreserveRatio(true);
    StackPane room = new StackPane(picture);
    room.setMinWidth(0); // a wide picture does not keep a narrow sheet wide
    room.getStyleClass().add("export-preview");
    Tooltip.install(picture, Tips.tip(Texts.of("export.exportSheet.dragItToAnother")));
    picture.setCursor(Cursor.OPEN_HAND);
    picture.setOnDragDetected(
        event -> {
          drags.dragExport(picture);
          event.consume();
        });
    room.setMinHeight(LEAST_PREVIEW);
    room.setMaxHeight(PREVIEW_WIDTH);
    // In a high window it is larger, where there was nothing below the settings.
    room.prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    Math.max(
                        PREVIEW_HEIGHT,
                        Math.min(PREVIEW_WIDTH, PREVIEW_SHARE * content.getHeight())),
                content.heightProperty()));
    picture
        .fitWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    Math.max(
                        1,
                        Math.min(
                            PREVIEW_WIDTH,
                            room.getWidth()
                                - room.getInsets().getLeft()
                                - room.getInsets().getRight())),
                room.widthProperty(),
                room.insetsProperty()));
    picture
        .fitHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    Math.max(
                        1,
                        room.getHeight()
                            - room.getInsets().getTop()
                            - room.getInsets().getBottom()),
                room.heightProperty(),
                room.insetsProperty()));
    facts.setId(ID + "-facts");
    facts.getStyleClass().add("muted");
    facts.setWrapText(true);
    facts.setMinHeight(Region.USE_PREF_SIZE);
    bar.setId(ID + "-bar");
    bar.getStyleClass().add("small");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(state.progressProperty());
    StackPane.setAlignment(bar, Pos.BOTTOM_CENTER);
    room.getChildren().add(bar);
    VBox preview = new VBox(6, room, facts);
    VBox.setVgrow(room, Priority.SOMETIMES);
    return preview;
  }

  private Node file() {
    name.setId(ID + "-name");
    name.setAccessibleText(Texts.of("export.exportSheet.nameOfTheFile"));
    name.textProperty().bindBidirectional(commands.nameProperty());
    name.setOnAction(event -> commands.write());
    HBox.setHgrow(name, Priority.ALWAYS);
    ending.setId(ID + "-ending");
    ending.getStyleClass().add("muted");
    ending.setMinWidth(Region.USE_PREF_SIZE);
    folder.setId(ID + "-folder");
    folder.getStyleClass().add("muted");
    folder.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    folder.setMinWidth(0);
    folder.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(folder, Priority.ALWAYS);
    Button choose = new Button(Texts.of("export.exportSheet.choose"), Icons.of(Signs.OPEN_FILE));
    choose.setId(ID + "-choose");
    choose.getStyleClass().add("small");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setOnAction(event -> commands.chooseFile());
    obstacle.setId(ID + "-obstacle");
    obstacle.getStyleClass().add("muted");
    obstacle.setWrapText(true);
    obstacle.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(obstacle, Priority.ALWAYS);
    write.setId(ID + "-write");
    write.getStyleClass().add("accent");
    write.setMinWidth(Region.USE_PREF_SIZE);
    write.setOnAction(event -> commands.write());
    Tips.set(write, Texts.of("export.exportSheet.writeTheFileCtrl"));
    HBox last = row(obstacle, write);
    last.setAlignment(Pos.CENTER_RIGHT);
    VBox file = new VBox(8, row(name, ending), row(folder, choose), last);
    file.setMinHeight(Region.USE_PREF_SIZE);
    return file;
  }

  private RadioButton button(Kind kind) {
    RadioButton button = new RadioButton();
    button.setId(ID + "-kind-" + kind.ordinal());
    button.setToggleGroup(kinds);
    button.setWrapText(true); // beside a bar that scrolls it has less room
    button.setMnemonicParsing(false);
    button
        .selectedProperty()
        .addListener(
            (observable, old, now) -> {
              if (now && !showing) {
                commands.choose(kind);
              }
            });
    buttons.put(kind, button);
    return button;
  }

  private static HBox beside(String name, Region choice) {
    Label label = new Label(name);
    label.getStyleClass().add("field-label");
    label.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(choice, Priority.ALWAYS);
    return row(label, choice);
  }

  private static HBox row(Node... nodes) {
    HBox row = new HBox(8, nodes);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  @Override
  protected void onAttach() {
    state.want(true);
    whileAttached(() -> state.want(false));
    onChange(documents.documentProperty(), this::showChoice);
    onChange(documents.variantsProperty(), this::showChoice);
    onChange(photos.availableProperty(), this::showChoice);
    onChange(state.choiceProperty(), this::showChoice);
    onChange(state.photoFormatProperty(), this::showChoice);
    onChange(preferences.property(), this::showQuality);
    onChange(state.madeProperty(), this::showMade);
    onChange(state.runningProperty(), this::showMade);
    onChange(state.failureProperty(), this::showMade);
    onChange(commands.folderProperty(), this::showFile);
    InvalidationListener typed =
        observable -> {
          commands.followName();
          showFile();
        };
    commands.nameProperty().addListener(typed);
    whileAttached(() -> commands.nameProperty().removeListener(typed));
    // So that Enter writes at once.
    Platform.runLater(write::requestFocus);
  }

  private void change(UnaryOperator<ExportChoice> change) {
    state.choiceProperty().set(change.apply(state.choiceProperty().get()));
  }

  private void qualityChanged(ParameterChange change) {
    // A slider under way would write the file at every step.
    if (!change.gesture().moving()) {
      double chosen = change.values().get(QUALITY) / 100;
      preferences.update(now -> now.withJpegQuality(chosen));
    }
  }

  private void showQuality() {
    try {
      quality.show(
          new ParameterSchema(List.of(QUALITY))
              .defaults()
              .with("quality", (double) Math.round(100 * preferences.get().jpegQuality())));
    } catch (ParameterException e) {
      throw new IllegalStateException("The quality is out of its own range.", e);
    }
  }

  private void showChoice() {
    showing = true;
    try {
      Kind kind = state.kind();
      for (Map.Entry<Kind, RadioButton> entry : buttons.entrySet()) {
        RadioButton button = entry.getValue();
        Optional<String> why = state.obstacle(entry.getKey());
        String label = label(entry.getKey());
        button.setText(why.map(reason -> label + " (" + reason + ")").orElse(label));
        button.setDisable(why.isPresent());
        button.setSelected(entry.getKey() == kind);
        Tips.set(button, tip(entry.getKey()));
      }
      ExportChoice choice = state.choiceProperty().get();
      for (int i = 0; i < ExportChoice.SCALES.size(); i++) {
        double scale = ExportChoice.SCALES.get(i);
        ToggleButton button = sizes.button(i);
        button.setText(
            state.side(scale).isPresent()
                ? String.valueOf(state.side(scale).getAsInt())
                : "\u2013");
        button.setDisable(state.side(scale).isEmpty());
        Tips.set(button, scaleTip(scale));
      }
      sizes.show(choice.scale());
      sizeBox.setVisible(kind != Kind.PHOTO);
      sizeName.setText(
          kind == Kind.PORTRAIT
              ? Texts.of("export.exportSheet.size")
              : Texts.of("export.exportSheet.sizeOfEachFace"));
      formats.show(state.format());
      boolean jpeg = state.format() == PictureFormat.JPEG;
      quality.node().setVisible(jpeg);
      quality.node().setManaged(jpeg);
    } finally {
      showing = false;
    }
    commands.propose();
    showFile();
  }

  private static String label(Kind kind) {
    return switch (kind) {
      case PORTRAIT -> Texts.of("export.exportSheet.portrait");
      case BEFORE_AFTER -> Texts.of("export.exportSheet.beforeAndAfter");
      case VARIANTS -> Texts.of("export.exportSheet.sheetOfTheVariants");
      case HISTORY -> Texts.of("export.exportSheet.sheetOfTheHistory");
      case PHOTO -> Texts.of("export.exportSheet.wholePhoto");
    };
  }

  private static String tip(Kind kind) {
    return switch (kind) {
      case PORTRAIT -> Texts.of("export.exportSheet.theFaceAsIt");
      case BEFORE_AFTER -> Texts.of("export.exportSheet.theFaceWithoutIts");
      case VARIANTS -> Texts.of("export.exportSheet.everyVariantWithIts");
      case HISTORY -> Texts.of("export.exportSheet.everyStepThatLed");
      case PHOTO -> Texts.of("export.exportSheet.thePhotoAtIts");
    };
  }

  private static String scaleTip(double scale) {
    return scale == 1
        ? Texts.of("export.exportSheet.asTheModelRenders")
        : scale > 1
            ? Texts.of("export.exportSheet.enlargedTimes", (int) scale)
            : Texts.of("export.exportSheet.madeSmaller");
  }

  private void showMade() {
    Optional<ExportState.Made> made = state.madeProperty().get();
    Optional<String> running = state.runningProperty().get();
    Optional<String> failure = state.failureProperty().get();
    picture.setImage(made.map(now -> FxImages.of(now.picture())).orElse(null));
    picture.setOpacity(running.isPresent() ? 0.5 : 1);
    bar.setVisible(running.isPresent());
    facts.setText(
        failure.orElseGet(
            () ->
                running.isPresent()
                    ? running
                        .filter(words -> !words.isEmpty())
                        .orElse(Texts.of("export.exportSheet.makingIt"))
                    : made.map(ExportSheet::inWords).orElse("")));
    showFile();
  }

  private static String inWords(ExportState.Made made) {
    return made.width()
        + " \u00d7 "
        + made.height()
        + " px"
        + made.file().map(file -> ", " + ByteCount.inWords(file.length)).orElse("");
  }

  private void showFile() {
    Path where = commands.folderProperty().get();
    folder.setText(where.toString());
    Tips.set(folder, where.toString());
    ending.setText(commands.ending());
    Optional<String> problem = commands.obstacle();
    obstacle.setText(problem.orElse(""));
    write.setDisable(problem.isPresent() || state.failureProperty().get().isPresent());
  }
}

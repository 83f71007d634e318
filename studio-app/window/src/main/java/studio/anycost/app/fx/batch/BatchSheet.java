package studio.anycost.app.fx.batch;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.batch.BatchFaces;
import studio.anycost.app.batch.BatchTarget;
import studio.anycost.app.compare.PortraitCaption;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.command.FilePicker;
import studio.anycost.app.fx.command.Folders;
import studio.anycost.app.fx.command.PresetCommands;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.PresetState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Segments;
import studio.anycost.app.fx.view.Sheet;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.preset.StoredPreset;

/**
 * Asks which faces the edits at hand are to be applied to, and shows the queue of such batches.
 * JavaFX thread only.
 */
public final class BatchSheet extends View<Sheet> {
  private static final String ID = "batch";
  private static final String FIRST_SEEDS = "0-99";
  private static final String AT_HAND = Texts.of("batch.batchSheet.theEditsAtHand");

  private enum Source {
    SEEDS,
    PHOTOS
  }

  private final BatchQueue queue;
  private final DocumentState documents;
  private final StudioBackend backend;
  private final PreferenceState preferences;
  private final FilePicker picker;
  private final Folders folders;
  private final PresetState presets;
  private final PresetCommands presetCommands;

  private final ComboBox<Optional<StoredPreset>> what = new ComboBox<>();
  private final Label edits = new Label();
  private final Segments<Source> sources;
  private final TextField seeds = new TextField(FIRST_SEEDS);
  private final Button choosePhotos =
      choice("photos", Texts.of("batch.batchSheet.choose"), Signs.PHOTO);
  private final Label photosLabel = path("photos-folder");
  private final VBox seedsBox;
  private final VBox photosBox;
  private final Label folderLabel = path("folder");
  private final Segments<PictureFormat> formats;
  private final VBox formatBox;
  private final CheckBox intoPhoto = new CheckBox(Texts.of("batch.batchSheet.putEachFaceBack"));
  private final Label asPhoto = hint(Texts.of("batch.batchSheet.wholePhotosAtTheir"));
  private final CheckBox replace = new CheckBox(Texts.of("batch.batchSheet.makePicturesAgainThat"));
  private final Label obstacle = new Label();
  private final Button start =
      new Button(Texts.of("batch.batchSheet.start"), Icons.of(Signs.START));
  private final VBox list = new VBox(10);
  private final InvalidationListener queueListener = observable -> showQueue();

  private Source source = Source.SEEDS;
  private PictureFormat format = PictureFormat.PNG;
  private Optional<Path> photos = Optional.empty();
  private Optional<Path> folder = Optional.empty();

  @Inject
  BatchSheet(
      BatchQueue queue,
      DocumentState documents,
      StudioBackend backend,
      PreferenceState preferences,
      FilePicker picker,
      Folders folders,
      PresetState presets,
      PresetCommands presetCommands,
      ViewState views) {
    this(
        queue,
        documents,
        backend,
        preferences,
        picker,
        folders,
        presets,
        presetCommands,
        views,
        new VBox());
  }

  private BatchSheet(
      BatchQueue queue,
      DocumentState documents,
      StudioBackend backend,
      PreferenceState preferences,
      FilePicker picker,
      Folders folders,
      PresetState presets,
      PresetCommands presetCommands,
      ViewState views,
      VBox content) {
    super(new Sheet(ID, Texts.of("batch.batchSheet.manyFaces"), content, views::closeDrawer));
    this.queue = queue;
    this.documents = documents;
    this.backend = backend;
    this.preferences = preferences;
    this.picker = picker;
    this.folders = folders;
    this.presets = presets;
    this.presetCommands = presetCommands;
    what.setId(ID + "-what");
    what.setAccessibleText(Texts.of("batch.batchSheet.whatToApply"));
    what.setMaxWidth(Double.MAX_VALUE);
    what.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Optional<StoredPreset> value) {
            return value == null || value.isEmpty()
                ? AT_HAND
                : Texts.of("batch.batchSheet.preset", value.get().name());
          }

          @Override
          public Optional<StoredPreset> fromString(String text) {
            throw new UnsupportedOperationException("The list is not editable.");
          }
        });
    what.valueProperty().addListener(observable -> show());
    edits.setId(ID + "-edits");
    edits.setWrapText(true);
    sources =
        new Segments<>(
            ID + "-source",
            List.of(Source.values()),
            value ->
                value == Source.SEEDS
                    ? Texts.of("batch.batchSheet.drawnFaces")
                    : Texts.of("batch.batchSheet.photos"),
            value -> {
              source = value;
              show();
            });
    sources.show(source);
    seeds.setId(ID + "-seeds");
    seeds.setAccessibleText(Texts.of("batch.batchSheet.seeds"));
    Tips.set(seeds, Texts.of("batch.batchSheet.numbersOfFacesAs"));
    seeds.textProperty().addListener(observable -> show());
    seedsBox =
        field(
            Texts.of("batch.batchSheet.seeds"),
            seeds,
            hint(Texts.of("batch.batchSheet.aRangeSuchAs")));
    choosePhotos.setOnAction(event -> choosePhotos());
    photosBox =
        field(
            Texts.of("batch.batchSheet.folderOfPhotos"),
            row(photosLabel, choosePhotos),
            hint(Texts.of("batch.batchSheet.theMostProminentFace")),
            intoPhoto,
            asPhoto);
    intoPhoto.setId(ID + "-into-photo");
    intoPhoto.setOnAction(event -> show());
    asPhoto.managedProperty().bind(asPhoto.visibleProperty());
    asPhoto.visibleProperty().bind(intoPhoto.selectedProperty());
    Button chooseFolder = choice("save-in", Texts.of("batch.batchSheet.choose"), Signs.OPEN_FILE);
    chooseFolder.setOnAction(event -> chooseFolder());
    formats =
        new Segments<>(
            ID + "-format",
            List.of(PictureFormat.PNG, PictureFormat.JPEG),
            value -> value == PictureFormat.PNG ? "PNG" : "JPEG",
            value -> format = value);
    formats.show(format);
    formatBox = field(Texts.of("batch.batchSheet.as"), formats);
    replace.setId(ID + "-replace");
    obstacle.setId(ID + "-obstacle");
    obstacle.getStyleClass().add("muted");
    obstacle.setWrapText(true);
    start.setId(ID + "-start");
    start.getStyleClass().add("accent");
    start.setMinWidth(Region.USE_PREF_SIZE);
    start.setOnAction(event -> start());
    HBox.setHgrow(obstacle, Priority.ALWAYS);
    obstacle.setMaxWidth(Double.MAX_VALUE);
    HBox last = new HBox(12, obstacle, start);
    last.setAlignment(Pos.CENTER_RIGHT);
    list.setId(ID + "-queue");
    content
        .getChildren()
        .addAll(
            field(Texts.of("batch.batchSheet.apply"), what, edits),
            field(Texts.of("batch.batchSheet.for"), sources),
            seedsBox,
            photosBox,
            field(Texts.of("batch.batchSheet.savePicturesIn"), row(folderLabel, chooseFolder)),
            formatBox,
            replace,
            last,
            list);
  }

  @Override
  protected void onAttach() {
    presets.refresh();
    onChange(presets.presetsProperty(), this::offerPresets);
    onChange(documents.documentProperty(), this::show);
    queue.batches().addListener(queueListener);
    whileAttached(() -> queue.batches().removeListener(queueListener));
    showQueue();
  }

  private void offerPresets() {
    List<Optional<StoredPreset>> all = new ArrayList<>(List.of(Optional.empty()));
    presets.presetsProperty().get().forEach(each -> all.add(Optional.of(each)));
    Optional<StoredPreset> chosen = chosen();
    what.getItems().setAll(all);
    what.setValue(all.contains(chosen) ? chosen : Optional.empty());
  }

  private Optional<StoredPreset> chosen() {
    return what.getValue() == null ? Optional.empty() : what.getValue();
  }

  /** The portrait whose edits are applied. */
  private PortraitDocument recipe() {
    return chosen().map(presetCommands::alone).orElseGet(documents::get);
  }

  private static VBox field(String name, Node... nodes) {
    Label label = new Label(name);
    label.getStyleClass().add("field-label");
    VBox box = new VBox(6, label);
    box.getChildren().addAll(nodes);
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private static Label hint(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setWrapText(true);
    return label;
  }

  private static Label path(String id) {
    Label label = new Label();
    label.setId(ID + "-" + id);
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    label.setMinWidth(0);
    label.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(label, Priority.ALWAYS);
    return label;
  }

  private static Button choice(String id, String text, Feather icon) {
    Button button = new Button(text, Icons.of(icon));
    button.setId(ID + "-" + id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private static HBox row(Node... nodes) {
    HBox row = new HBox(8, nodes);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void choosePhotos() {
    picker
        .openFolder(Texts.of("batch.batchSheet.folderOfPhotos"), folders.last())
        .ifPresent(
            chosen -> {
              folders.remember(chosen);
              photos = Optional.of(chosen);
              show();
            });
  }

  private void chooseFolder() {
    picker
        .openFolder(Texts.of("batch.batchSheet.savePicturesIn"), folders.last())
        .ifPresent(
            chosen -> {
              folders.remember(chosen);
              folder = Optional.of(chosen);
              show();
            });
  }

  private String inWords(PortraitDocument document) {
    return new PortraitCaption(backend.edits())
        .edit(document)
        .orElse(Texts.of("batch.batchSheet.noneTheFacesStay"));
  }

  private void show() {
    edits.setText(
        inWords(recipe())
            + chosen().flatMap(presetCommands::leftOut).map(words -> ". " + words).orElse(""));
    seedsBox.setVisible(source == Source.SEEDS);
    photosBox.setVisible(source == Source.PHOTOS);
    formatBox.setVisible(!wholePhotos());
    show(photosLabel, photos);
    show(folderLabel, folder);
    Optional<String> problem = problem();
    obstacle.setText(problem.orElse(""));
    start.setDisable(problem.isPresent());
  }

  private boolean wholePhotos() {
    return source == Source.PHOTOS && intoPhoto.isSelected();
  }

  private static void show(Label label, Optional<Path> path) {
    label.setText(path.map(Path::toString).orElse(Texts.of("batch.batchSheet.noneChosen")));
    Tips.set(label, label.getText());
    label.getStyleClass().remove("muted");
    if (path.isEmpty()) {
      label.getStyleClass().add("muted");
    }
  }

  /** Why it cannot begin yet. */
  private Optional<String> problem() {
    if (source == Source.PHOTOS && photos.isEmpty()) {
      return Optional.of(Texts.of("batch.batchSheet.chooseTheFolderOf"));
    }
    if (source == Source.SEEDS) {
      try {
        faces();
      } catch (IllegalArgumentException | IOException e) {
        return Optional.of(Reasons.of(e));
      }
    }
    return folder.isEmpty()
        ? Optional.of(Texts.of("batch.batchSheet.chooseWhereThePictures"))
        : source == Source.PHOTOS
                && BatchTarget.isOneOf(folder.get(), List.of(photos.orElseThrow()))
            ? Optional.of(Texts.of("batch.batchSheet.thePicturesNeedAnother"))
            : Optional.empty();
  }

  private BatchFaces faces() throws IOException {
    return source == Source.SEEDS
        ? BatchFaces.drawn(List.of(seeds.getText()), documents.get().base().drawn(0))
        : BatchFaces.ofPhotos(List.of(photos.orElseThrow()));
  }

  private void start() {
    try {
      PortraitDocument document = recipe();
      queue.add(
          document,
          faces(),
          new BatchTarget(
              folder.orElseThrow(),
              wholePhotos() ? Optional.empty() : Optional.of(format),
              preferences.get().jpegQuality(),
              replace.isSelected(),
              wholePhotos()),
          inWords(document));
    } catch (IllegalArgumentException | IOException e) {
      obstacle.setText(Reasons.of(e));
    }
  }

  private void showQueue() {
    list.getChildren().setAll(queue.batches().stream().map(this::card).toList());
  }

  private Node card(QueuedBatch batch) {
    int index = queue.batches().indexOf(batch);
    Label title = new Label(batch.title());
    title.getStyleClass().add("strong");
    Label what = hint(batch.edits() + " \u2192 " + batch.target().folder());
    what.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    VBox card = new VBox(6);
    card.getStyleClass().add("plugin-card");
    card.setId(ID + "-" + index);
    Runnable fill = () -> card.getChildren().setAll(title, what, state(batch, index));
    // Goes with the card: a batch keeps no card that is not shown any more.
    InvalidationListener listener = observable -> fill.run();
    batch.stateProperty().addListener(listener);
    card.parentProperty()
        .addListener(
            (observable, old, now) -> {
              if (now == null) {
                batch.stateProperty().removeListener(listener);
              }
            });
    fill.run();
    return card;
  }

  private Node state(QueuedBatch batch, int index) {
    QueuedBatch.State state = batch.stateProperty().get();
    if (state instanceof QueuedBatch.State.Running running) {
      return running(running.task(), index);
    }
    Label words = hint(told(state));
    words.setId(ID + "-" + index + "-state");
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    Button remove = Icons.iconOnly(new Button(), Signs.CLOSE);
    remove.setId(ID + "-" + index + "-remove");
    boolean waiting = state instanceof QueuedBatch.State.Waiting;
    remove.setAccessibleText(
        waiting
            ? Texts.of("batch.batchSheet.doNotMakeThis")
            : Texts.of("batch.batchSheet.takeItOffThe"));
    Tips.set(remove, remove.getAccessibleText());
    remove.setOnAction(event -> queue.remove(batch));
    return row(words, remove);
  }

  private static Node running(BackgroundTask task, int index) {
    ProgressBar bar = new ProgressBar();
    bar.getStyleClass().add("small");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(task.progressProperty());
    Label message = hint("");
    message.setId(ID + "-" + index + "-state");
    message.textProperty().bind(task.messageProperty());
    HBox.setHgrow(message, Priority.ALWAYS);
    message.setMaxWidth(Double.MAX_VALUE);
    Button stop = Icons.iconOnly(new Button(), Signs.STOP);
    stop.setId(ID + "-" + index + "-stop");
    stop.setAccessibleText(Texts.of("batch.batchSheet.stop"));
    Tips.set(stop, Texts.of("batch.batchSheet.finishTheFaceAt"));
    stop.setOnAction(event -> task.stop());
    return new VBox(4, bar, row(message, stop));
  }

  private static String told(QueuedBatch.State state) {
    if (state instanceof QueuedBatch.State.Ended ended) {
      return ended
          .problem()
          .or(() -> ended.result().map(BatchQueue::inWords))
          .orElse(Texts.of("batch.batchSheet.ended"));
    }
    return Texts.of("batch.batchSheet.waitsForTheBatch");
  }
}

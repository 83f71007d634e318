package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.align.AlignmentView;
import studio.anycost.app.fx.command.ExportCommands;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.command.FilmCommands;
import studio.anycost.app.fx.command.ModelCommands;
import studio.anycost.app.fx.command.PasteCommands;
import studio.anycost.app.fx.command.PhotoCommands;
import studio.anycost.app.fx.command.PictureCopy;
import studio.anycost.app.fx.command.PresetCommands;
import studio.anycost.app.fx.command.ProjectCommands;
import studio.anycost.app.fx.command.VariantCommands;
import studio.anycost.app.fx.portrait.PortraitStage;
import studio.anycost.app.fx.portrait.Zoomable;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.EditsState;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.UndoState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.state.ViewState.Drawer;
import studio.anycost.app.fx.state.ViewState.Mode;
import studio.anycost.app.fx.tour.CoachMarks;
import studio.anycost.app.fx.training.TrainingSheet;
import studio.anycost.app.fx.view.Signs;

/** Declares everything that has a key, a menu item or a button of the frame. */
public final class StudioActions {
  private static final ObservableBooleanValue ENABLED =
      new ReadOnlyBooleanWrapper(false).getReadOnlyProperty();
  private static final String FACE = "Face";
  private static final String FILE = "File";
  private static final String EDITING = "Edit";
  private static final String VIEW = "View";
  private static final String STUDIO = "Studio";

  private final List<StudioAction> all = new ArrayList<>();

  final StudioAction newFace;
  final StudioAction faces;
  final StudioAction open;
  final StudioAction openPhoto;
  final StudioAction alignByHand;
  final StudioAction save;
  final StudioAction saveAs;
  final StudioAction export;
  final StudioAction copyPicture;
  final StudioAction paste;
  final StudioAction exportPhoto;
  final StudioAction batch;
  final StudioAction photo;
  final StudioAction undo;
  final StudioAction redo;
  final StudioAction resetEdits;
  final StudioAction surprise;
  final StudioAction split;
  final StudioAction comparison;
  final StudioAction leftPanel;
  final StudioAction rightPanel;
  final StudioAction animation;
  final StudioAction addKeyFrame;
  final StudioAction exportFilm;
  final StudioAction keepVariant;
  final StudioAction keepPreset;
  final StudioAction compareVariants;
  final StudioAction openModelFolder;
  final StudioAction openModelZip;
  final StudioAction openBuiltInModel;
  final StudioAction followTraining;
  final StudioAction preferences;
  final StudioAction plugins;
  final StudioAction help;
  final StudioAction palette;
  final StudioAction shortcuts;
  final StudioAction tour;
  final StudioAction about;
  final StudioAction quit;

  @Inject
  StudioActions(
      FaceCommands faceCommands,
      ProjectCommands projects,
      PhotoCommands photos,
      ExportCommands exports,
      PictureCopy copies,
      PasteCommands pastes,
      PhotoState photoState,
      FilmCommands films,
      VariantCommands variants,
      PresetCommands presets,
      ModelCommands models,
      DocumentState documents,
      EditsState edits,
      LongSupplier random,
      UndoState undoing,
      ViewState views,
      PortraitStage stage,
      AlignmentView alignment,
      TrainingSheet training,
      CoachMarks tours,
      WindowCloser closer) {
    BooleanBinding nothingToReset =
        Bindings.createBooleanBinding(
            () -> documents.get().recipe().isEmpty(), documents.documentProperty());
    newFace = add("new-face", FACE, "New face", Signs.RANDOM, faceCommands::newFace, "R");
    faces =
        add(
            "faces-toggle",
            FACE,
            "Choose among many faces",
            Signs.FACES,
            () -> views.toggle(Mode.FACES),
            "F");
    open = add("open", FILE, "Open project\u2026", Signs.OPEN_FILE, projects::open, "Shortcut+O");
    openPhoto =
        add("open-photo", FILE, "Open photo\u2026", Signs.PHOTO, photos::open, "Shortcut+Shift+O");
    alignByHand =
        add(
            "align-by-hand",
            FACE,
            "Align the photo's face by hand",
            Signs.ALIGN,
            Bindings.createBooleanBinding(
                () -> documents.get().source().isEmpty(), documents.documentProperty()),
            photos::alignByHand,
            "H");
    save = add("save", FILE, "Save project", Signs.SAVE, projects::save, "Shortcut+S");
    saveAs =
        add(
            "save-as",
            FILE,
            "Save project as\u2026",
            Signs.SAVE_AS,
            projects::saveAs,
            "Shortcut+Shift+S");
    export =
        add("export", FILE, "Export picture\u2026", Signs.EXPORT, exports::export, "Shortcut+E");
    copyPicture = add("copy-picture", FILE, "Copy picture", Signs.COPY, copies::copy, "Shortcut+C");
    paste = add("paste", FILE, "Paste", Signs.PASTE, pastes::paste, "Shortcut+V");
    exportPhoto =
        add(
            "export-photo",
            FILE,
            "Export photo\u2026",
            Signs.EXPORT,
            photoState.availableProperty().not(),
            exports::exportPhoto,
            "Shortcut+Shift+E");
    batch =
        add(
            "batch-toggle",
            FILE,
            "Apply the edits to many faces\u2026",
            Signs.MANY,
            () -> views.toggle(Drawer.BATCH),
            "Shortcut+M");
    photo =
        add(
            "photo-toggle",
            VIEW,
            "The face in its photo",
            Signs.IN_PHOTO,
            photoState.availableProperty().not(),
            () -> views.photoProperty().set(!views.photoProperty().get()),
            "P");
    undo =
        add(
            "undo",
            EDITING,
            "Undo",
            Signs.UNDO,
            undoing.canUndoProperty().not(),
            undoing::undo,
            "Shortcut+Z");
    redo =
        add(
            "redo",
            EDITING,
            "Redo",
            Signs.REDO,
            undoing.canRedoProperty().not(),
            undoing::redo,
            "Shortcut+Shift+Z",
            "Shortcut+Y");
    resetEdits =
        add(
            "reset-edits",
            EDITING,
            "Remove all edits",
            Signs.RESET,
            nothingToReset,
            () -> documents.change("Remove all edits", document -> document.unedited()),
            "Shortcut+Shift+R");
    surprise =
        add(
            "surprise",
            EDITING,
            "Surprise me",
            Signs.RANDOM,
            Bindings.createBooleanBinding(() -> edits.drawn().isEmpty(), edits.editsProperty()),
            () -> edits.drawn().ifPresent(edit -> edits.surprise(edit, random.getAsLong())),
            "Shift+R");
    add("view-single", VIEW, "Picture", Signs.SINGLE, views::back, "Esc");
    split =
        add(
            "view-split",
            VIEW,
            "Before and after",
            Signs.SPLIT,
            () -> views.toggle(Mode.SPLIT),
            "S");
    comparison =
        add(
            "view-comparison",
            VIEW,
            "Side by side",
            Signs.SIDE_BY_SIDE,
            () -> views.toggle(Mode.COMPARISON),
            "G");
    animation =
        add(
            "animation-toggle",
            VIEW,
            "Animation",
            Signs.ANIMATION,
            () -> views.animationProperty().set(!views.animationProperty().get()),
            "A");
    leftPanel =
        add(
            "panel-left-toggle",
            VIEW,
            "Panels at the left",
            Signs.LEFT_PANEL,
            () -> views.leftProperty().set(!views.leftProperty().get()),
            "F7");
    rightPanel =
        add(
            "panel-right-toggle",
            VIEW,
            "Panels at the right",
            Signs.RIGHT_PANEL,
            () -> views.rightProperty().set(!views.rightProperty().get()),
            "F8");
    addKeyFrame =
        add(
            "animation-add",
            FACE,
            "Add this face as a key frame",
            Signs.ADD,
            () -> {
              films.addKey();
              views.animationProperty().set(true);
            },
            "K");
    exportFilm =
        add(
            "animation-export",
            FILE,
            "Export film\u2026",
            Signs.EXPORT,
            films.nothingToExportProperty(),
            films::export);
    keepVariant =
        add("variant-keep", EDITING, "Keep as a variant", Signs.ADD_VARIANT, variants::keep, "V");
    keepPreset =
        add(
            "preset-keep",
            EDITING,
            "Keep the edits as a preset",
            Signs.PRESET,
            nothingToReset,
            () -> {
              views.sideProperty().set(ViewState.Side.EDITS);
              presets.keep();
            });
    compareVariants =
        add(
            "variant-compare",
            VIEW,
            "Compare the variants",
            Signs.COMPARE,
            Bindings.createBooleanBinding(
                () -> documents.variantsProperty().get().all().isEmpty(),
                documents.variantsProperty()),
            variants::compare,
            "Shift+V");
    addZoom(
        () -> views.modeProperty().get() == Mode.ALIGNMENT ? alignment.photo() : stage.portrait(),
        stage.portrait().pixelsProperty());
    openModelFolder =
        add("open-model", STUDIO, "Open model folder\u2026", Signs.MODEL, models::openFolder);
    openModelZip =
        add(
            "open-model-zip",
            STUDIO,
            "Open zipped model\u2026",
            Signs.ZIPPED_MODEL,
            models::openZip);
    openBuiltInModel =
        add(
            "open-built-in-model",
            STUDIO,
            "Use the built-in model",
            Signs.BUILT_IN_MODEL,
            () -> models.open(Optional.empty()));
    followTraining =
        add(
            "follow-training",
            STUDIO,
            "Follow a training run\u2026",
            Signs.TRAINING,
            training::choose);
    plugins =
        add(
            "plugins-toggle",
            STUDIO,
            "Plugins",
            Signs.PLUGINS,
            () -> views.toggle(Drawer.PLUGINS),
            "Shortcut+P");
    preferences =
        add(
            "preferences-toggle",
            STUDIO,
            "Preferences",
            Signs.PREFERENCES,
            () -> views.toggle(Drawer.PREFERENCES),
            "Shortcut+Comma");
    shortcuts =
        add(
            "shortcuts-toggle",
            STUDIO,
            "Keyboard shortcuts",
            Signs.SHORTCUTS,
            () -> views.toggle(Drawer.SHORTCUTS),
            "?");
    help = add("help-toggle", STUDIO, "Help", Signs.HELP, () -> views.toggle(Drawer.HELP), "F1");
    palette =
        add(
            "palette-open",
            STUDIO,
            "Find an action",
            Signs.SEARCH,
            () -> views.paletteProperty().set(true),
            "Shortcut+K");
    tour = add("tour-start", STUDIO, "Show the first steps", Signs.TOUR, tours::start);
    about =
        add(
            "about-toggle",
            STUDIO,
            "About Anycost Studio",
            Signs.TOLD,
            () -> views.toggle(Drawer.ABOUT));
    quit = add("quit", STUDIO, "Quit", Signs.QUIT, closer::close, "Shortcut+Q");
  }

  /**
   * @param shown the picture in the middle of the window
   * @param pixels whether the portrait is shown pixel by pixel
   */
  private void addZoom(Supplier<Zoomable> shown, BooleanProperty pixels) {
    add("zoom-in-key", VIEW, "Zoom in", Signs.ZOOM_IN, () -> shown.get().zoomIn(), "+", "Add", "=");
    add(
        "zoom-out-key",
        VIEW,
        "Zoom out",
        Signs.ZOOM_OUT,
        () -> shown.get().zoomOut(),
        "-",
        "Subtract");
    add("zoom-fit-key", VIEW, "Fit to the window", Signs.FIT, () -> shown.get().fit(), "0");
    add("zoom-100-key", VIEW, "100 %", Signs.ACTUAL_SIZE, () -> shown.get().actualSize(), "1");
    add("zoom-200-key", VIEW, "200 %", Signs.ACTUAL_SIZE, () -> shown.get().zoomTo(2), "2");
    add(
        "zoom-pixels-key",
        VIEW,
        "Single pixels",
        Signs.PIXELS,
        () -> pixels.set(!pixels.get()),
        "X");
  }

  private StudioAction add(
      String id, String group, String label, Feather icon, Runnable run, String... keys) {
    return add(id, group, label, icon, ENABLED, run, keys);
  }

  private StudioAction add(
      String id,
      String group,
      String label,
      Feather icon,
      ObservableBooleanValue disabled,
      Runnable run,
      String... keys) {
    List<KeyCombination> combinations = new ArrayList<>();
    for (String key : keys) {
      combinations.add(Keys.of(key));
    }
    StudioAction action = new StudioAction(id, group, label, icon, combinations, disabled, run);
    all.add(action);
    return action;
  }

  /** In the order of the overview. */
  List<StudioAction> all() {
    return List.copyOf(all);
  }
}

package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
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
import studio.anycost.app.fx.words.Texts;

/** Declares everything that has a key, a menu item or a button of the frame. */
public final class StudioActions {
  private static final ObservableBooleanValue ENABLED =
      new ReadOnlyBooleanWrapper(false).getReadOnlyProperty();
  private static final String FACE = Texts.of("shell.studioActions.face");
  private static final String FILE = Texts.of("shell.studioActions.file");
  private static final String EDITING = Texts.of("shell.studioActions.edit");
  private static final String VIEW = Texts.of("shell.studioActions.view");
  private static final String STUDIO = Texts.of("shell.studioActions.studio");

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
      Provider<AlignmentView> alignment,
      Provider<TrainingSheet> training,
      CoachMarks tours,
      WindowCloser closer) {
    BooleanBinding nothingToReset =
        Bindings.createBooleanBinding(
            () -> documents.get().recipe().isEmpty(), documents.documentProperty());
    newFace =
        add(
            "new-face",
            FACE,
            Texts.of("shell.studioActions.newFace"),
            Signs.RANDOM,
            faceCommands::newFace,
            "R");
    faces =
        add(
            "faces-toggle",
            FACE,
            Texts.of("shell.studioActions.chooseAmongManyFaces"),
            Signs.FACES,
            () -> views.toggle(Mode.FACES),
            "F");
    open =
        add(
            "open",
            FILE,
            Texts.of("shell.studioActions.openProject"),
            Signs.OPEN_FILE,
            () -> projects.open(photos::offer),
            "Shortcut+O");
    openPhoto =
        add(
            "open-photo",
            FILE,
            Texts.of("shell.studioActions.openPhoto"),
            Signs.PHOTO,
            photos::open,
            "Shortcut+Shift+O");
    alignByHand =
        add(
            "align-by-hand",
            FACE,
            Texts.of("shell.studioActions.alignThePhotosFace"),
            Signs.ALIGN,
            Bindings.createBooleanBinding(
                () -> documents.get().source().isEmpty(), documents.documentProperty()),
            photos::alignByHand,
            "H");
    save =
        add(
            "save",
            FILE,
            Texts.of("shell.studioActions.saveProject"),
            Signs.SAVE,
            projects::save,
            "Shortcut+S");
    saveAs =
        add(
            "save-as",
            FILE,
            Texts.of("shell.studioActions.saveProjectAs"),
            Signs.SAVE_AS,
            projects::saveAs,
            "Shortcut+Shift+S");
    export =
        add(
            "export",
            FILE,
            Texts.of("shell.studioActions.exportPicture"),
            Signs.EXPORT,
            exports::export,
            "Shortcut+E");
    copyPicture =
        add(
            "copy-picture",
            FILE,
            Texts.of("shell.studioActions.copyPicture"),
            Signs.COPY,
            copies::copy,
            "Shortcut+C");
    paste =
        add(
            "paste",
            FILE,
            Texts.of("shell.studioActions.paste"),
            Signs.PASTE,
            pastes::paste,
            "Shortcut+V");
    exportPhoto =
        add(
            "export-photo",
            FILE,
            Texts.of("shell.studioActions.exportPhoto"),
            Signs.EXPORT,
            photoState.availableProperty().not(),
            exports::exportPhoto,
            "Shortcut+Shift+E");
    batch =
        add(
            "batch-toggle",
            FILE,
            Texts.of("shell.studioActions.applyTheEditsTo"),
            Signs.MANY,
            () -> views.toggle(Drawer.BATCH),
            "Shortcut+M");
    photo =
        add(
            "photo-toggle",
            VIEW,
            Texts.of("shell.studioActions.theFaceInIts"),
            Signs.IN_PHOTO,
            photoState.availableProperty().not(),
            () -> views.photoProperty().set(!views.photoProperty().get()),
            "P");
    undo =
        add(
            "undo",
            EDITING,
            Texts.of("shell.studioActions.undo"),
            Signs.UNDO,
            undoing.canUndoProperty().not(),
            undoing::undo,
            "Shortcut+Z");
    redo =
        add(
            "redo",
            EDITING,
            Texts.of("shell.studioActions.redo"),
            Signs.REDO,
            undoing.canRedoProperty().not(),
            undoing::redo,
            "Shortcut+Shift+Z",
            "Shortcut+Y");
    resetEdits =
        add(
            "reset-edits",
            EDITING,
            Texts.of("shell.studioActions.removeAllEdits"),
            Signs.RESET,
            nothingToReset,
            () ->
                documents.change(
                    Texts.written("history.removeAllEdits"), document -> document.unedited()),
            "Shortcut+Shift+R");
    surprise =
        add(
            "surprise",
            EDITING,
            Texts.of("shell.studioActions.surpriseMe"),
            Signs.RANDOM,
            Bindings.createBooleanBinding(() -> edits.drawn().isEmpty(), edits.editsProperty()),
            () -> edits.drawn().ifPresent(edit -> edits.surprise(edit, random.getAsLong())),
            "Shift+R");
    add(
        "view-single",
        VIEW,
        Texts.of("shell.studioActions.picture"),
        Signs.SINGLE,
        views::back,
        "Esc");
    split =
        add(
            "view-split",
            VIEW,
            Texts.of("shell.studioActions.beforeAndAfter"),
            Signs.SPLIT,
            () -> views.toggle(Mode.SPLIT),
            "S");
    comparison =
        add(
            "view-comparison",
            VIEW,
            Texts.of("shell.studioActions.sideBySide"),
            Signs.SIDE_BY_SIDE,
            () -> views.toggle(Mode.COMPARISON),
            "G");
    animation =
        add(
            "animation-toggle",
            VIEW,
            Texts.of("shell.studioActions.animation"),
            Signs.ANIMATION,
            () -> views.animationProperty().set(!views.animationProperty().get()),
            "A");
    leftPanel =
        add(
            "panel-left-toggle",
            VIEW,
            Texts.of("shell.studioActions.panelsAtTheLeft"),
            Signs.LEFT_PANEL,
            () -> views.leftProperty().set(!views.leftProperty().get()),
            "F7");
    rightPanel =
        add(
            "panel-right-toggle",
            VIEW,
            Texts.of("shell.studioActions.panelsAtTheRight"),
            Signs.RIGHT_PANEL,
            () -> views.rightProperty().set(!views.rightProperty().get()),
            "F8");
    addKeyFrame =
        add(
            "animation-add",
            FACE,
            Texts.of("shell.studioActions.addThisFaceAs"),
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
            Texts.of("shell.studioActions.exportFilm"),
            Signs.EXPORT,
            films.nothingToExportProperty(),
            films::export);
    keepVariant =
        add(
            "variant-keep",
            EDITING,
            Texts.of("shell.studioActions.keepAsAVariant"),
            Signs.ADD_VARIANT,
            variants::keep,
            "V");
    keepPreset =
        add(
            "preset-keep",
            EDITING,
            Texts.of("shell.studioActions.keepTheEditsAs"),
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
            Texts.of("shell.studioActions.compareTheVariants"),
            Signs.COMPARE,
            Bindings.createBooleanBinding(
                () -> documents.variantsProperty().get().all().isEmpty(),
                documents.variantsProperty()),
            variants::compare,
            "Shift+V");
    addZoom(
        () ->
            views.modeProperty().get() == Mode.ALIGNMENT
                ? alignment.get().photo()
                : stage.portrait(),
        stage.portrait().pixelsProperty());
    openModelFolder =
        add(
            "open-model",
            STUDIO,
            Texts.of("shell.studioActions.openModelFolder"),
            Signs.MODEL,
            models::openFolder);
    openModelZip =
        add(
            "open-model-zip",
            STUDIO,
            Texts.of("shell.studioActions.openZippedModel"),
            Signs.ZIPPED_MODEL,
            models::openZip);
    openBuiltInModel =
        add(
            "open-built-in-model",
            STUDIO,
            Texts.of("shell.studioActions.useTheBuiltIn"),
            Signs.BUILT_IN_MODEL,
            () -> models.open(Optional.empty()));
    followTraining =
        add(
            "follow-training",
            STUDIO,
            Texts.of("shell.studioActions.followATrainingRun"),
            Signs.TRAINING,
            () -> training.get().choose());
    plugins =
        add(
            "plugins-toggle",
            STUDIO,
            Texts.of("shell.studioActions.plugins"),
            Signs.PLUGINS,
            () -> views.toggle(Drawer.PLUGINS),
            "Shortcut+P");
    preferences =
        add(
            "preferences-toggle",
            STUDIO,
            Texts.of("shell.studioActions.preferences"),
            Signs.PREFERENCES,
            () -> views.toggle(Drawer.PREFERENCES),
            "Shortcut+Comma");
    shortcuts =
        add(
            "shortcuts-toggle",
            STUDIO,
            Texts.of("shell.studioActions.keyboardShortcuts"),
            Signs.SHORTCUTS,
            () -> views.toggle(Drawer.SHORTCUTS),
            "?");
    help =
        add(
            "help-toggle",
            STUDIO,
            Texts.of("shell.studioActions.help"),
            Signs.HELP,
            () -> views.toggle(Drawer.HELP),
            "F1");
    palette =
        add(
            "palette-open",
            STUDIO,
            Texts.of("shell.studioActions.findAnAction"),
            Signs.SEARCH,
            () -> views.paletteProperty().set(true),
            "Shortcut+K");
    tour =
        add(
            "tour-start",
            STUDIO,
            Texts.of("shell.studioActions.showTheFirstSteps"),
            Signs.TOUR,
            tours::start);
    about =
        add(
            "about-toggle",
            STUDIO,
            Texts.of("shell.studioActions.aboutAnycostStudio"),
            Signs.TOLD,
            () -> views.toggle(Drawer.ABOUT));
    quit =
        add(
            "quit",
            STUDIO,
            Texts.of("shell.studioActions.quit"),
            Signs.QUIT,
            closer::close,
            "Shortcut+Q");
  }

  /**
   * @param shown the picture in the middle of the window
   * @param pixels whether the portrait is shown pixel by pixel
   */
  private void addZoom(Supplier<Zoomable> shown, BooleanProperty pixels) {
    add(
        "zoom-in-key",
        VIEW,
        Texts.of("shell.studioActions.zoomIn"),
        Signs.ZOOM_IN,
        () -> shown.get().zoomIn(),
        "+",
        "Add",
        "=");
    add(
        "zoom-out-key",
        VIEW,
        Texts.of("shell.studioActions.zoomOut"),
        Signs.ZOOM_OUT,
        () -> shown.get().zoomOut(),
        "-",
        "Subtract");
    add(
        "zoom-fit-key",
        VIEW,
        Texts.of("shell.studioActions.fitToTheWindow"),
        Signs.FIT,
        () -> shown.get().fit(),
        "0");
    add("zoom-100-key", VIEW, "100 %", Signs.ACTUAL_SIZE, () -> shown.get().actualSize(), "1");
    add("zoom-200-key", VIEW, "200 %", Signs.ACTUAL_SIZE, () -> shown.get().zoomTo(2), "2");
    add(
        "zoom-pixels-key",
        VIEW,
        Texts.of("shell.studioActions.singlePixels"),
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

  /** In the order of the overview: what the palette finds. */
  public List<StudioAction> all() {
    return List.copyOf(all);
  }
}

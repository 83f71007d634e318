package studio.anycost.app.fx.shell;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.util.Duration;
import studio.anycost.app.document.DocumentModel;
import studio.anycost.app.fx.align.AlignmentView;
import studio.anycost.app.fx.batch.BatchQueue;
import studio.anycost.app.fx.batch.BatchSheet;
import studio.anycost.app.fx.command.CandidateCommands;
import studio.anycost.app.fx.command.CompareCommands;
import studio.anycost.app.fx.command.DirectionCommands;
import studio.anycost.app.fx.command.DragCommands;
import studio.anycost.app.fx.command.DraggedFiles;
import studio.anycost.app.fx.command.DropCommands;
import studio.anycost.app.fx.command.Exit;
import studio.anycost.app.fx.command.ExportCommands;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.command.FaceKeeping;
import studio.anycost.app.fx.command.FileManager;
import studio.anycost.app.fx.command.FilePicker;
import studio.anycost.app.fx.command.FilesUnderWay;
import studio.anycost.app.fx.command.FilmCommands;
import studio.anycost.app.fx.command.Folders;
import studio.anycost.app.fx.command.ForgonePortraits;
import studio.anycost.app.fx.command.ModelCommands;
import studio.anycost.app.fx.command.PasteCommands;
import studio.anycost.app.fx.command.PhotoCommands;
import studio.anycost.app.fx.command.PhotoDrag;
import studio.anycost.app.fx.command.PhotoExport;
import studio.anycost.app.fx.command.PictureCopy;
import studio.anycost.app.fx.command.PictureExport;
import studio.anycost.app.fx.command.PictureFiles;
import studio.anycost.app.fx.command.PluginCommands;
import studio.anycost.app.fx.command.PresetCommands;
import studio.anycost.app.fx.command.ProjectCommands;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.command.RecoveryCommands;
import studio.anycost.app.fx.command.RemadePortrait;
import studio.anycost.app.fx.command.RestartCommands;
import studio.anycost.app.fx.command.SaveDialog;
import studio.anycost.app.fx.command.SessionCommands;
import studio.anycost.app.fx.command.SessionNote;
import studio.anycost.app.fx.command.ShowInFolder;
import studio.anycost.app.fx.command.ToolCommands;
import studio.anycost.app.fx.command.VariantCommands;
import studio.anycost.app.fx.direction.DirectionsSheet;
import studio.anycost.app.fx.export.ExportSheet;
import studio.anycost.app.fx.faces.FaceWall;
import studio.anycost.app.fx.faces.WallSeedFaces;
import studio.anycost.app.fx.grid.ComparisonView;
import studio.anycost.app.fx.grid.VariantsView;
import studio.anycost.app.fx.help.HelpSheet;
import studio.anycost.app.fx.notice.NoticeStack;
import studio.anycost.app.fx.panel.AboutSheet;
import studio.anycost.app.fx.panel.AnimationStrip;
import studio.anycost.app.fx.panel.BlendCard;
import studio.anycost.app.fx.panel.CustomPanels;
import studio.anycost.app.fx.panel.EffectsView;
import studio.anycost.app.fx.panel.FacePanel;
import studio.anycost.app.fx.panel.FaceStrip;
import studio.anycost.app.fx.panel.HistoryPanel;
import studio.anycost.app.fx.panel.InspectorView;
import studio.anycost.app.fx.panel.LikenessLine;
import studio.anycost.app.fx.panel.PastPanel;
import studio.anycost.app.fx.panel.PhotoCard;
import studio.anycost.app.fx.panel.PluginsSheet;
import studio.anycost.app.fx.panel.PreferencesSheet;
import studio.anycost.app.fx.panel.PreviewPanel;
import studio.anycost.app.fx.panel.SidePanel;
import studio.anycost.app.fx.panel.StatusBarView;
import studio.anycost.app.fx.panel.TasksView;
import studio.anycost.app.fx.panel.ThumbnailImages;
import studio.anycost.app.fx.panel.ToolFindings;
import studio.anycost.app.fx.panel.ToolsView;
import studio.anycost.app.fx.panel.VariantPanel;
import studio.anycost.app.fx.parameter.ParameterFileChooser;
import studio.anycost.app.fx.parameter.SeedFaces;
import studio.anycost.app.fx.portrait.PortraitStage;
import studio.anycost.app.fx.preset.PresetsView;
import studio.anycost.app.fx.state.AnimationState;
import studio.anycost.app.fx.state.AskedPreview;
import studio.anycost.app.fx.state.ComparisonState;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.EditsState;
import studio.anycost.app.fx.state.EffectsState;
import studio.anycost.app.fx.state.ExportState;
import studio.anycost.app.fx.state.FaceWallState;
import studio.anycost.app.fx.state.FavouriteState;
import studio.anycost.app.fx.state.FirstGuess;
import studio.anycost.app.fx.state.LikenessState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.ModelSwitch;
import studio.anycost.app.fx.state.PhotoArrival;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.PicturePoints;
import studio.anycost.app.fx.state.PresetState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.RecoveryState;
import studio.anycost.app.fx.state.SeedPictures;
import studio.anycost.app.fx.state.SliderMarkState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ThumbnailState;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.state.UndoState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.fx.tour.CoachMarks;
import studio.anycost.app.fx.training.FollowedRun;
import studio.anycost.app.fx.training.TrainingSheet;
import studio.anycost.app.settings.PreferenceStore;

/**
 * Puts the window together, on top of {@link FrameModule}. Expects from outside, because tests
 * bring their own: {@link StudioBackend}, {@link studio.anycost.app.fx.state.ToolBackend}, {@link
 * studio.anycost.app.recovery.RecoveryFolder}, {@link studio.anycost.app.session.SessionFolder},
 * {@link studio.anycost.app.favourite.FavouriteStore}, {@link
 * studio.anycost.app.preset.PresetFolder}, {@link FilePicker}, {@link FileManager}, {@link
 * Questions}, {@link PictureFiles}, {@link studio.anycost.app.fx.command.ExportCommands.Home},
 * {@link StartFace}, {@link Calm} and the executor of background work, {@link Workers}.
 */
public final class ShellModule extends AbstractModule {
  /**
   * The face that the window opens with.
   *
   * @param seed of the documented generator
   */
  public record StartFace(long seed) {}

  /**
   * How long a picture of what the last session had open stands until it is taken for harmless.
   *
   * @param time above 0
   */
  public record Calm(Duration time) {}

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(Executor.class).annotatedWith(FxThread.class).toInstance(Platform::runLater);
    bind(LongSupplier.class).toInstance(new SecureRandom()::nextLong);
    for (Class<?> state :
        new Class<?>[] {
          AboutSheet.class,
          AnimationState.class,
          AnimationStrip.class,
          AskedPreview.class,
          BackgroundTasks.class,
          BatchQueue.class,
          BatchSheet.class,
          CandidateCommands.class,
          CompareCommands.class,
          CoachMarks.class,
          ComparisonState.class,
          CustomPanels.class,
          DirectionsSheet.class,
          DirectionCommands.class,
          DocumentState.class,
          DropArea.class,
          DropCommands.class,
          Drawers.class,
          EditsState.class,
          FaceStrip.class,
          BlendCard.class,
          PhotoCard.class,
          FaceKeeping.class,
          PhotoExport.class,
          PhotoArrival.class,
          PhotoState.class,
          PhotoCommands.class,
          DraggedFiles.class,
          DragCommands.class,
          PasteCommands.class,
          PhotoDrag.class,
          PictureCopy.class,
          PictureExport.class,
          PicturePoints.class,
          AlignmentView.class,
          ComparisonView.class,
          VariantsView.class,
          FacePanel.class,
          FaceCommands.class,
          FaceWall.class,
          FaceWallState.class,
          FavouriteState.class,
          FilesUnderWay.class,
          FilmCommands.class,
          FirstGuess.class,
          FollowedRun.class,
          ForgonePortraits.class,
          RemadePortrait.class,
          Folders.class,
          GuessBanner.class,
          ExportCommands.class,
          ExportSheet.class,
          ExportState.class,
          EffectsState.class,
          EffectsView.class,
          HelpSheet.class,
          HistoryPanel.class,
          InspectorView.class,
          LikenessLine.class,
          LikenessState.class,
          ModelCommands.class,
          ModelSwitch.class,
          NamedPlaces.class,
          NamedPreferences.class,
          NoticeStack.class,
          PastPanel.class,
          PluginCommands.class,
          PluginsSheet.class,
          PortraitPresenter.class,
          PreferencesSheet.class,
          PresetCommands.class,
          PresetState.class,
          PresetsView.class,
          PreviewState.class,
          QuietWork.class,
          SeedPictures.class,
          SessionCommands.class,
          SessionKeeper.class,
          ShowInFolder.class,
          SidePanel.class,
          PreviewBadge.class,
          PreviewPanel.class,
          ProjectCommands.class,
          RecoveryCommands.class,
          RecoveryState.class,
          RestartCommands.class,
          SaveDialog.class,
          SliderMarkState.class,
          StatusBarView.class,
          StudioActions.class,
          StudioShell.class,
          StudioWindow.class,
          TasksView.class,
          ThumbnailImages.class,
          ThumbnailState.class,
          ToolCommands.class,
          ToolFindings.class,
          ToolsState.class,
          ToolsView.class,
          TopBar.class,
          TrainingSheet.class,
          UndoState.class,
          VariantCommands.class,
          VariantPanel.class,
          ViewState.class,
          WallSeedFaces.class,
        }) {
      bind(state).in(Scopes.SINGLETON);
    }
    bind(SeedFaces.class).to(WallSeedFaces.class);
    bind(Exit.class).to(WindowCloser.class);
    bind(SessionNote.class).to(SessionKeeper.class);
  }

  @Provides
  @Singleton
  DocumentModel documentModel(StudioBackend backend, PreferenceStore preferences, StartFace face) {
    return new DocumentModel(backend.newPortrait(face.seed(), preferences.get().psi()));
  }

  @Provides
  @Singleton
  ModelState modelState(StudioBackend backend, PreferenceStore preferences) {
    return new ModelState(backend.model(), backend.grid(preferences.get().mostDifference()));
  }

  @Provides
  @Singleton
  PortraitStage portraitStage() {
    return new PortraitStage();
  }

  @Provides
  ParameterFileChooser parameterFileChooser(FilePicker picker, Folders folders) {
    return (title, extensions) ->
        picker.open(
            title,
            folders.last(),
            extensions.isEmpty()
                ? java.util.List.of()
                : java.util.List.of(new FilePicker.Kind(title, extensions)));
  }
}

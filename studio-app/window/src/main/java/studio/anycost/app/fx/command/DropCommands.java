package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.document.PresetFile;
import studio.anycost.app.document.ProjectException;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.photo.PhotoNames;
import studio.anycost.app.training.RunFollower;
import studio.anycost.models.bundle.PackedBundle;

/** Does with files that are dropped on the window what they are for. JavaFX thread only. */
public final class DropCommands {
  /** What a file would be used as. */
  public enum Use {
    PLUGIN,
    PROJECT,
    PRESET,
    MODEL,
    PHOTO,
    BOUNDARY,
    TRAINING_RUN,
    NONE
  }

  private static final Logger LOG = LoggerFactory.getLogger(DropCommands.class);
  private static final List<String> ARRAYS = List.of(".npy", ".npz", ".pt", ".pth", ".safetensors");

  private final ProjectCommands projects;
  private final ModelCommands models;
  private final PluginCommands plugins;
  private final PhotoCommands photos;
  private final PresetCommands presets;
  private final DirectionCommands directions;
  private final ViewState views;
  private final Notices notices;

  @Inject
  public DropCommands(
      ProjectCommands projects,
      ModelCommands models,
      PluginCommands plugins,
      PhotoCommands photos,
      PresetCommands presets,
      DirectionCommands directions,
      ViewState views,
      Notices notices) {
    this.projects = projects;
    this.models = models;
    this.plugins = plugins;
    this.photos = photos;
    this.presets = presets;
    this.directions = directions;
    this.views = views;
    this.notices = notices;
  }

  /**
   * By the file's ending, or what a folder has; whether it holds what it says is found out when it
   * is opened.
   */
  public static Use use(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".jar")) {
      return Use.PLUGIN;
    }
    if (name.endsWith("." + ProjectFile.EXTENSION)) {
      return Use.PROJECT;
    }
    if (PresetFile.isNamed(file)) {
      return Use.PRESET;
    }
    if (PhotoNames.isPhoto(name)) {
      return Use.PHOTO;
    }
    if (ARRAYS.stream().anyMatch(name::endsWith)) {
      return Use.BOUNDARY;
    }
    if (Files.isDirectory(file) && RunFollower.isRun(file)) {
      return Use.TRAINING_RUN;
    }
    return PackedBundle.isNamed(file) || Files.isDirectory(file) ? Use.MODEL : Use.NONE;
  }

  /**
   * What would become of a file, with a look into pictures: one that holds a project opens that.
   */
  public Use wouldBe(Path file) {
    Use byName = use(file);
    return byName == Use.PHOTO && projects.isInPicture(file) ? Use.PROJECT : byName;
  }

  /** Takes dropped files. */
  public void drop(List<Path> files) {
    for (Path file : files) {
      switch (use(file)) {
        case PLUGIN -> plugins.install(file);
        case PROJECT -> projects.open(file);
        case PRESET -> presets.importFile(file);
        case MODEL -> models.open(Optional.of(file));
        case PHOTO -> openPicture(file);
        case BOUNDARY -> directions.addBoundaries(file);
        case TRAINING_RUN -> views.follow(file);
        case NONE ->
            notices.show(
                Notice.info(
                    Texts.of("command.dropCommands.nothingToDoWith", file.getFileName()),
                    Texts.of("command.dropCommands.nothingUsable")));
      }
    }
  }

  private void openPicture(Path file) {
    try {
      if (projects.openFromPicture(file)) {
        return;
      }
    } catch (ProjectException e) { // it is a picture still
      LOG.warn("The project in {} cannot be opened", file, e);
      notices.show(
          Notice.info(
              Texts.of("command.dropCommands.openedAsAPhoto", file.getFileName()), Reasons.of(e)));
    }
    photos.open(file);
  }
}

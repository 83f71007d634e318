package studio.anycost.app.fx.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The platform's own dialogs. */
public final class WindowFilePicker implements FilePicker {
  private final Supplier<Window> owner;

  /**
   * @param owner the window that dialogs belong to
   */
  public WindowFilePicker(Supplier<Window> owner) {
    this.owner = owner;
  }

  @Override
  public Optional<Path> open(String title, Optional<Path> folder, List<Kind> kinds) {
    FileChooser chooser = chooser(title, folder, kinds);
    return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath);
  }

  @Override
  public Optional<Path> openFolder(String title, Optional<Path> folder) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    existing(folder).ifPresent(chooser::setInitialDirectory);
    return Optional.ofNullable(chooser.showDialog(owner.get())).map(File::toPath);
  }

  @Override
  public Optional<Path> save(String title, Optional<Path> folder, String name, List<Kind> kinds) {
    FileChooser chooser = chooser(title, folder, kinds);
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath);
  }

  private static FileChooser chooser(String title, Optional<Path> folder, List<Kind> kinds) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    existing(folder).ifPresent(chooser::setInitialDirectory);
    for (Kind kind : kinds) {
      chooser
          .getExtensionFilters()
          .add(
              new FileChooser.ExtensionFilter(
                  kind.label(),
                  kind.extensions().stream().map(extension -> "*." + extension).toList()));
    }
    return chooser;
  }

  /** The platform's dialogs refuse a folder that is gone. */
  private static Optional<File> existing(Optional<Path> folder) {
    return folder.filter(Files::isDirectory).map(Path::toFile);
  }
}

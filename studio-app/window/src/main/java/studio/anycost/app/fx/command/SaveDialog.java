package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Asks for a file to write. JavaFX thread only. */
public final class SaveDialog {
  private final FilePicker picker;
  private final Questions questions;
  private final Folders folders;

  @Inject
  SaveDialog(FilePicker picker, Questions questions, Folders folders) {
    this.picker = picker;
    this.questions = questions;
    this.folders = folders;
  }

  /**
   * Asks for a file and completes its name. The platform's dialog asks before a file is replaced
   * that has the name as it was typed; this asks for the one that is really written.
   *
   * @param name proposed
   * @param complete gives a name its ending
   * @return empty if the person wants none written
   */
  Optional<Path> ask(
      String title, String name, List<FilePicker.Kind> kinds, UnaryOperator<Path> complete) {
    Optional<Path> chosen = picker.save(title, folders.last(), name, kinds);
    Optional<Path> file =
        chosen
            .map(complete)
            .filter(
                path ->
                    path.equals(chosen.get()) || !Files.exists(path) || questions.mayReplace(path));
    file.ifPresent(folders::remember);
    return file;
  }
}

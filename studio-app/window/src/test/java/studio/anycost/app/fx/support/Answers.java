package studio.anycost.app.fx.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import studio.anycost.app.fx.command.FileManager;
import studio.anycost.app.fx.command.FilePicker;
import studio.anycost.app.fx.command.Questions;

/** Answers dialogs in the place of a person. */
public final class Answers implements FilePicker, Questions, FileManager {
  private volatile Optional<Path> file = Optional.empty();
  private volatile Answer answer = Answer.CANCEL;
  private volatile boolean replace;
  private final List<String> asked = new ArrayList<>();
  private final List<Path> folders = new CopyOnWriteArrayList<>();
  private volatile boolean noFileManager;

  /** The file that every dialog gets from now on; none = the person cancels. */
  public void choose(Path path) {
    file = Optional.ofNullable(path);
  }

  /** The answer about unsaved changes. */
  public void answer(Answer next) {
    answer = next;
  }

  /** The answer about files that are there. */
  public void replace(boolean next) {
    replace = next;
  }

  /** Names of portraits, and of files that would be replaced, that were asked about. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public Optional<Path> open(String title, Optional<Path> folder, List<Kind> kinds) {
    return file;
  }

  @Override
  public Optional<Path> openFolder(String title, Optional<Path> folder) {
    return file;
  }

  @Override
  public Optional<Path> save(String title, Optional<Path> folder, String name, List<Kind> kinds) {
    return file;
  }

  @Override
  public Answer unsavedChanges(String name) {
    asked.add(name);
    return answer;
  }

  @Override
  public Answer undoneWork(String name) {
    asked.add("undone " + name);
    return answer;
  }

  @Override
  public boolean mayReplace(Path existing) {
    asked.add(existing.getFileName().toString());
    return replace;
  }

  /** From now on this desktop has no file manager. */
  public void refuseToShowFolders() {
    noFileManager = true;
  }

  /** What was shown in its folder. */
  public List<Path> shownInFolder() {
    return folders;
  }

  @Override
  public void show(Path file) throws IOException {
    if (noFileManager) {
      throw new IOException("There is no xdg-open.");
    }
    folders.add(file);
  }
}

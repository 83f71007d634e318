package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import studio.anycost.app.files.FileNames;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ExportChoice.Kind;
import studio.anycost.app.fx.state.ExportState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.PictureFormat;

/**
 * Where the next picture is written to, and writing it. The name is proposed for each portrait and
 * each kind of picture until a person types one, which stays for the portrait. JavaFX thread only.
 */
public final class ExportCommands {
  private static final FilePicker.Kind PNG =
      new FilePicker.Kind(Texts.of("command.exportCommands.pngPicture"), List.of("png"));
  private static final FilePicker.Kind JPEG =
      new FilePicker.Kind(Texts.of("command.exportCommands.jpegPicture"), List.of("jpg", "jpeg"));

  /**
   * Where pictures go of somebody who has chosen no folder yet.
   *
   * @param folder which is there
   */
  public record Home(Path folder) {
    /** The folder of a person's pictures on this machine. */
    public static Home ofThisPerson() {
      Path home = Path.of(System.getProperty("user.home", "."));
      Path pictures = home.resolve("Pictures");
      return new Home(Files.isDirectory(pictures) ? pictures : home);
    }
  }

  private final ExportState state;
  private final PictureExport pictures;
  private final PhotoExport photos;
  private final ProjectCommands projects;
  private final DocumentState documents;
  private final ViewState views;
  private final FilePicker picker;
  private final Questions questions;
  private final Folders folders;
  private final FilesUnderWay underWay;
  private final Home home;
  private final ExportNames names = new ExportNames();
  private final ReadOnlyObjectWrapper<Path> folder = new ReadOnlyObjectWrapper<>();
  private Optional<Path> agreed = Optional.empty();

  /** Of this dialog: others lead to where photos and projects lie. */
  private Optional<Path> chosenFolder = Optional.empty();

  @Inject
  ExportCommands(
      ExportState state,
      PictureExport pictures,
      PhotoExport photos,
      ProjectCommands projects,
      DocumentState documents,
      ViewState views,
      FilePicker picker,
      Questions questions,
      Folders folders,
      FilesUnderWay underWay,
      Home home) {
    this.state = state;
    this.pictures = pictures;
    this.photos = photos;
    this.projects = projects;
    this.documents = documents;
    this.views = views;
    this.picker = picker;
    this.questions = questions;
    this.folders = folders;
    this.underWay = underWay;
    this.home = home;
    this.folder.set(home.folder());
  }

  /** Asks what to export; asked again, it writes that at once. */
  public void export() {
    if (isOpen()) {
      write();
    } else {
      open();
    }
  }

  /** The same for the photo with the face in it. */
  public void exportPhoto() {
    if (isOpen() && state.kind() == Kind.PHOTO) {
      write();
    } else {
      choose(Kind.PHOTO);
      open();
    }
  }

  private boolean isOpen() {
    return views.drawerProperty().get().equals(Optional.of(ViewState.Drawer.EXPORT));
  }

  private void open() {
    // The last one may have been another program's, and be gone.
    chosenFolder.or(folders::last).filter(Files::isDirectory).ifPresent(folder::set);
    if (!Files.isDirectory(folder.get())) {
      folder.set(home.folder());
    }
    propose();
    views.drawerProperty().set(Optional.of(ViewState.Drawer.EXPORT));
  }

  /** Exports another kind of picture from now on. */
  public void choose(Kind kind) {
    state.choiceProperty().set(state.choiceProperty().get().withKind(kind));
    state.photoFormatProperty().set(Optional.empty());
    propose();
  }

  private void choose(PictureFormat format) {
    if (state.kind() == Kind.PHOTO) {
      state.photoFormatProperty().set(Optional.of(format));
    } else {
      state.choiceProperty().set(state.choiceProperty().get().withFormat(format));
    }
  }

  /**
   * Puts the name of what is exported in the place of the last one: what a person typed for it and
   * this portrait, or a proposed one.
   */
  public void propose() {
    String portrait = projects.name();
    names.show(
        state.kind(),
        documents.starts(),
        portrait,
        chosen -> {
          String base = chosen.orElse(portrait);
          return switch (state.kind()) {
            // Not the name of the photo that the portrait came from: it may lie in the same folder.
            case PORTRAIT ->
                base
                    + (documents.get().isOfPhoto()
                        ? Texts.of("command.exportCommands.portrait")
                        : "");
            case BEFORE_AFTER -> base + Texts.of("command.exportCommands.beforeAfter");
            case VARIANTS -> base + Texts.of("command.exportCommands.variants");
            case HISTORY -> base + Texts.of("command.exportCommands.history");
            case PHOTO -> photos.proposedName();
          };
        });
  }

  /** The name of the file, with its ending or without. */
  public StringProperty nameProperty() {
    return names.property();
  }

  /** Where the file goes. */
  public ReadOnlyObjectProperty<Path> folderProperty() {
    return folder.getReadOnlyProperty();
  }

  /** What comes after the name that was typed; nothing where that has the ending. */
  public String ending() {
    return ofName().isPresent() ? "" : state.format() == PictureFormat.PNG ? ".png" : ".jpg";
  }

  private Optional<PictureFormat> ofName() {
    String lower = names.property().get().toLowerCase(Locale.ROOT).strip();
    return lower.endsWith(".png")
        ? Optional.of(PictureFormat.PNG)
        : lower.endsWith(".jpg") || lower.endsWith(".jpeg")
            ? Optional.of(PictureFormat.JPEG)
            : Optional.empty();
  }

  /** A name that has the ending of a format asks for that format. */
  public void followName() {
    ofName().filter(format -> format != state.format()).ifPresent(this::choose);
  }

  /** A format that was chosen asks for its ending. */
  public void followFormat(PictureFormat format) {
    if (ofName().filter(named -> named != format).isPresent()) {
      String typed = names.property().get().strip();
      names.property().set(typed.substring(0, typed.lastIndexOf('.')));
    }
    choose(format);
  }

  /** Why nothing can be written, one sentence; empty if it can. */
  public Optional<String> obstacle() {
    String typed = names.property().get().strip();
    if (typed.isEmpty()) {
      return Optional.of(Texts.of("command.exportCommands.nameTheFile"));
    }
    if (typed.contains("/") || typed.contains("\\") || typed.startsWith(".")) {
      return Optional.of(Texts.of("command.exportCommands.theNameOfA"));
    }
    Path file;
    try {
      file = file();
    } catch (InvalidPathException e) {
      return Optional.of(Texts.of("command.exportCommands.noFileCanBe"));
    }
    if (FileNames.isTooLong(file)) {
      return Optional.of(Texts.of("command.exportCommands.theNameIsTooLong"));
    }
    if (FileNames.isReserved(file)) {
      return Optional.of(Texts.of("command.exportCommands.theNameIsReserved"));
    }
    return Files.isDirectory(folder.get())
        ? Optional.empty()
        : Optional.of(Texts.of("command.exportCommands.theFolderIsNot"));
  }

  private Path file() {
    return folder.get().resolve(names.property().get().strip() + ending());
  }

  /** What the file is called, with its ending; the proposed name if the typed one is none. */
  String fileName() {
    return obstacle().isEmpty()
        ? String.valueOf(file().getFileName())
        : names.proposed() + ending();
  }

  /** Asks the platform for the file. */
  public void chooseFile() {
    List<FilePicker.Kind> kinds =
        state.format() == PictureFormat.PNG ? List.of(PNG, JPEG) : List.of(JPEG, PNG);
    picker
        .save(
            Texts.of("command.exportCommands.export"), Optional.of(folder.get()), fileName(), kinds)
        .ifPresent(this::take);
  }

  private void take(Path chosen) {
    Path parent = chosen.toAbsolutePath().getParent();
    if (parent == null) {
      return;
    }
    folder.set(parent);
    chosenFolder = Optional.of(parent);
    names.property().set(String.valueOf(chosen.getFileName()));
    followName();
    // The platform has asked about this very name, and about no other.
    agreed = Optional.of(chosen.toAbsolutePath());
  }

  /**
   * Writes what was chosen, if the person wants a file replaced that is there or about to be.
   * Nothing while the sheet tells why that is not possible.
   */
  public void write() {
    if (obstacle().isPresent() || state.failureProperty().get().isPresent()) {
      return;
    }
    followName();
    Path file = file();
    boolean asked = agreed.equals(Optional.of(file.toAbsolutePath()));
    boolean taken = underWay.contains(file) || !asked && Files.exists(file);
    if (taken && !questions.mayReplace(file)) {
      return;
    }
    agreed = Optional.empty();
    folders.remember(file);
    if (state.kind() == Kind.PHOTO) {
      photos.write(file);
    } else {
      pictures.write(file);
    }
    views.closeDrawer();
  }
}

package studio.anycost.app.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.series.NamePattern;
import studio.anycost.app.series.NamedFace;
import studio.anycost.app.series.SeriesItem;

/** What is written of each face: {@code -o}, {@code --sheet}, {@code --save-style}, ... */
final class SeriesOptions {
  private static final String[] PICTURES = {".png", ".jpg", ".jpeg", ".npy"};

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "The file to write: .png, .jpg or .npy. For several faces a name with a place for the"
              + " number, as in face-%%04d.png, or a folder. Files of several that are there"
              + " already are left as they are. - is standard output, for one picture as PNG.")
  private String output;

  @Option(
      names = "--sheet",
      paramLabel = "SHEET.(png|jpg)",
      description = "Also draw all faces on one sheet, each with its number.")
  private Path sheet;

  @Option(
      names = "--save-style",
      paramLabel = "W.npy",
      description =
          "Also save the style code that was rendered, edits included, float32 [n,d]: --style takes"
              + " it and gives the same picture. Several faces: [b,n,d], or a name with %%d.")
  private String saveStyle;

  @Option(
      names = "--save-z",
      paramLabel = "Z.npy",
      description =
          "Also save the input latent of a seed, float32 [1,d], for --z. Several faces: [b,d], or a"
              + " name with %%d.")
  private String saveZ;

  @Option(
      names = "--force",
      description = "Make pictures of several faces again that are there already.")
  private boolean force;

  /** What can be said before anything is opened. */
  void check() throws InputException {
    InputException.checking(
        () -> {
          checkNames();
          return null;
        });
  }

  private void checkNames() throws InputException {
    if (output == null && sheet == null && saveStyle == null && saveZ == null) {
      throw new InputException(
          "Name the file to write with --output (-o), as in -o face.png; --sheet, --save-style and"
              + " --save-z write others.");
    }
    requireName("--output", output);
    requireName("--save-style", saveStyle);
    requireName("--save-z", saveZ);
    if (sheet != null) {
      OutputOption.check(sheet, ".png", ".jpg", ".jpeg");
    }
    if (output != null && (isSingle(output) || NamePattern.isPattern(output))) {
      checkFile(output, PICTURES);
    }
    for (String latents : List.of(saveStyle == null ? "" : saveStyle, saveZ == null ? "" : saveZ)) {
      if (!latents.isEmpty()) {
        checkFile(latents, ".npy");
      }
    }
  }

  /** An empty word would be the folder that one is in. */
  private static void requireName(String option, String text) throws InputException {
    if (text != null && text.isBlank()) {
      throw new InputException(option + " needs the name of a file.");
    }
  }

  private static void checkFile(String text, String... endings) throws InputException {
    OutputOption.check(
        InputException.checking(
            () -> NamePattern.isPattern(text) ? NamePattern.of(text).file(0) : Path.of(text)),
        endings);
  }

  /** The one file to write, for a command that writes nothing else; null if none was named. */
  Path single() throws InputException {
    if (sheet != null || saveStyle != null || saveZ != null) {
      throw new InputException(
          "What goes back into a photo is one picture: leave --sheet, --save-style and --save-z"
              + " out.");
    }
    return output == null ? null : InputException.checking(() -> Path.of(output));
  }

  /** Whether a text names one file: neither a folder nor a pattern, as far as can be seen. */
  private static boolean isSingle(String text) {
    return !NamePattern.isPattern(text)
        && !isFolder(text)
        && Path.of(text).getFileName() != null
        && Path.of(text).getFileName().toString().contains(".");
  }

  private static boolean isFolder(String text) {
    return text.endsWith("/") || text.endsWith(File.separator) || Files.isDirectory(Path.of(text));
  }

  /** Whether the picture goes to the program that reads standard output. */
  boolean isPiped() {
    return CliContext.PIPE.equals(output);
  }

  /** Whether pictures that are there already are left as they are. */
  boolean resumes() {
    return !force
        && !isPiped()
        && (output == null || !isSingle(output))
        && (output != null || hasPattern(saveStyle) || hasPattern(saveZ));
  }

  private static boolean hasPattern(String text) {
    return text != null && NamePattern.isPattern(text);
  }

  boolean rendersPictures() {
    return output != null || sheet != null;
  }

  boolean savesLatents() {
    return saveZ != null;
  }

  Optional<Path> sheet() {
    return Optional.ofNullable(sheet);
  }

  /** The one file for all style codes, if that was asked for. */
  Optional<Path> allStyles(int count) {
    return single(saveStyle, count);
  }

  /** The one file for all input latents, if that was asked for. */
  Optional<Path> allLatents(int count) {
    return single(saveZ, count);
  }

  private static Optional<Path> single(String text, int count) {
    return text == null || hasPattern(text) || count == 1
        ? Optional.empty()
        : Optional.of(Path.of(text));
  }

  /**
   * The files of every face; makes the folder if one was named that is not there yet.
   *
   * @param files that are read
   * @throws InputException if there is one name for several files, or one that is read would be
   *     lost
   */
  List<SeriesItem> items(List<NamedFace> faces, CallFiles files)
      throws IOException, InputException {
    Function<NamedFace, Optional<Path>> pictures = pictures(faces.size());
    Function<NamedFace, Optional<Path>> styles = latents(saveStyle, faces.size());
    Function<NamedFace, Optional<Path>> inputs = latents(saveZ, faces.size());
    List<SeriesItem> items = new ArrayList<>();
    for (NamedFace face : faces) {
      SeriesItem item =
          new SeriesItem(face, pictures.apply(face), styles.apply(face), inputs.apply(face));
      items.add(item);
      Stream.of(item.picture(), item.style(), item.latent())
          .flatMap(Optional::stream)
          .forEach(files::writes);
    }
    int count = faces.size();
    Stream.of(sheet(), allStyles(count), allLatents(count))
        .flatMap(Optional::stream)
        .forEach(files::writes);
    files.check();
    if (writesFolder(count)) {
      makeFolder(Path.of(output));
    }
    return items;
  }

  /** Whether pictures get names of their own in a folder. */
  private boolean writesFolder(int count) {
    return output != null
        && !isPiped()
        && !NamePattern.isPattern(output)
        && (isFolder(output) || count > 1 && !isSingle(output));
  }

  private Function<NamedFace, Optional<Path>> pictures(int count) throws InputException {
    if (output == null) {
      return face -> Optional.empty();
    }
    if (isPiped()) {
      if (count > 1) {
        throw new InputException(
            "Standard output takes one picture, and these are "
                + count
                + " faces: name a folder to write.");
      }
      return face -> Optional.of(Path.of(output)); // never opened
    }
    if (NamePattern.isPattern(output)) {
      NamePattern pattern = InputException.checking(() -> NamePattern.of(output));
      return face -> Optional.of(pattern.file(face.number()));
    }
    Path path = Path.of(output);
    if (writesFolder(count)) {
      return face -> Optional.of(path.resolve(face.fileName() + ".png"));
    }
    if (count > 1) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%d faces need %1$d files: name them with a place for the number, as in -o"
                  + " '%s', or name a folder.",
              count,
              numbered(path)));
    }
    OutputOption.check(path, PICTURES);
    return face -> Optional.of(path);
  }

  private static String numbered(Path path) {
    String text = path.toString();
    int dot = text.lastIndexOf('.');
    return text.substring(0, dot) + "-%04d" + text.substring(dot);
  }

  private static void makeFolder(Path folder) throws IOException, InputException {
    if (Files.isDirectory(folder)) {
      OutputOption.requireWritable(folder);
      SafeFiles.sweep(folder);
      return;
    }
    OutputOption.checkFolder(folder);
    if (Files.exists(folder)) {
      throw new InputException(
          folder + " is a file: name a folder, or a file with an ending such as .png.");
    }
    Files.createDirectory(folder);
  }

  private static Function<NamedFace, Optional<Path>> latents(String text, int count)
      throws InputException {
    if (text == null) {
      return face -> Optional.empty();
    }
    if (NamePattern.isPattern(text)) {
      NamePattern pattern = InputException.checking(() -> NamePattern.of(text));
      return face -> Optional.of(pattern.file(face.number()));
    }
    Path path = Path.of(text);
    return face -> count == 1 ? Optional.of(path) : Optional.empty();
  }
}

package studio.anycost.app.movie;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.words.Texts;

/** A PNG file for every picture, counted from 1, in one folder. */
final class PngSequence {
  private static final String FOLDER_ENDING = ".png-sequence";
  private static final String FOLDER_PATTERN = "frame-%04d.png";
  private static final Pattern NUMBER = Pattern.compile("%(?:0([1-9]))?d");

  private final Path folder;
  private final boolean ownFolder;
  private final String before;
  private final int digits;
  private final String after;

  /**
   * @param pattern file name with one number
   * @param ownFolder whether the folder is made if it is not there
   */
  private PngSequence(Path folder, boolean ownFolder, String pattern) {
    this.folder = folder;
    this.ownFolder = ownFolder;
    Matcher number = NUMBER.matcher(pattern);
    if (!number.find() || pattern.replaceFirst("%(?:0[1-9])?d", "").contains("%")) {
      throw new IllegalArgumentException(Texts.of("movie.pngSequence.onePlace", pattern));
    }
    before = pattern.substring(0, number.start());
    digits = number.group(1) == null ? 1 : Integer.parseInt(number.group(1));
    after = pattern.substring(number.end());
  }

  /**
   * What an output asks for; empty if it is something else.
   *
   * @throws IllegalArgumentException with a sentence if it is a wrong one of this kind
   */
  static Optional<PngSequence> of(Path output) {
    Path absolute = output.toAbsolutePath();
    String name = String.valueOf(absolute.getFileName());
    String lower = name.toLowerCase(Locale.ROOT);
    if (Files.isDirectory(absolute) || lower.endsWith(FOLDER_ENDING)) {
      return Optional.of(new PngSequence(absolute, true, FOLDER_PATTERN));
    }
    if (!lower.endsWith(".png")) {
      return Optional.empty();
    }
    if (!name.contains("%")) {
      throw new IllegalArgumentException(Texts.of("movie.pngSequence.onePicture", output));
    }
    return Optional.of(new PngSequence(absolute.getParent(), false, name));
  }

  /**
   * @throws IllegalArgumentException with a sentence if pictures of this sequence are there
   */
  void requireFree() {
    try {
      List<Path> there = existing();
      if (!there.isEmpty()) {
        throw new IllegalArgumentException(Texts.of("movie.pngSequence.taken", there.get(0)));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(Texts.of("movie.pngSequence.folderUnreadable", folder), e);
    }
  }

  private List<Path> existing() throws IOException {
    Pattern ours =
        Pattern.compile(Pattern.quote(before) + "[0-9]{" + digits + ",9}" + Pattern.quote(after));
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          if (ours.matcher(file.getFileName().toString()).matches()) {
            found.add(file);
          }
        }
      }
    }
    found.sort(null);
    return found;
  }

  private Path file(Path inFolder, int number) {
    return inFolder.resolve(
        before + String.format(Locale.ROOT, "%0" + digits + "d", number) + after);
  }

  /**
   * @throws IllegalArgumentException with a sentence if there is no folder to write to
   */
  void requireFolder() {
    Path needed = ownFolder && !Files.isDirectory(folder) ? folder.getParent() : folder;
    if (!Files.isDirectory(needed)) {
      throw new IllegalArgumentException(Texts.of("movie.pngSequence.folderMissing", needed));
    }
  }

  /**
   * The caller closes it.
   *
   * @param notes what is written into every picture beside its pixels
   */
  MovieWriter open(Optional<PictureNotes> notes) throws IOException {
    try {
      requireFolder();
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    return new Writer(notes);
  }

  /** Writes beside the sequence that is there, which the new one replaces when it is whole. */
  private final class Writer implements MovieWriter {
    private final Path beside;
    private final Optional<PictureNotes> notes;
    private int frames;

    Writer(Optional<PictureNotes> notes) throws IOException {
      this.notes = notes;
      Path at = ownFolder ? folder.getParent() : folder;
      try {
        beside = Files.createTempDirectory(at, ".anycost-");
      } catch (IOException e) {
        throw new IOException(Texts.of("movie.pngSequence.theFolderCannotBe", at), e);
      }
    }

    @Override
    public void add(RgbImage frame) throws IOException {
      PictureWriter.write(file(beside, frames + 1), frame, 1, notes);
      frames++;
    }

    @Override
    public void finish() throws IOException {
      Files.createDirectories(folder);
      for (Path old : existing()) {
        Files.delete(old);
      }
      for (int number = 1; number <= frames; number++) {
        Files.move(file(beside, number), file(folder, number));
      }
    }

    @Override
    public void close() throws IOException {
      for (int number = 1; number <= frames + 1; number++) {
        Files.deleteIfExists(file(beside, number));
      }
      Files.deleteIfExists(beside);
    }
  }
}

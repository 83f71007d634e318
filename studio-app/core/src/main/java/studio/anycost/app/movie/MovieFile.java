package studio.anycost.app.movie;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.words.Texts;

/**
 * Where a film is to be saved, and as what: an .mp4, a .gif, or a PNG file for every picture. What
 * was there before stays as it is until the new film is whole.
 */
public final class MovieFile {
  /** Makes the pictures. */
  @FunctionalInterface
  public interface Content {
    /**
     * Adds at least one picture.
     *
     * @throws IOException and nothing is saved
     */
    void writeTo(MovieSink sink) throws IOException;
  }

  private enum Format {
    MP4,
    GIF
  }

  private final Path output;
  private final Format format;
  private final Optional<PngSequence> sequence;

  private MovieFile(Path output, Format format, Optional<PngSequence> sequence) {
    this.output = output;
    this.format = format;
    this.sequence = sequence;
  }

  /**
   * What a name asks for. Looks at the file system.
   *
   * @param output ends in .mp4 or .gif, or is the pattern of a PNG sequence, such as
   *     frame-%04d.png, or a folder for one, which need not exist if its name ends in .png-sequence
   * @throws IllegalArgumentException with a sentence if it asks for nothing of this
   */
  public static MovieFile of(Path output) {
    String name = output.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".mp4")) {
      return new MovieFile(output, Format.MP4, Optional.empty());
    }
    if (name.endsWith(".gif")) {
      return new MovieFile(output, Format.GIF, Optional.empty());
    }
    Optional<PngSequence> sequence = PngSequence.of(output);
    if (sequence.isEmpty()) {
      throw new IllegalArgumentException(Texts.of("movie.movieFile.unknownEnding", output));
    }
    return new MovieFile(output, null, sequence);
  }

  /** Whether it is a file for every picture. */
  public boolean isSequence() {
    return sequence.isPresent();
  }

  /** The file or folder, or the pattern of the files. */
  public Path path() {
    return output;
  }

  /**
   * Looks whether a film can be what it is to be, before any work is done.
   *
   * @param side of the pictures in pixels
   * @param replace whether the pictures of a sequence may take the place of others
   * @throws IllegalArgumentException with a sentence if not
   */
  public void check(MovieSettings settings, int side, boolean replace) {
    if (sequence.isPresent()) {
      sequence.get().requireFolder();
      if (!replace) {
        sequence.get().requireFree();
      }
    } else if (format == Format.GIF) {
      GifWriter.check(settings);
    } else {
      Mp4Writer.check(side);
    }
  }

  /**
   * Makes a film; nothing is left of it if anything fails. Blocks.
   *
   * @throws IllegalArgumentException with a sentence if a film cannot be like this
   * @throws IOException what the content threw, or with a sentence if it cannot be written
   */
  public void write(MovieSettings settings, Content content) throws IOException {
    write(settings, Optional.empty(), content);
  }

  /**
   * The same with notes in the file, or in every picture of a sequence.
   *
   * @param notes what is written beside the pixels
   */
  public void write(MovieSettings settings, Optional<PictureNotes> notes, Content content)
      throws IOException {
    if (sequence.isPresent()) {
      try (MovieWriter writer = sequence.get().open(notes)) {
        fill(writer, content);
      }
    } else {
      SafeFiles.write(
          output,
          temporary -> {
            try (MovieWriter writer =
                format == Format.GIF
                    ? new GifWriter(temporary, settings)
                    : new Mp4Writer(temporary, settings)) {
              fill(writer, content);
            }
            if (notes.isPresent()) {
              note(temporary, notes.get());
            }
          });
    }
  }

  private void note(Path film, PictureNotes notes) throws IOException {
    if (format == Format.GIF) {
      FilmNotes.intoGif(film, notes);
    } else {
      FilmNotes.intoMp4(film, notes);
    }
  }

  private static void fill(MovieWriter writer, Content content) throws IOException {
    SameSize checked = new SameSize(writer);
    content.writeTo(checked);
    if (checked.first == null) {
      throw new IOException(Texts.of("movie.movieFile.thereIsNoFilm"));
    }
    writer.finish();
  }

  /** No format has pictures of two sizes. */
  private static final class SameSize implements MovieSink {
    private final MovieSink sink;
    private RgbImage first;

    SameSize(MovieSink sink) {
      this.sink = sink;
    }

    @Override
    public void add(RgbImage frame) throws IOException {
      if (first == null) {
        first = frame;
      } else if (frame.width() != first.width() || frame.height() != first.height()) {
        throw new IllegalArgumentException("The pictures of a film have one size.");
      }
      sink.add(frame);
    }
  }
}

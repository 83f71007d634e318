package studio.anycost.app.series;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

/** A file of style codes or input latents, as other programs save them. Immutable. */
public final class LatentFile {
  private final Path file;
  private final List<Integer> shape;
  private final float[] values;

  private LatentFile(Path file, List<Integer> shape, float[] values) {
    this.file = file;
    this.shape = shape;
    this.values = values;
  }

  /**
   * Reads a file. Blocks.
   *
   * @throws IOException with a sentence if it cannot be read
   */
  public static LatentFile read(String text) throws IOException {
    Path file = Path.of(text);
    try {
      NpyArray array = Npy.read(file);
      return new LatentFile(file, Arrays.stream(array.shape()).boxed().toList(), array.data());
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file " + file + ".", e);
    }
  }

  /** The file's name without its ending. */
  public String stem() {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    int dot = text.lastIndexOf('.');
    return dot > 0 ? text.substring(0, dot) : text;
  }

  /** The file, for people. */
  public String source() {
    return file.toString();
  }

  /**
   * Its style codes; {@link LatentShapes} says which shapes are what.
   *
   * @return at least one
   * @throws IllegalArgumentException with a sentence if they do not fit the model
   */
  public List<StyleCode> styles(GeneratorDescription model) {
    return new LatentShapes(model).styles(source(), shape, values);
  }

  /** Its input latents, each of the model's style dimension; otherwise as {@link #styles}. */
  public List<float[]> latents(GeneratorDescription model) {
    return new LatentShapes(model).latents(source(), shape, values);
  }
}

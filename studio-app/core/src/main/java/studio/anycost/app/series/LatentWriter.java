package studio.anycost.app.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

/** Writes what pictures were made from as NumPy files that this and other programs read. */
public final class LatentWriter {
  /** So many values fit into one file that can be read again. */
  public static final long MOST_VALUES = Npy.MAX_BYTES / Float.BYTES - 1024;

  private LatentWriter() {}

  /**
   * Writes one style code.
   *
   * @throws IOException with a sentence if the file cannot be written
   */
  public static void writeStyle(Path file, StyleCode code) throws IOException {
    write(file, new int[] {code.count(), code.dimension()}, code.toArray());
  }

  /** Writes codes of one shape as {@code [batch, styles, dimension]}; at least one. */
  public static void writeStyles(Path file, List<StyleCode> codes) throws IOException {
    StyleCode first = codes.get(0);
    write(
        file,
        new int[] {codes.size(), first.count(), first.dimension()},
        joined(codes.stream().map(StyleCode::toArray).toList()));
  }

  /** Writes one input latent as {@code [1, dimension]}. */
  static void writeZ(Path file, float[] z) throws IOException {
    writeZs(file, List.of(z));
  }

  /** Writes input latents of one length as {@code [batch, dimension]}; at least one. */
  public static void writeZs(Path file, List<float[]> all) throws IOException {
    write(file, new int[] {all.size(), all.get(0).length}, joined(all));
  }

  private static float[] joined(List<float[]> parts) {
    int length = parts.get(0).length;
    float[] all = new float[Math.multiplyExact(length, parts.size())];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i), 0, all, i * length, length);
    }
    return all;
  }

  private static void write(Path file, int[] shape, float[] values) throws IOException {
    SafeFiles.write(file, Npy.toBytes(new NpyArray(shape, values)));
  }
}

package studio.anycost.export.boundaries;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.anycost.api.model.Boundary;
import studio.anycost.export.checkpoint.TorchDict;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;
import studio.anycost.models.io.SafeTensors;

/**
 * Files that hold boundaries, as {@link BoundaryReader} and the published code read them: for every
 * boundary an array {@code [1, style dimension]}, or {@code [styles, style dimension]}, under its
 * name.
 */
public enum BoundaryFormat {
  /** As in bundles, with what is known of the boundaries in the texts beside them. */
  SAFETENSORS(".safetensors"),
  /** NumPy's archive. */
  NPZ(".npz"),
  /** A dictionary of tensors, as the published boundaries are. */
  PT(".pt");

  private final String ending;

  BoundaryFormat(String ending) {
    this.ending = ending;
  }

  /** With the dot. */
  public String ending() {
    return ending;
  }

  /** The format that a name of a file asks for. */
  public static Optional<BoundaryFormat> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (BoundaryFormat format : values()) {
      if (name.endsWith(format.ending)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * The bytes of a file.
   *
   * @param boundaries with different names
   */
  public byte[] toBytes(List<Boundary> boundaries) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (Boundary boundary : boundaries) {
      arrays.put(DirectionNames.fit(boundary.name()), array(boundary));
    }
    return switch (this) {
      case SAFETENSORS -> safeTensors(arrays, texts(boundaries));
      case NPZ -> npz(arrays);
      case PT -> TorchDict.toBytes(arrays);
    };
  }

  /** The bytes of a {@code .npy} file of one boundary. */
  public static byte[] npy(Boundary boundary) {
    return Npy.toBytes(array(boundary));
  }

  private static NpyArray array(Boundary boundary) {
    float[] values = boundary.toArray();
    return new NpyArray(new int[] {boundary.rows(), values.length / boundary.rows()}, values);
  }

  private static Map<String, String> texts(List<Boundary> boundaries) {
    Map<String, String> texts = new LinkedHashMap<>();
    boundaries.forEach(
        boundary -> BoundaryTexts.put(boundary, DirectionNames.fit(boundary.name()), texts));
    return texts;
  }

  private static byte[] safeTensors(Map<String, NpyArray> arrays, Map<String, String> texts) {
    Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> tensors.put(name, new SafeTensors.Tensor(array.shape(), array.data())));
    return SafeTensors.toBytes(tensors, texts);
  }

  private static byte[] npz(Map<String, NpyArray> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(Npy.toBytes(array.getValue()));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written to a disk
    }
    return bytes.toByteArray();
  }
}

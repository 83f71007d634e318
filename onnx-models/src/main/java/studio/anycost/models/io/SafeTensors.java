package studio.anycost.models.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.anycost.models.words.Texts;

/**
 * Named float32 arrays in the safetensors layout: an unsigned 64-bit little-endian header length, a
 * JSON header {@code {name: {"dtype": "F32", "shape": [...], "data_offsets": [begin, end]}}} with
 * offsets into what follows, then the raw little-endian data without gaps.
 */
public final class SafeTensors {
  private static final int ALIGNMENT = 8;
  private static final String FLOAT32 = "F32";

  private SafeTensors() {}

  /**
   * One array. The arrays are not copied: whoever makes the record hands them over.
   *
   * @param shape sizes, outermost first
   * @param data row-major values, as many as the shape says
   */
  public record Tensor(int[] shape, float[] data) {
    public Tensor {
      if (ArrayShape.elements(shape) != data.length) {
        throw new IllegalArgumentException(
            "The shape " + Arrays.toString(shape) + " does not hold " + data.length + " values.");
      }
    }
  }

  /**
   * Parses the bytes of a file. {@code __metadata__} is skipped; see {@link #metadata}.
   *
   * @param name what messages call the file
   * @return the tensors in the order of the header, unmodifiable
   * @throws InvalidFileException if the header is damaged, if a type is not F32, or if shapes,
   *     offsets and data do not fit each other exactly
   */
  public static Map<String, Tensor> parse(byte[] bytes, String name) throws InvalidFileException {
    SafeTensorsHeader header = header(bytes, name);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Tensor> result = new LinkedHashMap<>();
    for (Map.Entry<String, SafeTensorsHeader.Entry> named : header.tensors().entrySet()) {
      SafeTensorsHeader.Entry entry = named.getValue();
      if (!FLOAT32.equals(entry.dtype())) {
        throw new InvalidFileException(
            name, Texts.of("io.safeTensors.notFloat", Printable.of(named.getKey())));
      }
      float[] data = new float[(int) ArrayShape.elements(entry.shape())];
      in.position((int) (header.dataStart() + entry.begin()));
      in.asFloatBuffer().get(data);
      result.put(named.getKey(), new Tensor(ArrayShape.toInts(entry.shape()), data));
    }
    return Collections.unmodifiableMap(result);
  }

  /**
   * The texts beside the tensors of a file, {@code __metadata__}.
   *
   * @param name what messages call the file
   * @return by their names, unmodifiable; empty if there are none
   * @throws InvalidFileException if the header is damaged
   */
  public static Map<String, String> metadata(byte[] bytes, String name)
      throws InvalidFileException {
    return header(bytes, name).metadata();
  }

  private static SafeTensorsHeader header(byte[] bytes, String name) throws InvalidFileException {
    return SafeTensorsHeader.parse(
        bytes, SafeTensorsHeader.length(bytes, bytes.length, name), bytes.length, name);
  }

  /**
   * The bytes of a file; the same tensors in the same order give the same bytes.
   *
   * @throws IllegalArgumentException if a tensor has the reserved name {@code __metadata__}
   */
  public static byte[] toBytes(Map<String, Tensor> tensors) {
    return toBytes(tensors, Map.of());
  }

  /**
   * The same with texts beside the tensors, which readers that do not know them skip.
   *
   * @param metadata by their names; none leaves no trace in the file
   */
  public static byte[] toBytes(Map<String, Tensor> tensors, Map<String, String> metadata) {
    Map<String, Object> entries = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      entries.put(SafeTensorsHeader.METADATA, metadata);
    }
    long position = 0;
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      if (named.getKey().equals(SafeTensorsHeader.METADATA)) {
        throw new IllegalArgumentException(
            "A tensor cannot have the name " + SafeTensorsHeader.METADATA + ".");
      }
      Tensor tensor = named.getValue();
      long end = position + (long) tensor.data().length * Float.BYTES;
      long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
      entries.put(
          named.getKey(),
          new SafeTensorsHeader.RawEntry(FLOAT32, shape, new long[] {position, end}));
      position = end;
    }
    byte[] header = encode(entries);
    ByteBuffer out =
        ByteBuffer.allocate(
                Math.toIntExact(SafeTensorsHeader.LENGTH_BYTES + header.length + position))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(header.length).put(header);
    for (Tensor tensor : tensors.values()) {
      out.asFloatBuffer().put(tensor.data());
      out.position(out.position() + tensor.data().length * Float.BYTES);
    }
    return out.array();
  }

  private static byte[] encode(Map<String, ?> entries) {
    try {
      // The alignment lets other readers map the data into memory.
      return SafeTensorsHeader.encode(entries, ALIGNMENT);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

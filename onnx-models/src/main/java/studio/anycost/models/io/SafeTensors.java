package studio.anycost.models.io;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named float32 arrays in the safetensors layout: an unsigned 64-bit little-endian header length, a
 * JSON header {@code {name: {"dtype": "F32", "shape": [...], "data_offsets": [begin, end]}}} with
 * offsets into what follows, then the raw little-endian data without gaps.
 */
public final class SafeTensors {
  private static final int MAX_HEADER = 4 << 20;
  private static final int LENGTH_BYTES = Long.BYTES;
  private static final int ALIGNMENT = 8;
  private static final String METADATA = "__metadata__";
  private static final String FLOAT32 = "F32";

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  // Names come from strangers; they must not stay in the JVM's table of strings.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

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

  private record Entry(String dtype, long[] shape, @JsonProperty("data_offsets") long[] offsets) {
    boolean describesTensor() {
      return dtype != null && shape != null && offsets != null && offsets.length == 2;
    }

    long begin() {
      return offsets[0];
    }

    long end() {
      return offsets[1];
    }
  }

  /**
   * Parses the bytes of a file. {@code __metadata__} is skipped.
   *
   * @param name what messages call the file
   * @return the tensors in the order of the header, unmodifiable
   * @throws InvalidFileException if the header is damaged, if a type is not F32, or if shapes,
   *     offsets and data do not fit each other exactly
   */
  public static Map<String, Tensor> parse(byte[] bytes, String name) throws InvalidFileException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = bytes.length < LENGTH_BYTES ? -1 : in.getLong();
    if (headerLength < 0 || headerLength > MAX_HEADER || headerLength > in.remaining()) {
      throw new InvalidFileException(name, "its safetensors header is longer than there can be.");
    }
    Map<String, Entry> header = header(bytes, (int) headerLength, name);
    header.remove(METADATA);
    int dataStart = LENGTH_BYTES + (int) headerLength;
    requireTiling(header, bytes.length - dataStart, name);
    Map<String, Tensor> result = new LinkedHashMap<>();
    header.forEach(
        (key, entry) -> {
          float[] data = new float[(int) ArrayShape.elements(entry.shape())];
          in.position(dataStart + (int) entry.begin());
          in.asFloatBuffer().get(data);
          result.put(key, new Tensor(ArrayShape.toInts(entry.shape()), data));
        });
    return Collections.unmodifiableMap(result);
  }

  private static Map<String, Entry> header(byte[] bytes, int length, String name)
      throws InvalidFileException {
    Map<String, Entry> header;
    try {
      header =
          JSON.readValue(
              bytes, LENGTH_BYTES, length, new TypeReference<LinkedHashMap<String, Entry>>() {});
    } catch (JsonProcessingException e) {
      throw new InvalidFileException(name, "its safetensors header is damaged.", e);
    } catch (IOException e) {
      throw new InvalidFileException(name, "its safetensors header is not text.", e);
    }
    if (header == null) {
      throw new InvalidFileException(name, "its safetensors header is empty.");
    }
    return header;
  }

  /** Every byte of the data belongs to exactly one tensor, as the format demands. */
  private static void requireTiling(Map<String, Entry> header, long dataBytes, String name)
      throws InvalidFileException {
    for (Map.Entry<String, Entry> named : header.entrySet()) {
      Entry entry = named.getValue();
      String fault = entry == null ? "is not described" : fault(entry);
      if (fault != null) {
        throw new InvalidFileException(
            name, "its tensor '" + Printable.of(named.getKey()) + "' " + fault + ".");
      }
    }
    List<Entry> ordered = new ArrayList<>(header.values());
    ordered.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long position = 0;
    for (Entry entry : ordered) {
      if (entry.begin() != position) {
        throw new InvalidFileException(name, "its tensors overlap or leave gaps.");
      }
      position = entry.end();
    }
    if (position != dataBytes) {
      throw new InvalidFileException(
          name,
          "its tensors need " + position + " bytes of data, but " + dataBytes + " are there.");
    }
  }

  private static String fault(Entry entry) {
    if (!entry.describesTensor()) {
      return "is not described";
    }
    if (!FLOAT32.equals(entry.dtype())) {
      return "is not of the type F32";
    }
    long count = ArrayShape.elements(entry.shape());
    // Compared this way round, as the difference of hostile offsets may overflow.
    if (count < 0
        || entry.begin() < 0
        || entry.begin() > Integer.MAX_VALUE
        || entry.end() != entry.begin() + count * Float.BYTES) {
      return "has a shape that does not fit its bytes";
    }
    return null;
  }

  /**
   * The bytes of a file; the same tensors in the same order give the same bytes.
   *
   * @throws IllegalArgumentException if a tensor has the reserved name {@code __metadata__}
   */
  public static byte[] toBytes(Map<String, Tensor> tensors) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    long position = 0;
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      if (named.getKey().equals(METADATA)) {
        throw new IllegalArgumentException("A tensor cannot have the name " + METADATA + ".");
      }
      Tensor tensor = named.getValue();
      long end = position + (long) tensor.data().length * Float.BYTES;
      long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
      entries.put(named.getKey(), new Entry(FLOAT32, shape, new long[] {position, end}));
      position = end;
    }
    byte[] header = encode(entries);
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + header.length + position))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(header.length).put(header);
    for (Tensor tensor : tensors.values()) {
      out.asFloatBuffer().put(tensor.data());
      out.position(out.position() + tensor.data().length * Float.BYTES);
    }
    return out.array();
  }

  private static byte[] encode(Map<String, Entry> entries) {
    try {
      byte[] json = JSON.writeValueAsBytes(entries);
      // Padding with blanks aligns the data, which other readers map into memory.
      int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      byte[] result = Arrays.copyOf(json, padded);
      Arrays.fill(result, json.length, padded, (byte) ' ');
      return result;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

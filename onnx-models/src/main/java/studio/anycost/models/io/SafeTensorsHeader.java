package studio.anycost.models.io;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.models.words.Texts;

/**
 * What a safetensors file says about its tensors, without their data, so that a file of any size
 * can be read a tensor at a time. Every byte of the data belongs to exactly one tensor, as the
 * format demands.
 *
 * @param tensors in the order of the file, unmodifiable; {@code __metadata__} is not among them
 * @param metadata the texts of {@code __metadata__} by their names, unmodifiable; what is no text
 *     is left out
 * @param dataStart position in the file from which the offsets count
 */
public record SafeTensorsHeader(
    Map<String, Entry> tensors, Map<String, String> metadata, long dataStart) {
  /** Bytes at the start of a file that hold the length of the header. */
  public static final int LENGTH_BYTES = Long.BYTES;

  static final String METADATA = "__metadata__";

  private static final int MAX_HEADER = 4 << 20;

  private static final Map<String, Integer> ELEMENT_BYTES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("I16", 2),
          Map.entry("U16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("I32", 4),
          Map.entry("U32", 4),
          Map.entry("F32", 4),
          Map.entry("I64", 8),
          Map.entry("U64", 8),
          Map.entry("F64", 8),
          Map.entry("C64", 8));

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

  /**
   * One tensor, as the file claims it.
   *
   * @param dtype for instance F32; may be one that nobody here knows
   * @param shape sizes, outermost first; fits the bytes if the type is known
   * @param begin first byte, counted from the start of the data
   * @param end behind the last byte
   */
  public record Entry(String dtype, long[] shape, long begin, long end) {}

  /** An entry as it stands in the file. */
  record RawEntry(String dtype, long[] shape, @JsonProperty("data_offsets") long[] offsets) {
    boolean describesTensor() {
      return dtype != null && shape != null && offsets != null && offsets.length == 2;
    }
  }

  /**
   * The length of the header.
   *
   * @param start the first {@link #LENGTH_BYTES} of the file, or all of it if it is shorter
   * @param fileBytes length of the file
   * @param name what messages call the file
   * @throws InvalidFileException if the header is longer than the file or than any is
   */
  public static int length(byte[] start, long fileBytes, String name) throws InvalidFileException {
    long length =
        start.length < LENGTH_BYTES
            ? -1
            : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > MAX_HEADER || length > fileBytes - LENGTH_BYTES) {
      throw new InvalidFileException(name, Texts.of("io.safeTensorsHeader.headerTooLong"));
    }
    return (int) length;
  }

  /**
   * Parses a header.
   *
   * @param bytes the file, at least up to the end of its header
   * @param length as {@link #length} gives it
   * @param fileBytes length of the file
   * @param name what messages call the file
   * @throws InvalidFileException if the header is damaged, or if shapes, offsets and the file's
   *     length do not fit each other exactly
   */
  public static SafeTensorsHeader parse(byte[] bytes, int length, long fileBytes, String name)
      throws InvalidFileException {
    Map<String, Entry> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> named : json(bytes, length, name).entrySet()) {
      if (!named.getKey().equals(METADATA)) {
        tensors.put(named.getKey(), entry(named.getKey(), named.getValue(), name));
      } else if (named.getValue() != null) {
        for (Map.Entry<String, JsonNode> text : named.getValue().properties()) {
          if (text.getValue().isTextual()) {
            metadata.put(text.getKey(), text.getValue().textValue());
          }
        }
      }
    }
    long dataStart = LENGTH_BYTES + (long) length;
    requireTiling(tensors, fileBytes - dataStart, name);
    return new SafeTensorsHeader(
        Collections.unmodifiableMap(tensors), Collections.unmodifiableMap(metadata), dataStart);
  }

  private static Map<String, JsonNode> json(byte[] bytes, int length, String name)
      throws InvalidFileException {
    Map<String, JsonNode> header;
    try {
      header =
          JSON.readValue(
              bytes, LENGTH_BYTES, length, new TypeReference<LinkedHashMap<String, JsonNode>>() {});
    } catch (JsonProcessingException e) {
      throw new InvalidFileException(name, Texts.of("io.safeTensorsHeader.headerDamaged"), e);
    } catch (IOException e) {
      throw new InvalidFileException(name, Texts.of("io.safeTensorsHeader.headerNotText"), e);
    }
    if (header == null) {
      throw new InvalidFileException(name, Texts.of("io.safeTensorsHeader.headerEmpty"));
    }
    return header;
  }

  private static Entry entry(String key, JsonNode node, String name) throws InvalidFileException {
    RawEntry raw;
    try {
      raw = JSON.treeToValue(node, RawEntry.class);
    } catch (JsonProcessingException e) {
      throw new InvalidFileException(name, "its safetensors header is damaged.", e);
    }
    String fault =
        raw == null || !raw.describesTensor()
            ? Texts.of("io.safeTensorsHeader.notDescribed")
            : fault(raw);
    if (fault != null) {
      throw new InvalidFileException(
          name, Texts.of("io.safeTensorsHeader.tensor", Printable.of(key), fault));
    }
    return new Entry(raw.dtype(), raw.shape(), raw.offsets()[0], raw.offsets()[1]);
  }

  private static String fault(RawEntry raw) {
    Integer bytes = ELEMENT_BYTES.get(raw.dtype());
    long count = ArrayShape.elements(raw.shape());
    long begin = raw.offsets()[0];
    long end = raw.offsets()[1];
    boolean ordered = begin >= 0 && end >= begin;
    // Neither the difference of two such offsets nor the product of the two factors overflows.
    boolean fits = ordered && count >= 0 && (bytes == null || end - begin == count * bytes);
    return fits ? null : Texts.of("io.safeTensorsHeader.shapeNotFit");
  }

  private static void requireTiling(Map<String, Entry> tensors, long dataBytes, String name)
      throws InvalidFileException {
    List<Entry> ordered = new ArrayList<>(tensors.values());
    ordered.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long position = 0;
    for (Entry entry : ordered) {
      if (entry.begin() != position) {
        throw new InvalidFileException(name, Texts.of("io.safeTensorsHeader.gaps"));
      }
      position = entry.end();
    }
    if (position != dataBytes) {
      throw new InvalidFileException(
          name, Texts.of("io.safeTensorsHeader.dataLength", position, dataBytes));
    }
  }

  /** The JSON of a header, padded with blanks to a multiple of the alignment. */
  static byte[] encode(Map<String, ?> entries, int alignment) throws JsonProcessingException {
    byte[] json = JSON.writeValueAsBytes(entries);
    int padded = (json.length + alignment - 1) / alignment * alignment;
    byte[] result = Arrays.copyOf(json, padded);
    Arrays.fill(result, json.length, padded, (byte) ' ');
    return result;
  }
}

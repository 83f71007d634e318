package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.anycost.models.words.Texts;

/**
 * The channel symbols of a stage graph: which axis of an initializer, and which integer attribute
 * of a node, follows which entry of the channel configuration.
 *
 * <p>Symbol {@code cK} stands for entry K of the configuration (c0 = constant input, c1 = first
 * styled convolution, ...). The symbols are kept in the model's metadata, where any viewer shows
 * them: {@code anycost.axes/<initializer>} = one symbol or {@code *} for each axis, and {@code
 * anycost.attribute/<node>/<attribute>} = one symbol. Dimensions of inputs and outputs carry the
 * same names as ONNX's own symbolic dimensions.
 */
public final class ChannelSymbols {
  /** Marks an axis that is never sliced. */
  public static final String FIXED = "*";

  private static final String AXES = "anycost.axes/";
  private static final String ATTRIBUTE = "anycost.attribute/";
  private static final Pattern SYMBOL = Pattern.compile("c[0-9]{1,3}");

  private final Map<String, List<String>> axes;
  private final Map<String, Map<String, String>> attributes;

  private ChannelSymbols(
      Map<String, List<String>> axes, Map<String, Map<String, String>> attributes) {
    this.axes = axes;
    this.attributes = attributes;
  }

  /** The symbol of one entry of the channel configuration. */
  public static String of(int entry) {
    return "c" + entry;
  }

  /** Whether a name is a channel symbol. */
  public static boolean isSymbol(String name) {
    return SYMBOL.matcher(name).matches();
  }

  /** The entry that a symbol stands for. */
  static int entryOf(String symbol) {
    return Integer.parseInt(symbol.substring(1));
  }

  /** The metadata that marks the axes of an initializer. */
  public static StringStringEntryProto axes(String initializer, List<String> symbols) {
    return entry(AXES + initializer, String.join(",", symbols));
  }

  /** The metadata that marks an integer attribute of a node. */
  public static StringStringEntryProto attribute(String node, String attribute, String symbol) {
    return entry(ATTRIBUTE + node + "/" + attribute, symbol);
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  /**
   * Reads the symbols of a graph.
   *
   * @throws InvalidGraphException if the metadata is malformed
   */
  static ChannelSymbols read(ModelProto model, String name) throws InvalidGraphException {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    Map<String, Map<String, String>> attributes = new LinkedHashMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      if (entry.getKey().startsWith(AXES)) {
        List<String> symbols = List.of(entry.getValue().split(",", -1));
        for (String symbol : symbols) {
          if (!symbol.equals(FIXED) && !isSymbol(symbol)) {
            throw new InvalidGraphException(
                name, Texts.of("graph.channelSymbols.noSymbol", symbol));
          }
        }
        axes.put(entry.getKey().substring(AXES.length()), symbols);
      } else if (entry.getKey().startsWith(ATTRIBUTE)) {
        String target = entry.getKey().substring(ATTRIBUTE.length());
        int slash = target.lastIndexOf('/');
        if (slash < 1 || !isSymbol(entry.getValue())) {
          throw new InvalidGraphException(
              name, Texts.of("graph.channelSymbols.badMetadata", entry.getKey()));
        }
        attributes
            .computeIfAbsent(target.substring(0, slash), node -> new LinkedHashMap<>())
            .put(target.substring(slash + 1), entry.getValue());
      }
    }
    return new ChannelSymbols(axes, attributes);
  }

  /** The symbols of an initializer's axes, if it is sliced. */
  Optional<List<String>> axesOf(String initializer) {
    return Optional.ofNullable(axes.get(initializer));
  }

  /** Attribute name to symbol for a node. */
  Map<String, String> attributesOf(String node) {
    return attributes.getOrDefault(node, Map.of());
  }

  static boolean isSymbolMetadata(StringStringEntryProto entry) {
    return entry.getKey().startsWith(AXES) || entry.getKey().startsWith(ATTRIBUTE);
  }
}

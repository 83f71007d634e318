package studio.anycost.app.document;

import static studio.anycost.app.document.JsonParts.index;
import static studio.anycost.app.document.JsonParts.object;
import static studio.anycost.app.document.JsonParts.refusal;
import static studio.anycost.app.document.JsonParts.text;
import static studio.anycost.app.document.JsonParts.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import studio.anycost.app.photo.PhotoException;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.words.Texts;

/**
 * The JSON form of a project: version 3; version 2, which knew no history; and version 1, which
 * knew no photos. Refusals are IllegalArgumentExceptions with a sentence.
 */
final class ProjectJson {
  private static final String FORMAT = "anycost-project";
  static final int VERSION = 3;

  private static final int WITHOUT_HISTORY = 2;
  private static final int MAX_LABEL = 200;
  private static final Pattern IDENTITY = Pattern.compile("[0-9a-f]{64}");

  private ProjectJson() {}

  /** Reads a file of the first version. */
  static Project readFirst(JsonNode root) {
    requireVersion(root, Set.of(1L));
    return read(root, Map.of(), List.of());
  }

  /**
   * Reads the text of a project.
   *
   * @param photos the photos beside it, by path; all of them belong to something
   * @param thumbnails by their numbers
   */
  static Project read(JsonNode root, Map<String, byte[]> photos, Map<Integer, byte[]> thumbnails) {
    requireVersion(root, Set.of((long) WITHOUT_HISTORY, (long) VERSION));
    List<Thumbnail> pictures = new ArrayList<>();
    for (int i = 0; i < thumbnails.size(); i++) {
      if (!thumbnails.containsKey(i)) {
        throw refusal(Texts.of("document.projectJson.oneOfItsThumbnails"));
      }
      pictures.add(Thumbnail.of(thumbnails.get(i)));
    }
    return read(root, photos, pictures);
  }

  private static Project read(
      JsonNode root, Map<String, byte[]> photos, List<Thumbnail> thumbnails) {
    PhotosOfZip files = new PhotosOfZip(photos);
    PortraitJsonReader portraits = new PortraitJsonReader(identity(root), root, files);
    Reading reading = new Reading(portraits, thumbnails);
    PortraitDocument document = reading.portrait(root);
    Project project =
        new Project(
            document,
            text(object(root, "bundle"), "name"),
            keys(root, portraits),
            history(root, document, reading),
            variants(root, reading),
            reading.found);
    files.requireAllUsed();
    return project;
  }

  /** Reads portraits together with their thumbnails. */
  private static final class Reading {
    private final PortraitJsonReader portraits;
    private final List<Thumbnail> thumbnails;
    private final Map<PortraitDocument, Thumbnail> found = new HashMap<>();

    Reading(PortraitJsonReader portraits, List<Thumbnail> thumbnails) {
      this.portraits = portraits;
      this.thumbnails = thumbnails;
    }

    PortraitDocument portrait(JsonNode node) {
      PortraitDocument portrait = portraits.read(node);
      if (node.has("thumbnail")) {
        found.put(
            portrait.withoutSource(), thumbnails.get(index(node, "thumbnail", thumbnails.size())));
      }
      return portrait;
    }
  }

  /** The photos beside the text, each of which is wrapped once. */
  private static final class PhotosOfZip implements SourceJson.Photos {
    private final Map<String, byte[]> bytes;
    private final Map<String, PhotoFile> files = new HashMap<>();

    PhotosOfZip(Map<String, byte[]> bytes) {
      this.bytes = bytes;
    }

    @Override
    public PhotoFile file(String path, String name) {
      PhotoFile known = files.get(path);
      if (known != null) {
        return known;
      }
      if (!bytes.containsKey(path)) {
        throw refusal(Texts.of("document.projectJson.itsPhotoIsMissing"));
      }
      PhotoFile file;
      try {
        file = PhotoFile.wrap(name, bytes.get(path));
      } catch (PhotoException e) {
        throw new IllegalArgumentException(
            Texts.of("document.projectJson.photoUnusable", e.getMessage()), e);
      }
      if (!ProjectZip.path(file).equals(path)) {
        throw refusal(Texts.of("document.projectJson.itsPhotoIsNot"));
      }
      files.put(path, file);
      return file;
    }

    void requireAllUsed() {
      if (files.size() < bytes.size()) {
        throw refusal(Texts.of("document.projectJson.itHoldsAPhoto"));
      }
    }
  }

  /** Files of earlier studios have none. */
  private static List<PortraitDocument> keys(JsonNode root, PortraitJsonReader portraits) {
    List<PortraitDocument> keys = new ArrayList<>();
    for (JsonNode key :
        JsonParts.list(
            root, "keys", Project.MOST_KEYS, Texts.of("document.projectJson.keyFrames"))) {
      keys.add(portraits.read(key));
    }
    return keys;
  }

  private static List<NamedVariant> variants(JsonNode root, Reading reading) {
    List<NamedVariant> variants = new ArrayList<>();
    for (JsonNode node :
        JsonParts.list(
            root, "variants", Project.MOST_VARIANTS, Texts.of("document.projectJson.variants"))) {
      variants.add(
          new NamedVariant(
              text(node, "name"), node.path("pinned").asBoolean(), reading.portrait(node)));
    }
    return variants;
  }

  private static Optional<HistoryTree<PortraitDocument>> history(
      JsonNode root, PortraitDocument document, Reading reading) {
    if (!root.has("history")) {
      return Optional.empty();
    }
    JsonNode node = object(root, "history");
    JsonNode states =
        JsonParts.list(
            node,
            "states",
            DocumentModel.HISTORY_LIMIT,
            Texts.of("document.projectJson.historyStates"));
    int current = index(node, "current", states.size());
    List<HistoryTree.State<PortraitDocument>> all = new ArrayList<>();
    for (JsonNode state : states) {
      all.add(
          new HistoryTree.State<>(
              all.size() == current ? document : reading.portrait(state),
              label(text(state, "label")),
              number(state, "parent", states.size()),
              number(state, "redo", states.size())));
    }
    return Optional.of(new HistoryTree<>(all, current));
  }

  private static OptionalInt number(JsonNode state, String field, int count) {
    return state.has(field) ? OptionalInt.of(index(state, field, count)) : OptionalInt.empty();
  }

  private static void requireVersion(JsonNode root, Set<Long> expected) {
    if (!FORMAT.equals(root.path("format").asText())) {
      throw refusal(Texts.of("document.projectJson.itDoesNotSay"));
    }
    long version = whole(root, "version");
    if (version > VERSION) {
      throw refusal(Texts.of("document.projectJson.itWasWrittenBy", version, VERSION));
    }
    if (!expected.contains(version)) {
      throw refusal(Texts.of("document.projectJson.itsFormatVersionDoes", version));
    }
  }

  private static String identity(JsonNode root) {
    String identity = text(object(root, "bundle"), "identity");
    if (!IDENTITY.matcher(identity).matches()) {
      throw refusal(Texts.of("document.projectJson.itsBundleIdentityIs"));
    }
    return identity;
  }

  /** Where the photos of a project lie beside its text, in order. */
  static Set<String> photoPaths(JsonNode root) {
    Set<String> paths = new HashSet<>();
    if (root.path("source").isObject()) { // before version 3
      paths.add(SourceJson.path(root.path("source")));
    }
    root.path("sources").forEach(source -> paths.add(SourceJson.path(source)));
    return new TreeSet<>(paths);
  }

  /**
   * @param thumbnails of which portraits there are any, in the order of their numbers
   */
  static ObjectNode write(Project project, Iterable<PortraitDocument> thumbnails) {
    PortraitDocument document = project.document();
    PortraitJsonWriter portraits = new PortraitJsonWriter(thumbnails);
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.putObject("bundle")
        .put("identity", document.bundleIdentity())
        .put("name", project.bundleName());
    portraits.write(root, document);
    if (!project.keys().isEmpty()) {
      ArrayNode keys = root.putArray("keys");
      project.keys().forEach(key -> portraits.write(keys.addObject(), key));
    }
    if (!project.variants().isEmpty()) {
      ArrayNode variants = root.putArray("variants");
      for (NamedVariant variant : project.variants()) {
        ObjectNode node = variants.addObject().put("name", variant.name());
        if (variant.pinned()) {
          node.put("pinned", true);
        }
        portraits.write(node, variant.document());
      }
    }
    project.history().ifPresent(tree -> write(root.putObject("history"), tree, portraits));
    portraits.writeShared(root);
    return root;
  }

  private static void write(
      ObjectNode node, HistoryTree<PortraitDocument> tree, PortraitJsonWriter portraits) {
    node.put("current", tree.current());
    ArrayNode states = node.putArray("states");
    for (HistoryTree.State<PortraitDocument> state : tree.states()) {
      ObjectNode each = states.addObject().put("label", label(state.label()));
      state.parent().ifPresent(parent -> each.put("parent", parent));
      state.redo().ifPresent(redo -> each.put("redo", redo));
      // The current one is the project's portrait.
      if (states.size() - 1 != tree.current()) {
        portraits.write(each, state.value());
      }
    }
  }

  private static String label(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() > MAX_LABEL ? line.substring(0, MAX_LABEL - 1) + "\u2026" : line;
  }
}

package studio.anycost.export.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;

/**
 * Tells what a file is that is no checkpoint, and what to do with it: a page that was saved instead
 * of a download, a pointer that stands for a file, an archive around one. Looks at the first bytes
 * only.
 */
final class OtherFiles {
  /** Bytes at the start of a file that are enough to tell. */
  static final int LOOKED_AT = 1 << 16;

  private static final String CHOOSE =
      "Choose a file that torch.save wrote, often named .pt or .pth, or a .safetensors file.";
  private static final String DOWNLOAD = "Download the file itself again.";
  private static final int TAR_MAGIC_AT = 257;
  private static final int SHORTEST_PICKLE = 32;

  private OtherFiles() {}

  /** What a file is that begins in no way that is read. */
  static String explain(byte[] start) {
    if (start.length == 0) {
      return "the file is empty: the download or the copying did not work. " + DOWNLOAD;
    }
    String raw = new String(start, StandardCharsets.ISO_8859_1);
    String text = raw.replaceFirst("^(\u00ef\u00bb\u00bf)?\\s*", "").toLowerCase(Locale.ROOT);
    if (text.startsWith("version https://git-lfs") || text.startsWith("version https://hawser")) {
      return "this is a Git LFS pointer, a short text that stands for the file. Fetch the file"
          + " itself with 'git lfs pull', or download it in the browser.";
    }
    boolean page =
        text.startsWith("<!doctype html")
            || text.startsWith("<html")
            || text.startsWith("<") && (text.contains("<head") || text.contains("<body"));
    if (page) {
      return "this is a web page, not the file that it leads to, which often asks to sign in or to"
          + " confirm. Open it in a browser and download the file itself.";
    }
    if (text.startsWith("<?xml") || text.startsWith("<error")) {
      return "this is a text in XML, such as servers send when a download fails. " + DOWNLOAD;
    }
    if (text.startsWith("{") || text.startsWith("[")) {
      return "this is a text in JSON, such as servers send when a download fails. " + DOWNLOAD;
    }
    String format = format(raw);
    if (format != null) {
      return "this is " + format + " " + CHOOSE;
    }
    if (raw.chars().allMatch(c -> c == 0)) {
      return "the file holds nothing but zeros: the download or the copying did not work. "
          + DOWNLOAD;
    }
    if (isText(raw)) {
      return "this is a text, not a PyTorch checkpoint. " + DOWNLOAD;
    }
    return "this is not a PyTorch checkpoint. " + CHOOSE;
  }

  private static String format(String raw) {
    String packed = " Unpack it and choose the checkpoint in it.";
    if (raw.startsWith("\u001f\u008b") || raw.startsWith("BZh") || raw.startsWith("\u00fd7zXZ")) {
      return "a compressed file, not a PyTorch checkpoint." + packed;
    }
    if (raw.startsWith("7z\u00bc\u00af") || raw.startsWith("Rar!")) {
      return "an archive, not a PyTorch checkpoint." + packed;
    }
    if (raw.startsWith("ustar", TAR_MAGIC_AT)) {
      return "a tar archive, not a PyTorch checkpoint." + packed;
    }
    if (raw.startsWith("\u0093NUMPY")) {
      return "an array of NumPy (.npy), not a PyTorch checkpoint.";
    }
    if (raw.startsWith("\u0089HDF")) {
      return "an HDF5 file, such as Keras writes, not a PyTorch checkpoint.";
    }
    if (raw.startsWith("\u0089PNG") || raw.startsWith("\u00ff\u00d8\u00ff")) {
      return "a picture, not a PyTorch checkpoint.";
    }
    if (raw.startsWith("%PDF")) {
      return "a PDF, not a PyTorch checkpoint.";
    }
    return null;
  }

  private static boolean isText(String raw) {
    return raw.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\n' || c == '\r' || c == '\t');
  }

  /**
   * What a zip is that holds no checkpoint, or more than one.
   *
   * @param pickles number of entries that are the pickle of a checkpoint
   */
  static String zip(List<? extends ZipEntry> entries, int pickles) {
    if (pickles > 1) {
      return "the zip has "
          + pickles
          + " entries of the form NAME/data.pkl, but a checkpoint has one. Unpack it and choose one"
          + " checkpoint.";
    }
    List<String> names = entries.stream().map(ZipEntry::getName).toList();
    if (names.contains("manifest.json")) {
      return "this is a model bundle, which is imported already: open it instead.";
    }
    List<String> inside = names.stream().filter(OtherFiles::isCheckpointName).toList();
    if (!inside.isEmpty()) {
      return "this is an archive around "
          + Printable.list(inside)
          + ". Unpack it and choose the checkpoint in it.";
    }
    if (!names.isEmpty() && names.stream().allMatch(name -> name.endsWith(".npy"))) {
      return "this is an archive of NumPy arrays (.npz), not a PyTorch checkpoint. " + CHOOSE;
    }
    return "this is a zip archive of other files, not a PyTorch checkpoint. " + CHOOSE;
  }

  private static boolean isCheckpointName(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*\\.(pt|pth|ckpt|pkl|bin|safetensors)");
  }

  /**
   * What a pickle is that torch.save did not write.
   *
   * @param start of the file, a character for a byte
   */
  static String pickle(String start) {
    if (start.contains("_reconstruct_persistent_obj")) {
      return thisIs(CheckpointUnread.Kind.CODE_SNAPSHOT);
    }
    if (start.contains("dnnlib.tflib") || start.contains("tfutil")) {
      return thisIs(CheckpointUnread.Kind.TENSORFLOW_NETWORK);
    }
    if (start.length() < SHORTEST_PICKLE) {
      return "the file is cut short. " + DOWNLOAD;
    }
    String kind =
        start.contains("_modules") && start.contains("_parameters")
            ? "this is a pickled module, not its weights."
            : "this is a pickle, but not of torch.save.";
    return kind
        + " Load it with Python and save its weights: torch.save(model.state_dict(),"
        + " 'weights.pt').";
  }

  private static String thisIs(CheckpointUnread.Kind kind) {
    return "this is " + new CheckpointUnread("", kind).explanation();
  }
}

package studio.anycost.export.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import studio.anycost.models.io.SpecialFile;

/**
 * An open file that {@code torch.save} wrote, in the zip format of PyTorch 1.6 and later or in the
 * legacy format before it; or a safetensors file, which holds tensors under names in the same way.
 *
 * <p>Opening reads the names and shapes and checks that every tensor lies within the file; the data
 * is read tensor by tensor, when asked for, so the file must stay where it is until then. The
 * checkpoint owns the open file: close it when the last tensor is read. What was read, and all
 * names and shapes, stay valid.
 *
 * <p>Safe to use from any thread; threads that read data at the same time may wait for each other.
 * Interrupting a thread does not interrupt its reading.
 */
public final class TorchCheckpoint implements AutoCloseable {
  private final Path file;
  private final CheckpointLimits limits;
  private final Closeable container;
  private final CheckpointValue root;
  private final Map<String, String> texts;

  private TorchCheckpoint(
      Path file,
      CheckpointLimits limits,
      Closeable container,
      CheckpointValue root,
      Map<String, String> texts) {
    this.file = file;
    this.limits = limits;
    this.container = container;
    this.root = root;
    this.texts = texts;
  }

  /**
   * Opens a checkpoint within {@link CheckpointLimits#STANDARD}. Blocks while it reads the names.
   *
   * @throws CheckpointException if there is no such file, if it is no checkpoint, if it is damaged,
   *     or if it asks for something that a checkpoint may not ask for; nothing stays open
   */
  public static TorchCheckpoint open(Path file) throws IOException {
    return open(file, CheckpointLimits.STANDARD);
  }

  /** As {@link #open(Path)}, within other limits. */
  public static TorchCheckpoint open(Path file, CheckpointLimits limits) throws IOException {
    try {
      return openAny(file, limits);
    } catch (MalformedCheckpointException e) {
      throw new CheckpointException(file, e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(file, "there is no such file.", e);
    } catch (AccessDeniedException e) {
      throw new CheckpointException(file, "you are not allowed to read this file.", e);
    } catch (IOException e) {
      throw new CheckpointException(file, "the file cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static TorchCheckpoint openAny(Path file, CheckpointLimits limits) throws IOException {
    if (Files.isDirectory(file)) {
      throw new MalformedCheckpointException(
          "this is a folder. Choose a file that torch.save wrote, often named .pt or .pth.");
    }
    if (SpecialFile.is(file)) {
      throw new MalformedCheckpointException(SpecialFile.fault());
    }
    long size = Files.size(file);
    if (size > limits.maxFileBytes()) {
      throw MalformedCheckpointException.tooLarge(
          "the file has %d bytes; at most %d are read.".formatted(size, limits.maxFileBytes()));
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(OtherFiles.LOOKED_AT);
    }
    // First, as the length of a header can look like the beginning of the others.
    if (SafeTensorsFile.isBegunBy(start, size)) {
      return named(file, limits, SafeTensorsFile.open(file));
    }
    if (start.length >= 2 && start[0] == 'P' && start[1] == 'K') {
      return unpickle(file, limits, ZipContainer.open(file, limits));
    }
    if (start.length >= 2 && (start[0] & 0xff) == PickleOpcode.PROTO.code()) {
      return unpickle(file, limits, LegacyContainer.open(file, limits));
    }
    throw new MalformedCheckpointException(OtherFiles.explain(start));
  }

  private static TorchCheckpoint unpickle(
      Path file, CheckpointLimits limits, CheckpointContainer container) throws IOException {
    try {
      RestrictedUnpickler.Result result =
          RestrictedUnpickler.unpickle(container.objectPickle(), limits);
      container.locate(result.storages());
      CheckpointValue root =
          PickledValueConverter.convert(result.root(), limits, factory(file, container));
      return new TorchCheckpoint(file, limits, container, root, Map.of());
    } catch (IOException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  private static TorchCheckpoint named(Path file, CheckpointLimits limits, SafeTensorsFile tensors)
      throws IOException {
    try {
      CheckpointValue root = tensors.root(limits, factory(file, tensors));
      return new TorchCheckpoint(file, limits, tensors, root, tensors.texts());
    } catch (IOException | RuntimeException e) {
      tensors.close();
      throw e;
    }
  }

  private static PickledValueConverter.TensorFactory factory(Path file, ElementSource storages) {
    return (name, tensor, piece) ->
        new CheckpointTensor(
            file,
            name,
            tensor.layout().shape(),
            tensor.type(),
            tensor.layout().elementCount(),
            new StoredElements(piece != null ? piece : storages, tensor));
  }

  /** The file as it was given to {@link #open(Path)}. */
  public Path file() {
    return file;
  }

  /** The texts that a safetensors file has beside its tensors; none in other files. */
  public Map<String, String> texts() {
    return texts;
  }

  /** The value that was saved; for checkpoints of models, a {@link CheckpointDict}. */
  public CheckpointValue root() {
    return root;
  }

  /**
   * The tensors of the dictionary under a key of the root, for example {@code g_ema}. Names start
   * below the key.
   *
   * @throws CheckpointException if there is no such key (the message lists the keys that are
   *     there), or if it does not hold a dictionary
   */
  public TensorTable tensors(String key) throws CheckpointException {
    CheckpointDict dict = rootDict();
    CheckpointValue value = dict.entries().get(key);
    if (value == null) {
      throw new CheckpointException(
          file,
          "there is no '%s' in the file; it has %s."
              .formatted(Printable.of(key), Printable.list(dict.entries().keySet())));
    }
    String title = "'" + Printable.of(key) + "'";
    if (value instanceof CheckpointUnread unread) {
      throw new CheckpointException(file, title + " is " + unread.explanation());
    }
    if (!(value instanceof CheckpointDict inner)) {
      throw new CheckpointException(file, title + " is not a dictionary of tensors.");
    }
    return table(title, inner);
  }

  /**
   * The tensors of the whole root dictionary.
   *
   * @throws CheckpointException if the root is not a dictionary
   */
  public TensorTable tensors() throws CheckpointException {
    return table("the file", rootDict());
  }

  /**
   * All tensors of the file, those in lists too, by the keys and indices that lead to them.
   *
   * @throws CheckpointException if the root is neither a dictionary nor a list
   */
  public TensorTable everything() throws CheckpointException {
    try {
      CheckpointValue top = root instanceof CheckpointList ? root : rootDict();
      return TensorTable.ofAll(file, "the file", top, limits);
    } catch (MalformedCheckpointException e) {
      throw new CheckpointException(file, e.getMessage(), e);
    }
  }

  private CheckpointDict rootDict() throws CheckpointException {
    if (root instanceof CheckpointDict dict) {
      return dict;
    }
    if (root instanceof CheckpointUnread unread) {
      throw new CheckpointException(file, "this is " + unread.explanation());
    }
    throw new CheckpointException(
        file, "the file does not hold a dictionary. Save the model's state_dict.");
  }

  private TensorTable table(String title, CheckpointDict dict) throws CheckpointException {
    try {
      return TensorTable.of(file, title, dict, limits);
    } catch (MalformedCheckpointException e) {
      throw new CheckpointException(file, e.getMessage(), e);
    }
  }

  /** Closes the file. Tensors can no longer be read. Closing again has no effect. */
  @Override
  public void close() throws IOException {
    container.close();
  }
}

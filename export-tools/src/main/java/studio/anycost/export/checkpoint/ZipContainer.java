package studio.anycost.export.checkpoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The zip format: {@code NAME/data.pkl} is the object pickle, {@code NAME/data/KEY} is a storage,
 * {@code NAME/byteorder} is the byte order, little where it is missing, and no other is read. Other
 * entries, such as {@code NAME/version}, are not needed.
 *
 * <p>Checksums are not compared: PyTorch can be told to leave them out.
 */
final class ZipContainer implements CheckpointContainer {
  private static final String PICKLE_SUFFIX = "/data.pkl";

  private final ZipFile zip;
  private final String prefix;
  private final byte[] objectPickle;
  private final Map<String, ZipEntry> storages = new HashMap<>();

  private ZipContainer(ZipFile zip, Path file, CheckpointLimits limits) throws IOException {
    this.zip = zip;
    List<ZipEntry> entries = Collections.unmodifiableList(checkedEntries(Files.size(file), limits));
    this.prefix = archiveName(entries);
    requireLittleEndian();
    ZipEntry pickle = zip.getEntry(prefix + PICKLE_SUFFIX);
    try (InputStream in = new BufferedInputStream(zip.getInputStream(pickle))) {
      this.objectPickle = PickleScanner.scan(in, pickle.getSize(), limits);
    }
  }

  /**
   * Opens the file and scans its pickle.
   *
   * @throws MalformedCheckpointException if it is not such a zip
   */
  static ZipContainer open(Path file, CheckpointLimits limits) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException | IllegalArgumentException e) {
      throw new MalformedCheckpointException(
          "the file begins as a zip but is damaged or cut short. Copy or download it again.", e);
    }
    try {
      return new ZipContainer(zip, file, limits);
    } catch (ZipException | IllegalArgumentException e) {
      zip.close();
      throw new MalformedCheckpointException("the zip is damaged. Copy or download it again.", e);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private List<ZipEntry> checkedEntries(long fileSize, CheckpointLimits limits)
      throws MalformedCheckpointException {
    if (zip.size() > limits.maxZipEntries()) {
      throw MalformedCheckpointException.tooLarge(
          "the zip has %d entries; at most %d are read."
              .formatted(zip.size(), limits.maxZipEntries()));
    }
    ZipBudget budget = new ZipBudget(fileSize, limits);
    Set<String> names = new HashSet<>();
    List<ZipEntry> entries = zip.stream().<ZipEntry>map(entry -> entry).toList();
    for (ZipEntry entry : entries) {
      budget.add(entry);
      if (!names.add(entry.getName())) {
        throw MalformedCheckpointException.damaged(
            "the zip has the entry '%s' twice.".formatted(Printable.of(entry.getName())));
      }
    }
    return entries;
  }

  private static String archiveName(List<ZipEntry> entries) throws MalformedCheckpointException {
    List<String> found =
        entries.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith(PICKLE_SUFFIX))
            .map(name -> name.substring(0, name.length() - PICKLE_SUFFIX.length()))
            .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
            .toList();
    if (found.size() != 1) {
      throw new MalformedCheckpointException(OtherFiles.zip(entries, found.size()));
    }
    boolean script =
        entries.stream().anyMatch(e -> e.getName().equals(found.get(0) + "/constants.pkl"));
    if (script) {
      throw new MalformedCheckpointException(
          "this is a TorchScript program. Save the model's state_dict with torch.save instead.");
    }
    return found.get(0);
  }

  /** The data could be read, but files are about that say so and are not: they were rewritten. */
  private void requireLittleEndian() throws IOException {
    ZipEntry entry = zip.getEntry(prefix + "/byteorder");
    if (entry == null) {
      return;
    }
    String order;
    try (InputStream in = zip.getInputStream(entry)) {
      order = new String(in.readNBytes(16), StandardCharsets.UTF_8).strip();
    }
    if (order.equals("big")) {
      throw new MalformedCheckpointException(
          "the file says that its numbers are big-endian, which is not read. "
              + "Load it with PyTorch on a PC and save it again.");
    }
    if (!order.equals("little")) {
      throw new MalformedCheckpointException(
          "the byte order is '%s', but must be 'little'. Load the file with PyTorch and save it again."
              .formatted(Printable.of(order)));
    }
  }

  @Override
  public byte[] objectPickle() {
    return objectPickle;
  }

  @Override
  public void locate(Collection<StorageClaim> claims) throws IOException {
    for (StorageClaim claim : claims) {
      ZipEntry entry = zip.getEntry(prefix + "/data/" + claim.key());
      if (entry == null || entry.isDirectory()) {
        throw MalformedCheckpointException.damaged(
            "the data of storage '%s' is missing.".formatted(Printable.of(claim.key())));
      }
      if (claim.byteCount() > entry.getSize()) {
        throw MalformedCheckpointException.damaged(
            "storage '%s' claims %d bytes, but the file has only %d of them."
                .formatted(Printable.of(claim.key()), claim.byteCount(), entry.getSize()));
      }
      storages.put(claim.key(), entry);
    }
  }

  @Override
  public InputStream open(StorageClaim claim, long byteOffset) throws IOException {
    try {
      InputStream in = zip.getInputStream(storages.get(claim.key()));
      try {
        in.skipNBytes(byteOffset);
        return in;
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (IllegalStateException e) {
      throw new MalformedCheckpointException("the checkpoint is closed.", e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}

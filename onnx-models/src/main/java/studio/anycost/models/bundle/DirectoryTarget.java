package studio.anycost.models.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import studio.anycost.models.words.Texts;

/** Writes a bundle to a folder. */
final class DirectoryTarget implements BundleTarget {
  private final Path target;
  private final Path partial;
  private final boolean replace;

  DirectoryTarget(Path target, boolean replace) throws IOException {
    this.target = target;
    this.replace = replace;
    requireReplaceable();
    FileTrees.sweep(target, "partial");
    partial = Files.createDirectory(FileTrees.beside(target, "partial"));
  }

  /** Deletes nothing but what a bundle brought: a wrong target must not cost anybody a file. */
  private void requireReplaceable() throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw BundleException.notWritten(
          target.toString(), Texts.of("bundle.directoryTarget.fileThere"));
    }
    Set<Path> present = Set.copyOf(FileTrees.files(target));
    if (present.isEmpty()) {
      return;
    }
    Set<String> known;
    try (BundleSource source = new DirectorySource(target)) {
      known = ManifestCheck.read(source).files().keySet();
    } catch (BundleException e) {
      throw BundleException.notWritten(
          target.toString(), Texts.of("bundle.directoryTarget.folderNotEmpty"));
    }
    if (!replace) {
      throw BundleException.taken(target.toString());
    }
    for (Path file : present) {
      String name = file.toString().replace(file.getFileSystem().getSeparator(), "/");
      if (!known.contains(name) && !name.equals(FileNames.MANIFEST)) {
        throw BundleException.notWritten(
            target.toString(), Texts.of("bundle.directoryTarget.holdsMore", name));
      }
    }
  }

  @Override
  public void add(String name, byte[] content) throws IOException {
    Path file = partial.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  @Override
  public Path complete() {
    return partial;
  }

  @Override
  public void publish() throws IOException {
    // Again, as a long import leaves time to put something there.
    requireReplaceable();
    if (!Files.exists(target)) {
      Files.move(partial, target);
      return;
    }
    Path replaced = FileTrees.beside(target, "replaced");
    Files.move(target, replaced);
    try {
      Files.move(partial, target);
    } catch (IOException e) {
      Files.move(replaced, target);
      throw e;
    }
    FileTrees.delete(replaced);
  }

  @Override
  public void discard() throws IOException {
    FileTrees.delete(partial);
  }
}

package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.series.FaceEntry;
import studio.anycost.app.series.FaceListing;
import studio.anycost.app.series.FaceSettings;
import studio.anycost.app.series.NamedPhoto;

/**
 * The squares of photos' faces in a folder. A photo is known by its bytes, so that what was made of
 * it is found again whatever else was named, and another photo of the same name gets files of its
 * own.
 */
final class FaceFolder {
  /** The squares of a photo's faces. */
  @FunctionalInterface
  interface Squares {
    /**
     * The file of a face's square.
     *
     * @param number from 1 on
     */
    byte[] png(int number) throws IOException;
  }

  private final Path folder;
  private final FaceListing listing;
  private final boolean force;
  private final Optional<Integer> only;

  /**
   * @param folder which is there
   * @param force whether to make again what is there
   * @param only the number of the one face that is written of each photo; empty for all
   * @throws IOException with a sentence if it cannot be read what is there
   */
  FaceFolder(Path folder, boolean force, Optional<Integer> only) throws IOException {
    this.folder = folder;
    this.listing = FaceListing.of(folder);
    this.force = force;
    this.only = only;
  }

  /**
   * Whether all that would be written of a photo is there.
   *
   * @param sha256 of the photo
   * @throws InputException with a sentence if it is there with other settings: it is not ours to
   *     replace
   */
  boolean isDone(NamedPhoto photo, String sha256, FaceSettings settings) throws InputException {
    Optional<FaceEntry> there = listing.find(photo, sha256);
    if (force || there.isEmpty()) {
      return false;
    }
    FaceEntry entry = there.get();
    if (!entry.settings().equals(settings)) {
      throw new InputException(
          "The squares of "
              + photo.file()
              + " are in "
              + folder
              + " and were made with other settings: --force makes them again, or name another"
              + " folder.");
    }
    return only.isPresent() ? entry.holds(folder, only.get()) : entry.holdsAll(folder);
  }

  /**
   * Writes the squares of a photo that are not there yet.
   *
   * @param count of its faces; the one that is asked for is among them
   * @return what their files begin with
   * @throws IOException with a sentence if one cannot be written
   */
  String write(NamedPhoto photo, String sha256, FaceSettings settings, int count, Squares squares)
      throws IOException {
    Optional<FaceEntry> before = listing.find(photo, sha256);
    String file = FaceListing.fileName(photo);
    Optional<FaceEntry> same =
        before.filter(entry -> entry.settings().equals(settings) && entry.count() == count);
    String name =
        before.isPresent()
            ? before.get().name()
            : listing.free(photo.stem(), count, (there, number) -> holds(there, squares, number));
    SortedSet<Integer> written =
        new TreeSet<>(same.map(FaceEntry::written).orElse(new TreeSet<>()));
    if (before.isPresent() && same.isEmpty()) {
      // A process that ends in the middle leaves nothing that is taken for done.
      listing.add(new FaceEntry(name, file, sha256, settings, count, written));
    }
    for (int number = 1; number <= count; number++) {
      if (only.isPresent() && number != only.get()) {
        continue;
      }
      if (force || same.isEmpty() || !same.get().holds(folder, number)) {
        SafeFiles.write(file(name, number), squares.png(number));
      }
      written.add(number);
    }
    FaceEntry entry = new FaceEntry(name, file, sha256, settings, count, written);
    if (!before.equals(Optional.of(entry))) {
      listing.add(entry);
    }
    return name;
  }

  /** The file of a face. */
  Path file(String name, int number) {
    return FaceEntry.file(folder, name, number);
  }

  private static boolean holds(Path file, Squares squares, int number) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    byte[] square = squares.png(number);
    return Files.size(file) == square.length && Arrays.equals(Files.readAllBytes(file), square);
  }
}

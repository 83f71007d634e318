package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.series.NamedPhoto;
import studio.anycost.app.series.PhotoList;

/**
 * The portraits in a folder. A photo is known by its bytes: its portrait is looked for under all
 * names that it may have, so that it is found again whatever else was named, and another photo of
 * the same name gets a file of its own.
 */
final class PortraitFolder implements PortraitPlaces {
  private static final String ENDING = "." + ProjectFile.EXTENSION;

  private final Path folder;
  private final ProjectedFiles files;
  private final boolean force;

  /** Of files that were read or written, the photo in them. */
  private final Map<Path, String> photos = new HashMap<>();

  private final Set<Path> made = new HashSet<>();

  /**
   * @param folder which is there
   * @param force whether to make again what is there
   */
  PortraitFolder(Path folder, ProjectedFiles files, boolean force) {
    this.folder = folder;
    this.files = files;
    this.force = force;
  }

  @Override
  public Place place(NamedPhoto photo, PortraitInput input) throws IOException, InputException {
    Optional<Path> other = Optional.empty();
    Optional<Path> broken = Optional.empty();
    List<Path> named = named(photo.stem());
    for (Path file : named) {
      if (isOfAnother(file, input)) {
        continue;
      }
      Optional<PortraitDocument> there = read(file);
      if (there.isEmpty()) {
        broken = broken.or(() -> Optional.of(file));
        continue;
      }
      if (!isCalled(file, photo.stem()) && !input.isCalled(there.get())) {
        continue; // the portrait of a copy, which has a name of its own
      }
      switch (files.match(there.get(), input)) {
        case DONE -> {
          return new Place(file, there.filter(portrait -> !force || made.contains(file)));
        }
        case OTHER_SETTINGS -> other = other.or(() -> Optional.of(file));
        case OTHER_PHOTO -> {}
      }
    }
    if (other.isPresent() && !force) {
      throw new InputException(
          other.get()
              + " is there and was made from this photo with other settings: --force makes it"
              + " again, or name another folder.");
    }
    Path file = other.isPresent() ? other.get() : broken.orElse(free(photo.stem(), named));
    return new Place(file, Optional.empty());
  }

  /** What is there under the names that a photo's portrait may have, the first name first. */
  private List<Path> named(String stem) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(
              file -> {
                String name = lower(file);
                return name.endsWith(ENDING)
                    && PhotoList.isNamed(name.substring(0, name.length() - ENDING.length()), stem);
              })
          .sorted(
              Comparator.comparing((Path file) -> lower(file).length()).thenComparing(file -> file))
          .toList();
    }
  }

  private static boolean isCalled(Path file, String stem) {
    return lower(file).equals((stem + ENDING).toLowerCase(Locale.ROOT));
  }

  /** Some file systems take names of another case for the same. */
  private static String lower(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  /** Without reading it again: each of many photos of one name looks at the files of the others. */
  private boolean isOfAnother(Path file, PortraitInput input) throws IOException {
    String known = photos.get(file);
    return known != null && !input.photo().map(PhotoFile::sha256).equals(Optional.of(known))
        || !Files.isRegularFile(file)
        || Files.isSameFile(file, input.file());
  }

  /** Empty for a file that cannot be opened whole. */
  private Optional<PortraitDocument> read(Path file) {
    try {
      PortraitDocument document = ProjectFile.read(file).document();
      photos.put(file, document.source().map(source -> source.file().sha256()).orElse(""));
      return Optional.of(document);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path free(String stem, List<Path> named) {
    Set<String> taken = named.stream().map(PortraitFolder::lower).collect(Collectors.toSet());
    int number = 1;
    while (taken.contains((PhotoList.numbered(stem, number) + ENDING).toLowerCase(Locale.ROOT))) {
      number++;
    }
    return folder.resolve(PhotoList.numbered(stem, number) + ENDING);
  }

  @Override
  public void wrote(Path file, PortraitInput input) {
    made.add(file);
    input.photo().ifPresent(photo -> photos.put(file, photo.sha256()));
  }
}

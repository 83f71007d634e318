package studio.anycost.app.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.anycost.app.photo.PhotoNames;
import studio.anycost.app.words.Texts;

/** The photos that a person named: files, and folders of them. */
public final class PhotoList {
  private static final Pattern NUMBER = Pattern.compile("(-[1-9]\\d{0,8})?");

  private PhotoList() {}

  /**
   * The photos in the order in which they were named, those of a folder by name; none twice.
   *
   * @param named files, which need not be there, and folders; of these what is called like a photo
   *     and is not hidden, without folders in them. Links that lead nowhere and what may not be
   *     read are among them: they are told when their turn comes, instead of being missed
   * @throws IllegalArgumentException with a sentence if there is no photo in a folder
   * @throws IOException if a folder cannot be read
   */
  public static List<NamedPhoto> of(List<Path> named) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    Set<Path> known = new HashSet<>();
    for (Path path : named) {
      for (Path file : Files.isDirectory(path) ? photos(path) : List.of(path)) {
        if (known.add(file.toAbsolutePath().normalize())) {
          files.add(file);
        }
      }
    }
    Set<String> taken = new HashSet<>();
    List<NamedPhoto> photos = new ArrayList<>();
    for (Path file : files) {
      String stem = stem(file);
      String name = stem;
      // Some file systems take names of another case for the same.
      for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
        name = numbered(stem, i);
      }
      photos.add(new NamedPhoto(file, stem, name));
    }
    return photos;
  }

  /** The names of several photos that are called the same: NAME, NAME-2, NAME-3 and so on. */
  public static String numbered(String stem, int number) {
    return number == 1 ? stem : stem + "-" + number;
  }

  /** Whether a name is one of {@link #numbered}, in letters of any case. */
  public static boolean isNamed(String name, String stem) {
    return name.length() >= stem.length()
        && name.substring(0, stem.length()).equalsIgnoreCase(stem)
        && NUMBER.matcher(name.substring(stem.length())).matches();
  }

  private static List<Path> photos(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> photos =
          all.filter(file -> PhotoNames.isPhoto(name(file)) && !name(file).startsWith("."))
              .filter(file -> !Files.isDirectory(file))
              .sorted()
              .toList();
      if (photos.isEmpty()) {
        throw new IllegalArgumentException(
            Texts.of("series.photoList.noPhotos", folder, String.join(", .", PhotoNames.ENDINGS)));
      }
      return photos;
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String stem(Path file) {
    String name = name(file);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}

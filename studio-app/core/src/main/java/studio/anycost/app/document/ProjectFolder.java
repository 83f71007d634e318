package studio.anycost.app.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.photo.PhotoFile;

/**
 * A project as files in a folder: what {@link ProjectFile} puts into a zip. For a project that is
 * written again and again while it is edited: a text of some kilobytes takes the place of the last
 * one in one step, and a photo of many megabytes is written once.
 */
public final class ProjectFolder {
  private static final String PHOTOS = "photos";

  private ProjectFolder() {}

  /**
   * Writes a project into a folder that exists. Whoever reads it at any moment finds the project of
   * before or this one, whole.
   *
   * @throws IOException with a sentence, if that is not possible
   */
  public static void write(Path folder, Project project) throws IOException {
    byte[] text = ProjectFile.text(project);
    Optional<PhotoFile> photo = project.document().source().map(PhotoSource::file);
    Optional<Path> photoPath = photo.map(each -> folder.resolve(ProjectZip.path(each)));
    if (photo.isPresent() && !Files.exists(photoPath.get())) {
      Files.createDirectories(folder.resolve(PHOTOS));
      SafeFiles.write(
          photoPath.get(),
          temporary -> {
            try (var in = photo.get().open();
                var out = Files.newOutputStream(temporary)) {
              in.transferTo(out);
            }
          });
    }
    SafeFiles.write(folder.resolve(ProjectZip.DESCRIPTION), text);
    deletePhotosBut(photoPath, folder.resolve(PHOTOS));
  }

  private static void deletePhotosBut(Optional<Path> kept, Path photos) throws IOException {
    if (!Files.isDirectory(photos)) {
      return;
    }
    try (Stream<Path> files = Files.list(photos)) {
      for (Path file : files.filter(each -> !kept.equals(Optional.of(each))).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Whether a project was written into a folder. */
  public static boolean holdsProject(Path folder) {
    return Files.exists(folder.resolve(ProjectZip.DESCRIPTION));
  }

  /** When the project was written last. */
  public static Instant written(Path folder) throws IOException {
    return Files.getLastModifiedTime(folder.resolve(ProjectZip.DESCRIPTION)).toInstant();
  }

  /** Deletes the project from a folder, its text first: without it there is none. */
  public static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(ProjectZip.DESCRIPTION));
    deletePhotosBut(Optional.empty(), folder.resolve(PHOTOS));
    Files.deleteIfExists(folder.resolve(PHOTOS));
  }

  /**
   * Reads what {@link #write} wrote. As hostile as any project file: see {@link ProjectFile}.
   *
   * @throws IOException with one sentence that names the folder and what is wrong with it
   */
  public static Project read(Path folder) throws IOException {
    byte[] text = SafeFiles.read(folder.resolve(ProjectZip.DESCRIPTION), ProjectFile.LIMIT);
    Map<String, byte[]> photos = new HashMap<>();
    try {
      // The text names its photo; any other is of a project before, or of nothing.
      Optional<String> path = ProjectFile.photoPath(text);
      if (path.isPresent()) {
        photos.put(path.get(), SafeFiles.read(folder.resolve(path.get()), PhotoFile.LIMIT));
      }
      return ProjectFile.parse(text, photos);
    } catch (IllegalArgumentException e) {
      throw new ProjectException(
          folder + " is no project that can be opened: " + e.getMessage(), e);
    }
  }
}

package studio.anycost.app.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.words.Texts;

/**
 * A project as files in a folder: what {@link ProjectFile} puts into a zip. For a project that is
 * written again and again while it is edited: a text of some kilobytes takes the place of the last
 * one in one step, and a photo of many megabytes is written once.
 */
public final class ProjectFolder {
  private static final String PHOTOS = "photos";

  private ProjectFolder() {}

  /**
   * Writes a project into a folder that exists, without thumbnails. Whoever reads it at any moment
   * finds the project of before or this one, whole.
   *
   * @throws IOException with a sentence, if that is not possible
   */
  public static void write(Path folder, Project project) throws IOException {
    ProjectText text = ProjectText.of(project.withoutThumbnails());
    Set<Path> paths = new HashSet<>();
    for (PhotoFile photo : text.photos()) {
      Path path = folder.resolve(ProjectZip.path(photo));
      paths.add(path);
      if (!Files.exists(path)) {
        Files.createDirectories(folder.resolve(PHOTOS));
        SafeFiles.write(
            path,
            temporary -> {
              try (var in = photo.open();
                  var out = Files.newOutputStream(temporary)) {
                in.transferTo(out);
              }
            });
      }
    }
    SafeFiles.write(folder.resolve(ProjectZip.DESCRIPTION), text.bytes());
    deletePhotosBut(paths, folder.resolve(PHOTOS));
  }

  /** The length in bytes of the text that {@link #write} would write. */
  public static int measure(Project project) throws IOException {
    return ProjectText.of(project.withoutThumbnails()).bytes().length;
  }

  private static void deletePhotosBut(Set<Path> kept, Path photos) throws IOException {
    if (!Files.isDirectory(photos)) {
      return;
    }
    try (Stream<Path> files = Files.list(photos)) {
      for (Path file : files.filter(each -> !kept.contains(each)).toList()) {
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
    deletePhotosBut(Set.of(), folder.resolve(PHOTOS));
    Files.deleteIfExists(folder.resolve(PHOTOS));
  }

  /**
   * Reads what {@link #write} wrote. As hostile as any project file: see {@link ProjectFile}.
   *
   * @throws NewerFileException with a sentence if a newer studio wrote it
   * @throws IOException with one sentence that names the folder and what is wrong with it
   */
  public static Project read(Path folder) throws IOException {
    byte[] text = SafeFiles.read(folder.resolve(ProjectZip.DESCRIPTION), ProjectFile.LIMIT);
    ProjectFile.checkVersion(folder.resolve(ProjectZip.DESCRIPTION), text);
    Map<String, byte[]> photos = new HashMap<>();
    try {
      // The text names its photos; any other is of a project before, or of nothing.
      Set<String> paths = ProjectFile.photoPaths(text);
      if (paths.size() > ProjectZip.MOST_PHOTOS) {
        throw new IllegalArgumentException(Texts.of("document.projectFolder.tooManyPictures"));
      }
      int room = ProjectZip.PHOTOS_LIMIT;
      for (String path : paths) {
        byte[] photo = SafeFiles.read(folder.resolve(path), Math.min(room, PhotoFile.LIMIT));
        room -= photo.length;
        photos.put(path, photo);
      }
      return ProjectFile.parse(text, photos);
    } catch (IllegalArgumentException e) {
      throw new ProjectException(
          Texts.of("document.projectFolder.isNoProjectThat", folder, e.getMessage()), e);
    }
  }
}

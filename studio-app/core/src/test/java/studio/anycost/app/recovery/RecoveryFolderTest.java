package studio.anycost.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Noise;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.photo.PhotoFile;

class RecoveryFolderTest {
  private static final Optional<Path> FILE = Optional.of(Path.of("/a/face.anycost"));

  @TempDir Path folder;

  /** The smallest GIF. */
  private static final byte[] PHOTO =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==");

  static Project project(long seed) {
    return new Project(
        new PortraitDocument(
            "0123456789abcdef".repeat(4), new BaseStyle.Seed(seed, 0.7), Noise.FIXED, Recipe.EMPTY),
        "M");
  }

  private static Project ofPhoto(long seed) throws IOException {
    PhotoFile photo = PhotoFile.wrap("me.gif", PHOTO.clone());
    PhotoSource source = new PhotoSource(photo, 1, 1, new Alignment(0.5, 0.5, 0.5, 0));
    return new Project(project(seed).document().withSource(source), "M");
  }

  private List<Path> slots() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void whatAWindowLeftIsFoundByTheNextAlone() throws IOException {
    RecoveryFolder killed = new RecoveryFolder(folder);
    killed.keep(project(1), Optional.empty());
    killed.keep(ofPhoto(2), FILE);
    try (RecoveryFolder beside = new RecoveryFolder(folder)) {
      assertThat(beside.claim().work()).as("the other still runs").isEmpty();
      killed.close();
      List<UnsavedWork> left = beside.claim().work();
      assertThat(left).hasSize(1);
      assertThat(left.get(0).project()).isEqualTo(ofPhoto(2));
      assertThat(left.get(0).file()).isEqualTo(FILE);
      try (RecoveryFolder third = new RecoveryFolder(folder)) {
        assertThat(third.claim().work()).as("offered once").isEmpty();
      }
    }
    try (RecoveryFolder later = new RecoveryFolder(folder)) {
      List<UnsavedWork> again = later.claim().work();
      assertThat(again).as("nobody decided").hasSize(1);
      later.takeOver(again.get(0));
      assertThat(slots()).as("in one slot, this window's").hasSize(1);
      later.end();
    }
    assertThat(slots()).isEmpty();
  }

  @Test
  void writesAPhotoOnceAndNoOldOneStays() throws IOException {
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      window.keep(ofPhoto(1), Optional.empty());
      Path photos = slots().get(0).resolve("photos");
      Object first;
      try (Stream<Path> files = Files.list(photos)) {
        first = key(files.toList());
      }
      window.keep(ofPhoto(2), Optional.empty());
      try (Stream<Path> files = Files.list(photos)) {
        assertThat(key(files.toList())).isEqualTo(first);
      }
      window.keep(project(3), Optional.empty());
      try (Stream<Path> files = Files.list(photos)) {
        assertThat(files).isEmpty();
      }
    }
  }

  /** Another file would have another key, even of the same name. */
  private static Object key(List<Path> files) throws IOException {
    assertThat(files).hasSize(1);
    return Files.getAttribute(files.get(0), "unix:ino");
  }

  @Test
  void nothingIsOfferedOfWhatWasSavedOrIsDamaged() throws IOException {
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      window.keep(project(1), Optional.empty());
      window.forget();
    }
    assertThat(slots()).isEmpty();
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      window.keep(project(1), Optional.empty());
    }
    Path damaged = slots().get(0);
    Files.writeString(damaged.resolve("project.json"), "{\"format\":");
    Files.createDirectory(folder.resolve("no slot"));
    Files.writeString(folder.resolve("a file"), "x");
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      window.keep(project(2), Optional.empty());
    }
    Path aside = folder.resolve("unreadable").resolve(damaged.getFileName());
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      LeftWork left = window.claim();
      assertThat(left.work()).extracting(UnsavedWork::project).containsExactly(project(2));
      assertThat(left.unreadable())
          .singleElement()
          .asString()
          .startsWith(aside + " is no project that can be opened: ");
    }
    assertThat(damaged).doesNotExist();
    assertThat(aside.resolve("project.json")).as("kept for somebody who can read it").exists();

    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      LeftWork left = window.claim();
      assertThat(left.unreadable()).as("told once").isEmpty();
      assertThat(left.work()).hasSize(1);
    }
    assertThat(aside.resolve("project.json")).exists();
  }

  /** As by a newer studio, whose format this one does not know. */
  @Test
  void whatWasPutAsideIsOfferedOnceItCanBeRead() throws IOException {
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      window.keep(project(1), Optional.empty());
    }
    Path text = slots().get(0).resolve("project.json");
    String readable = Files.readString(text);
    Files.writeString(text, "{\"format\":");
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      assertThat(window.claim().unreadable()).hasSize(1);
    }
    Path aside = folder.resolve("unreadable").resolve(text.getParent().getFileName());
    Files.writeString(aside.resolve("project.json"), readable);

    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      UnsavedWork work = window.claim().work().get(0);
      assertThat(work.project()).isEqualTo(project(1));
      window.takeOver(work);
    }

    assertThat(aside).doesNotExist();
  }

  /** Files among them, as many as there may be, take the place of none. */
  @Test
  void amongOtherFilesTheWorkIsFound() throws IOException {
    for (int i = 0; i < 5; i++) {
      try (RecoveryFolder window = new RecoveryFolder(folder)) {
        window.keep(project(i), Optional.empty());
      }
    }
    Path aside = Files.createDirectory(folder.resolve("unreadable"));
    for (Path slot : slots().subList(0, 3)) {
      if (!slot.equals(aside)) {
        Files.move(slot, aside.resolve(slot.getFileName()));
      }
    }
    for (int i = 0; i < 1000; i++) {
      Files.createFile(folder.resolve("a file " + i));
      Files.createFile(aside.resolve("a file " + i));
    }
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      assertThat(window.claim().work()).hasSize(5);
    }
  }

  /** Fails for nobody who may read everything, such as root. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatWasPutAsideHidesNothingIfItCannotBeListed() throws IOException {
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      window.keep(project(1), Optional.empty());
    }
    Path aside = Files.createDirectory(folder.resolve("unreadable"));
    Files.setPosixFilePermissions(aside, Set.of());
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      LeftWork left = window.claim();
      assertThat(left.work()).extracting(UnsavedWork::project).containsExactly(project(1));
      assertThat(left.unreadable()).isEmpty();
    } finally {
      Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void atMostAsManyArePutAsideAsAreToldOf() throws IOException {
    for (int i = 0; i < 5; i++) {
      try (RecoveryFolder window = new RecoveryFolder(folder)) {
        window.keep(project(i), Optional.empty());
      }
    }
    for (Path slot : slots()) {
      Files.writeString(slot.resolve("project.json"), "{\"format\":");
    }
    List<Integer> told = new ArrayList<>();
    for (int start = 0; start < 3; start++) {
      try (RecoveryFolder window = new RecoveryFolder(folder)) {
        told.add(window.claim().unreadable().size());
      }
    }
    assertThat(told).containsExactly(3, 2, 0);
  }

  @Test
  void whoWritesAfterTheEndKeepsNothing() throws IOException {
    RecoveryFolder window = new RecoveryFolder(folder);
    window.keep(project(1), Optional.empty());
    window.end();
    window.keep(project(2), Optional.empty());
    assertThat(slots()).isEmpty();
  }

  /** A text that names a photo elsewhere leads nowhere. */
  @Test
  void noPhotoIsReadFromOutsideTheSlot() throws IOException {
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      window.keep(ofPhoto(1), Optional.empty());
    }
    Path text = slots().get(0).resolve("project.json");
    Files.writeString(
        text, Files.readString(text).replaceFirst("photos/[0-9a-f]+\\.gif", "../secret.gif"));
    Files.write(folder.resolve("secret.gif"), PHOTO);
    try (RecoveryFolder window = new RecoveryFolder(folder)) {
      assertThat(window.claim().work()).isEmpty();
    }
  }

  /** Whatever a killed process had said that it kept is there, or something newer. */
  @Test
  @Timeout(120)
  void losesNothingWhenItIsKilledAtAnyMoment() throws Exception {
    Random random = new Random(5);
    for (int round = 0; round < 8; round++) {
      Path home = folder.resolve("home" + round);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  KeepingProcess.class.getName(),
                  home.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      long last = -1;
      try (BufferedReader said = process.inputReader()) {
        int enough = 1 + random.nextInt(200);
        while (last < enough) {
          last = Long.parseLong(said.readLine());
        }
        process.toHandle().destroyForcibly(); // closes no stream
        process.waitFor();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
          last = line.matches("\\d+") ? Math.max(last, Long.parseLong(line)) : last;
        }
      }
      try (RecoveryFolder next = new RecoveryFolder(home)) {
        List<UnsavedWork> left = next.claim().work();
        assertThat(left).hasSize(1);
        BaseStyle.Seed base = (BaseStyle.Seed) left.get(0).project().document().base();
        assertThat(base.seed()).isBetween(last, last + 1);
        assertThat(left.get(0).file()).isEqualTo(FILE);
      }
    }
  }
}

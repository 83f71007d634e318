package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.settings.StudioFolders;

/** A real process that is killed while it makes portraits of many photos, and its successor. */
@Timeout(300)
class ProjectProcessTest {
  private static final Path PHOTO =
      Path.of("..", "core", "src", "test", "resources", "faces", "render.png");
  private static final int PHOTOS = 6;

  @TempDir Path folder;
  private Path photos;
  private Path portraits;
  private Path report;
  private File err;

  @BeforeEach
  void makePhotos() throws IOException {
    photos = Files.createDirectory(folder.resolve("photos"));
    portraits = folder.resolve("portraits");
    report = folder.resolve("report.json");
    err = folder.resolve("err.txt").toFile();
    for (int i = 0; i < PHOTOS; i++) {
      ImageIO.write(moved(i), "png", photo(i).toFile());
    }
  }

  private Path photo(int number) {
    return photos.resolve("photo" + number + ".png");
  }

  /** The face darker from photo to photo, and each time elsewhere. */
  private static BufferedImage moved(int number) throws IOException {
    BufferedImage face = ImageIO.read(PHOTO.toFile());
    BufferedImage photo =
        new BufferedImage(
            face.getWidth() + 8 * PHOTOS, face.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = photo.createGraphics();
    graphics.drawImage(face, 8 * number, 0, null);
    graphics.setColor(new Color(0, 0, 0, 20 * number));
    graphics.fillRect(0, 0, photo.getWidth(), photo.getHeight());
    graphics.dispose();
    return photo;
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("-Dlogback.configurationFile=logback-test.xml");
    command.add(
        "-D"
            + StudioFolders.PLUGINS_PROPERTY
            + "="
            + Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY)).toAbsolutePath());
    command.add(ProjectingMain.class.getName());
    command.add(folder.resolve("home").toString());
    command.addAll(
        List.of(
            "project",
            photos.toString(),
            "-o",
            portraits.toString(),
            "--report",
            report.toString()));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(err)
        .start();
  }

  private List<Path> made() throws IOException {
    if (!Files.isDirectory(portraits)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(portraits)) {
      return files.filter(file -> file.toString().endsWith(".anycost")).sorted().toList();
    }
  }

  @Test
  void nothingIsDoneTwiceAndNothingIsLost() throws IOException, InterruptedException {
    Process first = start();
    try {
      while (made().size() < 2 && first.isAlive()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } finally {
      first.destroyForcibly();
      assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    List<Path> before = made();
    assertThat(before).hasSizeBetween(2, PHOTOS - 1);
    Map<Path, FileTime> times = new HashMap<>();
    Map<Path, byte[]> contents = new HashMap<>();
    for (Path file : before) {
      ProjectFile.read(file);
      times.put(file, Files.getLastModifiedTime(file));
      contents.put(file, Files.readAllBytes(file));
    }
    // What it would have left had it been killed in the middle of a file, and what others write.
    Path half = portraits.resolve(".anycost-" + first.pid() + "-0123456789abcdef.part");
    Files.write(half, new byte[100]);
    Path ofOthers =
        portraits.resolve(".anycost-" + ProcessHandle.current().pid() + "-0123456789abcdef.part");
    Files.write(ofOthers, new byte[100]);

    Process second = start();
    assertThat(second.waitFor(240, TimeUnit.SECONDS)).isTrue();

    assertThat(second.exitValue()).isZero();
    assertThat(Files.readString(err.toPath()))
        .contains(before.size() + " of " + PHOTOS + " portraits were done already");
    assertThat(made()).hasSize(PHOTOS);
    Set<BaseStyle> styles = new HashSet<>();
    for (int i = 0; i < PHOTOS; i++) {
      PortraitDocument portrait =
          ProjectFile.read(portraits.resolve("photo" + i + ".anycost")).document();
      assertThat(portrait.runs()).hasSize(2);
      assertThat(portrait.source().orElseThrow().file())
          .isEqualTo(PhotoFile.wrap("photo" + i + ".png", Files.readAllBytes(photo(i))));
      styles.add(portrait.base());
    }
    assertThat(styles).as("each is of its own photo").hasSize(PHOTOS);
    for (Path file : before) {
      assertThat(Files.getLastModifiedTime(file)).isEqualTo(times.get(file));
      assertThat(file).hasBinaryContent(contents.get(file));
    }
    assertThat(half).doesNotExist();
    assertThat(ofOthers).exists();
    JsonNode told = new ObjectMapper().readTree(report.toFile());
    List<String> reported = new ArrayList<>();
    for (JsonNode each : told.path("photos")) {
      Path of = Path.of(each.path("photo").asText()).getFileName();
      Path as = Path.of(each.path("file").asText()).getFileName();
      assertThat(as).hasToString(of.toString().replace(".png", ".anycost"));
      reported.add(of.toString());
    }
    assertThat(reported)
        .containsExactlyInAnyOrder(
            IntStream.range(0, PHOTOS)
                .mapToObj(i -> photo(i).getFileName().toString())
                .toArray(String[]::new));
    assertThat(told.path("failures").size()).isZero();
  }
}

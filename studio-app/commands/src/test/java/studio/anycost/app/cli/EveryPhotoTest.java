package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.Alignment;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.photo.FacePhotos;
import studio.anycost.app.photo.PhotoFile;

/**
 * Photos of every form and fault on their way to an edited face in them, as it ships: {@code
 * project}, {@code edit --into-photo} and {@code blend}. The way to the face alone is that of
 * {@link AlignCommandTest}.
 */
class EveryPhotoTest {
  @TempDir Path folder;
  private Path photos;
  private Path portraits;
  private Cli cli;

  @BeforeEach
  void prepare() throws IOException {
    photos = Files.createDirectory(folder.resolve("photos"));
    portraits = folder.resolve("portraits");
    cli = new Cli(folder.resolve("home"));
  }

  private Path photo(String name, byte[] bytes) throws IOException {
    return FacePhotos.write(photos, name, bytes);
  }

  private Path portrait(String photo) {
    return portraits.resolve(photo.substring(0, photo.lastIndexOf('.')) + ".anycost");
  }

  private static PortraitDocument document(Path project) throws IOException {
    return ProjectFile.read(project).document();
  }

  private static float[] style(Path project) throws IOException {
    return ((BaseStyle.Given) document(project).base()).code().toArray();
  }

  /** Mean difference of two arrays, in parts of the mean size of the first. */
  private static double difference(float[] one, float[] other) {
    double sum = 0;
    double size = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
      size += Math.abs(one[i]);
    }
    return sum / size;
  }

  private static int level(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) >> 8 & 0xff;
  }

  /** Mean difference of the levels in a part of two pictures. */
  private static double difference(BufferedImage one, BufferedImage other, Rectangle part) {
    double sum = 0;
    for (int y = part.y; y < part.y + part.height; y++) {
      for (int x = part.x; x < part.x + part.width; x++) {
        sum += Math.abs(level(one, x, y) - level(other, x, y));
      }
    }
    return sum / part.width / part.height;
  }

  private BufferedImage into(String command, Path project) throws IOException {
    Path out = folder.resolve("out.png");
    Files.deleteIfExists(out);
    Cli.Result result =
        command.equals("edit")
            ? cli.run("edit", project, "--set", "Smiling=1", "--into-photo", "-o", out)
            : cli.run("blend", "photo-blend", project, "--mode", "replace", "-o", out);
    assertThat(result.exitCode()).as("%s %s: %s", command, project, result.err()).isZero();
    return ImageIO.read(out.toFile());
  }

  /** Whatever form the same photo comes in, the same face is put into the same photo. */
  @Test
  void everyFormOfAPhotoEndsAsTheSame() throws IOException {
    Map<String, byte[]> forms = FacePhotos.forms();
    for (Map.Entry<String, byte[]> form : forms.entrySet()) {
      photo(form.getKey(), form.getValue());
    }

    Cli.Result result = cli.run("project", photos, "-o", portraits);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    Path plain = portrait("plain.png");
    BufferedImage upright = FacePhotos.astronaut();
    Rectangle all = new Rectangle(512, 512);
    Rectangle mouth = new Rectangle(205, 115, 40, 40);
    BufferedImage smiling = into("edit", plain);
    assertThat(difference(upright, smiling, mouth)).isGreaterThan(2);
    for (String name : forms.keySet()) {
      Path project = portrait(name);
      Alignment square = document(project).source().orElseThrow().alignment();
      assertThat(square.centreX()).as(name).isCloseTo(225, within(4.0));
      assertThat(square.centreY()).as(name).isCloseTo(107, within(4.0));
      assertThat(difference(style(plain), style(project))).as(name).isLessThan(0.25);
      assertThat(difference(smiling, into("edit", project), all)).as(name).isLessThan(6);
    }
    BufferedImage rendered = into("blend", plain);
    for (String name : List.of("exif6.jpg", "inks.jpg", "animated.gif", "sixteen-png.png")) {
      assertThat(difference(rendered, into("blend", portrait(name)), all)).as(name).isLessThan(6);
    }
  }

  /** Where the face is one of many, at the border or on its head, nothing but it changes. */
  @Test
  void aFaceThatIsHardToPlaceIsPutBackWhereItIs() throws IOException {
    Map<String, BufferedImage> pictures =
        Map.of(
            "border.png", FacePhotos.atTheBorder(),
            "five.png", FacePhotos.five(),
            "upside.png", FacePhotos.turned(2));
    for (Map.Entry<String, BufferedImage> picture : pictures.entrySet()) {
      photo(picture.getKey(), FacePhotos.png(picture.getValue()));
    }

    Cli.Result result = cli.run("project", photos, "-o", portraits);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    for (Map.Entry<String, BufferedImage> picture : pictures.entrySet()) {
      Path project = portrait(picture.getKey());
      PhotoSource source = document(project).source().orElseThrow();
      for (String command : List.of("edit", "blend")) {
        BufferedImage after = into(command, project);
        assertChangesWithin(source.alignment(), picture.getValue(), after, picture.getKey());
      }
    }
    Path fifth = folder.resolve("fifth.anycost");
    assertThat(cli.run("project", photos.resolve("five.png"), "--face", 5, "-o", fifth).exitCode())
        .isZero();
    PhotoSource source = document(fifth).source().orElseThrow();
    assertThat(source.alignment()).isEqualTo(source.faces().get(4).alignment());
    assertChangesWithin(
        source.alignment(), pictures.get("five.png"), into("edit", fifth), "the fifth");
  }

  private static void assertChangesWithin(
      Alignment square, BufferedImage before, BufferedImage after, String name) {
    assertThat(after.getWidth()).as(name).isEqualTo(before.getWidth());
    assertThat(after.getHeight()).as(name).isEqualTo(before.getHeight());
    double reach = Math.abs(square.axisX()) + Math.abs(square.axisY());
    int inside = 0;
    for (int y = 0; y < before.getHeight(); y++) {
      for (int x = 0; x < before.getWidth(); x++) {
        boolean changed = Math.abs(level(before, x, y) - level(after, x, y)) > 2;
        boolean near =
            Math.abs(x - square.centreX()) <= reach + 1
                && Math.abs(y - square.centreY()) <= reach + 1;
        assertThat(changed && !near).as("%s at %d,%d", name, x, y).isFalse();
        inside += changed ? 1 : 0;
      }
    }
    assertThat(inside).as(name).isGreaterThan(100);
  }

  /** One sentence each, exit code 2, and nothing is written. */
  @Test
  void whatShowsNoFaceIsRefused() throws IOException {
    Path out = folder.resolve("out.png");
    for (Map.Entry<String, FacePhotos.Fault> fault : FacePhotos.faults().entrySet()) {
      String name = fault.getKey();
      Path photo = photo(name, fault.getValue().bytes());
      refused(fault.getValue().sentence(), "project", photo, "-o", out);
      // These two take a project, whatever the photo is like.
      refused(name, "edit", photo, "--into-photo", "-o", out);
      refused("Name a project", "blend", "photo-blend", photo, "-o", out);
      assertThat(out).doesNotExist();
    }
  }

  private void refused(String sentence, Object... command) {
    Cli.Result result = cli.run(command);
    assertThat(result.exitCode()).as("%s: %s", List.of(command), result.err()).isEqualTo(2);
    assertThat(result.err()).contains(sentence);
    assertThat(result.err().lines()).hasSize(1);
  }

  /** Of many, those that are wrong are told and keep none of the others. */
  @Test
  void whatIsWrongWithSomeKeepsNoneOfTheOthers() throws IOException {
    for (Map.Entry<String, FacePhotos.Fault> fault : FacePhotos.faults().entrySet()) {
      photo(fault.getKey(), fault.getValue().bytes());
    }
    photo("me.png", FacePhotos.png(FacePhotos.astronaut()));

    Cli.Result result = cli.run("project", photos, "-o", portraits);

    assertThat(result.exitCode()).isEqualTo(1);
    for (Map.Entry<String, FacePhotos.Fault> fault : FacePhotos.faults().entrySet()) {
      assertThat(result.err()).contains(fault.getKey(), fault.getValue().sentence());
    }
    assertThat(result.err()).contains("6 of 7 photos did not work");
    assertThat(portrait("me.png")).exists();
  }

  /** Projects that hold such photos, as somebody may have made them. */
  @Test
  void aBrokenPhotoInAProjectIsRefused() throws IOException {
    Path me = photo("me.png", FacePhotos.png(FacePhotos.astronaut()));
    Path good = folder.resolve("good.anycost");
    assertThat(cli.run("project", me, "-o", good).exitCode()).isZero();
    Project made = ProjectFile.read(good);
    Path out = folder.resolve("out.png");
    for (String name : List.of("cut.png", "giant.png")) {
      FacePhotos.Fault fault = FacePhotos.faults().get(name);
      PhotoSource source = made.document().source().orElseThrow();
      PhotoSource broken =
          new PhotoSource(
              PhotoFile.wrap(name, fault.bytes()),
              source.width(),
              source.height(),
              source.alignment());
      Path bad = folder.resolve("bad.anycost");
      ProjectFile.write(bad, new Project(made.document().withSource(broken), made.bundleName()));

      refused(fault.sentence(), "edit", bad, "--set", "Smiling=1", "--into-photo", "-o", out);
      refused(fault.sentence(), "blend", "photo-blend", bad, "-o", out);
      refused(fault.sentence(), "project", bad, "-o", out);
      refused(fault.sentence(), "align", bad, "-o", out);
      assertThat(out).doesNotExist();
    }
  }

  /** A portrait of what shows no face is somebody's own wish; the photo stays whole. */
  @Test
  void whatWasProjectedAsItIsGoesBackOrIsRefused() throws IOException {
    Path out = folder.resolve("out.png");
    for (int side : new int[] {1, 300}) {
      Path photo = photo("nobody.png", FacePhotos.png(FacePhotos.nobody(side)));
      Path project = folder.resolve("nobody" + side + ".anycost");
      assertThat(cli.run("project", photo, "--as-is", "-o", project).exitCode()).isZero();
      for (String command : List.of("edit", "blend")) {
        BufferedImage after = into(command, project);
        assertThat(after.getWidth()).isEqualTo(side);
        assertThat(after.getHeight()).isEqualTo(side);
      }
    }
    assertThat(out).exists();
  }
}

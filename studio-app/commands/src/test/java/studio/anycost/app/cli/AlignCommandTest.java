package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.photo.FacePhotos;
import studio.anycost.app.photo.QuarterTurn;

/** Photos with faces of every kind through {@code align} and {@code project}, as they ship. */
class AlignCommandTest {
  @TempDir Path folder;
  private Path photos;
  private Path out;
  private Cli cli;

  @BeforeEach
  void prepare() throws IOException {
    photos = Files.createDirectory(folder.resolve("photos"));
    out = folder.resolve("out");
    cli = new Cli(folder.resolve("home"));
  }

  private Path photo(String name, byte[] bytes) throws IOException {
    return FacePhotos.write(photos, name, bytes);
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".png"))
          .sorted()
          .toList();
    }
  }

  private static double difference(Path one, Path other) throws IOException {
    BufferedImage first = ImageIO.read(one.toFile());
    BufferedImage second = ImageIO.read(other.toFile());
    assertThat(second.getWidth()).isEqualTo(first.getWidth()).isEqualTo(first.getHeight());
    double sum = 0;
    int count = first.getWidth() * first.getHeight();
    for (int i = 0; i < count; i++) {
      int a = first.getRGB(i % first.getWidth(), i / first.getWidth());
      int b = second.getRGB(i % first.getWidth(), i / first.getWidth());
      for (int shift = 0; shift < 24; shift += 8) {
        sum += Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)) / 3.0;
      }
    }
    return sum / count;
  }

  /** Whatever form the same photo comes in, the portrait is the same. */
  @Test
  void everyFormOfAPhotoGivesTheSamePortrait() throws IOException {
    Map<String, byte[]> forms = FacePhotos.forms();
    for (Map.Entry<String, byte[]> form : forms.entrySet()) {
      photo(form.getKey(), form.getValue());
    }

    Cli.Result result = cli.run("align", photos, "-o", out, "--size", 200);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .hasSize(forms.size())
        .allMatch(line -> line.contains(": face at 22"));
    assertThat(written()).hasSize(forms.size());
    Path plain = out.resolve("plain-face1.png");
    assertThat(ImageIO.read(plain.toFile()).getWidth()).isEqualTo(200);
    for (String name : written()) {
      // A GIF has 256 colours, a JPEG other noise, and with it squares move by up to a pixel.
      assertThat(difference(plain, out.resolve(name))).as(name).isLessThan(10);
    }
    for (int orientation = 2; orientation <= 8; orientation++) {
      assertThat(
              difference(
                  out.resolve("exif1-face1.png"), out.resolve("exif" + orientation + "-face1.png")))
          .as("EXIF %d", orientation)
          .isLessThan(2);
    }
  }

  /** What is wrong with some is told, and keeps none of the others. */
  @Test
  void brokenPhotosAreToldWhileTheOthersGoOn() throws IOException {
    photo("border.png", FacePhotos.png(FacePhotos.atTheBorder()));
    photo("five.png", FacePhotos.png(FacePhotos.five()));
    photo("giant.png", FacePhotos.giant());
    photo("nobody.png", FacePhotos.png(FacePhotos.nobody(300)));
    photo("one.png", FacePhotos.png(FacePhotos.nobody(1)));
    photo("text.png", "Dear Sir or Madam".getBytes(StandardCharsets.UTF_8));
    photo("upside.png", FacePhotos.png(FacePhotos.turned(2)));

    Cli.Result result = cli.run("align", photos, "-o", out, "--json");

    assertThat(result.exitCode()).isEqualTo(1);
    Map<String, JsonNode> listed = new HashMap<>();
    for (JsonNode entry : new ObjectMapper().readTree(result.out())) {
      String name = Path.of(entry.path("photo").asText()).getFileName().toString();
      listed.put(name, entry);
    }
    assertThat(listed).hasSize(7);
    assertThat(listed.get("five.png").path("faces")).hasSize(5);
    assertThat(listed.get("border.png").path("faces")).hasSize(1);
    JsonNode face = listed.get("border.png").path("faces").get(0);
    // 35 pixels from the left border, and 88 from there to the side of its square.
    assertThat(face.path("centre").get(0).asDouble()).isCloseTo(35, within(3.0));
    assertThat(face.path("side").asDouble()).isGreaterThan(150);
    assertThat(face.path("points").path("leftEye").get(0).asDouble()).isPositive();
    assertThat(listed.get("giant.png").path("error").asText()).contains("40000 x 40000 pixels");
    assertThat(listed.get("text.png").path("error").asText()).contains("text.png");
    // It stands on its head, and is found the way it stands.
    JsonNode upside = listed.get("upside.png").path("faces");
    assertThat(upside).hasSize(1);
    assertThat(upside.get(0).path("centre").get(1).asDouble()).isCloseTo(512 - 106.6, within(3.0));
    assertThat(upside.get(0).path("axis").get(0).asDouble()).isCloseTo(-87.6, within(3.0));
    for (String name : List.of("nobody.png", "one.png")) {
      assertThat(listed.get(name).path("error").asText())
          .contains("No face was found", name, "--rotate", "by hand");
    }
    assertThat(result.err().lines())
        .hasSize(5)
        .last()
        .asString()
        .startsWith("4 of 7 photos did not work");
    assertThat(written())
        .containsExactly(
            "border-face1.png",
            "five-face1.png",
            "five-face2.png",
            "five-face3.png",
            "five-face4.png",
            "five-face5.png",
            "upside-face1.png");
  }

  @Test
  void whatCannotBeReadOfAFolderIsTold() throws IOException {
    photo("me.png", FacePhotos.png(FacePhotos.astronaut()));
    Files.createSymbolicLink(photos.resolve("gone.jpg"), Path.of("nowhere.jpg"));
    Files.createDirectory(photos.resolve("folder.jpg"));

    Cli.Result result = cli.run("align", photos, "-o", out);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err().lines())
        .containsExactly(
            photos.resolve("gone.jpg") + " is a link to a file that is not there.",
            "1 of 2 photos did not work, for the reasons above; the others are done.");
    assertThat(written()).containsExactly("me-face1.png");
  }

  @Test
  void aPhotoThatIsTurnedGivesTheSamePortrait() throws IOException {
    Path upright = photo("upright.png", FacePhotos.png(FacePhotos.astronaut()));
    Path right = photo("right.png", FacePhotos.png(FacePhotos.turned(1)));
    Path plain = folder.resolve("plain.png");
    Path turned = folder.resolve("turned.png");

    assertThat(cli.run("align", upright, "-o", plain).exitCode()).isZero();
    Cli.Result result = cli.run("align", "-o", turned, "--rotate", 270, right);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(difference(plain, turned)).isLessThan(3);

    Path project = folder.resolve("turned.anycost");
    assertThat(cli.run("project", right, "--rotate", 270, "-o", project).exitCode()).isZero();
    PhotoSource source = ProjectFile.read(project).document().source().orElseThrow();
    assertThat(source.turn()).isEqualTo(QuarterTurn.LEFT);
    assertThat(source.faces()).hasSize(1);
    // In the pixels of the photo as it lies: its upper side is the right one.
    assertThat(source.alignment().centreX()).isCloseTo(512 - 106.6, within(3.0));
    assertThat(source.alignment().axisY()).isCloseTo(87.6, within(3.0));
    assertThat(cli.run("replay", project, "-o", folder.resolve("again.png")).exitCode()).isZero();
  }

  @Test
  void whatIsThereIsNotMadeAgain() throws IOException {
    Path group = photo("group.png", FacePhotos.png(FacePhotos.group()));
    Path me = photo("me.png", FacePhotos.png(FacePhotos.astronaut()));
    assertThat(cli.run("align", group, "-o", out).exitCode()).isZero();
    assertThat(written()).hasSize(4);
    // As if the process had ended in the middle, another had deleted one, a copy were cut short.
    Files.delete(out.resolve("group-face2.png"));
    Files.write(out.resolve("group-face4.png"), new byte[] {1});
    byte[] retouched = FacePhotos.png(FacePhotos.nobody(20));
    Files.write(out.resolve("group-face3.png"), retouched);

    Cli.Result second = cli.run("align", group, me, "-o", out);

    assertThat(second.err()).isEmpty();
    assertThat(written()).hasSize(5);
    assertThat(ImageIO.read(out.resolve("group-face2.png").toFile())).isNotNull();
    assertThat(ImageIO.read(out.resolve("group-face4.png").toFile())).isNotNull();
    assertThat(out.resolve("group-face3.png")).hasBinaryContent(retouched);
    Cli.Result third = cli.run("align", photos, "-o", out);
    assertThat(third.exitCode()).isZero();
    assertThat(third.out()).isEmpty();
    assertThat(third.err()).contains("2 of 2 photos were done already");
    Cli.Result forced = cli.run("align", photos, "-o", out, "--force");
    assertThat(forced.err()).isEmpty();
    assertThat(ImageIO.read(out.resolve("group-face3.png").toFile()).getWidth()).isGreaterThan(20);
  }

  /** They are told apart by what they show, and keep their files whatever else is named. */
  @Test
  void twoPhotosOfOneNameHaveFilesOfTheirOwn() throws IOException {
    Path one = photo("me.png", FacePhotos.png(FacePhotos.astronaut()));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    byte[] bytes = FacePhotos.png(FacePhotos.atTheBorder());
    Path other = FacePhotos.write(elsewhere, "ME.png", bytes);
    assertThat(cli.run("align", one, "-o", out).exitCode()).isZero();
    byte[] first = Files.readAllBytes(out.resolve("me-face1.png"));

    Cli.Result second = cli.run("align", other, "-o", out);

    assertThat(second.err()).isEmpty();
    assertThat(written()).containsExactlyInAnyOrder("me-face1.png", "ME-2-face1.png");
    assertThat(out.resolve("me-face1.png")).hasBinaryContent(first);
    byte[] next = Files.readAllBytes(out.resolve("ME-2-face1.png"));
    assertThat(next).isNotEqualTo(first);
    for (Object[] order : new Object[][] {{other, one}, {one, other}, {photos, elsewhere}}) {
      assertThat(cli.run("align", order[0], order[1], "-o", out).err())
          .contains("2 of 2 photos were done already");
    }
    // Another photo takes the place of the first: what was made of that stays.
    Files.write(one, FacePhotos.png(FacePhotos.turned(2)));
    Cli.Result third = cli.run("align", other, one, "-o", out);
    assertThat(third.err()).contains("1 of 2 photos were done already");
    assertThat(third.out()).contains("me-3: face at");
    assertThat(out.resolve("me-face1.png")).hasBinaryContent(first);
    assertThat(out.resolve("ME-2-face1.png")).hasBinaryContent(next);
  }

  @Test
  void otherSettingsAreNotTakenForDone() throws IOException {
    Path me = photo("me.png", FacePhotos.png(FacePhotos.astronaut()));
    Path face = out.resolve("me-face1.png");
    assertThat(cli.run("align", me, "-o", out, "--size", 100).exitCode()).isZero();
    byte[] small = Files.readAllBytes(face);

    for (String[] other : new String[][] {{"--size", "200"}, {"--rotate", "180"}}) {
      Cli.Result result =
          other[0].equals("--size")
              ? cli.run("align", me, "-o", out, other[0], other[1])
              : cli.run("align", me, "-o", out, "--size", 100, other[0], other[1]);
      assertThat(result.exitCode()).as(other[0]).isEqualTo(2);
      assertThat(result.err()).contains("me.png", "other settings: --force makes them again");
      assertThat(face).hasBinaryContent(small);
    }
    Cli.Result forced = cli.run("align", me, "-o", out, "--size", 200, "--force");
    assertThat(forced.err()).isEmpty();
    assertThat(ImageIO.read(face.toFile()).getWidth()).isEqualTo(200);
    assertThat(written()).containsExactly("me-face1.png");
    assertThat(cli.run("align", me, "-o", out, "--size", 200).err()).contains("done already");
  }

  /** What was begun with other settings is not whole, whatever it looks like. */
  @Test
  void whatEndedInTheMiddleOfOtherSettingsGoesOn() throws IOException {
    Path group = photo("group.png", FacePhotos.png(FacePhotos.group()));
    assertThat(cli.run("align", group, "-o", out, "--size", 100).exitCode()).isZero();
    Path third = out.resolve("group-face3.png");
    Files.delete(third);
    Files.createDirectory(third);
    assertThat(cli.run("align", group, "-o", out, "--size", 50, "--force").exitCode()).isNotZero();
    Files.delete(third);

    assertThat(cli.run("align", group, "-o", out, "--size", 100).err()).contains("other settings");
    Cli.Result again = cli.run("align", group, "-o", out, "--size", 50);

    assertThat(again.err()).isEmpty();
    assertThat(written()).hasSize(4);
    for (String name : written()) {
      assertThat(ImageIO.read(out.resolve(name).toFile()).getWidth()).as(name).isEqualTo(50);
    }
  }

  @Test
  void aListingThatIsLostOrDamagedMakesNothingTwice() throws IOException {
    Path group = photo("group.png", FacePhotos.png(FacePhotos.group()));
    Path listing = out.resolve("faces.jsonl");
    assertThat(cli.run("align", group, "-o", out).exitCode()).isZero();
    String known = Files.readString(listing);
    assertThat(known).contains("\"group-face4.png\"", "\"sha256\"", "\"size\"");

    for (String damaged : new String[] {"", known.substring(0, known.length() / 2), "[]\n{}\n"}) {
      Files.writeString(listing, damaged);
      Cli.Result again = cli.run("align", group, "-o", out);
      assertThat(again.err()).as(damaged).isEmpty();
      assertThat(written()).as(damaged).hasSize(4);
      assertThat(cli.run("align", group, "-o", out).err()).as(damaged).contains("done already");
    }
  }

  /** A photo that is looked at with every second pixel of every second row. */
  @Test
  void squaresOfLargePhotosAreMeasuredInTheirPixelsAndCutFromAllOfThem() throws IOException {
    BufferedImage small = FacePhotos.astronaut();
    BufferedImage large = new BufferedImage(5120, 5120, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 5120; y++) {
      for (int x = 0; x < 5120; x++) {
        // Every second column is darker, by as much as the others are brighter.
        int stripe = x % 2 == 0 ? 30 : -30;
        int pixel = 0;
        for (int shift = 0; shift < 24; shift += 8) {
          int value = 30 + (small.getRGB(x / 10, y / 10) >> shift & 0xff) * 195 / 255;
          pixel |= value + stripe << shift;
        }
        large.setRGB(x, y, pixel);
      }
    }
    BufferedImage plain = new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 512 * 512; i++) {
      int one = large.getRGB(i % 512 * 10, i / 512 * 10);
      plain.setRGB(i % 512, i / 512, (one & 0xffffff) - 0x1e1e1e);
    }
    Path photo = photo("large.png", FacePhotos.png(large));
    Path same = photo("plain.png", FacePhotos.png(plain));
    Path face = folder.resolve("face.png");

    Cli.Result result = cli.run("align", photo, "--json", "-o", face, "--size", 100);

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    JsonNode listed = new ObjectMapper().readTree(result.out()).get(0);
    assertThat(listed.path("width").asInt()).isEqualTo(5120);
    JsonNode square = listed.path("faces").get(0);
    assertThat(square.path("centre").get(0).asDouble()).isCloseTo(2250, within(40.0));
    assertThat(square.path("side").asDouble()).isCloseTo(1750, within(80.0));
    assertThat(square.path("points").path("leftEye").get(0).asDouble()).isBetween(1500.0, 2250.0);
    Path expected = folder.resolve("expected.png");
    assertThat(cli.run("align", same, "-o", expected, "--size", 100).exitCode()).isZero();
    assertThat(difference(expected, face)).isLessThan(8);
    assertThat(cli.run("align", photo).out()).startsWith("face at 22");
  }

  @Test
  void oneFaceCanBeNamed() throws IOException {
    Path group = photo("group.png", FacePhotos.png(FacePhotos.group()));

    assertThat(cli.run("align", group, "--face", 3, "-o", out).exitCode()).isZero();
    assertThat(written()).containsExactly("group-face3.png");

    Path project = folder.resolve("group.anycost");
    assertThat(cli.run("align", group, "--face", 2, "-o", project).exitCode()).isZero();
    PhotoSource source = ProjectFile.read(project).document().source().orElseThrow();
    assertThat(source.faces()).hasSize(4);
    assertThat(source.alignment()).isEqualTo(source.faces().get(1).alignment());
    assertThat(source.faces().get(1).points()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "align PHOTO --face 2|There is one face in",
        "align PHOTO --face 0|--face takes the number",
        "align PHOTO --rotate 45|90, 180 or 270",
        "align PHOTO --size 3|--size takes 16 to 4096",
        "align PHOTO PHOTO2 -o a.png|2 photos need a folder",
        "align missing.png|missing.png",
        "align -o x|Name a photo",
        "align HOME|There are no photos in the folder",
        "align NOBODY -o a.png|No face was found in",
        "align TEXT|it is a text, not a photo",
        "project GIANT -o a.png|40000 x 40000 pixels",
        "project TEXT -o a.png|it is a text, not a photo",
      })
  void refusesWithOneSentence(String command, String sentence) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    byte[] astronaut = FacePhotos.png(FacePhotos.astronaut());
    Map<String, Path> files =
        Map.of(
            "PHOTO", photo("a.png", astronaut),
            "PHOTO2", photo("b.png", astronaut),
            "NOBODY", photo("nobody.png", FacePhotos.png(FacePhotos.nobody(200))),
            "TEXT", photo("text.png", "Dear Sir or Madam".getBytes(StandardCharsets.UTF_8)),
            "GIANT", photo("giant.png", FacePhotos.giant()),
            "HOME", empty);
    Object[] arguments =
        Stream.of(command.split(" "))
            .map(
                word ->
                    files.containsKey(word)
                        ? files.get(word)
                        : word.equals("a.png") || word.equals("x") ? folder.resolve(word) : word)
            .toArray();

    Cli.Result result = cli.run(arguments);

    assertThat(result.err()).contains(sentence);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  /** A portrait of something else is made only for who wants it. */
  @Test
  void aPhotoWithoutAFaceIsProjectedAsItIsIfThatIsAskedFor() throws IOException {
    Path nobody = photo("nobody.png", FacePhotos.png(FacePhotos.nobody(200)));
    Path picture = folder.resolve("a.png");

    Cli.Result result = cli.run("project", nobody, "-o", picture);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("No face was found", "--rotate", "by hand", "--as-is");
    assertThat(picture).doesNotExist();
    assertThat(cli.run("project", nobody, "--as-is", "-o", picture).exitCode()).isZero();
    assertThat(ImageIO.read(picture.toFile())).isNotNull();
  }
}

package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.Noise;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.photo.PhotoFile;

/** Portraits of photos by the plugins that ship, on the model that ships. */
class ProjectCommandTest {
  private static final Path FACES = Path.of("..", "core", "src", "test", "resources", "faces");
  private static final Path TINY =
      Path.of(
          "..", "..", "export-tools", "src", "test", "resources", "golden", "generator_tiny64.pt");

  @TempDir Path folder;
  private Cli cli;
  private Path photos;
  private Path portraits;

  @BeforeEach
  void begin() throws IOException {
    cli = new Cli(folder.resolve("home"));
    photos = Files.createDirectory(folder.resolve("photos"));
    portraits = folder.resolve("portraits");
  }

  private Path photo(String name) throws IOException {
    return Files.copy(FACES.resolve(name + ".png"), photos.resolve(name + ".png"));
  }

  private static PortraitDocument document(Path project) throws IOException {
    return ProjectFile.read(project).document();
  }

  private Cli.Result project(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "project";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return cli.run(all);
  }

  @Test
  void onePhotoThatFailsKeepsNoneOfTheOthers() throws IOException {
    photo("astronaut");
    photo("render");
    byte[] whole = Files.readAllBytes(FACES.resolve("astronaut.png"));
    Files.write(photos.resolve("damaged.png"), Arrays.copyOf(whole, 3000));
    ImageIO.write(
        new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB),
        "png",
        photos.resolve("nobody.png").toFile());
    Path report = folder.resolve("report.json");

    Cli.Result result = project(photos, "-o", portraits, "--report", report);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("damaged.png: the file ends before its picture does")
        .contains("No face was found in " + photos.resolve("nobody.png"))
        .contains("2 of 4 photos did not work");
    assertThat(result.out())
        .contains("astronaut.png: perceptual 0.")
        .contains("mean of 2 portraits, sub = 11 sub-generators:")
        .contains("sub vs full");
    assertThat(document(portraits.resolve("astronaut.anycost")).runs())
        .extracting("toolId")
        .containsExactly("alignment", "encoder-projection");
    JsonNode told = new ObjectMapper().readTree(report.toFile());
    assertThat(told.path("photos").size()).isEqualTo(2);
    assertThat(told.path("failures").size()).isEqualTo(2);
    assertThat(told.path("subGenerators").size()).isEqualTo(11);
    JsonNode first = told.path("photos").get(0);
    assertThat(first.path("photo").asText()).endsWith("astronaut.png");
    assertThat(first.path("seconds").asDouble()).isPositive();
    for (String pair : List.of("fullVsPhoto", "subVsPhoto", "subVsFull")) {
      for (String number : List.of("l1", "mse", "perceptual", "identity")) {
        assertThat(first.path(pair).path(number).asDouble()).as(pair + " " + number).isPositive();
        assertThat(told.path("mean").path(pair).path(number).isNumber()).isTrue();
      }
    }
    assertThat(first.path("subVsFull").path("mse").asDouble())
        .isLessThan(first.path("subVsPhoto").path("mse").asDouble());

    // The failures are gone: the rest is done, and what was done is neither made nor measured anew.
    Files.delete(photos.resolve("damaged.png"));
    Files.delete(photos.resolve("nobody.png"));
    FileTime made = Files.getLastModifiedTime(portraits.resolve("astronaut.anycost"));
    Cli.Result again = project(photos, "-o", portraits, "--report", report);
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("2 of 2 portraits were done already");
    assertThat(Files.getLastModifiedTime(portraits.resolve("astronaut.anycost"))).isEqualTo(made);
    assertThat(new ObjectMapper().readTree(report.toFile()).path("photos"))
        .isEqualTo(told.path("photos"));
    assertThat(again.out()).contains(result.out().lines().toList().get(0));
  }

  @Test
  void theReportMayLieInTheFolderThatIsMade() throws IOException {
    Path report = portraits.resolve("report.json");

    Cli.Result result = project(photo("render"), "-o", portraits, "--report", report);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(new ObjectMapper().readTree(report.toFile()).path("photos").size()).isEqualTo(1);

    Path missing = folder.resolve("other").resolve("report.json");
    Cli.Result refused = project(photos, "-o", folder.resolve("new"), "--report", missing);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("The folder of " + missing + " does not exist");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void onlyWhatIsWholeAndOursIsTakenForDone() throws IOException {
    photo("render");
    Path portrait = portraits.resolve("render.anycost");
    assertThat(project(photos, "-o", portraits).exitCode()).isZero();

    // A copy that was cut short is made again.
    byte[] whole = Files.readAllBytes(portrait);
    Files.write(portrait, Arrays.copyOf(whole, whole.length / 2));
    assertThat(project(photos, "-o", portraits).err()).doesNotContain("done already");
    assertThat(document(portrait).runs()).hasSize(2);

    // What the person did with it is kept.
    Project mine = ProjectFile.read(portrait);
    PortraitDocument edited = mine.document().withNoise(Noise.NONE);
    ProjectFile.write(portrait, new Project(edited, mine.bundleName()));
    assertThat(project(photos, "-o", portraits).err()).contains("1 of 1 portraits were done");
    assertThat(document(portrait)).isEqualTo(edited);

    // Other settings mean another portrait, which takes the place of this one only if asked to.
    Cli.Result other = project(photos, "-o", portraits, "--faithfulness", 0.5);
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("with other settings: --force makes it again");
    assertThat(document(portrait)).isEqualTo(edited);
    assertThat(project(photos, "-o", portraits, "--faithfulness", 0.5, "--force").exitCode())
        .isZero();
    assertThat(document(portrait)).isNotEqualTo(edited);

    // Another photo of the same name has a portrait of its own.
    PortraitDocument before = document(portrait);
    Files.copy(
        FACES.resolve("astronaut.png"),
        photos.resolve("render.png"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(project(photos, "-o", portraits, "--faithfulness", 0.5).err())
        .doesNotContain("done already");
    assertThat(document(portrait)).isEqualTo(before);
    assertThat(document(portraits.resolve("render-2.anycost")).source().orElseThrow().file())
        .isEqualTo(PhotoFile.read(FACES.resolve("astronaut.png")));
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(portraits)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** A photo keeps its portrait whatever else is named, and in whatever order. */
  @Test
  void photosOfOneNameKeepTheirPortraits() throws IOException {
    Path one = Files.copy(FACES.resolve("render.png"), photos.resolve("me.png"));
    Path there = Files.createDirectory(folder.resolve("there"));
    Path two = Files.copy(FACES.resolve("astronaut.png"), there.resolve("Me.png"));
    assertThat(project(two, "-o", portraits).exitCode()).isZero();

    assertThat(project(one, two, "-o", portraits).err())
        .contains("1 of 2 portraits were done already");

    assertThat(written()).containsExactly("Me.anycost", "me-2.anycost");
    Map<String, FileTime> times = new HashMap<>();
    for (String name : written()) {
      times.put(name, Files.getLastModifiedTime(portraits.resolve(name)));
    }
    for (Object[] order : new Object[][] {{one, two}, {two, one}, {photos, there}}) {
      assertThat(project(order[0], order[1], "-o", portraits).err())
          .contains("2 of 2 portraits were done already");
    }
    assertThat(project(one, "-o", portraits).err()).contains("1 of 1 portraits were done already");
    for (String name : written()) {
      assertThat(Files.getLastModifiedTime(portraits.resolve(name))).isEqualTo(times.get(name));
    }

    // A copy under a name that is taken by the portrait of another is a photo of its own, and a
    // portrait that was deleted is made under the same name again.
    Path copy = Files.copy(one, photos.resolve("me-2.png"));
    Files.delete(portraits.resolve("me-2.anycost"));
    assertThat(project(copy, one, two, "-o", portraits).err())
        .contains("1 of 3 portraits were done already");
    assertThat(written()).containsExactly("Me.anycost", "me-2.anycost", "me-3.anycost");
    assertThat(project(one, two, copy, "-o", portraits).err())
        .contains("3 of 3 portraits were done already");

    // Nobody is replaced by a portrait of itself.
    Path portrait = portraits.resolve("Me.anycost");
    byte[] bytes = Files.readAllBytes(portrait);
    assertThat(project(portrait, "-o", portraits, "--force").exitCode()).isZero();
    assertThat(portrait).hasBinaryContent(bytes);
    assertThat(portraits.resolve("Me-4.anycost")).exists();
  }

  @Test
  void takesTheFaceThatIsAskedForAndRefinesWhenAskedTo() throws IOException {
    Path group = photo("group");
    Path second = folder.resolve("second.anycost");
    Cli.Result result = project(group, "--face", 2, "--iterations", 1, "-o", second);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    PortraitDocument document = document(second);
    assertThat(document.source().orElseThrow().alignment())
        .isEqualTo(document.source().orElseThrow().faces().get(1).alignment());
    assertThat(document.runs())
        .extracting("toolId")
        .containsExactly("alignment", "encoder-projection", "latent-optimization");

    Path other = folder.resolve("other.anycost");
    Cli.Result ninth = project(group, "--face", 9, "-o", other);
    assertThat(ninth.exitCode()).isEqualTo(2);
    assertThat(ninth.err()).contains("--face takes 1 to 4, not 9");
    assertThat(project(group, "--start", "nose", "-o", other).err())
        .contains("--start takes encoder or mean, not 'nose'");
    assertThat(project(group, "-o", other, "--report", folder.resolve("r.txt")).err())
        .contains("must end in .json");
  }

  private void refuses(Path project, Object... arguments) throws IOException {
    byte[] before = Files.readAllBytes(project);
    Cli.Result result = cli.run(arguments);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            project + " is there already: --force replaces it, or name another file.");
    assertThat(project).hasBinaryContent(before);
  }

  /** It holds what a person did. */
  @Test
  void aProjectThatIsThereIsReplacedOnlyIfThatIsAskedFor() throws IOException {
    Path render = photo("render");
    Path astronaut = photo("astronaut");
    Path me = folder.resolve("me.anycost");
    assertThat(project(render, "-o", me).exitCode()).isZero();
    Project made = ProjectFile.read(me);
    PortraitDocument edited = made.document().withNoise(Noise.NONE);
    ProjectFile.write(me, new Project(edited, made.bundleName()));
    Path other = folder.resolve("other.anycost");
    assertThat(project(astronaut, "-o", other).exitCode()).isZero();

    Cli.Result again = project(render, "-o", me);
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("1 of 1 portraits were done already");
    assertThat(document(me)).isEqualTo(edited);
    refuses(me, "project", astronaut, "-o", me);
    refuses(me, "project", render, "--faithfulness", 0.5, "-o", me);
    refuses(me, "align", render, "-o", me);
    refuses(me, "optimize", "latent-optimization", astronaut, "--iterations", 1, "-o", me);
    refuses(me, "search", "sub-generator-search", other, "-o", me);
    refuses(me, "replay", other, "-o", me);
    Path text = Files.writeString(folder.resolve("text.anycost"), "a letter");
    refuses(text, "project", render, "-o", text);

    assertThat(project(astronaut, "-o", me, "--force").exitCode()).isZero();
    assertThat(document(me).source()).isEqualTo(document(other).source());
    assertThat(cli.run("align", render, "-o", text, "--force").exitCode()).isZero();
    assertThat(document(text).source()).isPresent();
    // A project that goes on in its own file is what was asked for.
    Cli.Result on = cli.run("optimize", "latent-optimization", me, "--iterations", 1, "-o", me);
    assertThat(on.exitCode()).as(on.err()).isZero();
    assertThat(document(me).runs()).extracting("toolId").contains("latent-optimization");
  }

  @Test
  void aModelWithoutAnEncoderBeginsWithTheMeanFace() throws IOException {
    Path model = folder.resolve("tiny.zip");
    assertThat(cli.run("import", "--generator", TINY, "-o", model).exitCode()).isZero();
    Path render = photo("render");
    Path made = folder.resolve("made.anycost");
    assertThat(cli.run("project", "--bundle", model).out()).contains("has no encoder");
    Cli.Result encoder =
        cli.run("project", "--bundle", model, render, "--start", "encoder", "-o", made);
    assertThat(encoder.exitCode()).isEqualTo(2);
    assertThat(encoder.err()).contains("has no encoder; import it with one");

    Cli.Result result =
        cli.run("project", "--bundle", model, render, "--iterations", 2, "-o", made);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    PortraitDocument document = document(made);
    assertThat(document.base()).isInstanceOf(BaseStyle.Given.class);
    assertThat(document.runs())
        .extracting("toolId")
        .containsExactly("alignment", "latent-optimization");
    assertThat(document.runs().get(1).values().texts()).containsEntry("start", "mean");
  }
}

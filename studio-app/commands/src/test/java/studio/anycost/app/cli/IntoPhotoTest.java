package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.app.plugin.ThirdPartyPlugin;

/** Edited faces back in their photos, by {@code edit --into-photo} and {@code blend}. */
class IntoPhotoTest {
  private static final int RED = 0xffff0000;

  @TempDir Path folder;
  private Cli cli;
  private Path photo;
  private Path project;

  @BeforeEach
  void project() throws IOException {
    cli = new Cli(folder.resolve("home"));
    Files.createDirectories(cli.userPlugins());
    ThirdPartyPlugin.writeTo(cli.userPlugins().resolve("third.jar"));
    BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 300 * 200; i++) {
      image.setRGB(i % 300, i / 300, i * 7919 & 0x7f7f7f);
    }
    photo = folder.resolve("photo.png");
    ImageIO.write(image, "png", photo.toFile());
    project = folder.resolve("a.anycost");
    Cli.Result made = cli.run("project", ThirdPartyPlugin.PROJECTOR, photo, "-o", project);
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  private BufferedImage read(Path file) throws IOException {
    return ImageIO.read(file.toFile());
  }

  @Test
  void theStrangersBlenderChangesOnePixelOfTheWholePhoto() throws IOException {
    Path out = folder.resolve("out.png");

    Cli.Result result = cli.run("edit", project, "--set", "Smiling=1", "--into-photo", "-o", out);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("One pixel is red.");
    BufferedImage before = read(photo);
    BufferedImage after = read(out);
    int changed = 0;
    for (int y = 0; y < 200; y++) {
      for (int x = 0; x < 300; x++) {
        changed += after.getRGB(x, y) == before.getRGB(x, y) ? 0 : 1;
      }
    }
    assertThat(changed).isEqualTo(1);
    assertThat(after.getRGB(150, 100)).isEqualTo(RED);
    Path other = folder.resolve("other.jpg");
    assertThat(cli.run("blend", ThirdPartyPlugin.BLENDER, project, "-o", other).exitCode())
        .isZero();
    assertThat(read(other).getWidth()).isEqualTo(300);
  }

  @Test
  void theShippedBlenderPutsTheChangeIntoTheFaceAlone() throws IOException {
    Path out = folder.resolve("out.png");
    Path same = folder.resolve("same.png");
    String[] transfer = {"--mode", "transfer", "--feather", "0.3"};

    assertThat(
            cli.run("blend", "photo-blend", project, transfer[0], transfer[1], "-o", same)
                .exitCode())
        .isZero();
    Path smiling = folder.resolve("smiling.anycost");
    Files.copy(project, smiling);
    assertThat(read(same).getRGB(140, 110)).isEqualTo(read(photo).getRGB(140, 110));
    Cli.Result result =
        cli.run("blend", "photo-blend", project, "--mode", "replace", "--strength", "1", "-o", out);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("off the photo's");
    assertThat(Files.readString(out, StandardCharsets.ISO_8859_1))
        .contains("compositeWithTrainedAlgorithmicMedia");
    assertThat(Files.readString(same, StandardCharsets.ISO_8859_1))
        .as("no pixel is the model's")
        .doesNotContain("TrainedAlgorithmicMedia");
    assertThat(read(out).getRGB(5, 5)).isEqualTo(read(photo).getRGB(5, 5));
    assertThat(read(out).getRGB(150, 110)).isNotEqualTo(read(photo).getRGB(150, 110));
  }

  /** Two faces of one photo, one after the other: each command changes what the last one wrote. */
  @Test
  void aFaceGoesIntoThePhotoInWhichAnotherWasEdited() throws IOException {
    BufferedImage image = read(photo);
    image.setRGB(20, 30, 0xff00ff00);
    Path first = folder.resolve("first.png");
    ImageIO.write(image, "png", first.toFile());
    Path edited = folder.resolve("both.png");
    Path blended = folder.resolve("both2.png");

    Cli.Result result = cli.run("edit", project, "--into-photo", "--onto", first, "-o", edited);
    assertThat(result.exitCode()).as(result.err()).isZero();
    result = cli.run("blend", ThirdPartyPlugin.BLENDER, project, "--onto", first, "-o", blended);
    assertThat(result.exitCode()).as(result.err()).isZero();

    image.setRGB(150, 100, RED);
    for (Path both : new Path[] {edited, blended}) {
      BufferedImage after = read(both);
      for (int i = 0; i < 300 * 200; i++) {
        assertThat(after.getRGB(i % 300, i / 300)).isEqualTo(image.getRGB(i % 300, i / 300));
      }
    }
    Path other = folder.resolve("other.png");
    ImageIO.write(image.getSubimage(0, 0, 300, 190), "png", other.toFile());
    refused(
        "other.png has 300x190 pixels and the photo of the project 300x200",
        "edit",
        project,
        "--into-photo",
        "--onto",
        other,
        "-o",
        edited);
    BufferedImage another = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 300 * 200; i++) {
      another.setRGB(i % 300, i / 300, i % 300 < 150 ? 0xe0e0d0 : 0x102040);
    }
    Path stranger = folder.resolve("stranger.png");
    ImageIO.write(another, "png", stranger.toFile());
    String sentence = "stranger.png shows another picture than the photo of the project";
    Path none = folder.resolve("none.png");
    refused(sentence, "edit", project, "--into-photo", "--onto", stranger, "-o", none);
    refused(sentence, "blend", project, "--onto", stranger, "-o", none);
    assertThat(none).doesNotExist();
    refused("--onto tells what", "edit", project, "--onto", first, "-o", edited);
    refused(
        "first.png is the photo itself",
        "edit",
        project,
        "--into-photo",
        "--onto",
        first,
        "-o",
        first);
  }

  private void refused(String sentence, Object... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(sentence);
  }

  @Test
  void whatDoesNotMakeSenseIsNamed() throws IOException {
    Path out = folder.resolve("out.jpg");
    Path copy = folder.resolve("copy.png");
    Files.copy(photo, copy);
    Path drawn = folder.resolve("drawn.anycost");
    assertThat(cli.run("align", ThirdPartyPlugin.ALIGNER, photo, "-o", drawn).exitCode()).isZero();

    refused("--into-photo needs a project", "edit", "--into-photo", "-o", out);
    refused("leave --seed", "edit", project, "--seed", 3, "--into-photo", "-o", out);
    refused("was drawn and not made from its photo", "edit", drawn, "--into-photo", "-o", out);
    refused("must end in .jpg", "edit", project, "--into-photo", "-o", folder.resolve("a.npy"));
    refused("copy.png is the photo itself", "edit", project, "--into-photo", "-o", copy);
    refused("leave --ratio", "edit", project, "--into-photo", "--ratio", "0.5", "-o", out);
    refused("leave --sheet", "edit", project, "--into-photo", "--sheet", out, "-o", out);
    refused("--blend tells how", "edit", project, "--blend", "a=1", "-o", out);
    refused("--blend margin=7", "edit", project, "--into-photo", "--blend", "margin=7", "-o", out);
    refused("Name the project once", "edit", project, "--recipe", project, "-o", out);
    refused("Name a project", "blend", "photo-blend", photo, "-o", out);
    refused("Name the file to write", "blend", "photo-blend", project);
    assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(photo));
    assertThat(out).doesNotExist();
  }

  @Test
  void aProjectIsNamedAloneAndItsFaceTaken() throws IOException {
    Path alone = folder.resolve("alone.png");
    Path option = folder.resolve("option.png");

    assertThat(cli.run("edit", project, "-o", alone).exitCode()).isZero();
    assertThat(cli.run("edit", "--recipe", project, "-o", option).exitCode()).isZero();

    assertThat(Files.readAllBytes(alone)).isEqualTo(Files.readAllBytes(option));
  }
}

package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.export.features.FeatureFile;

/** A network of perception by its command: imported, chosen, removed. */
class ImportFeaturesCommandTest {
  private static final Path GOLDEN =
      Path.of("..", "..", "export-tools", "src", "test", "resources", "golden");
  private static final Path VGG = GOLDEN.resolve("lpips_vgg.pth");
  private static final Path LIN = GOLDEN.resolve("lpips_lin.pth");

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void begin() {
    cli = new Cli(folder.resolve("home"));
  }

  private Cli.Result run(Object... options) {
    Object[] all = new Object[options.length + 1];
    all[0] = "import-features";
    System.arraycopy(options, 0, all, 1, options.length);
    return cli.run(all);
  }

  private String listed() {
    Cli.Result result = run();
    assertThat(result.exitCode()).isZero();
    return result.out();
  }

  @Test
  void whatIsImportedIsUsedUntilAnotherIsChosen() {
    assertThat(listed())
        .contains("built-in: MobileNetV2 (ImageNet), part of the studio (in use)")
        .contains("lpips: not imported");
    Cli.Result early = run("--use", "lpips");
    assertThat(early.exitCode()).isEqualTo(2);
    assertThat(early.err()).contains("import it with --lpips");

    Cli.Result imported = run("--lpips", VGG, "--lpips-lin", LIN);
    assertThat(imported.err()).isEmpty();
    assertThat(imported.exitCode()).isZero();
    assertThat(imported.out()).contains("by VGG (LPIPS) from now on, in 5 layers");
    assertThat(listed()).contains("lpips: VGG (LPIPS), ").contains("lpips.onnx (in use)");

    assertThat(run("--use", "built-in").out()).contains("part of the studio (in use)");
    assertThat(run("--use", "lpips").out()).contains("lpips.onnx (in use)");
    assertThat(run("--remove").out()).contains("is deleted");
    assertThat(listed()).contains("studio (in use)").contains("lpips: not imported");
    assertThat(run("--remove").out()).contains("Nothing was imported");
  }

  @Test
  void writesAFileInstead() throws Exception {
    Path file = folder.resolve("lpips.onnx");
    assertThat(run("--lpips", VGG, "--lpips-lin", LIN, "-o", file).exitCode()).isZero();
    assertThat(FeatureFile.parse(Files.readAllBytes(file), "lpips.onnx").layers()).hasSize(5);
    assertThat(listed()).contains("lpips: not imported");
  }

  @Test
  void refusesWithOneSentence() {
    refuses("Name the VGG-16 with --lpips", "--lpips-lin", LIN);
    refuses("exclude each other", "--remove", "--use", "lpips");
    refuses("built-in or lpips, not 'vgg'", "--use", "vgg");
    refuses("there is no such file", "--lpips", folder.resolve("none.pth"));
    refuses("name it after --lpips-lin", "--lpips", LIN);
    refuses("no weights of LPIPS", "--lpips", VGG);
    refuses("must end in .onnx", "--lpips", VGG, "-o", folder.resolve("a.pt"));
    assertThat(listed()).contains("lpips: not imported");
  }

  private void refuses(String sentence, Object... options) {
    Cli.Result result = run(options);
    assertThat(result.err()).contains(sentence);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void inceptionIsWrittenForTheEvaluation() throws Exception {
    Path checkpoint = GOLDEN.resolve("inception_fid.pth");
    Path file = folder.resolve("inception.onnx");
    Cli.Result result = run("--inception", checkpoint, "-o", file);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("Inception v3 (FID, 2015)", "evaluate fid kid --features");
    assertThat(FeatureFile.parse(Files.readAllBytes(file), "file").input().largestSide())
        .isEqualTo(299);
    assertThat(listed()).as("pictures are compared as before").contains("(in use)");

    assertThat(run("--inception", checkpoint).err()).contains("Name the file to write with -o");
    assertThat(run("--inception", checkpoint, "--remove", "-o", file).exitCode()).isEqualTo(2);
    assertThat(run("--inception", VGG, "-o", file).err()).contains("holds no Inception v3");
  }
}

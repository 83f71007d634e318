package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipes, which wait for a writer for ever, and devices, which never end, in the place of files. */
@DisabledOnOs(OS.WINDOWS)
class SpecialFilesTest {
  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void prepare() {
    cli = new Cli(folder.resolve("home"));
  }

  @ParameterizedTest
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @ValueSource(
      strings = {
        "align FILE.png",
        "project FILE.png -o OUT.png",
        "project FILE.anycost -o OUT.png",
        "optimize latent-optimization FILE.jpg -o OUT.png",
        "edit FILE.anycost -o OUT.png",
        "edit FILE.anycost --into-photo -o OUT.png",
        "blend photo-blend FILE.anycost -o OUT.png",
        "replay FILE.anycost -o OUT.png",
        "sample --style FILE.npy -o OUT.png",
        "sample --z FILE.npz -o OUT.png",
        "sample --seed 1 --bundle FILE.zip -o OUT.png",
        "search import FILE.json",
        "import --generator FILE.pt -o OUT.zip",
        "import-features --lpips FILE.pth --lpips-lin FILE.pth -o OUT.onnx",
        "bundle add-boundaries FILE.npy -o OUT.zip",
        "bundle verify FILE.zip",
      })
  void whatIsNoOrdinaryFileIsRefused(String command) throws IOException, InterruptedException {
    for (String kind : new String[] {"pipe", "device"}) {
      String[] words = command.split(" ");
      for (int i = 0; i < words.length; i++) {
        if (words[i].startsWith("FILE")) {
          Path file = folder.resolve(kind + words[i].substring(4));
          if (!Files.exists(file)) {
            make(kind, file);
          }
          words[i] = file.toString();
        } else if (words[i].startsWith("OUT")) {
          words[i] = folder.resolve(words[i]).toString();
        }
      }

      Cli.Result result = cli.run((Object[]) words);

      assertThat(result.exitCode()).as(result.err()).isNotZero();
      assertThat(result.err()).contains(kind + ".", "a pipe or a device and no ordinary file");
      assertThat(result.err().lines()).hasSize(1);
    }
  }

  private static void make(String kind, Path file) throws IOException, InterruptedException {
    if (kind.equals("device")) {
      Files.createSymbolicLink(file, Path.of("/dev/zero"));
    } else {
      assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    }
  }
}

package studio.anycost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.app.plugin.PluginJarBuilder;
import studio.anycost.app.settings.StudioFolders;

/**
 * Commands of the distribution, in processes of their own. It comes out of {@code package}: run the
 * tests by {@code mvn verify}.
 */
class MainProcessTest {
  private static final Path DISTRIBUTION = Path.of(System.getProperty("studio.distribution"));

  private static final String BARRED =
      """
      package test;

      import javafx.scene.Node;
      import javafx.scene.layout.Pane;
      import javafx.scene.shape.Rectangle;
      import org.pf4j.Extension;
      import studio.anycost.api.extension.*;
      import studio.anycost.api.fx.*;
      import studio.anycost.api.model.*;
      import studio.anycost.api.parameter.*;

      @Extension
      public class Barred implements Edit, PanelContribution {
        public ContributionInfo info() {
          return new ContributionInfo("barred", "Barred", "", 0);
        }

        public ParameterSchema parameters(GeneratorDescription generator) {
          return ParameterSchema.EMPTY;
        }

        public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
          return input;
        }

        public Panel createPanel(PanelContext context) {
          Node bar = context.schema().parameters().isEmpty() ? new Pane() : new Rectangle(0, 24);
          return new Panel() {
            public Node node() {
              return bar;
            }

            public void show(ParameterValues values) {}
          };
        }
      }
      """;

  @TempDir Path folder;

  private int start(Path out, Path err, List<String> options, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the launcher says them: newer versions of Java warn without.
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= 23) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-cp");
    command.add(DISTRIBUTION.resolve("lib") + "/*");
    command.addAll(options); // the last of two class paths holds
    command.add("-D" + StudioFolders.HOME_PROPERTY + "=" + folder.resolve("home"));
    command.add("studio.anycost.app.Main");
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("ORT_DISABLE_TELEMETRY");
    builder.environment().remove("DISPLAY");
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return process.exitValue();
  }

  @Test
  void aCommandLoadsNoToolkitAndSaysNothing() throws IOException, InterruptedException {
    Path classes = folder.resolve("classes.txt");
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Path picture = folder.resolve("a.png");
    int code =
        start(
            out,
            err,
            List.of("-Xlog:class+load:file=" + classes),
            "edit",
            "--seed",
            7,
            "--set",
            "Smiling=1",
            "-o",
            picture);

    assertThat(err).isEmptyFile();
    assertThat(out).isEmptyFile();
    assertThat(code).isZero();
    assertThat(picture).isNotEmptyFile();
    try (Stream<String> lines = Files.lines(classes)) {
      assertThat(lines.filter(line -> line.contains(" javafx.") || line.contains("com.sun.javafx")))
          .as("classes of JavaFX")
          .isEmpty();
    }
  }

  /** The virtual machine verifies the panel's types together with the edit that brings it. */
  @Test
  void anEditWithAPanelWorksWithoutAToolkit() throws IOException, InterruptedException {
    Path plugins = Files.createDirectories(folder.resolve("home").resolve("plugins"));
    PluginJarBuilder.plugin("barred")
        .source("test.Barred", BARRED)
        .writeTo(plugins.resolve("barred.jar"));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");

    int code = start(out, err, List.of(), "plugins");

    assertThat(err).isEmptyFile();
    assertThat(code).isZero();
    assertThat(Files.readString(out)).contains("(barred): started");
  }

  /** A wrong environment, and no fault of the studio. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsThatTheWindowNeedsAScreen() throws IOException, InterruptedException {
    Path err = folder.resolve("err.txt");
    List<String> window =
        List.of("-cp", DISTRIBUTION.resolve("lib") + "/*:" + DISTRIBUTION.resolve("lib/window/*"));

    int code = start(folder.resolve("out.txt"), err, window);

    assertThat(code).isEqualTo(1);
    assertThat(Files.readString(err))
        .hasLineCount(1)
        .contains("no screen")
        .contains("studio sample --seed 7");
  }

  /** ONNX Runtime recurses over the command line, and the launcher's variable is not set here. */
  @Test
  void aLongCommandLineDoesNotEndTheProcess() throws IOException, InterruptedException {
    Path picture = folder.resolve("a.png");
    int code =
        start(
            folder.resolve("out.txt"),
            folder.resolve("err.txt"),
            List.of("-Dunused=" + "x".repeat(100_000)),
            "sample",
            "--seed",
            7,
            "-o",
            picture);
    assertThat(code).isZero();
    assertThat(picture).isNotEmptyFile();
  }

  @Test
  void wrongInputEndsTheProcessWithTwo() throws IOException, InterruptedException {
    Path err = folder.resolve("err.txt");
    int code =
        start(folder.resolve("out.txt"), err, List.of(), "sample", "--seed", "7", "-o", "a.gif");
    assertThat(code).isEqualTo(2);
    assertThat(Files.readAllLines(err)).hasSize(1);
  }
}

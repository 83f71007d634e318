package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.model.Noise;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.Recipe;

/** No command writes over what it reads, nor one file twice. */
class CallFilesTest {
  private static final String PRECIOUS = "what a person brought";

  @TempDir Path folder;

  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(folder.resolve("home"));
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), PRECIOUS);
  }

  @Test
  void oneFileIsOneWhateverLeadsToIt() throws IOException {
    Path input = file("in.png");
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), input);
    Path detour = Files.createDirectory(folder.resolve("d")).resolve("..").resolve("in.png");
    for (Path output : List.of(input, link, detour)) {
      assertThatThrownBy(() -> new CallFiles().reads(input).writes(output).check())
          .isInstanceOf(InputException.class)
          .hasMessage(
              output + " is the file that is read, and would be lost: name another one to write.");
    }
    assertThatCode(() -> new CallFiles().reads(input).writes(folder.resolve("out.png")).check())
        .doesNotThrowAnyException();
  }

  @Test
  void nothingIsWrittenIntoAModelThatIsRead() throws IOException {
    Path model = Files.createDirectory(folder.resolve("m"));
    Path linked = Files.createSymbolicLink(folder.resolve("other"), model);
    for (Path output : List.of(model, model.resolve("x.onnx"), linked.resolve("new/x.onnx"))) {
      assertThatThrownBy(
              () -> new CallFiles().readsModel(Optional.of(model)).writes(output).check())
          .isInstanceOf(InputException.class)
          .hasMessageContaining(output + " lies in the model ");
    }
    assertThatCode(
            () ->
                new CallFiles()
                    .readsModel(Optional.of(model))
                    .writes(folder.resolve("m.onnx"))
                    .check())
        .doesNotThrowAnyException();
  }

  @Test
  void noFileIsWrittenTwice() throws IOException {
    Path absent = folder.resolve("a.png");
    assertThatThrownBy(
            () -> new CallFiles().writes(absent).writes(folder.resolve("./a.png")).check())
        .isInstanceOf(InputException.class)
        .hasMessage(
            folder.resolve("./a.png")
                + " would be written twice: give each file to write a name of its own.");
    Path pipe = Path.of("-");
    assertThatCode(() -> new CallFiles().writes(pipe).writes(absent).writes(pipe).check())
        .doesNotThrowAnyException();
  }

  @Test
  void aFolderThatCannotBeWrittenToIsKnownBeforeTheWork() {
    // Whoever may do everything may not write into the files of the runtime either.
    Path readOnly =
        FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java");
    assertThatThrownBy(() -> OutputOption.checkFolder(readOnly.resolve("out.png")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The folder /modules/java.base/java cannot be written to: name another, or permit it.");
  }

  @ParameterizedTest
  @CsvSource({
    "sample --seed 3 -o x.png --sheet x.png, twice",
    "sample --seed 1-3 -o k-%d.png --sheet k-2.png, twice",
    "sample --seed 3 --save-style x.npy --save-z x.npy, twice",
    "sample --seed 3 -o x.npy --save-style ./x.npy, twice",
    "compare --seed 3 -o x.png -o ./x.png, twice",
    "replay P.anycost --photo a.png -o a.png, is the file that is read",
    "search --notes n.json -o n.json --force, is the file that is read",
  })
  void isRefusedBeforeAnythingIsWritten(String line, String part) throws IOException {
    PortraitDocument portrait =
        new PortraitDocument(
            "0".repeat(64),
            new BaseStyle.Seed(5),
            Noise.FIXED,
            Recipe.EMPTY,
            Optional.empty(),
            List.of());
    ProjectFile.write(folder.resolve("P.anycost"), new Project(portrait, "A model"));
    for (String name : List.of("a.png", "n.json")) {
      file(name);
    }
    List<String> before = all();
    refused(line, part);
    assertThat(all()).isEqualTo(before);
    assertThat(folder.resolve("a.png")).hasContent(PRECIOUS);
    assertThat(folder.resolve("n.json")).hasContent(PRECIOUS);
  }

  @ParameterizedTest
  @CsvSource({"1f", "1d", "0x1p-1", "' 1'"})
  void whatOnlyJavaTakesForANumberIsNone(String text) {
    Cli.Result result =
        cli.run("sample", "--seed", 1, "--psi", text, "-o", folder.resolve("a.png"));
    assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_INPUT);
    assertThat(result.err()).startsWith("'" + text + "' is not a number: --psi takes one");
  }

  @Test
  void aFolderThatIsThereIsNotSaidToBeMissing() {
    Cli.Result result = cli.run(folder + "/");
    assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_INPUT);
    assertThat(result.err().strip())
        .isEqualTo(folder + " is a folder: name a project, a photo or a training run.");
  }

  @Test
  void aModelStaysAsItIs() throws IOException {
    Path zip = folder.resolve("m.zip");
    assertThat(cli.run("bundle", "pack", "-o", zip).exitCode()).isZero();
    assertThat(cli.run("bundle", "unpack", zip, "-o", folder.resolve("m")).exitCode()).isZero();
    Path stage;
    try (Stream<Path> files = Files.walk(folder.resolve("m"))) {
      stage = files.filter(each -> each.toString().endsWith(".onnx")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(stage);
    refused("export --bundle m -o " + folder.relativize(stage), "lies in the model");
    refused("bundle pack m -o m/x.zip", "lies in the model");
    refused("sample --bundle m --seed 1-2 -o m/faces", "lies in the model");
    assertThat(stage).hasBinaryContent(bytes);
    assertThat(cli.run("bundle", "verify", folder.resolve("m")).exitCode()).isZero();
  }

  private void refused(String line, String part) {
    List<Object> words = new ArrayList<>();
    for (String word : line.split(" ")) {
      words.add(word.matches(".*\\.\\w+|m|m/.*") ? folder + "/" + word : word);
    }
    Cli.Result result = cli.run(words.toArray());
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCodes.WRONG_INPUT);
    assertThat(result.err()).contains(part);
    assertThat(result.err().strip().lines()).hasSize(1);
  }

  private List<String> all() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(name -> !name.equals("home"))
          .sorted()
          .toList();
    }
  }
}

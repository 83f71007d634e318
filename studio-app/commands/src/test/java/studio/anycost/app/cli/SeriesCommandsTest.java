package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;
import studio.anycost.models.io.SafeTensors;

/** Many faces in one command, and latents in and out, on the bundle that comes along. */
class SeriesCommandsTest {
  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void start() {
    cli = new Cli(folder.resolve("home"));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void done(Object... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  private List<String> names(String directory) throws IOException {
    try (Stream<Path> files = Files.list(file(directory))) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static GeneratorDescription model() throws IOException {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      return bundle.description();
    }
  }

  /** What one sees: beside it files tell where a face came from. */
  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void anEmptyNameIsNotTheFolderOneIsIn() {
    Cli.Result nowhere = cli.run("sample", "--seed", 5, "-o", "");
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).startsWith("--output needs the name of a file.").hasLineCount(1);
    Cli.Result style = cli.run("edit", "--seed", 5, "-o", file("a.png"), "--save-style", " ");
    assertThat(style.exitCode()).isEqualTo(2);
    assertThat(style.err()).startsWith("--save-style needs the name of a file.").hasLineCount(1);
    assertThat(file("a.png")).doesNotExist();
  }

  @Test
  void aDashIsStandardOutput() throws IOException {
    done("sample", "--seed", 5, "-o", file("five.png"));

    Cli.Result piped = cli.run("sample", "--seed", 5, "-o", "-");

    assertThat(piped).isEqualTo(new Cli.Result(0, "", ""));
    assertThat(cli.piped()).isEqualTo(Files.readAllBytes(file("five.png")));
    done("edit", "--seed", 5, "--set", "Smiling=1", "-o", file("smile.png"));
    assertThat(cli.run("edit", "--seed", 5, "--set", "Smiling=1", "--output", "-").out()).isEmpty();
    assertThat(cli.piped()).isEqualTo(Files.readAllBytes(file("smile.png")));
    assertThat(cli.run("grid", "--seed", 5, "-o", "-").out()).isEmpty();
    assertThat(ImageIO.read(new ByteArrayInputStream(cli.piped())).getWidth()).isGreaterThan(500);

    Cli.Result several = cli.run("sample", "--seed", "5,6", "-o", "-");
    assertThat(several.exitCode()).isEqualTo(2);
    assertThat(several.err()).contains("one picture, and these are 2 faces");
    assertThat(cli.piped()).isEmpty();
  }

  @Test
  void manyFacesAreThoseThatOneCommandEachMakes() throws IOException {
    done("sample", "--seed", "3,5-6", "--seed", 9, "-o", file("all"));
    assertThat(names("all"))
        .containsExactly("seed0003.png", "seed0005.png", "seed0006.png", "seed0009.png");
    done("sample", "--seed", 5, "-o", file("five.png"));
    done("sample", "--seed", 9, "-o", file("nine.png"));
    assertThat(file("all/seed0005.png")).hasSameBinaryContentAs(file("five.png"));
    assertThat(file("all/seed0009.png")).hasSameBinaryContentAs(file("nine.png"));

    done("sample", "--seed", "5,9", "-o", file("all/face-%02d.jpg"));
    assertThat(names("all")).contains("face-05.jpg", "face-09.jpg").hasSize(6);
  }

  @Test
  void leavesTheFilesThatItReads() throws IOException {
    done("sample", "--seed", 3, "--save-style", file("w.npy"), "-o", file("a.png"));
    byte[] before = Files.readAllBytes(file("w.npy"));
    Cli.Result result = cli.run("sample", "--style", file("w.npy"), "-o", file("w.npy"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("is the file that is read");
    assertThat(file("w.npy")).hasBinaryContent(before);
  }

  @Test
  void editsAndSizesHoldForAll() throws IOException {
    Object[] what = {"--set", "Smiling=1", "--psi", 0.7, "--ratio", 0.5, "--resolution", 64};
    done(with(what, "edit", "--seed", "1-3", "-o", file("all/")));
    done(with(what, "edit", "--seed", 2, "-o", file("two.png")));
    assertThat(file("all/seed0002.png")).hasSameBinaryContentAs(file("two.png"));
    assertThat(names("all")).hasSize(3);
  }

  private static Object[] with(Object[] more, Object... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
  }

  @Test
  void whatIsThereIsLeftAndTheRestIsMade() throws IOException {
    Object[] command = {"sample", "--seed", "1-4", "--resolution", 32, "-o", file("all")};
    done(command);
    byte[] three = Files.readAllBytes(file("all/seed0003.png"));
    Files.delete(file("all/seed0003.png"));
    Files.write(file("all/seed0004.png"), new byte[0]);
    byte[] mine = Files.readAllBytes(file("all/seed0002.png"));
    Files.write(file("all/seed0001.png"), mine);

    Cli.Result again = cli.run(command);
    assertThat(again.exitCode()).isZero();
    assertThat(again.err().lines()).hasSize(1);
    assertThat(again.err()).contains("2 of 4").contains("already").contains("--force");
    assertThat(file("all/seed0003.png")).hasBinaryContent(three);
    assertThat(Files.size(file("all/seed0004.png"))).isPositive();
    assertThat(file("all/seed0001.png")).hasBinaryContent(mine);

    done(with(new Object[] {"--force"}, command));
    assertThat(Files.mismatch(file("all/seed0001.png"), file("all/seed0002.png"))).isNotNegative();
    assertThat(ImageIO.read(file("all/seed0001.png").toFile()).getWidth()).isEqualTo(32);
  }

  @Test
  void aSheetShowsAllAndIsTheSameWhenItsPicturesWereThere() throws IOException {
    Object[] command = {
      "sample", "--seed", "1-5", "--resolution", 32, "-o", file("all"), "--sheet", file("s.png")
    };
    done(command);
    BufferedImage sheet = ImageIO.read(file("s.png").toFile());
    assertThat(sheet.getWidth()).isBetween(3 * 320, 3 * 320 + 200);
    assertThat(sheet.getHeight()).isBetween(2 * 320, 2 * 320 + 300);
    byte[] first = Files.readAllBytes(file("s.png"));
    Files.delete(file("s.png"));
    Files.delete(file("all/seed0002.png"));
    Files.write(file("all/seed0003.png"), new byte[] {1, 2, 3});

    Cli.Result again = cli.run(command);
    assertThat(again.err()).contains("3 of 5");
    assertThat(file("s.png")).hasBinaryContent(first);

    done("sample", "--seed", "1-5", "--resolution", 32, "--sheet", file("alone.png"));
    assertThat(Files.readString(file("alone.png"), StandardCharsets.ISO_8859_1))
        .contains("digitalsourcetype/trainedAlgorithmicMedia")
        .contains("of 5 faces")
        .doesNotContain("anycost-project");
    assertThat(file("alone.png")).hasBinaryContent(first);
  }

  @Test
  void theStyleThatWasUsedGivesTheSamePictureAgain() throws IOException {
    GeneratorDescription model = model();
    done(
        "edit",
        "--seed",
        7,
        "--set",
        "Smiling=1",
        "-o",
        file("a.png"),
        "--save-style",
        file("w.npy"),
        "--save-z",
        file("z.npy"));
    assertThat(Npy.read(file("w.npy")).shape())
        .containsExactly(model.styleCount(), model.styleDimension());
    assertThat(Npy.read(file("z.npy")).shape()).containsExactly(1, model.styleDimension());
    done("sample", "--style", file("w.npy"), "-o", file("b.png"));
    assertThat(pixels(file("b.png"))).isEqualTo(pixels(file("a.png")));
    done("edit", "--z", file("z.npy"), "--set", "Smiling=1", "-o", file("c.png"));
    assertThat(pixels(file("c.png"))).isEqualTo(pixels(file("a.png")));
  }

  @Test
  void stylesOfManyAreOneFileOrOneEach() throws IOException {
    GeneratorDescription model = model();
    done(
        "sample",
        "--seed",
        "1-3",
        "--psi",
        0.5,
        "-o",
        file("seeds"),
        "--save-style",
        file("all.npy"),
        "--save-z",
        file("z.npy"));
    assertThat(Npy.read(file("all.npy")).shape())
        .containsExactly(3, model.styleCount(), model.styleDimension());
    done("sample", "--style", file("all.npy"), "-o", file("styles"));
    done("sample", "--z", file("z.npy"), "--psi", 0.5, "-o", file("zs/"));
    assertThat(names("styles")).containsExactly("all-0000.png", "all-0001.png", "all-0002.png");
    for (int i = 0; i < 3; i++) {
      Path expected = file("seeds/seed000" + (i + 1) + ".png");
      assertThat(pixels(file("styles/all-000" + i + ".png"))).isEqualTo(pixels(expected));
      assertThat(pixels(file("zs/z-000" + i + ".png"))).isEqualTo(pixels(expected));
    }

    done("sample", "--seed", "1-3", "--psi", 0.5, "--save-style", file("w-%d.npy"));
    done("sample", "--style", file("w-2.npy"), "-o", file("two.png"));
    assertThat(pixels(file("two.png"))).isEqualTo(pixels(file("seeds/seed0002.png")));
  }

  @Test
  void seedsOfNumpyAreTheFacesOfItsNumbers() throws IOException {
    done(
        "sample",
        "--seeds-of",
        "numpy",
        "--seed",
        85,
        "-o",
        file("a.png"),
        "--save-z",
        file("z.npy"));
    NpyArray z = Npy.read(file("z.npy"));
    assertThat(z.data()).startsWith(0.17685072124004364f, 2.3777542114257812f, 0.99873286485672f);
    done("sample", "--z", file("z.npy"), "-o", file("b.png"));
    assertThat(pixels(file("b.png"))).isEqualTo(pixels(file("a.png")));
    done("sample", "--seed", 85, "-o", file("c.png"));
    assertThat(pixels(file("a.png"))).isNotEqualTo(pixels(file("c.png")));
  }

  @Test
  void faceByFaceShapesOfOtherProgramsMeanWhatTheySay() throws IOException {
    GeneratorDescription model = model();
    int dimension = model.styleDimension();
    float[] mean = model.meanStyleArray();
    float[] two = new float[2 * dimension];
    System.arraycopy(mean, 0, two, 0, dimension);
    System.arraycopy(mean, 0, two, dimension, dimension);
    Npy.write(file("d.npy"), new NpyArray(new int[] {dimension}, mean));
    Npy.write(file("b1d.npy"), new NpyArray(new int[] {2, 1, dimension}, two));
    done("sample", "--seed", 7, "--psi", 0, "-o", file("mean.png"));
    done("sample", "--style", file("d.npy"), "-o", file("d.png"));
    done("sample", "--style", file("b1d.npy"), "-o", file("b1d-%d.png"));
    for (String name : List.of("d", "b1d-0", "b1d-1")) {
      assertThat(pixels(file(name + ".png"))).isEqualTo(pixels(file("mean.png")));
    }
  }

  @Test
  void filesOfOtherProgramsGiveTheFaceThatIsInThem() throws IOException {
    int dimension = model().styleDimension();
    float[] mean = model().meanStyleArray();
    byte[] npy = Npy.toBytes(new NpyArray(new int[] {1, 1, dimension}, mean));
    byte[] noise = Npy.toBytes(new NpyArray(new int[] {2, 2}, new float[4]));
    zip(file("projected.npz"), Map.of("w.npy", npy));
    zip(file("more.npz"), Map.of("noise.npy", noise, "w.npy", npy));
    zip(file("odd.npz"), Map.of("noise.npy", noise, "face.npy", npy));
    torch(file("w.pt"), mean);
    Files.write(
        file("w.safetensors"),
        SafeTensors.toBytes(Map.of("w", new SafeTensors.Tensor(new int[] {dimension}, mean))));
    numpy(file("double.npy"), "<f8", false, mean);
    numpy(file("fortran.npy"), "<f4", true, mean);

    done("sample", "--seed", 7, "--psi", 0, "-o", file("mean.png"));
    for (String name :
        List.of(
            "projected.npz",
            "more.npz",
            "odd.npz:face",
            "w.pt",
            "w.safetensors",
            "w.safetensors:w",
            "double.npy",
            "fortran.npy")) {
      done("sample", "--style", file(name), "-o", file("face.png"));
      assertThat(pixels(file("face.png"))).as(name).isEqualTo(pixels(file("mean.png")));
    }
    done("grid", "--style", file("projected.npz"), "-o", file("grid.png"));
    torchList(file("one.pt"), 1, mean);
    done("sample", "--style", file("one.pt"), "-o", file("face.png"));
    assertThat(pixels(file("face.png"))).isEqualTo(pixels(file("mean.png")));
    torchList(file("list.pt"), 3, mean);
    done("sample", "--style", file("list.pt"), "-o", file("listed"));
    assertThat(names("listed")).hasSize(3);
    assertThat(pixels(file("listed").resolve(names("listed").get(2))))
        .isEqualTo(pixels(file("mean.png")));

    Cli.Result several = cli.run("sample", "--style", file("odd.npz"), "-o", file("no.png"));
    assertThat(several.exitCode()).isEqualTo(2);
    assertThat(several.err()).contains("several arrays").contains("odd.npz:face");
    Cli.Result none = cli.run("sample", "--style", file("odd.npz:x"), "-o", file("no.png"));
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("no array 'x'").contains("face").contains("noise");
  }

  /** As some projectors save them; what was made of it is told. */
  @Test
  void aStyleCodeThatIsWrittenOutFlatIsTold() throws IOException {
    int styles = model().styleCount();
    float[] mean = model().meanStyleArray();
    FloatBuffer code = FloatBuffer.allocate(styles * mean.length);
    for (int i = 0; i < styles; i++) {
      code.put(mean);
    }
    NpyArray flat = new NpyArray(new int[] {1, styles * mean.length}, code.array());
    Files.write(file("flat.npy"), Npy.toBytes(flat));

    Cli.Result result = cli.run("sample", "--style", file("flat.npy"), "-o", file("flat.png"));

    assertThat(result.exitCode()).isZero();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err())
        .contains("flat.npy holds an array [1, " + styles * mean.length + "]")
        .contains("taken as the " + styles + " styles of " + mean.length + " values");
    done("sample", "--seed", 7, "--psi", 0, "-o", file("mean.png"));
    assertThat(pixels(file("flat.png"))).isEqualTo(pixels(file("mean.png")));
  }

  private static void zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  /** One row, in either order of the axes: [d, 1] in C order is [1, d] in Fortran's. */
  private static void numpy(Path file, String type, boolean fortran, float[] values)
      throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (1, %d), }\n"
            .formatted(type, fortran ? "True" : "False", values.length);
    boolean wide = type.endsWith("8");
    ByteBuffer out =
        ByteBuffer.allocate(10 + header.length() + values.length * (wide ? 8 : 4))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
    out.putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
    for (float value : values) {
      if (wide) {
        out.putDouble(value);
      } else {
        out.putFloat(value);
      }
    }
    Files.write(file, out.array());
  }

  /** What torch.save writes of one tensor [1, d]. */
  private static void torch(Path file, float[] values) throws IOException {
    ByteBuffer pickle = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    text(pickle, "\u0080\2");
    tensor(pickle, values.length);
    text(pickle, ".");
    torch(file, pickle, values);
  }

  /** The same tensor several times in a list. */
  private static void torchList(Path file, int times, float[] values) throws IOException {
    ByteBuffer pickle = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
    text(pickle, "\u0080\2](");
    for (int i = 0; i < times; i++) {
      tensor(pickle, values.length);
    }
    text(pickle, "e.");
    torch(file, pickle, values);
  }

  private static void tensor(ByteBuffer pickle, int count) {
    text(pickle, "ctorch._utils\n_rebuild_tensor_v2\n((");
    text(pickle, "X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0000X\3\0\0\0cpuJ");
    text(pickle.putInt(count), "tQK\0K\1J");
    text(pickle.putInt(count), "\u0086J");
    text(pickle.putInt(count), "K\1\u0086\u0089ccollections\nOrderedDict\n)RtR");
  }

  private static void torch(Path file, ByteBuffer pickle, float[] values) throws IOException {
    int count = values.length;
    ByteBuffer data = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    zip(
        file,
        Map.of(
            "w/data.pkl", Arrays.copyOf(pickle.array(), pickle.position()),
            "w/data/0", data.array(),
            "w/version", new byte[] {'3', '\n'}));
  }

  private static void text(ByteBuffer out, String text) {
    out.put(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aLatentThatIsTakenForAStyleIsDoubtedAndStillRendered() throws IOException {
    done("sample", "--seeds-of", "numpy", "--seed", "7-9", "--save-z", file("z.npy"));
    Cli.Result result =
        cli.run("sample", "--style", file("z.npy"), "--resolution", 32, "-o", file("all"));
    assertThat(result.exitCode()).isZero();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("3 of 3 styles").contains("give it with --z");
    assertThat(names("all")).hasSize(3);
    done("sample", "--z", file("z.npy"), "--resolution", 32, "-o", file("zs"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample --seed 0-3 -o OUT.png | 4 faces need 4 files: name them with a place for the number, as in -o 'OUT-%04d.png'",
        "sample --seed 0-3 -o OUT/no/faces | does not exist",
        "sample --seed 0-3 -o %d/OUT.png | folder's name",
        "sample --seed 0-3 -o OUT-%d-%d.png | several places",
        "sample --seed 0-3 -o OUT-%d.gif | must end in",
        "sample --seed 0-100000 -o OUT-%d.png | more than 100000 seeds",
        "sample --seed 5-1 -o OUT-%d.png | backwards",
        "sample --seed 7 --sheet OUT.npy | must end in .png",
        "sample --seed 0-400 --sheet OUT.png | at most 400 faces",
        "sample --seed 0-50000 --save-style OUT.npy | as in --save-style w-%04d.npy",
        "sample --seed 7 --save-style OUT.png | must end in .npy",
        "sample --seed -1 --seeds-of numpy -o OUT.png | between 0 and 4294967295",
        "sample --seed 7 --seeds-of torch -o OUT.png | studio or numpy, not of 'torch'",
        "sample --seeds-of numpy --style w.npy -o OUT.png | name a seed, too",
        "sample --seed 7 --z z.npy -o OUT.png | not by --seed and --z",
        "sample --style MEAN.npy --save-z OUT.npy | has no z",
        "sample --z MEAN.npy --psi 9 -o OUT.png | between -2 and 2",
        "sample --z CODE.npy -o OUT.png | give it with --style",
        "grid --seed 1,2 -o OUT.png | takes one face"
      })
  void wrongInputEndsWithTwoAndOneSentence(String line, String expected) throws IOException {
    GeneratorDescription model = model();
    int dimension = model.styleDimension();
    int styles = model.styleCount();
    Npy.write(file("mean.npy"), new NpyArray(new int[] {dimension}, model.meanStyleArray()));
    Npy.write(
        file("code.npy"),
        new NpyArray(
            new int[] {styles, 1, styles, dimension}, new float[styles * styles * dimension]));
    String out = folder.resolve("out").toString();
    Object[] arguments =
        line.replace("OUT", out)
            .replace("MEAN.npy", file("mean.npy").toString())
            .replace("CODE.npy", file("code.npy").toString())
            .strip()
            .split(" ");
    Cli.Result result = cli.run(arguments);

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err().strip())
        .contains(expected.strip().replace("OUT", out))
        .matches(".*[.?]");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("out"));
    }
  }
}

package studio.anycost.app.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.photo.PhotoException;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.QuarterTurn;

class ProjectFileTest {
  private static final String IDENTITY = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  private static Project random(Random random) {
    BaseStyle base;
    double psi = random.nextInt(41) / 10.0 - 2;
    if (random.nextBoolean()) {
      base =
          random.nextBoolean()
              ? new BaseStyle.Seed(random.nextLong(), psi)
              : new BaseStyle.Seed(random.nextInt() & 0xffffffffL, psi, SeedNumbers.NUMPY);
    } else {
      int count = 1 + random.nextInt(18);
      int dimension = 1 + random.nextInt(40);
      float[] data = new float[count * dimension];
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
      }
      base = new BaseStyle.Given(StyleCode.of(count, dimension, data), psi, "w \"ü\" \\ \n.npy");
    }
    Noise noise =
        switch (random.nextInt(3)) {
          case 0 -> Noise.FIXED;
          case 1 -> Noise.NONE;
          default -> Noise.seeded(random.nextLong());
        };
    List<EditStep> steps = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Map<String, String> values = new HashMap<>();
      for (int j = 1 + random.nextInt(5); j > 0; j--) {
        values.put("Key_" + random.nextInt(1000), Double.toString(random.nextGaussian()) + "ä☃");
      }
      steps.add(EditStep.written("edit-" + i, values));
    }
    PortraitDocument document = new PortraitDocument(IDENTITY, base, noise, new Recipe(steps));
    for (int i = random.nextInt(3); i > 0; i--) {
      document = document.withRun(ToolStep.written("tool-" + i, Map.of("key", "value ☃")));
    }
    if (random.nextBoolean()) {
      document = document.withSource(source(random));
    }
    List<PortraitDocument> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      keys.add(document.withoutSource().withBase(new BaseStyle.Seed(i, 0.5)));
    }
    Map<PortraitDocument, Thumbnail> thumbnails = new HashMap<>();
    Optional<HistoryTree<PortraitDocument>> history = Optional.empty();
    if (random.nextBoolean()) {
      History<PortraitDocument> past = new History<>(document, "New portrait", 20);
      for (int i = random.nextInt(8); i > 0; i--) {
        if (random.nextBoolean()) {
          past.undo();
        }
        past.push(edited(document, random), "Edit \"" + i + "\"");
      }
      if (random.nextBoolean()) {
        past.undo();
      }
      document = past.current();
      history = Optional.of(past.tree());
    }
    List<NamedVariant> variants = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      PortraitDocument kept = edited(document, random);
      variants.add(new NamedVariant("Variant ü " + i, random.nextBoolean(), kept));
      thumbnails.put(kept.withoutSource(), thumbnail(i));
    }
    if (random.nextBoolean()) {
      thumbnails.put(document.withoutSource(), thumbnail(random.nextInt(100)));
    }
    return new Project(document, "A model " + psi, keys, history, variants, thumbnails);
  }

  private static PortraitDocument edited(PortraitDocument document, Random random) {
    PortraitDocument edited =
        document.withStep(EditStep.written("e", Map.of("a", "" + random.nextInt(1000))));
    return random.nextBoolean() ? edited.withSource(source(random)) : edited;
  }

  /** What begins as a JPEG file does is one until somebody looks at it. */
  private static Thumbnail thumbnail(int last) {
    return Thumbnail.of(new byte[] {-1, -40, -1, (byte) last});
  }

  private static PhotoSource source(Random random) {
    int width = 1 + random.nextInt(2000);
    int height = 1 + random.nextInt(2000);
    Alignment square =
        new Alignment(
            random.nextDouble() * width, random.nextDouble() * height, 1 + random.nextDouble(), -3);
    PhotoSource source = new PhotoSource(photo(random.nextInt(256)), width, height, square);
    if (random.nextBoolean()) {
      source = source.turned(QuarterTurn.values()[random.nextInt(4)]);
    }
    Face found = new Face(square, random.nextDouble());
    return random.nextBoolean()
        ? source.withFaces(List.of(found, Face.of(FacePoints.usualIn(square), 1)))
        : source;
  }

  /** The smallest GIF, of one pixel; what its last byte is does not matter. */
  private static PhotoFile photo(int last) {
    byte[] gif = {
      'G',
      'I',
      'F',
      '8',
      '9',
      'a',
      1,
      0,
      1,
      0,
      (byte) 0x80,
      0,
      0,
      0,
      0,
      0,
      -1,
      -1,
      -1,
      0x2c,
      0,
      0,
      0,
      0,
      1,
      0,
      1,
      0,
      0,
      2,
      2,
      0x44,
      1,
      0,
      0x3b,
      (byte) last
    };
    try {
      return PhotoFile.wrap("me & ü.gif", gif);
    } catch (PhotoException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void whatIsWrittenIsReadBackEqual(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      Project project = random(random);
      Path file = folder.resolve("p" + i + ".anycost");
      ProjectFile.write(file, project);
      assertThat(ProjectFile.read(file)).isEqualTo(project);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).as("no temporary files are left").hasSize(30);
    }
  }

  @Test
  void stepsOfPluginsThatNobodyKnowsAreKept() throws IOException {
    String text =
        """
        {"format": "anycost-project", "version": 1,
         "bundle": {"identity": "%s", "name": "M"},
         "base": {"seed": 7, "psi": 0.7}, "noise": "none",
         "recipe": [{"edit": "some.future-edit", "values": {"wobble": "3"}}]}
        """
            .formatted(IDENTITY);
    Project project = ProjectFile.parse(text.getBytes(StandardCharsets.UTF_8));
    Project again = ProjectFile.parse(ProjectFile.format(project));
    assertThat(again.document().recipe().steps())
        .containsExactly(EditStep.written("some.future-edit", Map.of("wobble", "3")));
  }

  @Test
  void aSeedOfOthersHasANameThatNoOlderReaderTakesForItsOwn() throws IOException {
    Project project =
        new Project(start().withBase(new BaseStyle.Seed(85, 0.7, SeedNumbers.NUMPY)), "M");
    Path file = folder.resolve("p.anycost");
    ProjectFile.write(file, project);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String text =
          new String(
              zip.getInputStream(zip.getEntry("project.json")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(text).contains("\"numpySeed\" : 85").doesNotContain("\"seed\"");
    }
    assertThat(ProjectFile.read(file)).isEqualTo(project);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | does not say that it is an Anycost project",
        "{\"format\": \"anycost-project\", \"version\": 4} | written by a newer studio",
        "{\"format\": \"anycost-project\", \"version\": 0} | version 0 does not exist",
        "{\"format\": \"anycost-project\", \"version\": 2} | version 2 does not exist in this form",
        "{\"format\": \"anycost-project\", \"version\": 3} | version 3 does not exist in this form",
        "{\"format\": \"anycost-project\", \"version\": 1} | \"bundle\" is missing",
        "{\"format\": \"anycost-project\", \"format\": \"x\"} | not well-formed",
        "{} {} | not well-formed",
        "[[[[[[[[[[[[[[[[[[[[[[[[ | not well-formed"
      })
  void brokenFilesAreRefusedWithASentence(String text, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.anycost"), text);
    assertThatThrownBy(() -> ProjectFile.read(file))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(file.toString())
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"seed\": 7, \"psi\": 5} | psi lies between -2 and 2",
        "{\"seed\": 1e400, \"psi\": 1} | \"seed\" is missing",
        "{\"seed\": 99999999999999999999, \"psi\": 1} | \"seed\" is missing",
        "{\"numpySeed\": -1, \"psi\": 1} | between 0 and 4294967295",
        "{\"numpySeed\": 4294967296, \"psi\": 1} | between 0 and 4294967295",
        "{\"styles\": 2000000000, \"dimension\": 2000000000, \"values\": [1], \"psi\": 1,"
            + " \"source\": \"\"} | claims 2000000000 styles",
        "{\"styles\": 2, \"dimension\": 2, \"values\": [1], \"psi\": 1, \"source\": \"\"}"
            + " | does not hold the values",
        "{\"styles\": 1, \"dimension\": 1, \"values\": [1e300], \"psi\": 1, \"source\": \"\"}"
            + " | not finite",
        "{\"styles\": 1, \"dimension\": 1, \"values\": [\"x\"], \"psi\": 1, \"source\": \"\"}"
            + " | no number"
      })
  void absurdBasesAreRefusedWithASentence(String base, String reason) {
    String text =
        """
        {"format": "anycost-project", "version": 1,
         "bundle": {"identity": "%s", "name": "M"},
         "base": %s, "noise": "none", "recipe": []}
        """
            .formatted(IDENTITY, base);
    assertThatThrownBy(() -> ProjectFile.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void thePhotoComesBackByteForByte() throws IOException {
    PhotoFile photo = photo(7);
    PhotoSource source = new PhotoSource(photo, 1, 1, new Alignment(0.5, 0.5, 0.5, 0.25));
    Project project = new Project(start().withSource(source), "M");
    Path file = folder.resolve("p.anycost");
    ProjectFile.write(file, project);
    PhotoSource read = ProjectFile.read(file).document().source().orElseThrow();
    assertThat(read).isEqualTo(source);
    assertThat(read.file().name()).isEqualTo("me & ü.gif");
    assertThat(read.file().open().readAllBytes()).isEqualTo(photo.open().readAllBytes());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("project.json", "photos/" + photo.sha256() + ".gif");
    }
  }

  @Test
  void theSameProjectGivesTheSameBytes() throws IOException {
    TimeZone zone = TimeZone.getDefault();
    try {
      byte[] once = ProjectFile.format(random(new Random(3)));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertThat(ProjectFile.format(random(new Random(3)))).isEqualTo(once);
      assertThat(ProjectFile.format(new Project(start(), "M"))).hasSizeLessThan(1000);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  private static PortraitDocument start() {
    return new PortraitDocument(IDENTITY, new BaseStyle.Seed(7, 0.5), Noise.FIXED, Recipe.EMPTY);
  }

  /** A zip of names and contents; the same name may come twice. */
  private static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(one)) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        zip.write((byte[]) namesAndContents[i + 1]);
      }
      // The entries alone, one after the other: readers of streams ask for no more.
      byte[] bytes = one.toByteArray();
      int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
      result.write(bytes, 0, end);
    }
    return result.toByteArray();
  }

  private static byte[] zipped(byte[] text, Project project) throws IOException {
    List<Object> parts = new ArrayList<>(List.of("project.json", text));
    for (PhotoFile photo : project.photos()) {
      parts.addAll(List.of("photos/" + photo.sha256() + ".gif", photo.open().readAllBytes()));
    }
    int number = 0;
    for (Thumbnail thumbnail : project.usedThumbnails().values()) {
      parts.addAll(List.of("thumbnails/" + number++ + ".jpg", thumbnail.bytes()));
    }
    return zip(parts.toArray());
  }

  private static byte[] description(Project project) throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(ProjectFile.format(project)))) {
      zip.getNextEntry();
      return zip.readAllBytes();
    }
  }

  private static void assertRefused(byte[] bytes, String reason) {
    assertThatThrownBy(() -> ProjectFile.parse(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason)
        .hasMessageEndingWith(".");
  }

  @Test
  void containersThatAreNotOursAreRefusedWithASentence() throws IOException {
    PhotoFile photo = photo(1);
    byte[] pixels = photo.open().readAllBytes();
    byte[] other = photo(2).open().readAllBytes();
    String path = "photos/" + photo.sha256() + ".gif";
    byte[] plain = description(new Project(start(), "M"));
    byte[] text =
        description(
            new Project(
                start().withSource(new PhotoSource(photo, 1, 1, new Alignment(0, 0, 1, 0))), "M"));
    assertThat(ProjectFile.parse(zip("project.json", text, path, pixels))).isNotNull();
    assertThat(ProjectFile.parse(zip(path, pixels, "project.json", text))).isNotNull();

    assertRefused(zip("project.json", text), "its photo is missing");
    assertRefused(zip("project.json", plain, path, pixels), "a photo that belongs to nothing");
    assertRefused(zip("project.json", text, path, other), "not the one that was saved");
    assertRefused(
        zip("project.json", text, path.replace(".gif", ".png"), pixels), "its photo is missing");
    assertRefused(zip("project.json", text, path, plain), "its photo cannot be used");
    assertRefused(zip(path, pixels), "without a project.json");
    assertRefused(zip("project.json", plain, "project.json", plain), "more than once");
    assertRefused(zip("project.json", text, path, pixels, path, pixels), "more than once");
    assertRefused(
        zip("project.json", text, path, pixels, path.replace('a', 'b'), pixels),
        "a photo that belongs to nothing");
    assertRefused(zip("project.json", plain, "../x", plain), "'../x', which is no part");
    assertRefused(zip("photos/../x.png", plain), "no part of a project");
    assertRefused(zip("project.json", new byte[ProjectFile.LIMIT + 1]), "larger than");
    assertRefused(zip(path, new byte[PhotoFile.LIMIT + 1]), "larger than");
    byte[] whole = ProjectFile.format(new Project(start(), "M"));
    assertRefused(java.util.Arrays.copyOf(whole, 100), "damaged or cut off");
  }

  @ParameterizedTest
  @CsvSource({
    "width, 0, no size", "width, 70000, no size", "centreX, 1e9, too far outside",
    "axisX, 1e9, too far outside", "axisX, \"x\", the number", "photo, 7, the text"
  })
  void absurdSourcesAreRefusedWithASentence(String field, String value, String reason)
      throws IOException {
    PhotoFile photo = photo(1);
    Project project =
        new Project(
            start().withSource(new PhotoSource(photo, 1, 1, new Alignment(0, 0, 1, 0))), "M");
    String text =
        new String(description(project), StandardCharsets.UTF_8)
            .replaceFirst("\"" + field + "\" : [^,\\s]+", "\"" + field + "\" : " + value);
    assertRefused(
        zip(
            "project.json",
            text.getBytes(StandardCharsets.UTF_8),
            "photos/" + photo.sha256() + ".gif",
            photo.open().readAllBytes()),
        reason);
  }

  @ParameterizedTest
  @CsvSource({
    "turn, 45, turned by 45 degrees",
    "turn, 360, turned by 360 degrees",
    "confidence, 2, 0..1",
    "leftEye, 3, leftEye",
    "faces, 3, no list",
  })
  void absurdFacesAreRefusedWithASentence(String field, String value, String reason)
      throws IOException {
    PhotoFile photo = photo(1);
    PhotoSource source =
        new PhotoSource(photo, 10, 10, new Alignment(5, 5, 1, 0))
            .turned(QuarterTurn.HALF)
            .withFaces(List.of(Face.of(FacePoints.usualIn(new Alignment(5, 5, 2, 0)), 0.5)));
    ObjectNode root =
        (ObjectNode)
            new ObjectMapper().readTree(description(new Project(start().withSource(source), "M")));
    ObjectNode parent = root.findParent(field);
    parent.set(field, IntNode.valueOf(Integer.parseInt(value)));
    assertRefused(
        zip(
            "project.json",
            new ObjectMapper().writeValueAsBytes(root),
            "photos/" + photo.sha256() + ".gif",
            photo.open().readAllBytes()),
        reason);
  }

  private static Project ofEarlierStudio(String name) throws IOException {
    try (InputStream in = ProjectFileTest.class.getResourceAsStream("/projects/" + name)) {
      return ProjectFile.parse(in.readAllBytes());
    }
  }

  /** The files lie there as the studios of their time wrote them. */
  @Test
  void filesOfEveryEarlierStudioOpen() throws IOException {
    PortraitDocument smiling =
        start()
            .withNoise(Noise.seeded(3))
            .withStep(EditStep.written("attributes", Map.of("Smiling", "0.5")));
    Project expected = new Project(smiling, "A model");
    assertThat(ofEarlierStudio("version-1.anycost")).isEqualTo(expected);
    assertThat(ofEarlierStudio("version-2.anycost")).isEqualTo(expected);

    Project photo = ofEarlierStudio("version-2-photo.anycost");
    BaseStyle.Given base =
        new BaseStyle.Given(
            StyleCode.of(2, 3, new float[] {1, 2, 3, -4, 5.5f, 6e-9f}), 0.75, "me.gif");
    assertThat(photo.document().base()).isEqualTo(base);
    assertThat(photo.document().recipe().steps()).hasSize(2);
    assertThat(photo.document().runs())
        .containsExactly(ToolStep.written("encoder", Map.of("strength", "0.5")));
    PhotoSource source = photo.document().source().orElseThrow();
    assertThat(source.file().name()).isEqualTo("me.gif");
    assertThat(source.turn()).isEqualTo(QuarterTurn.HALF);
    assertThat(source.faces()).hasSize(1);
    assertThat(photo.keys()).containsExactly(smiling, photo.document().unedited().withoutSource());
    assertThat(photo.history()).isEmpty();

    Project whole = ofEarlierStudio("version-3.anycost");
    assertThat(whole).isEqualTo(withHistory());
    assertThat(whole.thumbnails()).isEqualTo(withHistory().thumbnails());
  }

  /** Two photos, a branch, and a variant of another branch; what version-3.anycost holds. */
  static Project withHistory() {
    PortraitDocument first = start().withSource(small(1));
    History<PortraitDocument> past = new History<>(first, "New portrait", 20);
    past.push(first.withStep(EditStep.written("e", Map.of("a", "1"))), "Edit 1");
    past.push(first.withSource(small(2)), "Photo 2");
    NamedVariant kept = new NamedVariant("Photo", true, past.current());
    past.undo();
    past.undo();
    PortraitDocument given =
        first.withBase(new BaseStyle.Given(StyleCode.of(1, 2, new float[] {1, -2}), 1, "w"));
    past.push(given, "Project");
    past.push(given.withStep(EditStep.written("e", Map.of("a", "2"))), "Edit 2");
    past.undo();
    return new Project(
        given,
        "A model",
        List.of(),
        Optional.of(past.tree()),
        List.of(kept, new NamedVariant("B", false, first)),
        Map.of(
            given.withoutSource(), thumbnail(1),
            first.withoutSource(), thumbnail(2),
            first.withStep(EditStep.written("e", Map.of("a", "1"))).withoutSource(), thumbnail(3)));
  }

  private static PhotoSource small(int last) {
    return new PhotoSource(photo(last), 1, 1, new Alignment(0.5, 0.5, 0.5, 0));
  }

  @Test
  void whatIsSharedIsWrittenOnceAndStatesThatAreShownAreNotWrittenTwice() throws IOException {
    Project project = withHistory();
    String text = new String(description(project), StandardCharsets.UTF_8);
    assertThat(text.split("\"values\" : \\[", -1)).as("one style code").hasSize(2);
    assertThat(text.split("\"alignment\"", -1)).as("two photos").hasSize(3);
    assertThat(text.split("\"recipe\"", -1)).as("2 variants, 5 states").hasSize(1 + 2 + 5);
    Project again = ProjectFile.parse(ProjectFile.format(project));
    assertThat(ProjectFile.format(again)).isEqualTo(ProjectFile.format(project));
    assertThat(ProjectFile.embedded(new Project(start(), "M"))).doesNotContain("history");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/history/current | 5 | \"current\" 5 does not exist",
        "/history/current | -1 | \"current\" -1 does not exist",
        "/history/states/0/parent | 0 | do not hang together",
        "/history/states/1/parent | 1 | do not hang together",
        "/history/states/1/parent | 4 | do not hang together",
        "/history/states/1/redo | 0 | do not hang together",
        "/history/states/1/redo | 99 | \"redo\" 99 does not exist",
        "/history/states/1/label | 7 | the text \"label\"",
        "/history/states/1/base | 7 | \"base\" is missing",
        "/history/states | {} | no list of at most 500",
        "/variants | 7 | no list of at most 100",
        "/variants/0/name | \"\" | 1 to 60 characters",
        "/variants/0/name | \"a\\nb\" | 1 to 60 characters",
        "/variants/1/thumbnail | 3 | \"thumbnail\" 3 does not exist",
        "/variants/0/source | 2 | \"source\" 2 does not exist",
        "/base/code | 1 | \"code\" 1 does not exist",
        "/codes | {\"a\": 1} | no list of at most 1000"
      })
  void absurdHistoriesAndVariantsAreRefusedWithASentence(
      String pointer, String value, String reason) throws IOException {
    Project project = withHistory();
    ObjectMapper json = new ObjectMapper();
    JsonNode root = json.readTree(description(project));
    String parent = pointer.substring(0, pointer.lastIndexOf('/'));
    ((ObjectNode) root.at(parent))
        .set(pointer.substring(parent.length() + 1), json.readTree(value));
    assertRefused(zipped(json.writeValueAsBytes(root), project), reason);
  }

  @Test
  void thumbnailsThatAreNoneAreRefusedWithASentence() throws IOException {
    byte[] text = description(new Project(start(), "M"));
    byte[] picture = thumbnail(1).bytes();
    assertRefused(zip("project.json", text, "thumbnails/0.jpg", text), "no small JPEG");
    assertRefused(
        zip("project.json", text, "thumbnails/0.jpg", new byte[Thumbnail.LIMIT + 1]), "larger");
    assertRefused(zip("project.json", text, "thumbnails/1.jpg", picture), "is missing");
    assertRefused(zip("project.json", text, "thumbnails/999.jpg", picture), "is missing");
    assertRefused(zip("project.json", text, "thumbnails/00.jpg", picture), "no part");
    List<Object> many = new ArrayList<>(List.of("project.json", text));
    for (int i = 0; i < 602; i++) {
      many.addAll(List.of("thumbnails/" + i + ".jpg", picture));
    }
    assertRefused(zip(many.toArray()), "more pictures than a project has");
  }

  /** Of what is too large the newest part is written, and never without the portrait itself. */
  @Test
  void aHistoryIsAsLongAsItFits() throws IOException {
    History<PortraitDocument> past = new History<>(start(), "New portrait", 500);
    for (int i = 0; i < 90; i++) {
      float[] values = new float[18 * 512];
      java.util.Arrays.fill(values, 1.2345678f + i);
      past.push(
          start().withBase(new BaseStyle.Given(StyleCode.of(18, 512, values), 1, "w")), "" + i);
    }
    past.undo();
    Project read = stored(past, List.of());
    assertThat(read.document()).isEqualTo(past.current());
    assertThat(read.history().orElseThrow().states())
        .hasSizeBetween(30, 70)
        .last()
        .extracting(HistoryTree.State::label)
        .isEqualTo("89");

    History<PortraitDocument> photos = new History<>(start(), "New portrait", 500);
    for (int i = 0; i < 40; i++) {
      photos.push(start().withSource(small(i)), "" + i);
    }
    assertThat(stored(photos, List.of()).photos()).hasSizeBetween(8, 16);

    List<NamedVariant> variants = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      variants.add(new NamedVariant("" + i, false, start().withSource(small(i))));
    }
    assertThat(stored(photos, variants.subList(0, 15)).variants()).hasSize(15);
    assertThatThrownBy(() -> stored(photos, variants))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than 16 photos")
        .hasMessageEndingWith(".");
  }

  private static Project stored(History<PortraitDocument> past, List<NamedVariant> variants)
      throws IOException {
    return ProjectFile.parse(
        ProjectFile.format(
            new Project(
                past.current(), "M", List.of(), Optional.of(past.tree()), variants, Map.of())));
  }

  @Test
  void filesBeyondTheBoundAreNotRead() throws IOException {
    Path file = folder.resolve("big.anycost");
    Files.write(file, new byte[ProjectFile.LIMIT + 1]);
    assertThatThrownBy(() -> ProjectFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void missingFilesAndFoldersAreToldApart() {
    assertThatThrownBy(() -> ProjectFile.read(folder.resolve("no.anycost")))
        .hasMessageContaining("There is no file");
    assertThatThrownBy(() -> ProjectFile.read(folder)).hasMessageContaining("is a folder");
  }

  /** Any change of any byte either reads as some valid project or is refused with a sentence. */
  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34})
  void mutatedFilesNeverDoAnythingElse(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 600; i++) {
      Project project = random(random);
      // The whole file, whose checksums find most changes, or the text inside.
      boolean inside = random.nextBoolean();
      byte[] bytes = inside ? description(project) : ProjectFile.format(project);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        bytes = mutated(bytes, random);
      }
      if (inside) {
        bytes = zipped(bytes, project);
      }
      try {
        assertThat(ProjectFile.parse(bytes).document()).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotBlank().endsWith(".");
      } catch (RuntimeException e) {
        fail("a mutated file got past the checks", e);
      }
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] changed = bytes.clone();
        changed[at] = (byte) random.nextInt(256);
        return changed;
      }
      case 1 -> {
        return java.util.Arrays.copyOf(bytes, Math.max(1, at));
      }
      case 2 -> {
        byte[] changed = bytes.clone();
        byte[] digits = "0123456789-e.\"[]{},:".getBytes(StandardCharsets.US_ASCII);
        changed[at] = digits[random.nextInt(digits.length)];
        return changed;
      }
      default -> {
        byte[] longer = new byte[bytes.length + 8];
        System.arraycopy(bytes, 0, longer, 0, at);
        for (int i = 0; i < 8; i++) {
          longer[at + i] = bytes[(at + i) % bytes.length];
        }
        System.arraycopy(bytes, at, longer, at + 8, bytes.length - at);
        return longer;
      }
    }
  }

  @Test
  void keyFramesAreKeptWithoutPhotosAndNoMoreThanCanBeRead() throws IOException {
    PortraitDocument portrait =
        new PortraitDocument(IDENTITY, new BaseStyle.Seed(1, 0.8), Noise.FIXED, Recipe.EMPTY)
            .withSource(source(new Random(1)));
    Path file = folder.resolve("film.anycost");
    ProjectFile.write(file, new Project(portrait, "m", List.of(portrait, portrait)));
    Project read = ProjectFile.read(file);
    assertThat(read.document()).isEqualTo(portrait);
    assertThat(read.keys()).containsExactly(portrait.withoutSource(), portrait.withoutSource());

    List<PortraitDocument> large = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      float[] values = new float[18 * 512];
      java.util.Arrays.fill(values, 1.2345678f + i);
      large.add(portrait.withBase(new BaseStyle.Given(StyleCode.of(18, 512, values), 1, "w")));
    }
    Project tooMuch = new Project(portrait, "m", large);
    assertThatThrownBy(() -> ProjectFile.write(file, tooMuch))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key frames");
    assertThat(ProjectFile.read(file)).isEqualTo(read); // the old one is still there
    assertThatThrownBy(
            () -> new Project(portrait, "m", java.util.Collections.nCopies(201, portrait)))
        .hasMessageContaining("at most 200");
  }
}

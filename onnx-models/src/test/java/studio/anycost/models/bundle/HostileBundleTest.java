package studio.anycost.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.models.io.Mutations;

/** Bundles that were damaged, or made to do damage. Each is refused with a sentence. */
class HostileBundleTest {
  private static final int LONG = 16 << 20;

  @TempDir Path temp;

  @Test
  void refusesAChangedFile() throws Exception {
    Map<String, byte[]> files = TestBundles.files();
    files.get("stages/stage-0008.onnx")[0] ^= 1;

    refused(TestBundles.json(), files)
        .hasMessageContaining("stages/stage-0008.onnx does not have the SHA-256 of the manifest");
  }

  @Test
  void refusesAMissingFile() throws Exception {
    Map<String, byte[]> files = TestBundles.files();
    files.remove("encoder.onnx");

    refused(TestBundles.json(), files).hasMessageEndingWith("encoder.onnx is missing.");
  }

  @Test
  void refusesAFileLargerThanDeclared() throws Exception {
    Map<String, byte[]> files = TestBundles.files();
    files.put("mapping.onnx", new byte[5001]);

    refused(TestBundles.json(), files)
        .hasMessageContaining("mapping.onnx is larger than the 5000 bytes");
  }

  @Test
  void refusesAClaimOfAGigabyteInASmallFile() throws Exception {
    String json = TestBundles.json().replace("\"bytes\" : 5000", "\"bytes\" : 1000000000");

    refused(json, TestBundles.files())
        .hasMessageContaining("mapping.onnx has 5000 bytes instead of the 1000000000");
  }

  @Test
  void unpacksNoFurtherThanDeclared() throws Exception {
    Map<String, byte[]> files = TestBundles.files();
    String json = TestBundles.json(files);
    files.put("encoder.onnx", new byte[64 << 20]);
    Path bomb = TestBundles.zip(temp.resolve("bomb.zip"), json, files);
    assertThat(Files.size(bomb)).isLessThan(200_000);

    assertThatThrownBy(() -> ModelBundle.open(bomb))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("encoder.onnx is larger than the 1 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip"})
  void refusesAManifestWithoutEnd(String kind) throws Exception {
    String json = "{\"formatVersion\": 1, \"name\": \"" + " ".repeat(LONG) + "\"}";

    refused(kind, json, Map.of()).hasMessageContaining("manifest.json is larger than 16 MiB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Nobody\": {\"faces\": 1, \"changes\": {}}} | tells of the slider 'Nobody'",
        "{\"Age\": {\"faces\": 0, \"changes\": {}}} | what cannot be",
        "{\"Age\": {\"faces\": 1, \"flips\": 1.5, \"changes\": {}}} | what cannot be",
        "{\"Age\": {\"faces\": 1, \"changes\": {\"Bald\": 0.5}}} | which is no attribute",
        "{\"Age\": {\"faces\": 1, \"changes\": {\"Young\": -1}}} | what cannot be",
        "{\"Age\": {\"faces\": 1}} | lacks the changes of a slider",
        "{\"Age\": {\"faces\": 1, \"changes\": {\"Young\": null}}} | lacks a change of a slider",
        "{\"Age\": null} | lacks an entry of sliders"
      })
  void refusesFiguresOfSlidersThatCannotBe(String table, String fault) throws Exception {
    String manifest =
        TestBundles.json().replace("\"files\" :", "\"sliders\" : " + table + ", \"files\" :");
    refused(manifest, TestBundles.files()).hasMessageContaining(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | is damaged",
        "[null] | lacks an element of subGenerators",
        "[{}] | lacks subGenerators[0].resolution",
        "[{\"resolution\": 8}] | lacks subGenerators[0].channels",
        "[{\"resolution\": 8, \"channels\": [1, null]}] | lacks an element of",
        "[{\"resolution\": 8, \"channels\": [1, 1, 1, 1]}] | lacks subGenerators[0].distance",
        "[{\"resolution\": 8, \"channels\": [1.5, 1, 1, 1], \"distance\": 0}] | is damaged",
        "[{\"resolution\": -8, \"channels\": [1, 1, 1, 1], \"distance\": 0}] | cannot be",
        "[{\"resolution\": 7, \"channels\": [1, 1, 1, 1], \"distance\": 0}] | cannot be",
        "[{\"resolution\": 8, \"channels\": [1, 1], \"distance\": 0}] | does not reach 8 px",
        "[{\"resolution\": 8, \"channels\": [0, 1, 1, 1], \"distance\": 0}] | 0 channels",
        "[{\"resolution\": 8, \"channels\": [1, 1, 1, 99999], \"distance\": 0}]"
            + " | asks for 99999 channels",
        "[{\"resolution\": 32, \"channels\": [1, 1, 1, 1, 1, 1, 1, 1], \"distance\": 0}]"
            + " | renders 8 to 16 px",
        "[{\"resolution\": 8, \"channels\": [1, 1, 1, 1], \"distance\": -1}] | at least 0",
        "[{\"resolution\": 8, \"channels\": [1, 1, 1, 1], \"distance\": 1e999}] | at least 0",
        "[{\"resolution\": 8, \"channels\": [1, 1, 1, 1], \"distance\": 0, \"difference\": 101}]"
            + " | is 0 to 100.0",
        "[{\"resolution\": 8, \"channels\": [1, 1, 1, 1], \"distance\": 0},"
            + " {\"resolution\": 8, \"channels\": [1, 1, 1, 1, 9, 9], \"distance\": 1}]"
            + " | subGenerators[1] twice",
      })
  void refusesSubGeneratorsThatCannotBe(String list, String fault) throws Exception {
    refused(subGenerators(list), TestBundles.files()).hasMessageContaining(fault);
  }

  @Test
  void refusesMoreSubGeneratorsThanAnybodyKeeps() throws Exception {
    String list =
        IntStream.rangeClosed(0, KeptSubGenerator.MOST)
            .mapToObj(
                i -> "{\"resolution\": 8, \"channels\": [1, 1, 1, 1], \"distance\": " + i + "}")
            .collect(Collectors.joining(", ", "[", "]"));
    refused(subGenerators(list), TestBundles.files())
        .hasMessageContaining("keeps 257 sub-generators; at most 256");
  }

  private static String subGenerators(String list) {
    return TestBundles.json()
        .replace("\"files\" :", "\"subGenerators\" : " + list + ", \"files\" :");
  }

  private static String consistency(String table) {
    return TestBundles.json()
        .replace("\"files\" :", "\"consistency\" : " + table + ", \"files\" :");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | lacks consistency.entries",
        "[] | is damaged",
        "7 | is damaged",
        "{\"measured\": true, \"entries\": [null]} | lacks an element of consistency.entries",
        "{\"entries\": []} | lacks consistency.measured",
        "{\"measured\": 1, \"entries\": []} | is damaged",
        "{\"measured\": true, \"entries\": [{}]} | lacks consistency.entries[0].ratio",
        "{\"measured\": true, \"entries\": [{\"ratio\": 0.3, \"resolution\": 8, \"distance\": 0}]}"
            + " | ratio 0.3 at 8 px, which no uniform sub-generator has",
        "{\"measured\": true, \"entries\": [{\"ratio\": 1, \"resolution\": 4, \"distance\": 0}]}"
            + " | ratio 1.0 at 4 px, which no uniform sub-generator has",
        "{\"measured\": true, \"entries\": [{\"ratio\": 1, \"resolution\": 32, \"distance\": 0}]}"
            + " | ratio 1.0 at 32 px, which no uniform sub-generator has",
        "{\"measured\": true, \"entries\": [{\"ratio\": 1e999, \"resolution\": 8, \"distance\": 0}]}"
            + " | ratio Infinity at 8 px",
        "{\"measured\": true, \"entries\": [{\"ratio\": 1, \"resolution\": 8, \"distance\": -0.1}]}"
            + " | a distance for ratio 1.0 at 8 px that it cannot have",
        "{\"measured\": true, \"entries\": [{\"ratio\": 1, \"resolution\": 8, \"distance\": 1e999}]}"
            + " | a distance for ratio 1.0 at 8 px that it cannot have",
        "{\"measured\": true, \"entries\": [{\"ratio\": 1, \"resolution\": 8, \"distance\": 100.5}]}"
            + " | a distance for ratio 1.0 at 8 px that it cannot have",
        "{\"measured\": true, \"entries\": [{\"ratio\": 1, \"resolution\": 8}]}"
            + " | a distance for ratio 1.0 at 8 px that it cannot have",
        "{\"measured\": false, \"entries\": [{\"ratio\": 1, \"resolution\": 8, \"distance\": 0}]}"
            + " | a distance for ratio 1.0 at 8 px that it cannot have",
        "{\"measured\": false, \"entries\": [{\"ratio\": 1, \"resolution\": 8},"
            + " {\"ratio\": 1.0, \"resolution\": 8}]} | ratio 1.0 at 8 px twice",
      })
  void refusesATableOfConsistencyThatCannotBe(String table, String fault) throws Exception {
    refused(consistency(table), TestBundles.files()).hasMessageContaining(fault);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "17, 17", "99999999999999999999999999, above all bounds"})
  void refusesANewerFormat(String version, String shown) throws Exception {
    String json = "{\"more\": {\"formatVersion\": 1}, \"formatVersion\": " + version + "}";

    refused(json, Map.of())
        .hasMessageEndingWith(
            "manifest.json was written by a newer version (format "
                + shown
                + "; this one reads 1). Update the studio.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | does not state its formatVersion",
        "{\"formatVersion\": 0} | does not state its formatVersion",
        "{\"formatVersion\": \"1\"} | does not state its formatVersion",
        "[] | is not a JSON object",
        "null | is not a JSON object",
        "{\"formatVersion\": 1} | lacks name",
        "{\"formatVersion\": 1, \"name\": \"a\", \"name\": \"b\"} | is damaged at line 1",
        "{\"formatVersion\": 1 | is damaged",
        "{\"formatVersion\": 1} {} | is damaged",
      })
  void refusesWhatIsNoManifest(String json, String fault) throws Exception {
    refused(json, Map.of()).hasMessageContaining("manifest.json " + fault);
  }

  @Test
  void refusesDeepNesting() throws Exception {
    refused("{\"formatVersion\": 1, \"x\": " + "[".repeat(100_000), Map.of())
        .hasMessageContaining("manifest.json is damaged");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"resolution\" : 16, \"resolutions\" | \"resolution\" : 17, \"resolutions\" | 17;",
        "\"resolution\" : 16, \"resolutions\" | \"resolution\" : 4, \"resolutions\" | of 4;",
        "\"resolution\" : 16, \"resolutions\" | \"resolution\" : 8192, \"resolutions\" | 8192",
        "\"resolution\" : 16, \"resolutions\" | \"resolution\" : -2147483648, \"resolutions\" | -2147483648",
        "\"resolution\" : 16, \"resolutions\" | \"resolution\" : 32, \"resolutions\" | resolutions 4, 8",
        "[ 4, 8, 16 ] | [ 4, 16 ] | does not list the resolutions",
        "\"styleDimension\" : 4 | \"styleDimension\" : 0 | style dimension of 0",
        "\"styleDimension\" : 4 | \"styleDimension\" : 8193 | style dimension of 8193",
        "\"styleDimension\" : 4 | \"styleDimension\" : 5 | mean style of 4 values instead of 5",
        "\"styleDimension\" : 4 | \"styleDimension\" : 1e99 | damaged",
        "\"styleDimension\" : 4 | \"styleDimension\" : null | lacks generator.styleDimension",
        "\"mappingLayers\" : 2 | \"mappingLayers\" : 65 | 65",
        "\"channelMax\" : 8 | \"channelMax\" : 9 | differ from its channel table",
        "\"channelMax\" : 8 | \"channelMax\" : 2000000000 | channel cap",
        "\"channelMultiplier\" : 0.00390625 | \"channelMultiplier\" : -1.0 | multiplier of -1",
        "\"channelMultiplier\" : 0.00390625 | \"channelMultiplier\" : 1e999 | multiplier of Inf",
        "\"channelMultiplier\" : 0.00390625 | \"channelMultiplier\" : \"NaN\" | multiplier of NaN",
        "[ 0.1, | [ 1e99, | not finite",
        "[ 0.1, | [ null, | lacks an element of meanStyle",
        "\"firstStyle\" : 0 | \"firstStyle\" : 7 | styles 7 to 1",
        "\"lastStyle\" : 5 | \"lastStyle\" : 2000000000 | styles 3 to 2000000000",
        "\"resolution\" : 8, \"file\" | \"resolution\" : 16, \"file\" | stage of 16 px where that of 8 px",
        "\"name\" : \"noise_4\" | \"name\" : \"noise_1\" | twice",
        "\"standardDeviation\" : 2.5 | \"standardDeviation\" : 0.0 | standard deviation of 0.0",
        "\"standardDeviation\" : 2.5 | \"standardDeviation\" : 1e999 | standard deviation of Infinity",
        "\"name\" : \"Age\" | \"name\" : \"31_Smiling\" | boundary '31_Smiling' twice",
        "\"name\" : \"Age\" | \"name\" : \"Other\" | exactly the tensors",
        "[ \"Smiling\", \"Young\" ] | [ \"Smiling\", \"Smiling\" ] | attribute 'Smiling' twice",
        "[ \"Smiling\", \"Young\" ] | [ ] | 0 names",
        "\"name\" : \"Test bundle\" | \"name\" : \"  \" | the bundle's name",
        "\"name\" : \"Test bundle\" | \"name\" : \"a\\u001b[31m\" | a?[31m",
        "\"mapping\" : \"mapping.onnx\" | \"mapping\" : \"/etc/passwd\" | '/etc/passwd' without listing",
        "\"noise\" : \"noise.safetensors\", | `` | names no noise file",
        "\"bytes\" : 5000 | \"bytes\" : 2147483648 | claims 2147483648 bytes for mapping.onnx",
        "\"bytes\" : 5000 | \"bytes\" : -1 | claims -1 bytes",
        "\"sha256\" : \" | \"sha256\" : \"x | no SHA-256",
      })
  void refusesAbsurdNumbers(String good, String bad, String fault) throws Exception {
    String json = TestBundles.json();
    assertThat(json.replaceAll("\\s+", " ")).contains(good.replaceAll("\\s+", " "));

    refused(replaceFlexibly(json, good, bad), TestBundles.files()).hasMessageContaining(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside.txt",
        "stages/../../outside.txt",
        "/etc/hostname",
        "..\\\\outside.txt",
        "C:/outside.txt",
        "C:outside.txt",
        "a//b",
        "./a",
        "",
        "con\\u0000.txt",
        "manifest.json",
        "MAPPING.onnx"
      })
  void refusesNamesThatLeaveTheBundle(String name) throws Exception {
    Files.writeString(temp.resolve("outside.txt"), "secret");
    String json =
        TestBundles.json()
            .replace(
                "\"files\" : {",
                "\"files\" : {\n\"%s\" : {\"sha256\" : \"%s\", \"bytes\" : 6},"
                    .formatted(name, Sha256.hex("secret".getBytes(StandardCharsets.UTF_8))));

    refused(json, TestBundles.files()).hasMessageContaining("manifest.json lists the file '");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\e"})
  void refusesAZipWithEntriesThatLeaveTheFolder(String name) throws Exception {
    Map<String, byte[]> files = TestBundles.files();
    String json = TestBundles.json();
    files.put(name, new byte[1]);
    Path zip = TestBundles.zip(temp.resolve("evil.zip"), json, files);

    assertThatThrownBy(() -> ModelBundle.open(zip))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("would leave the bundle's folder");
  }

  @Test
  void refusesALinkThatLeavesTheFolder() throws Exception {
    Path folder = TestBundles.folder(temp.resolve("b"), TestBundles.json(), TestBundles.files());
    Path outside = Files.write(temp.resolve("outside"), new byte[5000]);
    Files.delete(folder.resolve("mapping.onnx"));
    Files.createSymbolicLink(folder.resolve("mapping.onnx"), outside);

    assertThatThrownBy(() -> ModelBundle.open(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("mapping.onnx is a link that leaves the folder");
  }

  @Test
  void refusesAFolderInPlaceOfAFile() throws Exception {
    Path folder = TestBundles.folder(temp.resolve("b"), TestBundles.json(), TestBundles.files());
    Files.delete(folder.resolve("mapping.onnx"));
    Files.createDirectory(folder.resolve("mapping.onnx"));

    assertThatThrownBy(() -> ModelBundle.open(folder))
        .hasMessageContaining("mapping.onnx is not an ordinary file");
  }

  @Test
  void refusesATruncatedZip() throws Exception {
    Path zip = TestBundles.write(temp.resolve("b.zip"));
    byte[] whole = Files.readAllBytes(zip);
    for (int length : new int[] {0, 4, whole.length / 2, whole.length - 1}) {
      Files.write(zip, Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> ModelBundle.open(zip))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("neither a folder nor a complete zip file");
    }
  }

  @Test
  void survivesRandomDamageToAZip() throws Exception {
    Path zip = TestBundles.write(temp.resolve("b.zip"));
    byte[] good = Files.readAllBytes(zip);
    Mutations.of(good, new Random(3), 700)
        .forEachIoOnly(
            bytes -> {
              Files.write(zip, bytes);
              ModelBundle.open(zip).close();
            });
  }

  @Test
  void survivesRandomDamageToAManifest() {
    byte[] good = TestBundles.json().getBytes(StandardCharsets.UTF_8);
    Mutations.of(good, new Random(5), 4000)
        .forEachIoOnly(
            bytes -> ManifestCheck.check(ManifestCodec.decode(bytes, "mutant"), "mutant"));
  }

  @Test
  void refusesABoundaryThatIsNoUnitNormal() throws Exception {
    for (float length : new float[] {0, 2, Float.NaN, Float.POSITIVE_INFINITY}) {
      Map<String, byte[]> files = TestBundles.files();
      files.put("boundaries.safetensors", TestBundles.boundaries(length, 1, 4));
      refused(TestBundles.json(files), files)
          .hasMessageContaining("boundaries.safetensors has the ")
          .hasMessageContaining("'31_Smiling'");
    }
  }

  @Test
  void refusesABoundaryOfAnotherShape() throws Exception {
    for (int[] shape : new int[][] {{3}, {2, 4}, {2, 2}, {4, 1}, {1, 1, 4}}) {
      Map<String, byte[]> files = TestBundles.files();
      files.put("boundaries.safetensors", TestBundles.boundaries(1, shape));
      refused(TestBundles.json(files), files)
          .hasMessageContaining("'31_Smiling' with a shape that does not fit");
    }
  }

  @Test
  void refusesADamagedTensorFile() throws Exception {
    Map<String, byte[]> files = TestBundles.files();
    files.put("noise.safetensors", new byte[] {1, 2, 3});

    refused(TestBundles.json(files), files).hasMessageContaining("noise.safetensors");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(
      String json, Map<String, byte[]> files) throws IOException {
    return refused("folder", json, files);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(
      String kind, String json, Map<String, byte[]> files) throws IOException {
    Path target = temp.resolve("hostile-" + System.nanoTime());
    if (kind.equals("zip")) {
      TestBundles.zip(target, json, files);
    } else {
      TestBundles.folder(Files.createDirectory(target), json, files);
    }
    return assertThatThrownBy(() -> ModelBundle.open(target))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("The bundle " + target + " cannot be used: ");
  }

  /** Replaces the first occurrence, whatever blanks stand between the words. */
  private static String replaceFlexibly(String json, String from, String to) {
    String pattern =
        Arrays.stream(from.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+"));
    return Pattern.compile(pattern).matcher(json).replaceFirst(Matcher.quoteReplacement(to));
  }
}

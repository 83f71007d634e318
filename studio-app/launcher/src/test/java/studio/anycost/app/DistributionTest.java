package studio.anycost.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What lies in the folders that the launcher scripts put on the class path. */
class DistributionTest {
  private static final Path LIB = Path.of(System.getProperty("studio.distribution"), "lib");
  private static final List<String> TOOLKIT =
      List.of("javafx/", "com/sun/javafx/", "atlantafx/", "org/kordamp/", "com/google/inject/");

  private static Set<String> jars(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }

  private static List<String> toolkitClasses(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    for (String name : jars(folder)) {
      try (ZipFile jar = new ZipFile(folder.resolve(name).toFile())) {
        jar.stream()
            .map(ZipEntry::getName)
            .filter(entry -> TOOLKIT.stream().anyMatch(entry::startsWith))
            .forEach(found::add);
      }
    }
    return found;
  }

  @Test
  void commandsGetNoClassOfTheToolkit() throws IOException {
    assertThat(toolkitClasses(LIB)).isEmpty();
    assertThat(toolkitClasses(LIB.resolve("window")))
        .contains("javafx/scene/Node.class", "com/google/inject/Guice.class");
  }

  /**
   * A virtual machine that crashes while it writes an archive fails no build, and starts would take
   * twice as long without a word: the one of Java 17 does for two references to one method as the
   * same interface in a class.
   */
  @Test
  void bothStartsHaveTheirClassesInAnArchive() {
    assumeFalse(Boolean.getBoolean("studio.archive.skip"), "the build was told to make none");
    assertThat(LIB.resolveSibling("commands.jsa")).isNotEmptyFile();
    assertThat(LIB.resolveSibling("window.jsa")).isNotEmptyFile();
  }

  @Test
  void theWindowGetsNothingTwice() throws IOException {
    assertThat(jars(LIB.resolve("window"))).doesNotContainAnyElementsOf(jars(LIB));
  }

  @Test
  void theStudioHasNothingOfWhatItFetches() throws IOException {
    Set<String> all = new TreeSet<>(jars(LIB));
    all.addAll(jars(LIB.resolve("window")));
    assertThat(all)
        .noneMatch(
            name ->
                Stream.of("evaluation", "training", "pytorch", "javacpp", "spark", "scala")
                    .anyMatch(name::startsWith));
  }

  /** What a launcher fetches by a profile is there under that name, for both of them. */
  @Test
  void everyModuleThatIsFetchedCanBe() throws IOException {
    Path root = LIB.toAbsolutePath().resolve("../../../..").normalize();
    Set<String> fetched =
        modules(root.resolve("studio"), "(?m)^ +modules=\"?(?:\\$modules )?([a-z]+)\"?$");
    assertThat(fetched).containsExactly("evaluation", "spark", "training");
    assertThat(modules(root.resolve("studio.cmd"), "set \"modules=(?:%modules% )?([a-z]+)\""))
        .isEqualTo(fetched);
    String parent = Files.readString(root.resolve("pom.xml"));
    for (String module : fetched) {
      assertThat(parent)
          .contains("<id>" + module + "</id>", "<module>export-tools/" + module + "</module>");
      // Where the launchers look for its jar, and its libraries beside it.
      assertThat(root.resolve("export-tools/" + module + "/pom.xml"))
          .content()
          .contains("<artifactId>" + module + "</artifactId>")
          .contains("<outputDirectory>${studio.distribution}/" + module + "</outputDirectory>");
    }
  }

  private static Set<String> modules(Path script, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(script))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Plugins bring their libraries in their own jars. */
  @Test
  void theStudioHasNothingOfWhatOnlyPluginsNeed() throws IOException {
    Set<String> all = new TreeSet<>(jars(LIB));
    all.addAll(jars(LIB.resolve("window")));
    assertThat(all).noneMatch(name -> name.startsWith("ejml") || name.startsWith("liblinear"));
  }

  /** A library that is added gets a line in the notices, with its licence. */
  @Test
  void everyLibraryHasANotice() throws IOException {
    String notices = Files.readString(LIB.resolveSibling("THIRD-PARTY.txt"));
    // Each licence has a heading, and below it the names of jars, with commas between.
    Set<String> named =
        Pattern.compile("[a-z][a-z0-9_.-]+")
            .matcher(notices.substring(0, notices.indexOf("====")))
            .results()
            .map(found -> found.group())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all = new TreeSet<>(jars(LIB));
    all.addAll(jars(LIB.resolve("window")));
    Set<String> libraries =
        all.stream()
            .map(name -> name.replaceFirst("-\\d.*$", ""))
            .filter(name -> !name.startsWith("studio-"))
            .filter(name -> !Set.of("onnx-models", "export-tools", "plugin-api").contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(libraries).contains("guice", "javafx-graphics", "onnxruntime");
    assertThat(named).containsAll(libraries).contains("ejml-ddense", "liblinear");
  }

  @Test
  void nothingOfTheTestsIsShipped() throws IOException {
    Set<String> all = new TreeSet<>(jars(LIB));
    all.addAll(jars(LIB.resolve("window")));
    assertThat(all)
        .contains("plugin-api-0.1.0.jar")
        .noneMatch(name -> name.contains("junit") || name.endsWith("-tests.jar"));
  }
}

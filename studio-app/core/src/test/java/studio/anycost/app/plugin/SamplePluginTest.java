package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import studio.anycost.api.PluginApi;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.plugin.PluginReport.State;

/** Builds the sample plugin from its own sources and manifest, installs it and runs it. */
class SamplePluginTest extends PluginHostFixture {
  private static final Path PROJECT = Path.of("..", "..", "docs", "sample-plugin");
  private static final Path MANIFEST = Path.of("src", "main", "plugin", "MANIFEST.MF");

  private final StyleCode input = generator.styleOfSeed(7);
  private final StyleCode second = generator.styleOfSeed(42);

  private Path build() throws IOException {
    PluginJarBuilder builder = PluginJarBuilder.plugin(manifest());
    Path root = PROJECT.resolve(Path.of("src", "main", "java"));
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String relative = root.relativize(file).toString();
        String className =
            relative.substring(0, relative.length() - ".java".length()).replaceAll("[/\\\\]", ".");
        builder.source(className, Files.readString(file));
      }
    }
    return builder.writeTo(temp.resolve("crossover.jar"));
  }

  private static Manifest manifest() throws IOException {
    try (InputStream in = Files.newInputStream(PROJECT.resolve(MANIFEST))) {
      return new Manifest(in);
    }
  }

  private Edit install() throws IOException {
    PluginReport report = host.install(build());
    assertThat(report.problem()).isEmpty();
    assertThat(report.state()).isEqualTo(State.STARTED);
    assertThat(report.id()).isEqualTo("crossover");
    return edit("crossover");
  }

  private ParameterValues values(Edit edit, double amount, boolean early)
      throws ParameterException {
    return edit.parameters(generator.description())
        .defaults()
        .with("seed", 42)
        .with("from-style", 2)
        .with("amount", amount)
        .with("early", early);
  }

  @Test
  void takesTheLateStylesOfTheSecondFace() throws Exception {
    Edit edit = install();

    StyleCode output = edit.apply(input, values(edit, 1, false), generator);

    assertThat(output.style(0)).containsExactly(input.style(0));
    assertThat(output.style(1)).containsExactly(input.style(1));
    assertThat(output.style(2)).containsExactly(second.style(2));
    assertThat(output.style(5)).containsExactly(second.style(5));
  }

  @Test
  void takesTheEarlyStylesOfTheSecondFace() throws Exception {
    Edit edit = install();

    StyleCode output = edit.apply(input, values(edit, 1, true), generator);

    assertThat(output.style(1)).containsExactly(second.style(1));
    assertThat(output.style(2)).containsExactly(input.style(2));
  }

  @Test
  void goesHalfWay() throws Exception {
    Edit edit = install();

    StyleCode output = edit.apply(input, values(edit, 0.5, false), generator);

    assertThat(output)
        .isEqualTo(input.interpolated(input.mixedWith(second, 2), 0.5))
        .isNotEqualTo(input);
  }

  @Test
  void changesNothingByDefault() throws Exception {
    assertThat(applied(install(), input)).isEqualTo(input);
    assertThat(host.reports().get(0).state()).isEqualTo(State.STARTED);
  }

  /** The test above builds without Maven; this keeps the project that people copy in step. */
  @Test
  void hasAProjectThatAgreesWithIt() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(PROJECT.resolve("pom.xml").toFile());
    Document parent =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("..", "..", "pom.xml").toFile());

    assertThat(text(pom, "/project/version"))
        .isEqualTo(manifest().getMainAttributes().getValue("Plugin-Version"));
    assertThat(text(pom, "//manifestFile")).isEqualTo(MANIFEST.toString().replace('\\', '/'));
    assertThat(text(pom, "//annotationProcessor"))
        .isEqualTo("org.pf4j.processor.ExtensionAnnotationProcessor");
    assertThat(text(pom, "//dependency[artifactId='plugin-api']/version"))
        .isEqualTo(text(parent, "/project/version"));
    assertThat(text(pom, "//dependency[artifactId='plugin-api']/scope")).isEqualTo("provided");
    assertThat(manifest().getMainAttributes().getValue("Plugin-Requires"))
        .startsWith(">=" + PluginApi.VERSION.charAt(0) + ".");
  }

  private static String text(Document document, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, document).strip();
  }
}

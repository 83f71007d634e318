package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Manifest;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.plugin.PluginReport.State;
import studio.anycost.app.plugin.project.PluginProject;

/** Builds the project that a new plugin begins with from what is in it, installs it and runs it. */
class NewPluginTest extends PluginHostFixture {
  private static final String JAVA = "src/main/java/";

  private final PluginProject project = new PluginProject("Tone down", "0.1.0");

  private Path build() throws Exception {
    Map<String, String> files = project.files();
    byte[] manifest = files.get("src/main/plugin/MANIFEST.MF").getBytes(StandardCharsets.UTF_8);
    PluginJarBuilder builder =
        PluginJarBuilder.plugin(new Manifest(new ByteArrayInputStream(manifest)));
    files.forEach(
        (path, text) -> {
          if (path.endsWith(".java")) {
            String name = path.substring(JAVA.length(), path.length() - ".java".length());
            builder.source(name.replace('/', '.'), text);
          }
        });
    return builder.writeTo(temp.resolve(project.jarName()));
  }

  @Test
  void runsAsItIs() throws Exception {
    host.start();

    PluginReport report = host.install(build());

    assertThat(report.problem()).isEmpty();
    assertThat(report.state()).isEqualTo(State.STARTED);
    assertThat(report.id()).isEqualTo(project.folderName());
    assertThat(report.name()).isEqualTo("Tone down");
    Edit edit = edit("tone-down");
    StyleCode input = generator.styleOfSeed(7);
    assertThat(applied(edit, input)).as("at its defaults").isEqualTo(input);
    StyleCode mean =
        edit.apply(
            input,
            edit.parameters(generator.description()).defaults().with("amount", 1),
            generator);
    assertThat(mean.style(3)).containsExactly(generator.description().meanStyleArray());
  }

  /** The test above builds without Maven; this keeps what Maven reads in step with it. */
  @Test
  void hasAProjectThatAgreesWithIt() throws Exception {
    Document pom = xml(project.files().get("pom.xml"));
    Document parent = xml(Files.readString(Path.of("..", "..", "pom.xml")));

    assertThat(text(pom, "/project/artifactId") + "-" + text(pom, "/project/version") + ".jar")
        .isEqualTo(project.jarName());
    assertThat(project.files()).containsKey(text(pom, "//manifestFile"));
    assertThat(text(pom, "//annotationProcessor"))
        .isEqualTo("org.pf4j.processor.ExtensionAnnotationProcessor");
    assertThat(text(pom, "//dependency[artifactId='plugin-api']/version"))
        .isEqualTo(text(parent, "/project/version"));
    assertThat(text(pom, "//dependency[artifactId='plugin-api']/scope")).isEqualTo("provided");
    for (String plugin : new String[] {"compiler", "jar"}) {
      assertThat(text(pom, "//plugin[artifactId='maven-" + plugin + "-plugin']/version"))
          .isEqualTo(text(parent, "//" + plugin + "-plugin.version"));
    }
    assertThat(project.files().values()).noneMatch(text -> text.matches("(?s).*@[A-Z]+@.*"));
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  private static String text(Document document, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, document).strip();
  }
}

package studio.anycost.app.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.plugin.PluginReport.State;
import studio.anycost.models.bundle.ModelBundle;

/**
 * Starts the plugins of the distribution as this build made them. The jars come out of {@code
 * package}: run the tests by {@code mvn verify}.
 */
class ShippedPluginTest {
  private static final Path PLUGINS = Path.of("..", "target", "distribution", "plugins");

  @TempDir Path user;
  private PluginHost host;

  @BeforeEach
  void start() {
    host = new PluginHost(List.of(PLUGINS), user);
    host.start();
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void startsAllOfThem() {
    assertThat(host.reports())
        .allSatisfy(
            report -> {
              assertThat(report.problem()).isEmpty();
              assertThat(report.state()).isEqualTo(State.STARTED);
              assertThat(report.details().requires()).isEqualTo(">=0.5.0 & <0.6.0");
              assertThat(report.contributions()).containsExactly(report.id());
            })
        .extracting(PluginReport::id, PluginReport::name)
        .containsExactly(
            tuple("alignment", "Face alignment"),
            tuple("boundary-editing", "Boundary editing"),
            tuple("boundary-extraction", "Boundary extraction"),
            tuple("encoder-projection", "Encoder projection"),
            tuple("latent-optimization", "Latent optimization"),
            tuple("photo-blend", "Photo blending"),
            tuple("principal-directions", "Principal directions"),
            tuple("style-mixing", "Style mixing"),
            tuple("sub-generator-search", "Sub-generator search"),
            tuple("tagged-directions", "Tagged directions"));
  }

  @Test
  void movesAPortraitAlongABoundary() throws Exception {
    FakeGenerator generator = new FakeGenerator();
    Edit edit = host.contributions().edit("boundary-editing").orElseThrow();
    StyleCode input = generator.styleOfSeed(1);
    ParameterValues values = edit.parameters(generator.description()).parse(Map.of("Smiling", "1"));

    StyleCode output = edit.apply(input, values, generator);

    // 3 standard deviations of 0.5, over 12 of 18, that is 4 of 6 styles
    assertThat(output.get(3, 0)).isEqualTo(input.get(3, 0) + 1.5f);
    assertThat(output.get(3, 1)).isEqualTo(input.get(3, 1));
    assertThat(output.style(4)).containsExactly(input.style(4));
  }

  @Test
  void shipsNothingOfTheApi() throws Exception {
    for (PluginReport report : host.reports()) {
      try (ZipFile jar = new ZipFile(report.file().toFile())) {
        assertThat(jar.stream().map(ZipEntry::getName))
            .contains("META-INF/extensions.idx")
            .noneMatch(name -> name.startsWith("studio/anycost/api"))
            .noneMatch(name -> name.startsWith("org/pf4j") || name.startsWith("org/slf4j"));
      }
    }
  }

  /** By the default model, whose sliders are called as its attributes are. */
  @Test
  void isCalledInGerman() throws Exception {
    GeneratorDescription model;
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      model = bundle.description();
    }
    for (PluginReport report : host.reports()) {
      Properties german = new Properties();
      try (ZipFile jar = new ZipFile(report.file().toFile())) {
        german.load(
            new InputStreamReader(
                jar.getInputStream(jar.getEntry("META-INF/words_de.properties")), UTF_8));
      }
      Contribution contribution =
          host.contributions().all().stream()
              .filter(each -> each.info().id().equals(report.id()))
              .findFirst()
              .orElseThrow();
      Set<String> wanted = new TreeSet<>(Set.of("name", "description", report.id() + "/name"));
      for (Parameter<?> parameter : contribution.parameters(model).parameters()) {
        wanted.add(report.id() + "/" + parameter.key() + "/label");
      }
      assertThat(german.stringPropertyNames()).containsAll(wanted);
      assertThat(german.stringPropertyNames())
          .as("of nothing that is not there")
          .filteredOn(key -> key.endsWith("/label") && !report.id().equals("boundary-editing"))
          .isSubsetOf(wanted);
    }
  }
}

package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.plugin.PluginException;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/** The engine with the runtime, the bundle and the plugin that come along. */
class StudioEngineTest {
  private static final EditStep SMILE =
      EditStep.written("boundary-editing", Map.of("Smiling", "0.5"));

  @TempDir Path home;
  private EngineFactory factory;

  @BeforeEach
  void start() {
    Path builtIn = Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY));
    factory =
        new EngineFactory(
            new StudioFolders(
                home,
                home.resolve("plugins"),
                home.resolve("logs"),
                home.resolve("cache"),
                Optional.of(builtIn)),
            RuntimeOptions.defaults());
  }

  private StudioEngine open() throws IOException {
    return factory.open(factory.openBundle(Optional.empty()));
  }

  private static ImageTensor smallPicture(StudioEngine engine, PortraitDocument document)
      throws IOException {
    return engine.render(
        document, engine.description().channels().subGenerator(0.25, 16), CancellationToken.NONE);
  }

  private static List<String> edits(StudioEngine engine) {
    return engine.edits().stream().map(edit -> edit.info().id()).toList();
  }

  @Test
  void closingGivesBackAllNativeMemory() throws IOException {
    SessionManager sessions;
    try (StudioEngine engine = open()) {
      sessions = engine.sessions();
      assertThat(smallPicture(engine, engine.newDocument(7, 1)).side()).isEqualTo(16);
      assertThat(sessions.status().openHandles()).isPositive();
    }
    assertThat(sessions.status().openHandles()).isZero();
  }

  @Test
  void anotherBundleTakesThePlaceOfTheFirst() throws IOException {
    try (StudioEngine engine = open()) {
      LoadedGenerator first = engine.generator();
      PortraitDocument document = engine.newDocument(7, 1).withStep(SMILE);
      StyleCode before = engine.evaluate(document);

      engine.open(factory.openBundle(Optional.empty()));

      assertThat(engine.generator()).isNotSameAs(first);
      assertThat(engine.evaluate(document)).isEqualTo(before);
      assertThat(smallPicture(engine, document)).isNotNull();
      assertThatThrownBy(() -> first.styleOfSeed(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aModelIsLoadedBesideTheOpenOneAndSwitchedTo() throws IOException {
    try (StudioEngine engine = open()) {
      LoadedGenerator first = engine.generator();
      PortraitDocument document = engine.newDocument(7, 1).withStep(SMILE);

      LoadedModel next = engine.load(factory.openBundle(Optional.empty()), CancellationToken.NONE);
      assertThat(engine.generator()).isSameAs(first);
      assertThat(smallPicture(engine, document)).isNotNull();

      LoadedModel before = engine.switchTo(next);
      assertThat(engine.generator()).isNotSameAs(first);
      assertThat(smallPicture(engine, document)).isNotNull();
      assertThat(first.styleOfSeed(1)).as("still open").isNotNull();
      before.close();
      assertThatThrownBy(() -> first.styleOfSeed(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aCancelledLoadLeavesNothingOpen() throws IOException {
    try (StudioEngine engine = open()) {
      LoadedGenerator first = engine.generator();
      ModelBundle bundle = factory.openBundle(Optional.empty());
      CancellationSource cancellation = new CancellationSource();
      cancellation.cancel();

      assertThatThrownBy(() -> engine.load(bundle, cancellation.token()))
          .isInstanceOf(CancellationException.class);

      assertThatThrownBy(() -> bundle.modelCard()).isInstanceOf(IllegalStateException.class);
      assertThat(engine.generator()).isSameAs(first);
    }
  }

  @Test
  void aLoadedModelHearsOfPluginsBeforeItIsOpen() throws IOException, PluginException {
    try (StudioEngine engine = open()) {
      LoadedModel next = engine.load(factory.openBundle(Optional.empty()), CancellationToken.NONE);
      engine.plugins().disable("boundary-editing");
      engine.switchTo(next).close();
      assertThat(edits(engine)).isNotEmpty().doesNotContain("boundary-editing");

      engine.plugins().enable("boundary-editing");
      assertThat(edits(engine)).contains("boundary-editing");
    }
  }

  @Test
  void anEditComesAndGoesWithItsPlugin() throws IOException, PluginException {
    try (StudioEngine engine = open()) {
      List<PluginReport> told = new CopyOnWriteArrayList<>();
      engine.addPluginListener(told::add);
      PortraitDocument document = engine.newDocument(7, 1).withStep(SMILE);
      StyleCode plain = engine.evaluate(document.unedited());
      StyleCode smiling = engine.evaluate(document);
      assertThat(smiling).isNotEqualTo(plain);
      assertThat(engine.resolve("smiling")).isPresent();

      engine.plugins().disable("boundary-editing");
      assertThat(edits(engine)).isNotEmpty().doesNotContain("boundary-editing");
      assertThat(engine.resolve("smiling")).isEmpty();
      assertThat(engine.evaluate(document)).isEqualTo(plain);
      assertThat(engine.problems(document)).singleElement().asString().contains("boundary-editing");

      engine.plugins().enable("boundary-editing");
      assertThat(engine.evaluate(document)).isEqualTo(smiling);
      assertThat(engine.problems(document)).isEmpty();
      assertThat(told)
          .extracting(PluginReport::state)
          .containsExactly(PluginReport.State.DISABLED, PluginReport.State.STARTED);
    }
  }
}

package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.Validation;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.plugin.PluginGuide;
import studio.anycost.app.plugin.PluginJarBuilder;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.app.plugin.ThirdPartyPlugin;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.bundle.BundleRevision;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.WeightStorage;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;
import studio.anycost.models.runtime.RuntimeOptions;

/** Tools of a stranger's plugin on the real runtime, the real bundle and the real host. */
class EngineToolsTest {
  private static final RgbImage PHOTO = RgbImage.of(300, 200, new int[60_000]);

  @TempDir Path home;
  private StudioFolders folders;
  private EngineFactory factory;
  private StudioEngine engine;

  @BeforeEach
  void open() throws IOException {
    Path builtIn = Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY));
    folders =
        new StudioFolders(
            home,
            home.resolve("plugins"),
            home.resolve("logs"),
            home.resolve("cache"),
            Optional.of(builtIn));
    factory = new EngineFactory(folders, RuntimeOptions.defaults());
    Files.createDirectories(folders.plugins());
    ThirdPartyPlugin.writeTo(folders.plugins().resolve("third.jar"));
    engine = factory.open(factory.openBundle(Optional.empty()));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Offered<Tool> tool(String id) {
    return engine.tool(id).orElseThrow(() -> new AssertionError(engine.plugins().reports()));
  }

  private PortraitDocument portrait() {
    return engine.newDocument(3, 0.7);
  }

  private ToolInput input(PortraitDocument document) {
    return new ToolInput(document, Optional.of(PHOTO));
  }

  private static ParameterValues with(Offered<Tool> tool, String key, Object value) {
    try {
      return tool.schema().defaults().with(key, value);
    } catch (ParameterException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void offersOneToolOfEveryKind() {
    for (ToolKind kind : ToolKind.values()) {
      assertThat(engine.tools(kind))
          .as(kind.noun())
          .extracting(Offered::id)
          .anyMatch(id -> id.startsWith("third-"));
    }
    assertThat(tool(ThirdPartyPlugin.PROJECTOR).schema().find("steps")).isPresent();
    assertThat(engine.tool("no such tool")).isEmpty();
    assertThat(engine.edits()).extracting(Offered::id).noneMatch(id -> id.startsWith("third-"));
  }

  @Test
  void tellsPluginsWhichSubGeneratorsAreWorthRendering() throws IOException {
    Generator lent = engine.services("any").generator();
    ChannelTable channels = lent.description().channels();
    assertThat(lent.trainedSubGenerators())
        .hasSize(14) // all sixteen; the cap on the width makes some of them the same
        .endsWith(channels.full())
        .contains(channels.subGenerator(0.25, 32));
    assertThat(lent.foundSubGenerators()).isEmpty();
    List<Candidate> found = List.of(new Candidate(channels.subGenerator(0.5, 128), 0.1));

    engine.keep(new ToolResult.Candidates(found), TaskContext.none());

    assertThat(lent.foundSubGenerators()).isEqualTo(found);
  }

  @Test
  void whatAPersonKeepsGoesIntoTheBundleAndSoDoDirections() throws IOException {
    Path place = home.resolve("mine.zip");
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      new BundleRevision(bundle).write(place, false, TaskContext.none());
    }
    engine.open(ModelBundle.open(place));
    ChannelTable channels = engine.description().channels();
    Candidate half = new Candidate(channels.subGenerator(0.5, 128), 0.1);

    assertThat(engine.keepInBundle(List.of(half), TaskContext.none())).isEmpty();

    assertThat(engine.candidates()).containsExactly(half);
    assertThat(engine.keptCandidates().inBundle()).isTrue();
    // As an import would measure it: the table of the bundle says the same of that place.
    assertThat(engine.keptCandidates().differences())
        .containsEntry(
            half.subGenerator(),
            engine
                .generator()
                .bundle()
                .manifest()
                .consistency()
                .orElseThrow()
                .entry(0.5, 128)
                .orElseThrow()
                .distance()
                .orElseThrow());

    float[] normal = new float[engine.description().styleDimension()];
    normal[2] = 1;
    ToolResult.Directions found =
        new ToolResult.Directions(
            List.of(
                FoundDirection.of(
                    new Boundary("Smiling", normal, 2).validated(new Validation(0.75, 12))),
                FoundDirection.of(new Boundary("Hat", normal, 1))));
    // The model has a slider of the first name already.
    ToolResult.Directions kept = (ToolResult.Directions) engine.keep(found, TaskContext.none());
    assertThat(kept.boundaries()).extracting(Boundary::name).containsExactly("Smiling 2", "Hat");
    engine.addToBundle(kept.boundaries(), Optional.empty(), TaskContext.none());
    Path copy = home.resolve("copy.zip");
    assertThatThrownBy(
            () -> engine.addToBundle(kept.boundaries(), Optional.empty(), TaskContext.none()))
        .hasMessageContaining("'Smiling 2' already");

    String identity = engine.description().identity();
    engine.open(ModelBundle.openDefault());
    assertThat(engine.candidates()).isEmpty();
    assertThatThrownBy(
            () -> engine.addToBundle(kept.boundaries(), Optional.empty(), TaskContext.none()))
        .hasMessageContaining("never changed");
    engine.addToBundle(kept.boundaries(), Optional.of(copy), TaskContext.none());
    for (Path bundle : List.of(place, copy)) {
      try (ModelBundle opened = ModelBundle.open(bundle)) {
        assertThat(opened.description().identity()).isEqualTo(identity);
        assertThat(opened.description().boundaries())
            .extracting(Boundary::name)
            .endsWith("Smiling 2", "Hat");
        assertThat(opened.description().boundaries())
            .filteredOn(each -> each.name().equals("Smiling 2"))
            .extracting(Boundary::validation)
            .containsExactly(Optional.of(new Validation(0.75, 12)));
      }
    }
    engine.open(ModelBundle.open(place));
    assertThat(engine.candidates()).containsExactly(half);
    assertThat(engine.description().boundaries())
        .as("what is in the bundle is not there twice")
        .filteredOn(each -> each.name().equals("Hat"))
        .hasSize(1);
  }

  @Test
  void boundariesOfAFileBecomeSlidersOfTheModelAndStay() throws IOException {
    float[] values = new float[engine.description().styleDimension()];
    values[3] = 7;
    Path file = home.resolve("hat.npy");
    Npy.write(file, new NpyArray(new int[] {1, values.length}, values));
    assertThat(engine.resolve("hat")).isEmpty();

    List<Boundary> added = engine.addBoundaries(file, TaskContext.none());

    assertThat(added).extracting(Boundary::name).containsExactly("hat");
    assertThat(added.get(0).normal()[3]).isEqualTo(1);
    assertThat(engine.resolve("hat")).isPresent();
    assertThat(engine.directions()).extracting(Boundary::name).containsExactly("hat");
    assertThat(engine.directions().get(0).finder()).contains("hat.npy");
    Npy.write(file, new NpyArray(new int[] {1, 2}, new float[] {1, 0}));
    assertThatThrownBy(() -> engine.addBoundaries(file, TaskContext.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("hat.npy")
        .hasMessageContaining("[1, 2]");
    assertThat(engine.directions()).hasSize(1);
  }

  @Test
  void runsThemAndTheirResultsMakeThePortraitThatAReplayMakesAgain() throws IOException {
    Offered<Tool> projector = tool(ThirdPartyPlugin.PROJECTOR);
    Offered<Tool> optimizer = tool(ThirdPartyPlugin.OPTIMIZER);
    ParameterValues first = with(projector, "seed", 11);
    ParameterValues second = with(optimizer, "seed", 12);

    ToolResult projected = engine.run(projector, first, input(portrait()), TaskContext.none());
    PortraitDocument made = ToolResults.apply(portrait(), projected, projector, first);
    assertThat(made.base())
        .isEqualTo(
            new BaseStyle.Given(engine.generator().styleOfSeed(11), 1, projector.info().name()));
    ToolResult optimized = engine.run(optimizer, second, input(made), TaskContext.none());
    made = ToolResults.apply(made, optimized, optimizer, second);

    assertThat(engine.evaluate(made)).isEqualTo(engine.generator().styleOfSeed(12));
    PortraitDocument again =
        engine.replay(portrait().withRuns(made.runs()), Optional.of(PHOTO), TaskContext.none());
    assertThat(again).isEqualTo(made);
  }

  @Test
  void publishesResultsOnTheWayAndKeepsTheBestWhenStopped() throws IOException {
    Offered<Tool> projector = tool(ThirdPartyPlugin.PROJECTOR);
    List<ToolResult> published = new CopyOnWriteArrayList<>();
    TaskContext<ToolResult> stoppedAfterTheFirst =
        new TaskContext<>() {
          @Override
          public CancellationToken cancellation() {
            return CancellationToken.NONE;
          }

          @Override
          public boolean stopRequested() {
            return !published.isEmpty();
          }

          @Override
          public ProgressListener progress() {
            return ProgressListener.NONE;
          }

          @Override
          public void publish(ToolResult intermediate) {
            published.add(intermediate);
          }
        };

    ToolResult best =
        engine.run(
            projector,
            with(projector, "steps", ThirdPartyPlugin.MANY_STEPS),
            input(portrait()),
            stoppedAfterTheFirst);

    assertThat(best).isInstanceOf(ToolResult.Style.class);
    assertThat(published).isNotEmpty();
    assertThat(published.get(published.size() - 1)).isEqualTo(best);
    StyleCode code = ((ToolResult.Style) best).code();
    assertThat(code).isNotEqualTo(engine.generator().styleOfSeed(7));
  }

  @Test
  void searchesAmongTheSubGeneratorsOfTheModel() throws IOException {
    Offered<Tool> search = tool(ThirdPartyPlugin.SEARCH);

    ToolResult found =
        engine.run(
            search,
            with(search, "steps", 4),
            new ToolInput(portrait(), Optional.empty()),
            TaskContext.none());

    assertThat(found)
        .isInstanceOfSatisfying(
            ToolResult.Candidates.class,
            candidates ->
                assertThat(candidates.candidates().get(3).subGenerator())
                    .isEqualTo(engine.description().channels().full()));
    engine.keep(found, TaskContext.none());
    assertThat(new ToolResult.Candidates(engine.candidates())).isEqualTo(found);
  }

  @Test
  void directionsThatWereFoundBecomeSliders() throws IOException {
    Offered<Tool> finder = tool(ThirdPartyPlugin.DIRECTIONS);
    ToolResult.Directions found =
        (ToolResult.Directions)
            engine.run(
                finder,
                with(finder, "steps", 2),
                new ToolInput(portrait(), Optional.empty()),
                TaskContext.none());
    List<Boundary> ofBundle = engine.description().boundaries();
    PortraitDocument smiling = portrait();

    engine.keep(found, TaskContext.none());

    assertThat(engine.description().boundaries())
        .hasSize(ofBundle.size() + 2)
        .startsWith(ofBundle.toArray(Boundary[]::new))
        .endsWith(found.boundaries().toArray(Boundary[]::new));
    ParameterAddress slider = engine.parameters().require("Axis 2");
    assertThat(engine.parameters().require("Smiling").qualifiedName())
        .isEqualTo("boundary-editing.Smiling");
    PortraitDocument moved =
        smiling.withStep(
            EditStep.written("boundary-editing", Map.of(slider.parameter().key(), "1")));
    StyleCode before = engine.evaluate(smiling);
    assertThat(engine.evaluate(moved).get(0, 1)).isEqualTo(before.get(0, 1) + 3);

    engine.removeDirection("Axis 2");

    assertThat(engine.directions()).extracting(Boundary::name).containsExactly("Axis 1");
    assertThat(engine.resolve("Axis 2")).isEmpty();
    assertThat(engine.evaluate(moved)).isEqualTo(before);
    engine.open(ModelBundle.openDefault());
    assertThat(engine.resolve("Axis 1")).isPresent();
  }

  /** The guide's optimizer, with a "classifier" whose scores are the means of the colours. */
  @Test
  void thePluginOfTheGuideFollowsAClassifier() throws Exception {
    GraphBuilder graph = new GraphBuilder("colours", WeightStorage.FLOAT32);
    String image = graph.input("image", "1", "3", "16", "16");
    String means = graph.node("GlobalAveragePool", "means", List.of(image));
    graph.output("scores", graph.node("Flatten", "flat", List.of(means)), "1", "3");
    Path classifier = home.resolve("colours.onnx");
    Files.write(classifier, graph.build().toByteArray());
    Path jar = PluginGuide.writeTo(home.resolve("guide.jar"));
    assertThat(engine.plugins().install(jar).problem()).isEmpty();
    Offered<Tool> more = tool("make-it-more");
    ParameterValues values =
        more.schema()
            .parse(
                Map.of(
                    "classifier", classifier.toString(), "score", "1", "steps", "4", "near", "0"));
    PortraitDocument before = portrait();
    List<ToolResult> published = new CopyOnWriteArrayList<>();

    ToolResult result = engine.run(more, values, input(before), published(published));

    PortraitDocument after = ToolResults.apply(before, result, more, values);
    assertThat(green(after)).isGreaterThan(green(before) + 0.1);
    assertThat(published).isNotEmpty().allMatch(each -> each instanceof ToolResult.Step);
  }

  private double green(PortraitDocument document) throws IOException {
    float[] values =
        engine
            .render(document, engine.description().channels().full(), CancellationToken.NONE)
            .toArray();
    double sum = 0;
    for (int i = values.length / 3; i < 2 * values.length / 3; i++) {
      sum += values[i];
    }
    return sum / (values.length / 3);
  }

  private static TaskContext<ToolResult> published(List<ToolResult> all) {
    return new TaskContext<>() {
      @Override
      public CancellationToken cancellation() {
        return CancellationToken.NONE;
      }

      @Override
      public boolean stopRequested() {
        return false;
      }

      @Override
      public ProgressListener progress() {
        return ProgressListener.NONE;
      }

      @Override
      public void publish(ToolResult intermediate) {
        all.add(intermediate);
      }
    };
  }

  @Test
  void aPluginRunsANetworkOfItsOwn() throws Exception {
    GraphBuilder graph = new GraphBuilder("mine", WeightStorage.FLOAT32);
    String x = graph.input("x", "1", "4");
    graph.output("y", graph.node("Add", "sum", List.of(x, x)), "1", "4");
    Path jar =
        PluginJarBuilder.plugin("network")
            .tool(
                ToolKind.DIRECTION_FINDER,
                "Net",
                "net",
                "return ParameterSchema.EMPTY;",
                """
                byte[] onnx = Net.class.getResourceAsStream("mine.onnx").readAllBytes();
                var network = services.networks().open("mine", onnx);
                float[] y = network.run(studio.anycost.api.compute.FloatTensor.of(
                    new float[] {1, 2, 3, 4}, 1, 4), task.cancellation()).toArray();
                throw new java.io.IOException(network.name() + Arrays.toString(y));
                """)
            .entry("test/mine.onnx", graph.build().toByteArray())
            .writeTo(home.resolve("network.jar"));
    assertThat(engine.plugins().install(jar).problem()).isEmpty();
    Offered<Tool> tool = tool("net");

    assertThatThrownBy(
            () ->
                engine.run(
                    tool,
                    tool.schema().defaults(),
                    new ToolInput(portrait(), Optional.empty()),
                    TaskContext.none()))
        .isInstanceOf(IOException.class)
        .hasMessage("mine[2.0, 4.0, 6.0, 8.0]");
  }

  @Test
  void aToolGoesWithItsPlugin() throws Exception {
    Offered<Tool> projector = tool(ThirdPartyPlugin.PROJECTOR);

    engine.plugins().disable(ThirdPartyPlugin.ID);

    assertThat(engine.tools()).extracting(Offered::id).doesNotContain(projector.id());
    assertThatThrownBy(
            () ->
                engine.run(
                    projector,
                    projector.schema().defaults(),
                    input(portrait()),
                    TaskContext.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not there any more");
  }

  @Test
  void aPluginThatFailsForTheOpenModelIsNotOffered() throws Exception {
    Path jar =
        PluginJarBuilder.plugin("bad")
            .source("test.Bad", failingForEveryModel())
            .writeTo(home.resolve("bad.jar"));
    List<PluginReport> heard = new CopyOnWriteArrayList<>();
    engine.addPluginListener(heard::add);

    // It starts, as nobody asks for the parameters of a model before it has.
    assertThat(engine.plugins().install(jar).state()).isEqualTo(PluginReport.State.STARTED);

    assertThat(engine.edits()).extracting(Offered::id).doesNotContain("bad-edit");
    awaitOff("bad");
    assertThat(engine.edits()).extracting(Offered::id).contains("boundary-editing");
    assertThat(engine.problems(portrait())).isEmpty();

    assertThat(engine.plugins().enable("bad").state()).isEqualTo(PluginReport.State.STARTED);
    assertThat(engine.edits()).extracting(Offered::id).doesNotContain("bad-edit");
    awaitOff("bad");

    engine.open(ModelBundle.openDefault());
    assertThat(engine.edits()).extracting(Offered::id).doesNotContain("bad-edit");
  }

  @Test
  void anEngineOpensWithoutWhatFailsForItsModel() throws Exception {
    PluginJarBuilder.plugin("bad")
        .source("test.Bad", failingForEveryModel())
        .writeTo(folders.plugins().resolve("bad.jar"));
    engine.close();

    engine = factory.open(factory.openBundle(Optional.empty()));

    assertThat(engine.edits())
        .extracting(Offered::id)
        .containsExactly("style-mixing", "boundary-editing");
    awaitOff("bad");
    assertThat(engine.edits())
        .extracting(Offered::id)
        .containsExactly("style-mixing", "boundary-editing");
  }

  private void awaitOff(String id) throws InterruptedException {
    while (engine.plugins().reports().stream()
        .noneMatch(
            report -> report.id().equals(id) && report.state() == PluginReport.State.FAILED)) {
      Thread.sleep(1); // the host sees to it on a thread of its own
    }
  }

  private static String failingForEveryModel() {
    return """
        package test;

        import org.pf4j.Extension;
        import studio.anycost.api.extension.*;
        import studio.anycost.api.model.*;
        import studio.anycost.api.parameter.*;

        @Extension
        public class Bad implements Edit {
          public ContributionInfo info() {
            return new ContributionInfo("bad-edit", "Bad", "", 0);
          }

          public ParameterSchema parameters(GeneratorDescription generator) {
            if (!generator.name().equals("typical")) {
              throw new IllegalStateException("no luck");
            }
            return ParameterSchema.EMPTY;
          }

          public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
            return input;
          }
        }
        """;
  }
}

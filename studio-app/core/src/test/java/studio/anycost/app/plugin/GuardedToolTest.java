package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.StyleCode;

/** Long work of plugins: what it returns, what it publishes, and how it may fail. */
class GuardedToolTest extends ToolFixture {
  private static final String PROJECTING = "projecting with 'W'";

  @Test
  void everyKindDoesItsWork() throws IOException {
    ThirdPartyPlugin.writeTo(jar("third"));
    host.start();
    assertThat(report(ThirdPartyPlugin.ID).problem()).isEmpty();
    assertThat(host.contributions().tools())
        .extracting(Tool::kind)
        .containsExactlyInAnyOrder(ToolKind.values());
    StyleCode goal = generator.styleOfSeed(7);

    assertThat(run(tool(ThirdPartyPlugin.PROJECTOR))).isEqualTo(new ToolResult.Style(goal));
    assertThat(run(tool(ThirdPartyPlugin.OPTIMIZER))).isEqualTo(new ToolResult.Style(goal));
    assertThat(run(tool(ThirdPartyPlugin.SEARCH)))
        .isInstanceOfSatisfying(
            ToolResult.Candidates.class, found -> assertThat(found.candidates()).hasSize(3));
    assertThat(run(tool(ThirdPartyPlugin.DIRECTIONS)))
        .isInstanceOfSatisfying(
            ToolResult.Directions.class, found -> assertThat(found.directions()).hasSize(3));
    assertThat(run(tool(ThirdPartyPlugin.ALIGNER)))
        .isInstanceOfSatisfying(
            ToolResult.Faces.class, found -> assertThat(found.faces()).hasSize(1));
    assertThat(run(tool(ThirdPartyPlugin.BLENDER)))
        .isInstanceOfSatisfying(
            ToolResult.Blended.class,
            found -> assertThat(found.photo().picture().argb(2, 2)).isEqualTo(0xffff0000));
  }

  @Test
  void usesItsParameters() throws IOException {
    ThirdPartyPlugin.writeTo(jar("third"));
    host.start();
    Tool projector = tool(ThirdPartyPlugin.PROJECTOR);
    var values = projector.parameters(generator.description()).defaults();

    assertThat(run(projector, with(values, "seed", 12)))
        .isEqualTo(new ToolResult.Style(generator.styleOfSeed(12)));
  }

  @Test
  void showsTheNewestOfWhatIsPublishedAndReported() throws Exception {
    CountDownLatch shown = Signals.fresh("shown");
    CountDownLatch go = Signals.fresh("go");
    Tool projector =
        projector(
            """
            for (int i = 1; i <= 100000; i++) {
              task.progress().report(i / 100000.0, "Step " + i);
              task.publish(services.generator().description() == null ? null
                  : StyleCode.broadcast(new float[] {i, 0, 0, 0}, 6));
            }
            """
                + Signals.give("shown")
                + Signals.await("go")
                + "task.progress().report(1, \"Done\"); return StyleCode.of(6, 4, new float[24]);");
    CompletableFuture<ToolResult> result = begin(projector);
    shown.await();
    assertThat(task.published()).isEmpty();

    alarms.advance(PluginGuard.SHOWN);

    assertThat(task.published())
        .containsExactly(
            new ToolResult.Style(StyleCode.broadcast(new float[] {100000, 0, 0, 0}, 6)));
    assertThat(task.reports()).containsExactly("1.0 Step 100000");
    alarms.advance(PluginGuard.SHOWN.multipliedBy(10));
    assertThat(task.reports()).hasSize(1);
    go.countDown();
    result.get();
    assertThat(task.reports()).containsExactly("1.0 Step 100000", "1.0 Done");
    assertThat(task.published()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Double.NaN, \"a\" | -1.0 a",
        "-7, \"a\" | -1.0 a",
        "Double.POSITIVE_INFINITY, \"a\" | 1.0 a",
        "0.25, null | 0.25 ",
        "0.25, \"two\\nlines\\t\\u0007\" | 0.25 two lines"
      })
  void putsReportsInOrder(String report, String expected) throws IOException {
    Tool projector =
        projector(
            "task.progress().report(" + report + "); return services.generator().styleOfSeed(1);");

    run(projector);

    assertThat(task.reports())
        .singleElement()
        .asString()
        .isEqualTo(expected == null ? "0.25 " : expected.equals("0.25") ? "0.25 " : expected);
  }

  @Test
  void hasItsOwnContextClassLoader() throws IOException {
    Tool projector =
        projector(
            "if (Thread.currentThread().getContextClassLoader() != W.class.getClassLoader()) {"
                + " throw new IllegalStateException(\"not mine\"); }"
                + " return services.generator().styleOfSeed(1);");

    run(projector);

    isOn();
  }

  @Test
  void mayFailWithASentence() {
    Tool projector =
        projector(
            "class Mine extends java.io.IOException { Mine() { super(\"There is no face.\"); } }"
                + "throw new Mine();");

    // Nothing of the plugin's own classes leaves, or whoever shows the message keeps it loaded.
    assertThatThrownBy(() -> run(projector))
        .isExactlyInstanceOf(IOException.class)
        .hasNoCause()
        .hasMessage("There is no face.");
    isOn();
  }

  @Test
  void mayRefuseWhatAPersonGave() {
    Tool projector =
        projector(
            "throw new studio.anycost.api.extension.WrongInputException("
                + "\"That is no list.\\nName another.\", new java.io.IOException(\"at line 3\"));");

    assertThatThrownBy(() -> run(projector))
        .isExactlyInstanceOf(WrongInputException.class)
        .hasNoCause()
        .hasMessage("That is no list. Name another.");
    isOn();
  }

  @Test
  void aFileThatIsMissingIsToldInASentence() {
    Tool projector = projector("throw new java.nio.file.NoSuchFileException(\"/a/list.txt\");");

    assertThatThrownBy(() -> run(projector)).hasMessage("There is no file /a/list.txt.");
    isOn();
  }

  @Test
  void saysSomethingWhereThePluginSaysNothing() {
    Tool projector = projector("throw new java.io.IOException();");

    assertThatThrownBy(() -> run(projector))
        .isInstanceOf(IOException.class)
        .hasMessage("The plugin 'work' gave up while projecting with 'W'.");
    isOn();
  }

  @Test
  void isNotCalledWhenCancelledBefore() {
    Tool projector = projector("throw new AssertionError(\"called\");");
    task.cancel();

    assertThatThrownBy(() -> run(projector)).isInstanceOf(CancellationException.class);
    isOn();
  }

  @Test
  void mayEndWhenCancelled() throws Exception {
    CountDownLatch begun = Signals.fresh("begun");
    Tool projector =
        projector(
            Signals.give("begun")
                + "while (true) { task.cancellation().throwIfCancelled(); Thread.onSpinWait(); }");
    CompletableFuture<ToolResult> result = begin(projector);
    begun.await();

    task.cancel();

    assertThatThrownBy(result::join).hasRootCauseInstanceOf(CancellationException.class);
    isOn();
  }

  @Test
  void finishesWhenAskedToStop() throws Exception {
    ThirdPartyPlugin.writeTo(jar("third"));
    host.start();
    Tool projector = tool(ThirdPartyPlugin.PROJECTOR);
    var values = projector.parameters(generator.description()).defaults();
    task.stop();

    // The mean: it was stopped before the first step.
    assertThat(run(projector, with(values, "steps", ThirdPartyPlugin.MANY_STEPS)))
        .isEqualTo(
            new ToolResult.Style(StyleCode.broadcast(generator.description().meanStyleArray(), 6)));
  }

  @ParameterizedTest
  @EnumSource(ToolKind.class)
  void isSwitchedOffWhenItThrows(ToolKind kind) {
    Tool tool = tool(kind, "throw new AssertionError(\"surprise\");");

    assertThatThrownBy(() -> run(tool))
        .isInstanceOf(PluginOffException.class)
        .hasNoCause()
        .hasMessage(sentence(tool.kind().doing("W"), "surprise"));
    isOff(tool.kind().doing("W"), "surprise");
    assertThatThrownBy(() -> run(tool))
        .isInstanceOf(PluginOffException.class)
        .hasMessage("The plugin 'work' is switched off.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PROJECTOR | null | it returned nothing",
        "LATENT_OPTIMIZER | StyleCode.of(6, 5, new float[30])"
            + " | it returned a code of 6x5 values instead of 6x4",
        "ALIGNER | (List) List.of(\"face\") | it returned something other than a list of nothing but faces",
        "SUB_GENERATOR_SEARCH | new ArrayList<Candidate>() {"
            + " public Object[] toArray() { throw new IllegalStateException(\"mine\"); } }"
            + " | mine",
        "DIRECTION_FINDER | List.of(FoundDirection.of(new Boundary(\"a\", new float[] {1, 0}, 1)))"
            + " | the direction 'a' has 2 values instead of 4"
      })
  void isSwitchedOffWhenItReturnsNonsense(ToolKind kind, String result, String cause) {
    Tool tool = tool(kind, "return " + result + ";");

    assertThatThrownBy(() -> run(tool)).hasMessage(sentence(kind.doing("W"), cause));
    isOff(kind.doing("W"), cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PROJECTOR | \"code\" | it returned something other than a style code",
        "DIRECTION_FINDER | List.of(1)"
            + " | it returned something other than a list of nothing but directions"
      })
  void isSwitchedOffAtOnceWhenItPublishesNonsense(ToolKind kind, String value, String cause) {
    Signals.fresh("never");
    Tool tool =
        tool(
            kind,
            "try { ((TaskContext) task).publish("
                + value
                + "); } catch (RuntimeException e) { /* not interested */ }"
                + Signals.await("never")
                + "return null;");

    assertThatThrownBy(() -> run(tool)).hasMessage(sentence(kind.doing("W"), cause));
    isOff(kind.doing("W"), cause);
    assertThat(task.published()).isEmpty();
  }

  @Test
  void isSwitchedOffWhenItPublishesNothing() {
    Tool projector = projector("task.publish(null); return null;");

    assertThatThrownBy(() -> run(projector))
        .hasMessage(sentence(PROJECTING, "it returned nothing"));
  }

  @Test
  void isSwitchedOffWhenItEndsAsIfCancelled() {
    Tool projector = projector("throw new java.util.concurrent.CancellationException(\"enough\");");

    assertThatThrownBy(() -> run(projector)).hasMessage(sentence(PROJECTING, "enough"));
  }

  @Test
  void endsWhenItsPluginIsSwitchedOffByAPerson() throws Exception {
    CountDownLatch begun = Signals.fresh("begun");
    CountDownLatch never = Signals.fresh("never");
    Tool projector = projector(Signals.give("begun") + Signals.await("never") + "return null;");
    CompletableFuture<ToolResult> result = begin(projector);
    begun.await();

    host.disable("work");

    assertThatThrownBy(result::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("The plugin 'work' is switched off.");
    assertThat(report("work").problem()).isEmpty();
    never.countDown();
  }

  @Test
  void isOfOneKind() {
    PluginJarBuilder.plugin("two")
        .source(
            "test.Two",
            ToolSource.of(
                    ToolKind.PROJECTOR, "Two", "two", ToolSource.NO_PARAMETERS, "return null;")
                .replace("implements Projector", "implements Projector, Edit")
                .replace(
                    "public ContributionInfo",
                    "public StyleCode apply(StyleCode i, ParameterValues v, Generator g) {"
                        + " return i; } public ContributionInfo"))
        .writeTo(jar("two"));

    host.start();

    assertThat(problem("two"))
        .contains("'two' is of several extension points at once, which takes several classes");
  }

  @Test
  void kindsHaveWordsOfTheirOwn() {
    assertThat(List.of(ToolKind.values())).extracting(ToolKind::word).doesNotHaveDuplicates();
    assertThat(List.of(ToolKind.values())).extracting(ToolKind::noun).doesNotHaveDuplicates();
  }
}

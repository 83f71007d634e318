package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import studio.anycost.api.extension.LatentOptimizer;
import studio.anycost.api.extension.Projector;
import studio.anycost.api.extension.SubGeneratorSearch;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.plugin.PluginReport.State;

/** Projectors, optimizers and searches: long work that may fail with a sentence. */
class GuardedWorkTest extends PluginHostFixture {
  private static final String IMPORTS =
      """
      package test;
      import java.util.*;
      import org.pf4j.Extension;
      import studio.anycost.api.extension.*;
      import studio.anycost.api.model.*;
      import studio.anycost.api.parameter.*;
      import studio.anycost.api.task.*;
      """;
  private static final String COMMON =
      EditSource.NO_PARAMETERS
          + "public ContributionInfo info() { return new ContributionInfo(\"w\", \"W\", \"\", 0); }";

  private Projector projector(String body) {
    start(
        "@Extension public class Work implements Projector {"
            + COMMON
            + "public StyleCode project(RgbImage portrait, ParameterValues values, Services"
            + " services, TaskContext<StyleCode> task) throws java.io.IOException {"
            + body
            + "} }");
    return host.contributions().projectors().get(0);
  }

  private void start(String text) {
    PluginJarBuilder.plugin("work").source("test.Work", IMPORTS + text).writeTo(jar("work"));
    host.start();
    assertThat(report("work").problem()).isEmpty();
  }

  private StyleCode project(Projector projector, TaskContext<StyleCode> task) throws IOException {
    return projector.project(
        RgbImage.wrap(1, 1, new int[1]),
        ParameterSchema.EMPTY.defaults(),
        new FakeServices(generator),
        task);
  }

  @Test
  void projects() throws IOException {
    Projector projector = projector("return services.generator().styleOfSeed(4);");

    assertThat(project(projector, TaskContext.none())).isEqualTo(generator.styleOfSeed(4));
  }

  @Test
  void mayFailWithASentence() {
    Projector projector = projector("throw new java.io.IOException(\"There is no face.\");");

    assertThatThrownBy(() -> project(projector, TaskContext.none()))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no face.");
    assertThat(report("work").state()).isEqualTo(State.STARTED);
  }

  @Test
  void mayStopWhenCancelled() {
    Projector projector =
        projector(
            "task.cancellation().throwIfCancelled(); return services.generator().styleOfSeed(4);");
    CancellationSource source = new CancellationSource();
    source.cancel();

    assertThatThrownBy(
            () -> project(projector, TaskContext.of(source.token(), ProgressListener.NONE)))
        .isInstanceOf(CancellationException.class);
    assertThat(report("work").state()).isEqualTo(State.STARTED);
  }

  @Test
  void isSwitchedOffWhenItGoesWrong() {
    Projector projector = projector("throw new AssertionError(\"surprise\");");

    assertThatThrownBy(() -> project(projector, TaskContext.none()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The plugin 'work' failed while projecting with 'W' and was switched off:"
                + " AssertionError: surprise.");
    assertThat(report("work").state()).isEqualTo(State.FAILED);
    assertThat(host.contributions().projectors()).isEmpty();
    assertThatThrownBy(() -> project(projector, TaskContext.none()))
        .isInstanceOf(IOException.class)
        .hasMessage("The plugin 'work' is switched off.");
  }

  @Test
  void isSwitchedOffWhenAProjectionDoesNotFitTheGenerator() {
    Projector projector = projector("return StyleCode.of(1, 4, new float[4]);");

    assertThatThrownBy(() -> project(projector, TaskContext.none()))
        .hasMessageContaining("a code of 1x4 values instead of 6x4");
  }

  @Test
  void optimizesBehindAGuard() throws IOException {
    start(
        "@Extension public class Work implements LatentOptimizer {"
            + COMMON
            + "public StyleCode optimize(StyleCode start, RgbImage target, ParameterValues values,"
            + " Services services, TaskContext<StyleCode> task) {"
            + "return target.width() == 1 ? start.truncated(new float[4], 0.5) : null;"
            + "} }");
    LatentOptimizer optimizer = host.contributions().latentOptimizers().get(0);
    StyleCode start = generator.styleOfSeed(1);
    var values = ParameterSchema.EMPTY.defaults();

    assertThat(
            optimizer.optimize(
                start,
                RgbImage.wrap(1, 1, new int[1]),
                values,
                new FakeServices(generator),
                TaskContext.none()))
        .isEqualTo(start.truncated(new float[4], 0.5));
    assertThatThrownBy(
            () ->
                optimizer.optimize(
                    start,
                    RgbImage.wrap(2, 1, new int[2]),
                    values,
                    new FakeServices(generator),
                    TaskContext.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it returned nothing");
  }

  @Test
  void searchesBehindAGuard() throws IOException {
    start(
        "@Extension public class Work implements SubGeneratorSearch {"
            + COMMON
            + "int calls;"
            + "public List<Candidate> search(ParameterValues values, Services services,"
            + " TaskContext<List<Candidate>> task) {"
            + "if (calls++ == 0) { return List.of(new Candidate("
            + "services.generator().description().channels().full(), 0)); }"
            + "return List.of(new Candidate(new SubGenerator("
            + "new ChannelConfiguration(List.of(999, 999, 999, 999)), 8), 0));"
            + "} }");
    SubGeneratorSearch search = host.contributions().subGeneratorSearches().get(0);
    var values = ParameterSchema.EMPTY.defaults();

    assertThat(search.search(values, new FakeServices(generator), TaskContext.none()))
        .containsExactly(new Candidate(generator.description().channels().full(), 0));
    assertThatThrownBy(() -> search.search(values, new FakeServices(generator), TaskContext.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("'work'", "999 channels");
    assertThat(report("work").state()).isEqualTo(State.FAILED);
  }
}

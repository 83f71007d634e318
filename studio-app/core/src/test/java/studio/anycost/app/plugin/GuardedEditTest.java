package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.plugin.PluginReport.State;

/** Edits that go wrong at work. */
class GuardedEditTest extends PluginHostFixture {
  private final List<PluginReport> heard = new CopyOnWriteArrayList<>();

  private void start(PluginJarBuilder bad) {
    bad.writeTo(jar("bad"));
    good("good");
    host.start();
    host.addListener(heard::add);
  }

  private static PluginJarBuilder applying(String body) {
    return PluginJarBuilder.plugin("bad").edit("Bad", "bad-edit", EditSource.applying(body));
  }

  /** The edit leaves the code alone, the plugin is off and named once, the other one works. */
  private void failsWith(String cause) throws Exception {
    Edit bad = edit("bad-edit");
    StyleCode input = generator.styleOfSeed(1);

    assertThat(applied(bad, input)).isSameAs(input);
    assertThat(applied(bad, input)).isSameAs(input);

    assertThat(report("bad").state()).isEqualTo(State.FAILED);
    assertThat(report("bad").contributions()).isEmpty();
    assertThat(problem("bad"))
        .isEqualTo(
            "The plugin 'bad' failed while applying 'Bad' and was switched off: " + cause + ".");
    assertThat(heard).containsExactly(report("bad"));
    assertThat(host.contributions().edits())
        .extracting(edit -> edit.info().id())
        .containsExactly("good-edit");
    assertThat(works(edit("good-edit"))).isTrue();
    awaitUnloaded();
  }

  private void awaitUnloaded() throws InterruptedException {
    for (int i = 0; i < 500 && host.pf4j().getPluginClassLoader("bad") != null; i++) {
      Thread.sleep(20);
    }
    assertThat(host.pf4j().getPluginClassLoader("bad")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new IllegalStateException(\"no luck.\"); | IllegalStateException: no luck",
        "throw new AssertionError(); | AssertionError",
        "throw new OutOfMemoryError(\"too much\"); | OutOfMemoryError: too much",
        "return apply(input, values, generator); | StackOverflowError",
        "return null; | it returned nothing",
        "return StyleCode.of(1, 2, new float[2]); | it returned a code of 1x2 values instead of 6x4",
        "return input.truncated(new float[4], Double.NaN); | IllegalArgumentException: A style code"
            + " holds a value that is not finite",
        "float[] w = input.toArray(); w[0] = Float.NaN; return StyleCode.of(6, 4, w); |"
            + " IllegalArgumentException: A style code holds a value that is not finite",
        "return generator.map(new float[99]); | IllegalArgumentException: z does not fit"
      })
  void isSwitchedOffWhenItGoesWrong(String body, String cause) throws Exception {
    start(applying(body));

    failsWith(cause);
  }

  @Test
  void isSwitchedOffWhenItMissesAClassAtWork() throws Exception {
    start(
        applying("return lib.Missing.of(input);")
            .source(
                "lib.Missing",
                "package lib; public class Missing { public static"
                    + " studio.anycost.api.model.StyleCode of(studio.anycost.api.model.StyleCode"
                    + " code) { return code; } }")
            .without("lib.Missing"));

    failsWith("it misses the class lib.Missing");
  }

  @Test
  void isSwitchedOffWhenItHangs() throws Exception {
    host.close();
    host = newHost(Duration.ofSeconds(3));
    start(
        applying(
            "while (true) { try { Thread.sleep(100000); } catch (InterruptedException e) { /* no */"
                + " } }"));

    failsWith("it did not answer within 3000 ms");
  }

  @Test
  void isSwitchedOffWhenItsParametersFailForAnotherGenerator() throws Exception {
    start(
        PluginJarBuilder.plugin("bad")
            .edit(
                "Bad",
                "bad-edit",
                EditSource.applying("return input;")
                    .replace(
                        "return ParameterSchema.EMPTY;",
                        "if (generator.styleDimension() == 4) { throw new"
                            + " IllegalStateException(\"too small\"); } return"
                            + " ParameterSchema.EMPTY;")));

    assertThat(edit("bad-edit").parameters(generator.description()).parameters()).isEmpty();

    assertThat(problem("bad"))
        .isEqualTo(
            "The plugin 'bad' failed while declaring the parameters of 'Bad' and was switched off:"
                + " IllegalStateException: too small.");
  }

  @Test
  void survivesAnExceptionWhoseMessageFails() throws Exception {
    start(
        applying(
            "throw new RuntimeException() { public String getMessage() { throw new"
                + " IllegalStateException(); } };"));
    StyleCode input = generator.styleOfSeed(1);

    assertThat(applied(edit("bad-edit"), input)).isSameAs(input);
    assertThat(report("bad").state()).isEqualTo(State.FAILED);
  }

  @Test
  void isReportedOnceWhenManyThreadsHitIt() throws Exception {
    start(applying("throw new IllegalStateException(\"no luck\");"));
    Edit bad = edit("bad-edit");
    StyleCode input = generator.styleOfSeed(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<StyleCode>> results = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      results.add(
          threads.submit(
              () -> {
                go.await();
                return applied(bad, input);
              }));
    }
    go.countDown();

    for (Future<StyleCode> result : results) {
      assertThat(result.get(60, TimeUnit.SECONDS)).isSameAs(input);
    }
    threads.shutdown();
    assertThat(heard).hasSize(1);
  }

  @Test
  void canBeSwitchedOnAgain() throws Exception {
    start(applying("throw new IllegalStateException(\"no luck\");"));
    StyleCode input = generator.styleOfSeed(1);
    applied(edit("bad-edit"), input);

    assertThat(host.enable("bad").state()).isEqualTo(State.STARTED);
    assertThat(applied(edit("bad-edit"), input)).isSameAs(input);
    assertThat(report("bad").state()).isEqualTo(State.FAILED);
    assertThat(heard)
        .extracting(PluginReport::state)
        .containsExactly(State.FAILED, State.STARTED, State.FAILED);
  }

  @Test
  void isNotSwitchedOffForGood() throws Exception {
    start(applying("throw new IllegalStateException(\"no luck\");"));
    applied(edit("bad-edit"), generator.styleOfSeed(1));
    host.close();

    host = newHost(Duration.ofSeconds(60));
    host.start();

    assertThat(report("bad").state()).isEqualTo(State.STARTED);
  }

  @Test
  void isNotBlamedForTheGenerator() {
    start(applying("return generator.styleOfSeed(1);"));
    FakeGenerator closed =
        new FakeGenerator() {
          @Override
          public StyleCode styleOfSeed(long seed) {
            throw new IllegalStateException("The model is closed.");
          }
        };
    StyleCode input = generator.styleOfSeed(1);
    Edit edit = edit("bad-edit");
    var values = edit.parameters(generator.description()).defaults();

    assertThatThrownBy(() -> edit.apply(input, values, closed)).hasMessage("The model is closed.");
    assertThat(report("bad").state()).isEqualTo(State.STARTED);
    assertThat(edit.apply(input, values, generator)).isEqualTo(input);
  }

  @Test
  void isNotBlamedForASlowGenerator() {
    host.close();
    host = newHost(Duration.ofSeconds(2));
    start(applying("return generator.styleOfSeed(1);"));
    FakeGenerator slow =
        new FakeGenerator() {
          @Override
          public StyleCode styleOfSeed(long seed) {
            try {
              Thread.sleep(4500);
            } catch (InterruptedException e) {
              throw new IllegalStateException("interrupted", e);
            }
            return super.styleOfSeed(seed);
          }
        };
    Edit edit = edit("bad-edit");
    StyleCode input = generator.styleOfSeed(2);

    StyleCode output = edit.apply(input, edit.parameters(generator.description()).defaults(), slow);

    assertThat(output).isEqualTo(generator.styleOfSeed(1));
    assertThat(report("bad").state()).isEqualTo(State.STARTED);
  }

  @Test
  void guardsCodeOfThePluginThatRunsElsewhere() {
    start(applying("return input;"));
    PluginGuard guard = ((GuardedEdit) edit("bad-edit")).guard();

    assertThat(guard.call("building its panel", () -> "panel")).contains("panel");
    assertThat(
            guard.<String>call(
                "building its panel",
                () -> {
                  throw new NoClassDefFoundError("lib/Button");
                }))
        .isEmpty();

    assertThat(guard.isActive()).isFalse();
    assertThat(guard.call("building its panel", () -> "panel")).isEmpty();
    assertThat(problem("bad"))
        .isEqualTo(
            "The plugin 'bad' failed while building its panel and was switched off: it misses the"
                + " class lib.Button.");
  }
}

package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    hasFailedWith(bad, cause);
  }

  private void hasFailedWith(Edit bad, String cause) throws Exception {
    StyleCode input = generator.styleOfSeed(1);
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
    assertThat(host.loaders()).containsOnlyKeys("good");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new IllegalStateException(\"no luck.\"); | no luck",
        "throw new AssertionError(); | one of its own checks failed",
        "throw new OutOfMemoryError(\"too much\"); | it needs more memory than there is",
        "return apply(input, values, generator); | it calls itself without end",
        "return null; | it returned nothing",
        "return StyleCode.of(1, 2, new float[2]); | it returned a code of 1x2 values instead of 6x4",
        "return input.truncated(new float[4], Double.NaN); | A style code"
            + " holds a value that is not finite",
        "float[] w = input.toArray(); w[0] = Float.NaN; return StyleCode.of(6, 4, w); |"
            + " A style code holds a value that is not finite",
        "return generator.map(new float[99]); | z does not fit"
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
    CountDownLatch hanging = Signals.fresh("hanging");
    CountDownLatch never = Signals.fresh("never");
    start(applying(Signals.give("hanging") + Signals.await("never") + "return input;"));
    Edit bad = edit("bad-edit");
    StyleCode input = generator.styleOfSeed(1);
    CompletableFuture<StyleCode> result = CompletableFuture.supplyAsync(() -> applied(bad, input));

    hanging.await();
    alarms.advance(PluginCalls.LIMIT.minusMillis(1));
    assertThat(result).isNotDone();
    alarms.advance(Duration.ofMillis(1));

    assertThat(result.get()).isSameAs(input);
    hasFailedWith(bad, "it did not answer within 10 s");
    never.countDown();
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
                + " too small.");
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
    host.settle();
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

    host = newHost();
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
  void isNotBlamedForASlowGenerator() throws Exception {
    start(applying("return generator.styleOfSeed(1);"));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    FakeGenerator slow =
        new FakeGenerator() {
          @Override
          public StyleCode styleOfSeed(long seed) {
            asked.countDown();
            try {
              answer.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException("interrupted", e);
            }
            return super.styleOfSeed(seed);
          }
        };
    Edit edit = edit("bad-edit");
    StyleCode input = generator.styleOfSeed(2);
    var values = edit.parameters(generator.description()).defaults();
    CompletableFuture<StyleCode> output =
        CompletableFuture.supplyAsync(() -> edit.apply(input, values, slow));

    asked.await();
    alarms.advance(PluginCalls.LIMIT.multipliedBy(3));
    assertThat(output).isNotDone();
    answer.countDown();

    assertThat(output.get()).isEqualTo(generator.styleOfSeed(1));
    assertThat(report("bad").state()).isEqualTo(State.STARTED);
  }

  @Test
  void isRefusedTheGeneratorOfACallThatIsOver() throws Exception {
    start(
        PluginJarBuilder.plugin("bad")
            .edit(
                "Bad",
                "bad-edit",
                "private Generator kept;"
                    + EditSource.applying(
                        "if (kept == null) { kept = generator; } return kept.styleOfSeed(1);")));
    StyleCode input = generator.styleOfSeed(2);

    assertThat(applied(edit("bad-edit"), input)).isEqualTo(generator.styleOfSeed(1));
    failsWith("The call that this service was lent to is over");
  }

  @Test
  void guardsCodeOfThePluginThatRunsElsewhere() {
    start(applying("return input;"));
    PluginGuard guard = ((Guarded) edit("bad-edit")).guard();

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

  @Test
  @Timeout(60)
  void aPanelThatFailsWaitsForNobody() throws Exception {
    start(applying("return input;"));
    PluginGuard guard = ((Guarded) edit("bad-edit")).guard();
    CountDownLatch busy = Signals.fresh("busy");
    CountDownLatch ready = Signals.fresh("ready");
    PluginJarBuilder.plugin("slow")
        .manifest("Plugin-Class", "test.Main")
        .source(
            "test.Main",
            "package test; public class Main extends org.pf4j.Plugin { public void start() {"
                + Signals.give("busy")
                + Signals.await("ready")
                + "} }")
        .edit("Slow", "slow-edit", EditSource.ADDS_AMOUNT)
        .writeTo(jar("slow"));
    CountDownLatch toldOf = new CountDownLatch(1);
    host.addListener(
        report -> {
          if (report.id().equals("bad")) {
            toldOf.countDown();
            awaitQuietly(ready); // a listener may take its time, too
          }
        });
    CompletableFuture<Void> starting = CompletableFuture.runAsync(host::start);
    busy.await();

    // The host is busy and its lock is held: the thread of the panel goes on all the same.
    guard.<String>call(
        "building its panel",
        () -> {
          throw new IllegalStateException("no");
        });

    assertThat(guard.isActive()).isFalse();
    assertThat(starting).isNotDone();
    ready.countDown();
    starting.get();
    toldOf.await();
    assertThat(report("bad").state()).isEqualTo(State.FAILED);
    assertThat(report("slow").state()).isEqualTo(State.STARTED);
  }

  @Test
  void isStartedAnewRightAfterItFailed() throws Exception {
    start(applying("throw new IllegalStateException(\"no luck\");"));

    for (int i = 0; i < 20; i++) {
      applied(edit("bad-edit"), generator.styleOfSeed(1));
      // Whether or not the failure was seen to by now.
      assertThat(host.enable("bad").state()).isEqualTo(State.STARTED);
      assertThat(((Guarded) edit("bad-edit")).guard().isActive()).isTrue();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

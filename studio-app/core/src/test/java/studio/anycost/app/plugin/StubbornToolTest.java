package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.anycost.api.extension.RenderConsumer;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.plugin.PluginReport.State;

/** Tools that do not end when they should, or leave something behind. */
@Timeout(120)
class StubbornToolTest extends ToolFixture {
  private static final String PROJECTING = "projecting with 'W'";

  private final CountDownLatch begun = Signals.fresh("begun");
  private final CountDownLatch never = Signals.fresh("never");

  /** Work that hears of nothing. */
  private static String deaf() {
    return Signals.give("begun") + Signals.await("never") + "return null;";
  }

  @ParameterizedTest
  @EnumSource(ToolKind.class)
  void isLetGoWhenItDoesNotEndAfterACancel(ToolKind kind) throws Exception {
    Tool tool = tool(kind, deaf());
    CompletableFuture<ToolResult> result = begin(tool);
    begun.await();
    alarms.advance(Patience.AFTER_CANCEL.multipliedBy(100));
    isOn();

    task.cancel();
    alarms.advance(Patience.AFTER_CANCEL);
    assertThat(result).isNotDone();
    alarms.advance(Patience.STEP);

    assertThatThrownBy(result::join).hasRootCauseInstanceOf(CancellationException.class);
    isOff(kind.doing("W"), "it did not end within 5 s after it was cancelled");
    never.countDown();
  }

  @Test
  void leavesItsLastIterateWhenItDoesNotFinishAfterAStop() throws Exception {
    Tool projector =
        projector(
            "task.publish(services.generator().styleOfSeed(3));"
                + "task.publish(services.generator().styleOfSeed(4));"
                + deaf());
    CompletableFuture<ToolResult> result = begin(projector);
    begun.await();

    task.stop();
    alarms.advance(Patience.AFTER_STOP);
    assertThat(result).isNotDone();
    alarms.advance(Patience.STEP.multipliedBy(2));

    assertThat(result.get()).isEqualTo(new ToolResult.Style(generator.styleOfSeed(4)));
    isOff(PROJECTING, "it did not finish within 30 s after it was asked to stop");
    never.countDown();
  }

  @Test
  void failsWhenItHasNothingAfterAStop() throws Exception {
    Tool projector = projector(deaf());
    CompletableFuture<ToolResult> result = begin(projector);
    begun.await();

    task.stop();
    alarms.advance(Patience.AFTER_STOP.plus(Patience.STEP.multipliedBy(2)));

    assertThatThrownBy(result::join)
        .hasRootCauseInstanceOf(PluginOffException.class)
        .hasRootCauseMessage(
            sentence(PROJECTING, "it did not finish within 30 s after it was asked to stop"));
    never.countDown();
  }

  @Test
  void mayTakeItsTimeAfterAStopAsLongAsItLives() throws Exception {
    CountDownLatch asked = Signals.fresh("asked");
    CountDownLatch answered = Signals.fresh("answered");
    CountDownLatch last = Signals.fresh("last");
    Tool projector =
        projector(
            Signals.give("begun")
                + Signals.await("asked")
                + "task.progress().report(0.5, \"a long step\");"
                + Signals.give("answered")
                + Signals.await("last")
                + "return services.generator().styleOfSeed(1);");
    CompletableFuture<ToolResult> result = begin(projector);
    begun.await();
    task.stop();
    alarms.advance(Patience.AFTER_STOP);
    asked.countDown();
    answered.await();
    alarms.advance(Patience.AFTER_STOP);
    last.countDown();

    assertThat(result.get()).isEqualTo(new ToolResult.Style(generator.styleOfSeed(1)));
    isOn();
  }

  @Test
  void actionsOfThePluginRunOnAThreadOfThePlugin() throws Exception {
    CountDownLatch ended = Signals.fresh("ended");
    Tool projector =
        projector(
            """
            Thread caller = Thread.currentThread();
            task.cancellation().onCancel(() -> {
              System.setProperty("test.thread", Thread.currentThread().getName());
              System.setProperty("test.loader", "" + (Thread.currentThread()
                  .getContextClassLoader() == W.class.getClassLoader()));
              """
                + Signals.give("ended")
                + "});"
                + Signals.give("begun")
                + Signals.await("ended")
                + "task.cancellation().throwIfCancelled(); return null;");
    CompletableFuture<ToolResult> result = begin(projector);
    begun.await();

    task.cancel();

    assertThatThrownBy(result::join).hasRootCauseInstanceOf(CancellationException.class);
    ended.await();
    assertThat(System.getProperty("test.thread"))
        .startsWith("plugin-call-")
        .isNotEqualTo(Thread.currentThread().getName());
    assertThat(System.getProperty("test.loader")).isEqualTo("true");
    isOn();
  }

  @Test
  void anActionThatHangsHoldsUpNobody() throws Exception {
    CountDownLatch rendering = new CountDownLatch(1);
    Tool projector =
        projector(
            "task.cancellation().onCancel(() -> {"
                + Signals.give("begun")
                + Signals.await("never")
                + "});"
                + "services.generator().render(services.generator().styleOfSeed(1), null, null,"
                + " task.cancellation()); return null;");
    RenderingGenerator rendered = new RenderingGenerator(rendering);
    CompletableFuture<ToolResult> result = begin(projector, rendered);
    rendering.await();

    task.cancel(); // returns, although the plugin's action does not

    begun.await();
    // And the render ended, although it was handed the very token that the action hangs on.
    assertThatThrownBy(result::join).hasRootCauseInstanceOf(CancellationException.class);
    isOn();
    alarms.advance(PluginCalls.LIMIT);
    isOff(PROJECTING, "it did not answer within 10 s");
    never.countDown();
  }

  @Test
  void anActionThatThrowsKeepsNoOtherFromRunning() throws Exception {
    CountDownLatch rendering = new CountDownLatch(1);
    Tool projector =
        projector(
            "task.cancellation().onCancel(() -> { throw new AssertionError(\"no\"); });"
                + "services.generator().render(services.generator().styleOfSeed(1), null, null,"
                + " task.cancellation()); return null;");
    CompletableFuture<ToolResult> result = begin(projector, new RenderingGenerator(rendering));
    rendering.await();

    task.cancel();

    assertThatThrownBy(result::join).hasRootCauseInstanceOf(CancellationException.class);
    while (report("work").state() != State.FAILED) {
      Thread.onSpinWait(); // the action has a thread of its own
    }
    isOff(PROJECTING, "no");
  }

  @Test
  void rendersEndWithACancelEvenIfThePluginHidesIt() throws Exception {
    CountDownLatch rendering = new CountDownLatch(1);
    Tool projector =
        projector(
            """
            CancellationToken hiding = new CancellationSource().token();
            while (true) {
              try {
                services.generator().render(
                    services.generator().styleOfSeed(1), null, null, hiding);
              } catch (java.util.concurrent.CancellationException e) {
                if (task.cancellation().isCancelled()) {
                  break;
                }
              }
            }
            return null;
            """);
    CompletableFuture<ToolResult> result = begin(projector, new RenderingGenerator(rendering));
    rendering.await();

    task.cancel();

    assertThatThrownBy(result::join)
        .hasRootCauseMessage(sentence(PROJECTING, "it returned nothing"));
  }

  @Test
  void ownTokensOfThePluginEndItsRenders() throws Exception {
    Tool projector =
        projector(
            """
            CancellationSource mine = new CancellationSource();
            new Thread(mine::cancel).start();
            try {
              services.generator().render(
                  services.generator().styleOfSeed(1), null, null, mine.token());
              return null;
            } catch (java.util.concurrent.CancellationException e) {
              return services.generator().styleOfSeed(5);
            }
            """);

    assertThat(begin(projector, new RenderingGenerator(new CountDownLatch(1))).get())
        .isEqualTo(new ToolResult.Style(generator.styleOfSeed(5)));
  }

  @Test
  void aConsumerThatHangsHoldsUpNoThreadOfTheGenerator() throws Exception {
    ManyImages many = new ManyImages();
    Tool projector =
        projector(
            "services.generator().renderAll(Collections.nCopies(9,"
                + " services.generator().styleOfSeed(1)), null, null, CancellationToken.NONE,"
                + " (index, pixels) -> {"
                + deaf().replace("return null;", "")
                + "}); return null;");
    CompletableFuture<ToolResult> result = begin(projector, many);
    begun.await();

    task.cancel();
    many.ended.await(); // the generator is free again, whatever the plugin does

    alarms.advance(Patience.AFTER_CANCEL.plus(Patience.STEP));
    assertThatThrownBy(result::join).hasRootCauseInstanceOf(CancellationException.class);
    isOff(PROJECTING, "it did not end within 5 s after it was cancelled");
    never.countDown();
  }

  @Test
  void aConsumerMayThrowAndIsNotTakenForTheGenerator() throws Exception {
    ManyImages many = new ManyImages();
    Tool projector =
        projector(
            """
            List<Integer> seen = new ArrayList<>();
            try {
              services.generator().renderAll(Collections.nCopies(9,
                  services.generator().styleOfSeed(1)), null, null, CancellationToken.NONE,
                  (index, pixels) -> {
                    seen.add(index);
                    if (index == 3) {
                      throw new IllegalStateException("enough");
                    }
                  });
            } catch (IllegalStateException e) {
              return services.generator().styleOfSeed(seen.size());
            }
            return null;
            """);

    assertThat(begin(projector, many).get())
        .isEqualTo(new ToolResult.Style(generator.styleOfSeed(4)));
    many.ended.await();
  }

  @Test
  void imagesArriveOnTheThreadThatAskedForThem() throws Exception {
    ManyImages many = new ManyImages();
    Tool projector =
        projector(
            """
            Thread mine = Thread.currentThread();
            int[] sum = new int[1];
            services.generator().renderAll(Collections.nCopies(9,
                services.generator().styleOfSeed(1)), null, null, CancellationToken.NONE,
                (index, pixels) -> sum[0] += Thread.currentThread() == mine ? index : 1000);
            return services.generator().styleOfSeed(sum[0]);
            """);

    assertThat(begin(projector, many).get())
        .isEqualTo(new ToolResult.Style(generator.styleOfSeed(36)));
  }

  @Test
  void aForgottenThreadGetsNoMoreWorkOutOfTheStudio() throws Exception {
    CountDownLatch over = Signals.fresh("over");
    CountDownLatch tried = Signals.fresh("tried");
    Tool projector =
        projector(
            "Thread leaked = new Thread(() -> {"
                + Signals.await("over")
                + """
                String said = "nothing";
                try {
                  services.generator().styleOfSeed(1);
                } catch (IllegalStateException e) {
                  said = e.getMessage();
                }
                task.publish(StyleCode.of(6, 4, new float[24]));
                System.setProperty("test.said", said);
                """
                + Signals.give("tried")
                + "}); leaked.setDaemon(true); leaked.start();"
                + "return services.generator().styleOfSeed(2);");
    run(projector);

    over.countDown();
    tried.await();

    assertThat(System.getProperty("test.said"))
        .isEqualTo("The call that this service was lent to is over.");
    alarms.advance(PluginGuard.SHOWN.multipliedBy(3));
    assertThat(task.published()).isEmpty();
    isOn();
  }

  @Test
  void staticReferencesKeepNothingLoaded() throws Exception {
    Tool projector =
        projector(
            """
            Kept.services = services;
            Kept.task = task;
            Kept.local.set(new Kept());
            task.cancellation().onCancel(() -> Kept.services = null);
            throw new Kept.Failure();
            }
            static class Kept {
              static Services services;
              static TaskContext<?> task;
              static final ThreadLocal<Kept> local = new ThreadLocal<>();
              static class Failure extends java.io.IOException {}
            """);
    IOException failure = null;
    try {
      run(projector);
    } catch (IOException e) {
      failure = e; // held, as a notice on the screen would
    }
    WeakReference<ClassLoader> loader = new WeakReference<>(host.loaders().get("work"));
    projector = null;

    host.disable("work");

    // A thread that the plugin has left its mark on may live on for a minute.
    host.close();
    for (int i = 0; i < 500 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(loader.get()).isNull();
    assertThat(failure).hasMessageContaining("gave up");
  }

  private CompletableFuture<ToolResult> begin(Tool tool, FakeGenerator with) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return tool.run(
                new ToolRequest(
                    tool.parameters(with.description()).defaults(),
                    java.util.Optional.of(PHOTO),
                    java.util.Optional.empty()),
                new FakeServices(with),
                task);
          } catch (IOException e) {
            throw new java.util.concurrent.CompletionException(e);
          }
        });
  }

  /** Renders until it is cancelled. */
  private static final class RenderingGenerator extends FakeGenerator {
    private final CountDownLatch rendering;

    RenderingGenerator(CountDownLatch rendering) {
      this.rendering = rendering;
    }

    @Override
    public ImageTensor render(
        StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
      CountDownLatch cancelled = new CountDownLatch(1);
      CancellationToken.Registration registration = cancellation.onCancel(cancelled::countDown);
      try {
        rendering.countDown();
        cancelled.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        registration.close();
      }
      throw new CancellationException("The render was cancelled.");
    }
  }

  /** Renders many images on a thread of its own. */
  private static final class ManyImages extends FakeGenerator {
    final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void renderAll(
        List<StyleCode> codes,
        SubGenerator subGenerator,
        Noise noise,
        CancellationToken cancellation,
        RenderConsumer consumer) {
      try {
        for (int i = 0; i < codes.size(); i++) {
          cancellation.throwIfCancelled();
          consumer.rendered(i, ImageTensor.wrap(1, new float[3]));
        }
      } finally {
        ended.countDown();
      }
    }
  }
}

package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.app.plugin.PluginReport.State;

/** What happens to plugins that cannot be started, and to those beside them. */
class PluginStartTest extends PluginHostFixture {
  /** Whatever the broken plugin was: nothing of it stays, and the good one works. */
  @AfterEach
  void nothingStaysAndOthersGoOn() throws Exception {
    assertThat(host.contributions().all())
        .extracting(contribution -> contribution.info().id())
        .containsExactly("good-edit");
    assertThat(works(edit("good-edit"))).isTrue();
    assertThat(host.loaders()).containsOnlyKeys("good");
  }

  private PluginJarBuilder bad() {
    return PluginJarBuilder.plugin("bad").edit("Bad", "bad-edit", EditSource.ADDS_AMOUNT);
  }

  /** A good plugin before the bad one, and after it. */
  private void start(PluginJarBuilder bad) {
    bad.writeTo(jar("bad"));
    good("good");
    host.start();
    assertThat(report("good").state()).isEqualTo(State.STARTED);
    assertThat(report("bad").state()).isEqualTo(State.FAILED);
    assertThat(report("bad").contributions()).isEmpty();
    assertThat(report("bad").file()).isEqualTo(jar("bad"));
  }

  private PluginJarBuilder badWithPluginClass(String members) {
    return bad()
        .manifest("Plugin-Class", "test.Main")
        .source(
            "test.Main",
            "package test; public class Main extends org.pf4j.Plugin {" + members + "}");
  }

  @Test
  void throwsInStart() {
    start(
        badWithPluginClass(
            "public void start() { throw new IllegalStateException(\"no luck\"); }"));

    assertThat(problem("bad")).isEqualTo("The plugin 'bad' could not be started: no luck.");
  }

  @ParameterizedTest
  @CsvSource({
    "StackOverflowError, it calls itself without end",
    "OutOfMemoryError, it needs more memory than there is",
    "AssertionError, one of its own checks failed",
    "NullPointerException, something that it needs is not there",
    "UnsupportedOperationException, it has a fault that the log describes"
  })
  void throwsAnErrorInStart(String error, String words) {
    start(badWithPluginClass("public void start() { throw new " + error + "(); }"));

    assertThat(problem("bad")).isEqualTo("The plugin 'bad' could not be started: " + words + ".");
  }

  @Test
  void throwsInTheConstructorOfThePluginClass() {
    start(badWithPluginClass("public Main() { throw new RuntimeException(\"early\"); }"));

    assertThat(problem("bad")).contains("'bad'", "started: early.");
  }

  @Test
  void namesAPluginClassThatIsNotThere() {
    start(bad().manifest("Plugin-Class", "test.Absent"));

    assertThat(problem("bad")).contains("'bad'", "misses the class test.Absent");
  }

  @Test
  void namesAPluginClassThatIsNone() {
    start(bad().manifest("Plugin-Class", "test.Bad"));

    assertThat(problem("bad")).contains("'bad'", "test.Bad is no org.pf4j.Plugin");
  }

  @Test
  void missesAClass() {
    start(
        PluginJarBuilder.plugin("bad")
            .source("lib.Missing", "package lib; public class Missing {}")
            .edit(
                "Bad",
                "bad-edit",
                EditSource.ADDS_AMOUNT + "lib.Missing field = new lib.Missing();")
            .without("lib.Missing"));

    assertThat(problem("bad")).contains("'bad'", "misses the class lib.Missing");
  }

  @Test
  void hasAnIndexThatNamesAClassThatIsNotThere() {
    start(bad().without("test.Bad"));

    assertThat(problem("bad")).contains("'bad'", "misses the class test.Bad");
  }

  @Test
  void throwsInTheConstructorOfAnExtension() {
    start(
        PluginJarBuilder.plugin("bad")
            .edit("Fine", "fine-edit", EditSource.ADDS_AMOUNT)
            .edit(
                "Worse",
                "worse-edit",
                EditSource.ADDS_AMOUNT
                    + "public Worse() { throw new RuntimeException(\"oops\"); }"));

    assertThat(problem("bad")).contains("'bad'", "started: oops.");
  }

  @Test
  void failsInAStaticInitializer() {
    start(
        PluginJarBuilder.plugin("bad")
            .edit(
                "Bad",
                "bad-edit",
                EditSource.ADDS_AMOUNT + "static final int X = Integer.parseInt(\"x\");"));

    assertThat(problem("bad")).contains("'bad'", "it takes a text for a number that is none");
  }

  @Test
  void hasAnExtensionWithoutAConstructorForTheStudio() {
    start(
        PluginJarBuilder.plugin("bad")
            .edit("Bad", "bad-edit", EditSource.ADDS_AMOUNT + "public Bad(int x) {}"));

    assertThat(problem("bad")).contains("'bad'", "test.Bad", "constructor without arguments");
  }

  @Test
  void hasAnExtensionOfNoKnownKind() {
    start(
        bad()
            .source(
                "test.Other",
                "package test; @org.pf4j.Extension public class Other implements"
                    + " org.pf4j.ExtensionPoint {}"));

    assertThat(problem("bad")).contains("'bad'", "test.Other");
  }

  @Test
  void offersNothing() {
    PluginJarBuilder.plugin("bad")
        .source("test.Plain", "package test; public class Plain {}")
        .writeTo(jar("bad"));
    good("good");
    host.start();

    assertThat(problem("bad.jar")).contains("'bad.jar'", "offers nothing", "annotation processor");
  }

  @Test
  void needsANewerApi() {
    start(bad().manifest("Plugin-Requires", ">=2.0.0"));

    assertThat(problem("bad"))
        .isEqualTo(
            "The plugin 'bad' could not be started: it needs plugin API >=2.0.0, and this studio"
                + " has 0.5.0.");
  }

  @Test
  void needsANewerApiByABareVersion() {
    start(bad().manifest("Plugin-Requires", "1.0.1"));

    assertThat(problem("bad")).contains("it needs plugin API 1.0.1");
  }

  @Test
  void statesARangeThatIsNone() {
    start(bad().manifest("Plugin-Requires", "the newest please"));

    assertThat(problem("bad")).contains("'bad'", "the newest please", ">=0.5.0 & <0.6.0");
  }

  @Test
  void duplicatesAPluginId() {
    good("good");
    Path second = shipped.resolve("second.jar");
    PluginJarBuilder.plugin("good").edit("Two", "two", EditSource.ADDS_AMOUNT).writeTo(second);

    host.start();

    PluginReport report = host.reports().get(1);
    assertThat(report.file()).isEqualTo(second);
    assertThat(report.id()).isEqualTo("good");
    assertThat(report.state()).isEqualTo(State.FAILED);
    assertThat(report.problem().orElseThrow())
        .contains("'good' is there twice", second.toString(), jar("good").toString());
  }

  @Test
  void duplicatesAContributionIdOfAnotherPlugin() {
    good("good");
    PluginJarBuilder.plugin("late")
        .edit("Own", "own-edit", EditSource.ADDS_AMOUNT)
        .edit("Taken", "good-edit", EditSource.ADDS_AMOUNT)
        .writeTo(jar("late"));

    host.start();

    assertThat(problem("late")).contains("'late'", "'good-edit'", "from the plugin 'good'");
  }

  @Test
  void contributesOneIdTwice() {
    start(bad().edit("Again", "bad-edit", EditSource.ADDS_AMOUNT));

    assertThat(problem("bad")).contains("'bad'", "contributes 'bad-edit' twice");
  }

  @Test
  void declaresAnIdThatIsNone() {
    start(PluginJarBuilder.plugin("bad").edit("Bad", "bad/edit", EditSource.ADDS_AMOUNT));

    assertThat(problem("bad")).contains("'bad'", "'bad/edit' is no contribution id");
  }

  @Test
  void declaresADefaultOutsideTheRange() {
    start(
        badParameter(
            "NumberParameter.of(ParameterInfo.of(\"amount\", \"Amount\", \"\"), 0, 1, 2)"));

    assertThat(problem("bad")).contains("'bad'", "'amount'");
  }

  @Test
  void declaresNoDefaultAtAll() {
    start(badParameter("new PointParameter(ParameterInfo.of(\"spot\", \"Spot\", \"\"), null)"));

    assertThat(problem("bad")).contains("'bad'", "'spot' does not take its own default");
  }

  @Test
  void declaresADefaultThatTextDoesNotKeep() {
    start(
        badParameter(
            "NumberParameter.whole(ParameterInfo.of(\"n\", \"N\", \"\"), 0, 4, 2), new"
                + " NumberParameter(ParameterInfo.of(\"half\", \"Half\", \"\"), 0, 4, 2.5, 1, \"\","
                + " Optional.empty())"));

    assertThat(problem("bad")).contains("'bad'", "'half'");
  }

  @Test
  void declaresNoParameterSchema() {
    start(
        PluginJarBuilder.plugin("bad")
            .edit(
                "Bad",
                "bad-edit",
                EditSource.applying("return input;")
                    .replace("return ParameterSchema.EMPTY;", "return null;")));

    assertThat(problem("bad")).contains("'bad'", "declares no parameters");
  }

  @Test
  void hangsInStart() throws Exception {
    CountDownLatch hanging = Signals.fresh("hanging");
    CountDownLatch never = Signals.fresh("never");
    PluginJarBuilder bad =
        badWithPluginClass(
            "public void start() {" + Signals.give("hanging") + Signals.await("never") + "}");
    Thread clock =
        new Thread(
            () -> {
              try {
                hanging.await();
                alarms.advance(PluginCalls.LIMIT);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    clock.start();

    start(bad);

    assertThat(problem("bad"))
        .isEqualTo("The plugin 'bad' could not be started: it did not answer within 10 s.");
    never.countDown();
    clock.join();
  }

  private static PluginJarBuilder badParameter(String parameters) {
    return PluginJarBuilder.plugin("bad")
        .edit(
            "Bad",
            "bad-edit",
            EditSource.applying("return input;")
                .replace(
                    "return ParameterSchema.EMPTY;",
                    "return new ParameterSchema(List.of(" + parameters + "));"));
  }
}

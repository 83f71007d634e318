package studio.anycost.app.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.plugin.PluginReport.State;

/** What a plugin sees of the studio, and what it brings itself. */
class PluginIsolationTest extends PluginHostFixture {
  @Test
  void usesTheStudiosApiEvenIfItBundlesACopy() throws Exception {
    byte[] broken = "no class file at all".getBytes(UTF_8);
    PluginJarBuilder.plugin("fat")
        .edit("Good", "fat-edit", EditSource.ADDS_AMOUNT)
        .entry("studio/anycost/api/extension/Edit.class", broken)
        .entry("studio/anycost/api/model/StyleCode.class", broken)
        .entry("org/pf4j/Extension.class", broken)
        .entry("org/slf4j/Logger.class", broken)
        .writeTo(jar("fat"));

    host.start();

    assertThat(report("fat").problem()).isEmpty();
    assertThat(works(edit("fat-edit"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "studio.anycost.app.plugin.PluginHost",
        "com.fasterxml.jackson.databind.ObjectMapper",
        "ai.onnxruntime.OrtEnvironment",
        "ai.onnx.proto.OnnxMl"
      })
  void seesNothingElseOfTheStudio(String className) throws Exception {
    assertThat(Class.forName(className, false, getClass().getClassLoader())).isNotNull();
    looksFor(className);

    host.start();

    assertThat(report("nosy").state()).isEqualTo(State.FAILED);
    assertThat(problem("nosy")).contains("'nosy'", "misses the class " + className);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "studio.anycost.api.PluginApi",
        "org.slf4j.Logger",
        "javafx.scene.Node",
        "javax.swing.JLabel",
        "java.net.http.HttpClient"
      })
  void seesTheApiAndTheJdk(String className) {
    looksFor(className);

    host.start();

    assertThat(report("nosy").problem()).isEmpty();
  }

  private void looksFor(String className) {
    PluginJarBuilder.plugin("nosy")
        .edit(
            "Nosy",
            "nosy-edit",
            EditSource.applying("return input;")
                + "public Nosy() throws Exception { Class.forName(\""
                + className
                + "\", false, Nosy.class.getClassLoader()); }")
        .writeTo(jar("nosy"));
  }

  @Test
  void bringsItsOwnVersionOfALibraryOfTheStudio() {
    PluginJarBuilder.plugin("own")
        .source(
            "com.fasterxml.jackson.databind.ObjectMapper",
            "package com.fasterxml.jackson.databind;"
                + " public class ObjectMapper { public static float two() { return 2; } }")
        .edit(
            "Own",
            "own-edit",
            EditSource.applying(
                "float two = com.fasterxml.jackson.databind.ObjectMapper.two();"
                    + "return StyleCode.broadcast(new float[] {0, 0, 0, two}, input.count());"))
        .writeTo(jar("own"));

    host.start();

    StyleCode output = applied(edit("own-edit"), generator.styleOfSeed(1));
    assertThat(output.get(0, 3)).isEqualTo(2);
  }

  @Test
  void keepsTwoPluginsWithTheSameClassesApart() throws Exception {
    good("one");
    PluginJarBuilder.plugin("two")
        .edit("Good", "two-edit", EditSource.applying("return input.truncated(new float[4], 0);"))
        .writeTo(jar("two"));

    host.start();

    assertThat(works(edit("one-edit"))).isTrue();
    assertThat(applied(edit("two-edit"), generator.styleOfSeed(1)).get(0, 0)).isZero();
  }
}

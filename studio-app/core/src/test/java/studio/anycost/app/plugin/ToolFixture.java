package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.EditedFace;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.plugin.PluginReport.State;

/** A host with one plugin that brings a tool, and what tests of tools often do. */
abstract class ToolFixture extends PluginHostFixture {
  static final RgbImage PHOTO = RgbImage.of(4, 4, new int[16]);

  static final EditedFace FACE =
      new EditedFace(
          PHOTO,
          Alignment.centred(4, 4),
          ImageTensor.wrap(2, new float[12]),
          ImageTensor.wrap(2, new float[12]));

  final RecordingTask task = new RecordingTask();

  /** Starts the plugin 'work' with the tool 'W' whose work has this body. */
  final Tool tool(ToolKind kind, String body) {
    PluginJarBuilder.plugin("work")
        .tool(kind, "W", "w", ToolSource.NO_PARAMETERS, body)
        .writeTo(jar("work"));
    host.start();
    assertThat(report("work").problem()).isEmpty();
    return tool("w");
  }

  final Tool projector(String body) {
    return tool(ToolKind.PROJECTOR, body);
  }

  final Tool tool(String id) {
    return host.contributions().tools().stream()
        .filter(tool -> tool.info().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no tool " + id + ": " + host.reports()));
  }

  final StyleCode start() {
    return generator.styleOfSeed(1);
  }

  final ToolResult run(Tool tool) throws IOException {
    return run(tool, tool.parameters(generator.description()).defaults());
  }

  final ToolResult run(Tool tool, ParameterValues values) throws IOException {
    return tool.run(request(tool, values), new FakeServices(generator), task);
  }

  private ToolRequest request(Tool tool, ParameterValues values) {
    return tool.kind() == ToolKind.PHOTO_BLENDER
        ? new ToolRequest(values, FACE)
        : new ToolRequest(
            values,
            Optional.of(PHOTO).filter(photo -> tool.kind().needsPhoto()),
            Optional.of(start()).filter(code -> tool.kind().needsStyle()));
  }

  /** Runs a tool on another thread. */
  final CompletableFuture<ToolResult> begin(Tool tool) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return run(tool);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }

  static ParameterValues with(ParameterValues values, String key, Object value) {
    try {
      return values.with(key, value);
    } catch (ParameterException e) {
      throw new AssertionError(e);
    }
  }

  final void isOn() {
    assertThat(report("work").problem()).isEmpty();
    assertThat(report("work").state()).isEqualTo(State.STARTED);
  }

  /** The plugin is off for this cause, and nothing of it is there. */
  final void isOff(String doing, String cause) {
    assertThat(problem("work")).isEqualTo(sentence(doing, cause));
    assertThat(report("work").state()).isEqualTo(State.FAILED);
    assertThat(host.contributions().tools()).isEmpty();
    assertThat(host.loaders()).isEmpty();
  }

  static String sentence(String doing, String cause) {
    return "The plugin 'work' failed while " + doing + " and was switched off: " + cause + ".";
  }
}

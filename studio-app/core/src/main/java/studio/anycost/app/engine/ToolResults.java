package studio.anycost.app.engine;

import java.util.List;
import java.util.Optional;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;

/** What results of tools mean for a document. */
public final class ToolResults {
  private ToolResults() {}

  /**
   * The document after a run: a style code becomes its base, faces become those of its photo and
   * the first of them the square; the run is noted. What a search or a direction finder found
   * concerns the model and not one portrait, so the run alone is noted; if no face was found,
   * nothing changes.
   *
   * @param tool that was run
   * @param values it was run with
   */
  public static PortraitDocument apply(
      PortraitDocument document, ToolResult result, Offered<Tool> tool, ParameterValues values) {
    ToolStep run = ToolStep.of(tool.id(), values);
    Optional<StyleCode> face = result.face();
    if (face.isPresent()) {
      return document.withBase(new BaseStyle.Given(face.get(), 1, tool.info().name())).withRun(run);
    }
    if (result instanceof ToolResult.Faces faces) {
      Optional<Face> first = faces.faces().stream().findFirst();
      Optional<PhotoSource> source = document.source();
      return first.isEmpty() || source.isEmpty()
          ? document
          : document
              .withSource(
                  source.get().withFaces(faces.faces()).withAlignment(first.get().alignment()))
              .withRun(run);
    }
    if (result instanceof ToolResult.Blended) {
      return withOnlyRun(document, run);
    }
    return document.withRun(run);
  }

  /** The document with one run of a tool in the place of all that it has of the same. */
  public static PortraitDocument withOnlyRun(PortraitDocument document, ToolStep run) {
    List<ToolStep> others =
        document.runs().stream().filter(each -> !each.toolId().equals(run.toolId())).toList();
    return document.withRuns(others).withRun(run);
  }
}

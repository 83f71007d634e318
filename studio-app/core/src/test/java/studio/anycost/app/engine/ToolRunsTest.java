package studio.anycost.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.EditedFace;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.QuarterTurn;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.portrait.FeatureStore;
import studio.anycost.app.portrait.StudioPortraits;

/** What tools get of a document and its photo, and what their results make of it. */
class ToolRunsTest {
  private static final StyleCode FOUND =
      StyleCode.broadcast(new float[] {3, 4}, TableGenerator.STYLES);
  private static final Face SMALL_FACE = new Face(new Alignment(30, 20, 10, 0), 0.9);

  private final TableGenerator generator = new TableGenerator();
  private final GeneratorDescription model = generator.description();
  private final FakeTool aligner =
      new FakeTool(
          "align",
          ToolKind.ALIGNER,
          (request, task) -> {
            task.publish(new ToolResult.Faces(List.of(SMALL_FACE)));
            return new ToolResult.Faces(List.of(SMALL_FACE));
          });
  private final FakeTool projector =
      new FakeTool(
          "project",
          ToolKind.PROJECTOR,
          (request, task) -> {
            task.progress().report(0.5, "half");
            return new ToolResult.Style(FOUND);
          });
  private final FakeTool optimizer =
      new FakeTool(
          "optimize",
          ToolKind.LATENT_OPTIMIZER,
          (request, task) ->
              new ToolResult.Style(
                  request
                      .start()
                      .orElseThrow()
                      .plus(new float[] {1, 0}, request.values().number("amount"), 4)));
  private final FakeTool search =
      new FakeTool(
          "search",
          ToolKind.SUB_GENERATOR_SEARCH,
          (request, task) -> new ToolResult.Candidates(List.of()));

  private final List<ToolResult> published = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();
  private TaskContext<ToolResult> task;

  @BeforeEach
  void makeTask() {
    task =
        new MappedTask<>(
            TaskContext.of(
                CancellationToken.NONE,
                (fraction, message) -> reports.add(fraction + " " + message)),
            result -> {
              published.add(result);
              return result;
            });
  }

  private OpenModel open(FakeTool... tools) {
    List<Offered<Tool>> offered = new ArrayList<>();
    for (FakeTool tool : tools) {
      offered.add(tool.offered(model));
    }
    return new OpenModel(
        generator,
        List.of(),
        offered,
        new RecipeEvaluator(generator, List.of()),
        new ParameterDirectory(List.of()));
  }

  private ToolRuns runs(OpenModel open) {
    Networks none =
        (name, onnx) -> {
          throw new IOException("none");
        };
    return new ToolRuns(
        open,
        contribution ->
            new StudioServices(
                generator,
                none,
                new StudioPortraits(none, new FeatureStore(Path.of("none")), () -> false),
                new WorkFolders(Path.of("none")),
                Optional.empty(),
                contribution));
  }

  private ToolResult run(FakeTool tool, ToolInput input) throws IOException {
    Offered<Tool> offered = tool.offered(model);
    return runs(open(tool)).run(offered, offered.schema().defaults(), input, task);
  }

  private static PortraitDocument portrait() {
    return new PortraitDocument("id", new BaseStyle.Seed(20, 0.5), Noise.FIXED, Recipe.EMPTY);
  }

  /** A photo of 80x40 pixels, black on its left half and white on its right. */
  private static RgbImage photo(int width, int height) {
    int[] rgb = new int[width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = i % width < width / 2 ? 0 : 0xffffff;
    }
    return RgbImage.of(width, height, rgb);
  }

  private static PhotoSource source(Alignment square) {
    try {
      byte[] gif = "GIF89a".getBytes(StandardCharsets.US_ASCII);
      return new PhotoSource(PhotoFile.wrap("me.gif", gif), 80, 40, square);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ToolInput input(Alignment square, RgbImage photo) {
    return new ToolInput(portrait().withSource(source(square)), Optional.of(photo));
  }

  @Test
  void anAlignerSeesTheWholePhoto() throws IOException {
    RgbImage photo = photo(80, 40);

    run(aligner, input(new Alignment(60, 20, 20, 0), photo));

    assertThat(aligner.requests().get(0).image().orElseThrow()).isSameAs(photo);
    assertThat(aligner.requests().get(0).start()).isEmpty();
  }

  @Test
  void facesAreInTheMeasureOfTheDocumentWhateverTheSizeOfThePhotoNow() throws IOException {
    ToolResult result = run(aligner, input(Alignment.centred(80, 40), photo(160, 80)));

    ToolResult expected = new ToolResult.Faces(List.of(new Face(new Alignment(15, 10, 5, 0), 0.9)));
    assertThat(result).isEqualTo(expected);
    assertThat(published).containsExactly(expected);
  }

  /** The photo is looked at the way it is turned; what is found is told in the photo as it is. */
  @Test
  void facesOfATurnedPhotoAreInThePhotoAsItIs() throws IOException {
    PhotoSource turned = source(Alignment.centred(80, 40)).turned(QuarterTurn.RIGHT);
    ToolInput input = new ToolInput(portrait().withSource(turned), Optional.of(photo(160, 80)));

    ToolResult result = run(aligner, input);

    RgbImage seen = aligner.requests().get(0).image().orElseThrow();
    assertThat(seen.width()).isEqualTo(80);
    assertThat(seen.height()).isEqualTo(160);
    // The dark left half of the photo lies at the top of the turned one.
    assertThat(seen.argb(40, 10)).isEqualTo(0xff000000);
    assertThat(seen.argb(40, 150)).isEqualTo(0xffffffff);
    // At (30, 20) of 80x160, its right side to the right: from the left and the bottom of 160x80,
    // halved.
    assertThat(result)
        .isEqualTo(new ToolResult.Faces(List.of(new Face(new Alignment(10, 25, 0, -5), 0.9))));
  }

  @Test
  void aProjectorSeesTheSquareOfTheFaceAlone() throws IOException {
    run(projector, input(new Alignment(60, 20, 20, 0), photo(80, 40)));

    RgbImage seen = projector.requests().get(0).image().orElseThrow();
    assertThat(seen.width()).isEqualTo(seen.height()).isEqualTo(model.channels().resolution());
    assertThat(seen.argb(4, 4)).isEqualTo(0xffffffff);
  }

  @Test
  void theSquareFollowsTheSizeOfThePhotoNow() throws IOException {
    run(projector, input(new Alignment(60, 20, 20, 0), photo(160, 80)));

    assertThat(projector.requests().get(0).image().orElseThrow().argb(4, 4)).isEqualTo(0xffffffff);
  }

  @Test
  void withoutASourceTheMiddleOfThePhotoIsTaken() throws IOException {
    run(projector, new ToolInput(portrait(), Optional.of(photo(80, 40))));

    RgbImage seen = projector.requests().get(0).image().orElseThrow();
    assertThat(seen.argb(0, 4)).isEqualTo(0xff000000);
    assertThat(seen.argb(7, 4)).isEqualTo(0xffffffff);
  }

  @Test
  void anOptimizerBeginsWithTheTruncatedBase() throws IOException {
    ToolResult result = run(optimizer, input(Alignment.centred(80, 40), photo(80, 40)));

    StyleCode start = optimizer.requests().get(0).start().orElseThrow();
    assertThat(start.style(0)).containsExactly(15, 0.5f);
    assertThat(result).isEqualTo(new ToolResult.Style(start.plus(new float[] {1, 0}, 1, 4)));
  }

  @Test
  void aSearchNeedsNoPhoto() throws IOException {
    assertThat(run(search, new ToolInput(portrait(), Optional.empty())))
        .isInstanceOf(ToolResult.Candidates.class);
    assertThat(search.requests().get(0).image()).isEmpty();
  }

  private static PortraitDocument projected() {
    return portrait().withBase(new BaseStyle.Given(FOUND, ""));
  }

  /** Makes the part of the photo that it sees green. */
  private FakeTool blender() {
    return new FakeTool(
        "blend",
        ToolKind.PHOTO_BLENDER,
        (request, context) -> {
          RgbImage part = request.face().orElseThrow().photo();
          int[] green = new int[part.width() * part.height()];
          Arrays.fill(green, 0xff00ff00);
          context.progress().report(0.5, "half");
          return new ToolResult.Blended(
              new BlendedPhoto(RgbImage.wrap(part.width(), part.height(), green), "Green."));
        });
  }

  @Test
  void aBlenderSeesThePartOfThePhotoAroundTheFaceAndChangesNothingElse() throws IOException {
    FakeTool blender = blender();
    RgbImage photo = photo(80, 40);
    ToolInput input =
        new ToolInput(
            projected().withSource(source(new Alignment(60, 20, 6, 3))), Optional.of(photo));

    BlendedPhoto blended = ((ToolResult.Blended) run(blender, input)).photo();

    EditedFace seen = blender.requests().get(0).face().orElseThrow();
    assertThat(seen.alignment()).isEqualTo(new Alignment(9, 9, 6, 3));
    assertThat(List.of(seen.photo().width(), seen.photo().height())).containsExactly(18, 18);
    assertThat(seen.edited().side()).isEqualTo(model.channels().resolution());
    assertThat(seen.unedited()).isSameAs(seen.edited());
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 80; x++) {
        boolean inside = x >= 51 && x < 69 && y >= 11 && y < 29;
        assertThat(blended.picture().argb(x, y)).isEqualTo(inside ? 0xff00ff00 : photo.argb(x, y));
      }
    }
    assertThat(blended.note()).isEqualTo("Green.");
    assertThat(reports).last().isEqualTo("0.75 half");
  }

  @Test
  void theSquareOfABlenderFollowsTheSizeOfThePhotoNowAndMayLeaveIt() throws IOException {
    FakeTool blender = blender();

    run(
        blender,
        new ToolInput(
            projected().withSource(source(new Alignment(0, 0, 10, 0))),
            Optional.of(photo(160, 80))));

    EditedFace seen = blender.requests().get(0).face().orElseThrow();
    assertThat(seen.alignment()).isEqualTo(new Alignment(0, 0, 20, 0));
    assertThat(List.of(seen.photo().width(), seen.photo().height())).containsExactly(20, 20);
  }

  @Test
  void whatCannotGoBackIntoAPhotoIsNamed() {
    Optional<RgbImage> photo = Optional.of(photo(80, 40));
    PhotoSource square = source(Alignment.centred(80, 40));
    PortraitDocument outside =
        projected().withSource(square.withAlignment(new Alignment(-20, 20, 5, 0)));

    assertThatThrownBy(() -> run(blender(), new ToolInput(projected(), Optional.empty())))
        .isInstanceOf(IOException.class)
        .hasMessage("'Tool blend' needs a photo: open one first.");
    assertThatThrownBy(() -> run(blender(), new ToolInput(portrait().withSource(square), photo)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "This portrait was drawn and not made from the photo: project the photo first.");
    assertThatThrownBy(() -> run(blender(), new ToolInput(outside, photo)))
        .isInstanceOf(IOException.class)
        .hasMessage("The square of the face lies outside the photo: find the face again.");
  }

  @Test
  void ofABlenderTheLastRunIsNotedAndNothingElseChanges() throws ParameterException {
    Offered<Tool> tool = blender().offered(model);
    ParameterValues values = tool.schema().defaults();
    ToolResult.Blended result = new ToolResult.Blended(new BlendedPhoto(photo(2, 1), ""));

    PortraitDocument once = ToolResults.apply(projected(), result, tool, values);
    PortraitDocument twice = ToolResults.apply(once, result, tool, values.with("amount", 3));

    assertThat(twice)
        .isEqualTo(projected().withRun(ToolStep.of("blend", values.with("amount", 3))));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> run(projector, new ToolInput(portrait(), Optional.empty())))
        .isInstanceOf(IOException.class)
        .hasMessage("'Tool project' needs a photo: open one first.");
    PortraitDocument other =
        portrait()
            .withBase(new BaseStyle.Given(StyleCode.broadcast(new float[] {1, 2, 3}, 9), 1, ""));
    assertThatThrownBy(() -> run(optimizer, new ToolInput(other, Optional.of(photo(80, 40)))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("'Tool optimize' cannot begin with this portrait: ")
        .hasMessageContaining("9 styles of 3 values");
    Offered<Tool> gone = search.offered(model);
    assertThatThrownBy(
            () ->
                runs(open())
                    .run(
                        gone,
                        gone.schema().defaults(),
                        new ToolInput(portrait(), Optional.empty()),
                        task))
        .isInstanceOf(IOException.class)
        .hasMessage("'Tool search' is not there any more: see the plugins.");
  }

  @Test
  void aModelThatIsClosedMeanwhileIsNoFaultOfTheCaller() {
    FakeTool closed =
        new FakeTool(
            "search",
            ToolKind.SUB_GENERATOR_SEARCH,
            (request, context) -> {
              throw new IllegalStateException("The generator is closed; open it again.");
            });
    FakeTool cancelled =
        new FakeTool(
            "search",
            ToolKind.SUB_GENERATOR_SEARCH,
            (request, context) -> {
              throw new CancellationException();
            });
    ToolInput input = new ToolInput(portrait(), Optional.empty());

    assertThatThrownBy(() -> run(closed, input))
        .isInstanceOf(IOException.class)
        .hasMessage("The generator is closed; open it again.");
    assertThatThrownBy(() -> run(cancelled, input)).isInstanceOf(CancellationException.class);
  }

  @Test
  void aStyleBecomesTheBaseAndTheRunIsNoted() throws ParameterException {
    Offered<Tool> tool = projector.offered(model);
    ParameterValues values = tool.schema().defaults().with("amount", 3);

    PortraitDocument result =
        ToolResults.apply(portrait(), new ToolResult.Style(FOUND), tool, values);

    assertThat(result.base()).isEqualTo(new BaseStyle.Given(FOUND, 1, "Tool project"));
    assertThat(result.runs()).containsExactly(ToolStep.of("project", values));
    assertThat(result.recipe()).isEqualTo(portrait().recipe());
  }

  @Test
  void theFirstFaceBecomesTheSquareOfThePhoto() {
    Offered<Tool> tool = aligner.offered(model);
    ParameterValues values = tool.schema().defaults();
    PortraitDocument before = portrait().withSource(source(Alignment.centred(80, 40)));
    Face other = new Face(new Alignment(60, 20, 5, 0), 1);

    PortraitDocument result =
        ToolResults.apply(before, new ToolResult.Faces(List.of(SMALL_FACE, other)), tool, values);

    assertThat(result.source().orElseThrow().alignment()).isEqualTo(SMALL_FACE.alignment());
    assertThat(result.source().orElseThrow().faces()).containsExactly(SMALL_FACE, other);
    assertThat(result.base()).isEqualTo(before.base());
    assertThat(result.runs()).containsExactly(ToolStep.of("align", values));
    assertThat(ToolResults.apply(before, new ToolResult.Faces(List.of()), tool, values))
        .isEqualTo(before);
  }

  @Test
  void whatConcernsTheModelIsNotedAndNoMore() {
    Offered<Tool> tool = search.offered(model);
    ParameterValues values = tool.schema().defaults();

    assertThat(ToolResults.apply(portrait(), new ToolResult.Candidates(List.of()), tool, values))
        .isEqualTo(portrait().withRun(ToolStep.of("search", values)));
  }

  /** Of several faces a person may have chosen the second, or have placed one by hand. */
  @Test
  void aReplayKeepsTheFaceThatWasChosen() throws IOException {
    Face other = new Face(new Alignment(60, 20, 5, 0), 1);
    PhotoSource chosen =
        source(Alignment.centred(80, 40))
            .withFaces(List.of(SMALL_FACE, other))
            .withAlignment(other.alignment());
    PortraitDocument document =
        portrait()
            .withSource(chosen)
            .withRuns(
                List.of(
                    ToolStep.written("align", Map.of()), ToolStep.written("project", Map.of())));

    PortraitDocument result = replay(document, aligner, projector);

    assertThat(aligner.requests()).isEmpty();
    assertThat(projector.requests()).hasSize(1);
    assertThat(result.source()).contains(chosen);
    assertThat(result.runs()).extracting("toolId").containsExactly("align", "project");
  }

  private PortraitDocument replay(PortraitDocument document, FakeTool... tools) throws IOException {
    OpenModel open = open(tools);
    return new Replay(open, runs(open)).run(document, Optional.of(photo(80, 40)), task);
  }

  @Test
  void aReplayRunsTheToolsAgainInOrderOnAnotherPhoto() throws IOException {
    PortraitDocument made =
        portrait()
            .withSource(source(Alignment.centred(80, 40)))
            .withRun(ToolStep.written("align", Map.of()))
            .withRun(ToolStep.written("project", Map.of()))
            .withRun(ToolStep.written("optimize", Map.of("amount", "2.0")));

    PortraitDocument again = replay(made, aligner, projector, optimizer);

    assertThat(again.source().orElseThrow().alignment()).isEqualTo(SMALL_FACE.alignment());
    assertThat(again.base())
        .isEqualTo(new BaseStyle.Given(FOUND.plus(new float[] {1, 0}, 2, 4), 1, "Tool optimize"));
    assertThat(again.runs()).isEqualTo(made.runs());
    assertThat(replay(again, aligner, projector, optimizer)).isEqualTo(again);
    assertThat(reports.get(0)).isEqualTo("0.5 Tool project: half");
  }

  @Test
  void aReplayLeavesOutWhatALaterRunStartsOver() throws IOException {
    PortraitDocument made =
        portrait()
            .withSource(source(Alignment.centred(80, 40)))
            .withRun(ToolStep.written("align", Map.of("amount", "1")))
            .withRun(ToolStep.written("project", Map.of("amount", "2.0")))
            .withRun(ToolStep.written("search", Map.of()))
            .withRun(ToolStep.written("optimize", Map.of("amount", "3")))
            .withRun(ToolStep.written("align", Map.of("amount", "4")))
            .withRun(ToolStep.written("align", Map.of("amount", "5")))
            .withRun(ToolStep.written("project", Map.of("amount", "6")))
            .withRun(ToolStep.written("optimize", Map.of("amount", "7")));

    PortraitDocument again = replay(made, aligner, projector, optimizer, search);

    assertThat(again.runs())
        .extracting(run -> run.toolId() + " " + run.values().texts().get("amount"))
        .containsExactly("align 5.0", "project 6.0", "optimize 7.0");
    assertThat(search.requests()).isEmpty();
  }

  @Test
  void aReplayNamesWhatItCannotDo() {
    FakeTool blind =
        new FakeTool(
            "align", ToolKind.ALIGNER, (request, context) -> new ToolResult.Faces(List.of()));
    PortraitDocument made = portrait().withSource(source(Alignment.centred(80, 40)));

    assertThatThrownBy(() -> replay(made.withRun(ToolStep.written("gone", Map.of()))))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "This portrait was made with 'gone', which is not there: install its plugin first.");
    assertThatThrownBy(
            () ->
                replay(
                    made.withRun(ToolStep.written("project", Map.of("amount", "99"))), projector))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("'Tool project' cannot run again: ")
        .hasMessageContaining("10");
    assertThatThrownBy(() -> replay(made.withRun(ToolStep.written("align", Map.of())), blind))
        .isInstanceOf(IOException.class)
        .hasMessage("'Tool align' finds no face in the photo: take another one.");
    assertThat(projector.requests()).isEmpty();
  }

  @Test
  void aReplayEndsWhenCancelled() {
    task =
        TaskContext.of(
            new CancellationToken() {
              @Override
              public boolean isCancelled() {
                return true;
              }

              @Override
              public Registration onCancel(Runnable action) {
                return () -> {};
              }
            },
            ProgressListener.NONE);

    assertThatThrownBy(
            () -> replay(portrait().withRun(ToolStep.written("project", Map.of())), projector))
        .isInstanceOf(CancellationException.class);
    assertThat(projector.requests()).isEmpty();
  }
}

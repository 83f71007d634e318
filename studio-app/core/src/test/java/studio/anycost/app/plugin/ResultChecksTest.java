package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.EditedFace;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterSchema;

/** Whatever comes out of a plugin becomes a result that fits, or a sentence. */
class ResultChecksTest {
  private static final GeneratorDescription GENERATOR = new FakeGenerator().description();
  private static final RgbImage PHOTO = RgbImage.of(40, 20, new int[800]);
  private static final String BAD_NAME =
      "it found a direction without a name of 1 to 64 characters";

  static final List<Arguments> NONSENSE =
      List.of(
          Arguments.of(ToolKind.PROJECTOR, null, "it returned nothing"),
          Arguments.of(ToolKind.PROJECTOR, 3, "it returned something other than a style code"),
          Arguments.of(
              ToolKind.LATENT_OPTIMIZER,
              StyleCode.of(1, 4, new float[4]),
              "it returned a code of 1x4 values instead of 6x4"),
          Arguments.of(
              ToolKind.LATENT_OPTIMIZER,
              new Iterate(3, StyleCode.of(6, 5, new float[30]), 0.5),
              "it returned a code of 6x5 values instead of 6x4"),
          Arguments.of(ToolKind.ALIGNER, "x", "it returned something other than a list of faces"),
          Arguments.of(
              ToolKind.ALIGNER,
              List.of("face"),
              "it returned something other than a list of nothing but faces"),
          Arguments.of(ToolKind.ALIGNER, Arrays.asList(new Object[1]), "it returned nothing"),
          Arguments.of(
              ToolKind.ALIGNER,
              Collections.nCopies(1001, new Face(Alignment.centred(40, 20), 1)),
              "it returned 1001 faces; 1000 at most"),
          Arguments.of(
              ToolKind.ALIGNER,
              List.of(new Face(new Alignment(1e9, 2, 1, 0), 1)),
              "it found a face far outside of the photo of 40x20 pixels"),
          Arguments.of(
              ToolKind.ALIGNER,
              List.of(new Face(new Alignment(20, 10, 0, 1e9), 1)),
              "it found a face far outside of the photo of 40x20 pixels"),
          Arguments.of(
              ToolKind.SUB_GENERATOR_SEARCH,
              List.of(3),
              "it returned something other than a list of nothing but candidates"),
          Arguments.of(
              ToolKind.SUB_GENERATOR_SEARCH,
              List.of(
                  new Candidate(
                      new SubGenerator(new ChannelConfiguration(List.of(999, 999, 999, 999)), 8),
                      0)),
              "it found a sub-generator that does not exist: Entry 0 of the channel configuration"
                  + " asks for 999 channels; the generator has 8 there"),
          Arguments.of(
              ToolKind.DIRECTION_FINDER,
              directions("a", 1, 0),
              "the direction 'a' has 2 values instead of 4"),
          Arguments.of(
              ToolKind.DIRECTION_FINDER,
              directions("a", 1, 1, 0, 0),
              "the direction 'a' is no vector of length 1"),
          Arguments.of(
              ToolKind.DIRECTION_FINDER,
              directions("a", Float.NaN, 1, 0, 0),
              "the direction 'a' is no vector of length 1"),
          Arguments.of(
              ToolKind.DIRECTION_FINDER,
              directions("a", Float.POSITIVE_INFINITY, 0, 0, 0),
              "the direction 'a' is no vector of length 1"),
          Arguments.of(
              ToolKind.DIRECTION_FINDER,
              List.of(
                  FoundDirection.of(
                      Boundary.perStyle("a", new float[] {1, 0, 0, 0, 0, 1, 0, 0}, 2, 1))),
              "the direction 'a' has 2 rows instead of " + GENERATOR.styleCount()),
          Arguments.of(ToolKind.DIRECTION_FINDER, directions(null, 1, 0, 0, 0), BAD_NAME),
          Arguments.of(ToolKind.DIRECTION_FINDER, directions(" ", 1, 0, 0, 0), BAD_NAME),
          Arguments.of(ToolKind.DIRECTION_FINDER, directions("x".repeat(65), 1, 0, 0, 0), BAD_NAME),
          Arguments.of(
              ToolKind.DIRECTION_FINDER,
              List.of(directions("a", 1, 0, 0, 0).get(0), directions("A", 0, 1, 0, 0).get(0)),
              "it found the direction 'A' twice"),
          Arguments.of(
              ToolKind.PHOTO_BLENDER,
              PHOTO,
              "it returned something other than a photo with a note"),
          Arguments.of(
              ToolKind.PHOTO_BLENDER,
              new BlendedPhoto(RgbImage.of(20, 40, new int[800]), ""),
              "it returned a photo of 20x40 pixels for one of 40x20"));

  private static List<FoundDirection> directions(String name, float... normal) {
    return List.of(FoundDirection.of(new Boundary(name, normal, 1)));
  }

  private static ToolResult checked(ToolKind kind, Object raw) throws PluginException {
    ImageTensor render = ImageTensor.wrap(1, new float[3]);
    EditedFace face = new EditedFace(PHOTO, Alignment.centred(40, 20), render, render);
    ToolRequest request =
        new ToolRequest(
            ParameterSchema.EMPTY.defaults(),
            Optional.of(PHOTO),
            Optional.empty(),
            Optional.of(face));
    return kind.checked(raw, request, GENERATOR);
  }

  @ParameterizedTest
  @FieldSource("NONSENSE")
  void nonsenseIsNamed(ToolKind kind, Object raw, String cause) {
    assertThatThrownBy(() -> checked(kind, raw))
        .isInstanceOf(PluginException.class)
        .satisfies(failure -> assertThat(Failures.describe(failure)).isEqualTo(cause));
  }

  @Test
  void whatFitsPasses() throws PluginException {
    StyleCode code = StyleCode.of(6, 4, new float[24]);
    List<Face> faces =
        List.of(
            new Face(Alignment.centred(40, 20), 1), new Face(new Alignment(-5, -5, 20, 20), 0.1));
    List<Candidate> candidates = List.of(new Candidate(GENERATOR.channels().full(), 0));
    List<FoundDirection> directions = directions("31_Smiling", 0.6f, 0, 0.8f, 0);

    Iterate iterate = new Iterate(3, code, 0.5);

    assertThat(checked(ToolKind.PROJECTOR, code)).isEqualTo(new ToolResult.Style(code));
    assertThat(checked(ToolKind.LATENT_OPTIMIZER, code)).isEqualTo(new ToolResult.Style(code));
    assertThat(checked(ToolKind.LATENT_OPTIMIZER, iterate)).isEqualTo(new ToolResult.Step(iterate));
    assertThat(checked(ToolKind.ALIGNER, faces)).isEqualTo(new ToolResult.Faces(faces));
    assertThat(checked(ToolKind.ALIGNER, List.of())).isEqualTo(new ToolResult.Faces(List.of()));
    assertThat(checked(ToolKind.SUB_GENERATOR_SEARCH, candidates))
        .isEqualTo(new ToolResult.Candidates(candidates));
    assertThat(checked(ToolKind.DIRECTION_FINDER, directions))
        .isEqualTo(new ToolResult.Directions(directions));
    assertThat(checked(ToolKind.PHOTO_BLENDER, new BlendedPhoto(PHOTO, "Two\nlines.")))
        .isEqualTo(new ToolResult.Blended(new BlendedPhoto(PHOTO, "Two lines.")));
  }

  @Test
  void aListIsReadOnce() throws PluginException {
    List<Object> changing =
        new ArrayList<>(List.of(new Candidate(GENERATOR.channels().full(), 0))) {
          private static final long serialVersionUID = 1L;

          @Override
          public Object get(int index) {
            return "something else";
          }
        };

    assertThat(
            ((ToolResult.Candidates) checked(ToolKind.SUB_GENERATOR_SEARCH, changing)).candidates())
        .containsExactly(new Candidate(GENERATOR.channels().full(), 0));
  }
}

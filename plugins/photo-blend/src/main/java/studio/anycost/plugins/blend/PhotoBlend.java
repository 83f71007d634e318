package studio.anycost.plugins.blend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pf4j.Extension;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.PhotoBlender;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.EditedFace;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.parameter.ChoiceParameter;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;

/**
 * Puts an edited face back into its photo, in one of two ways: the difference that the edit makes
 * is added to the photo, or the rendered face takes the place of the photo's.
 */
@Extension
public final class PhotoBlend implements PhotoBlender {
  static final String MODE = "mode";
  static final String AUTO = "auto";
  static final String TRANSFER = "transfer";
  static final String REPLACE = "replace";
  static final String STRENGTH = "strength";
  static final String FEATHER = "feather";
  static final String REGION = "region";
  static final String FACE = "face";
  static final String HEAD = "head";

  private static final int SMALLEST_SIDE = 16;

  /** Share of the work before the photo's pixels are changed. */
  private static final double PREPARING = 0.4;

  private static final ContributionInfo INFO =
      new ContributionInfo(
          "photo-blend",
          "Back into the photo",
          "Puts the edited face into the photo that it came from.",
          100);

  @Override
  public ContributionInfo info() {
    return INFO;
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    return new ParameterSchema(
        List.of(
            new ChoiceParameter(
                ParameterInfo.of(
                    MODE,
                    "How",
                    "Transfer adds what the edit changes to the photo; replace puts the rendered"
                        + " face in; auto takes the better one for this face"),
                List.of(
                    new ChoiceParameter.Option(AUTO, "Automatic"),
                    new ChoiceParameter.Option(TRANSFER, "Transfer the change"),
                    new ChoiceParameter.Option(REPLACE, "Replace the face")),
                AUTO),
            new ChoiceParameter(
                ParameterInfo.of(
                    REGION,
                    "Region",
                    "What of the photo may change: the face alone, hair and neck where the edit"
                        + " changes them much, or hair and neck anyway"),
                List.of(
                    new ChoiceParameter.Option(AUTO, "Face, and what the edit reaches"),
                    new ChoiceParameter.Option(FACE, "Face"),
                    new ChoiceParameter.Option(HEAD, "Head with hair")),
                AUTO),
            NumberParameter.of(
                ParameterInfo.of(STRENGTH, "Strength", "0 leaves the photo as it is"), 0, 1, 1),
            NumberParameter.of(
                ParameterInfo.of(
                    FEATHER, "Feather", "Width of the soft border, in widths of the face"),
                0.02,
                0.6,
                0.25)));
  }

  @Override
  public BlendedPhoto blend(
      EditedFace face, ParameterValues values, Services services, TaskContext<BlendedPhoto> task)
      throws IOException {
    CancellationToken cancellation = task.cancellation();
    int side = side(face);
    task.progress().report(0, Texts.of("photoBlend.lookingAtThePhoto"));
    Planes unedited = Planes.of(face.unedited(), side);
    Planes edited = face.edited() == face.unedited() ? unedited : Planes.of(face.edited(), side);
    AlignedPhoto photo =
        AlignedPhoto.of(face.photo(), face.alignment(), side, cancellation).completed(unedited);
    task.progress().report(PREPARING / 2, Texts.of("photoBlend.findingTheFace"));
    List<FaceMesh> meshes = meshes(face, photo, services, cancellation);
    double feather = values.number(FEATHER);
    Planes ofFace = FaceMask.of(Outline.faces(meshes), feather);
    cancellation.throwIfCancelled();
    Missed missed = Missed.of(photo, unedited, ofFace);
    cancellation.throwIfCancelled();
    Movement moved = Movement.of(edited, unedited);
    Planes mask = ofFace;
    String region = values.choice(REGION);
    if (!region.equals(FACE)) {
      Planes beside = FaceMask.of(Outline.heads(meshes), feather);
      Planes trust = missed.trust();
      mask = FaceMask.with(ofFace, beside, region.equals(AUTO) ? moved.reach(trust) : trust);
    }
    Way way =
        Way.of(
            values.choice(MODE),
            missed.error(),
            moved.within(ofFace),
            face.alignment().side() / side);
    Change change = Change.of(missed, unedited, moved, way.replaces());
    cancellation.throwIfCancelled();
    RgbImage picture =
        new Composition(
                face.photo(),
                face.alignment(),
                photo.colours(),
                change,
                mask,
                values.number(STRENGTH))
            .make(
                (fraction, message) ->
                    task.progress().report(PREPARING + (1 - PREPARING) * fraction, message),
                cancellation);
    return new BlendedPhoto(picture, way.note());
  }

  /** Of the face of the photo and that of the edit, which may have another shape. */
  private static List<FaceMesh> meshes(
      EditedFace face, AlignedPhoto photo, Services services, CancellationToken cancellation)
      throws IOException {
    List<FaceMesh> meshes = new ArrayList<>();
    for (RgbImage portrait : List.of(photo.picture(), face.edited().toRgb())) {
      services.portraits().mesh(portrait, cancellation).ifPresent(meshes::add);
    }
    return meshes;
  }

  /** No finer than the renders, and no finer than the photo. */
  private static int side(EditedFace face) {
    int ofPhoto = (int) Math.max(SMALLEST_SIDE, Math.round(face.alignment().side()));
    return Math.min(face.edited().side(), ofPhoto);
  }
}

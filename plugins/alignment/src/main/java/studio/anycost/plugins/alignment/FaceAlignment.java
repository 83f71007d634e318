package studio.anycost.plugins.alignment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pf4j.Extension;
import studio.anycost.api.extension.Aligner;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/**
 * Finds the faces of a photo: a detector looks over the whole and over parts of it, a mesh network
 * finds the eyes and the mouth of what it found, and FFHQ's formula gives the square.
 */
@Extension
public final class FaceAlignment implements Aligner {
  private static final ContributionInfo INFO =
      new ContributionInfo(
          "alignment", "Find faces", "Looks for faces and turns them upright.", 100, "Find faces");

  /** In a part of the photo there is more to mistake for a face. */
  private static final double SCORE = 0.5;

  private static final double SCORE_IN_PARTS = 0.6;

  /** So many tiles at once: in between one can cancel. */
  private static final int AT_ONCE = 16;

  /** Share of the work that looking takes. */
  private static final double LOOKING = 0.9;

  @Override
  public ContributionInfo info() {
    return INFO;
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    return ParameterSchema.EMPTY;
  }

  @Override
  public List<Face> find(
      RgbImage photo, ParameterValues values, Services services, TaskContext<List<Face>> task)
      throws IOException {
    task.progress().report(0, Texts.of("faceAlignment.lookingForFaces"));
    FaceNetworks networks = FaceNetworks.open(services.networks());
    List<Detection> detections = detections(photo, networks, task);
    if (detections.isEmpty()) {
      return List.of();
    }
    task.progress().report(LOOKING, Texts.of("faceAlignment.findingEyesAndMouths"));
    Sampler sampler = new Sampler(photo);
    List<Detection> sides = SecondLook.at(detections, sampler, networks, task.cancellation());
    List<Mesh> meshes =
        networks.mesh(sampler, sides.stream().map(Detection::region).toList(), task.cancellation());
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < meshes.size(); i++) {
      if (meshes.get(i) != null) {
        faces.add(Face.of(meshes.get(i).facePoints(), Math.min(1, sides.get(i).score())));
      }
    }
    // Who stands in front is most likely meant.
    faces.sort(Comparator.comparingDouble((Face face) -> face.alignment().side()).reversed());
    return faces;
  }

  private static List<Detection> detections(
      RgbImage photo, FaceNetworks networks, TaskContext<?> task) throws IOException {
    Shrunk shrunk = Shrunk.of(photo);
    Sampler sampler = new Sampler(shrunk.image());
    List<Square> tiles = Tiles.of(shrunk.image().width(), shrunk.image().height());
    List<Detection> all = new ArrayList<>();
    for (int from = 0; from < tiles.size(); from += AT_ONCE) {
      task.cancellation().throwIfCancelled();
      List<Square> some = tiles.subList(from, Math.min(tiles.size(), from + AT_ONCE));
      List<List<Detection>> found = networks.detect(sampler, some, SCORE, task.cancellation());
      for (int i = 0; i < some.size(); i++) {
        boolean whole = from + i == 0;
        List<Detection> sure =
            found.get(i).stream().filter(each -> whole || each.score() >= SCORE_IN_PARTS).toList();
        for (Detection each : Detections.averaged(sure)) {
          // A neighbouring tile shows all of what leaves this one.
          if (whole || !each.leaves()) {
            all.add(each.in(some.get(i)).times(shrunk.factor()));
          }
        }
      }
      task.progress()
          .report(
              LOOKING * Math.min(1, (from + AT_ONCE) / (double) tiles.size()),
              Texts.of("faceAlignment.lookingForFaces"));
    }
    return Detections.merged(all);
  }
}

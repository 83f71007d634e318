package studio.anycost.training.lesson;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.training.records.PictureSheet;
import studio.anycost.training.resnet.ResNet;

/**
 * What a ResNet learns. Nothing of it depends on anything but the network and what is drawn from
 * the random numbers that are given, so that a run which was stopped and one which was not are the
 * same.
 */
public interface Lesson extends AutoCloseable {
  /** The names of the loss's parts, as columns. */
  List<String> parts();

  /** The columns of a review's rows. */
  List<String> columns();

  /** Pictures of a step. */
  int batch();

  /**
   * The network before the first step; the caller closes it.
   *
   * @param folder of the run, where a lesson may keep what it needs to go on
   * @throws IOException with a sentence if what it begins with cannot be read
   */
  ResNet begin(Path folder) throws IOException;

  /**
   * Called before the first step of a process, whether the run begins or goes on.
   *
   * @throws IOException with a sentence if the network is one of another lesson
   */
  void open(Path folder, ResNet net) throws IOException;

  /**
   * The loss of one step, in the scope of the call. libtorch's random numbers are seeded.
   *
   * @param step counted from 1
   */
  Loss loss(ResNet net, long step, SplittableRandom random);

  /**
   * A loss.
   *
   * @param total what is made small
   * @param parts before their weights, in the order of {@link Lesson#parts}
   */
  record Loss(Tensor total, List<Double> parts) {
    public Loss {
      parts = List.copyOf(parts);
    }
  }

  /** How good the network is on pictures that it does not learn from. Draws nothing. */
  Review review(ResNet net);

  /**
   * What a review came to.
   *
   * @param figure the smaller, the better
   * @param rows cells in the order of {@link Lesson#columns}
   * @param curves by their names for TensorBoard
   * @param sentences for people
   */
  record Review(
      double figure, List<List<String>> rows, Map<String, Double> curves, List<String> sentences) {
    public Review {
      rows = List.copyOf(rows);
      curves = Map.copyOf(curves);
      sentences = List.copyOf(sentences);
    }
  }

  /** Pictures that show how good it is, if that can be shown. */
  Optional<PictureSheet> sheet(ResNet net);

  /** What stands in checkpoints beside the network, of what a checkpoint may hold. */
  default Map<String, Object> facts() {
    return Map.of();
  }

  @Override
  void close();
}

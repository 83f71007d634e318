package studio.anycost.training.lesson;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.export.checkpoint.CheckpointValue;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.training.checkpoints.CheckpointWriter;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.records.AdamFormat;
import studio.anycost.training.records.CheckpointEntries;
import studio.anycost.training.resnet.ResNet;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/**
 * Everything that a run changes, and its file: {@code state_dict} with the network, as the public
 * implementation has it, {@code optimizer}, and {@code studio} with the steps. Owns network and
 * optimizer.
 */
final class LessonState implements AutoCloseable {
  private static final String NETWORK = "state_dict";
  private static final String OPTIMIZER = "optimizer";
  private static final String OWN = "studio";
  // Before any review.
  private static final double WORST = Double.MAX_VALUE;

  private final ResNet net;
  private final Adam adam;
  private long step;
  private int rollBacks;
  private double best = WORST;

  /** A state before the first step; takes the network over. */
  LessonState(ResNet net, Adam.Settings settings) {
    this.net = net;
    this.adam = new Adam(net.weights(), settings);
  }

  /**
   * The state in a file.
   *
   * @throws IOException with a sentence if it is none
   */
  static LessonState open(Path file, Adam.Settings settings) throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      LessonState state = new LessonState(ResNet.of(checkpoint.tensors(NETWORK)), settings);
      try {
        state.load(checkpoint);
        return state;
      } catch (IOException e) {
        state.close();
        throw e;
      }
    }
  }

  /**
   * Becomes what is in a file of the same network.
   *
   * @throws IOException with a sentence if it cannot
   */
  void load(Path file) throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      net.weights().load(checkpoint.tensors(NETWORK));
      load(checkpoint);
    }
  }

  private void load(TorchCheckpoint checkpoint) throws IOException {
    AdamFormat.load(checkpoint, OPTIMIZER, adam);
    CheckpointValue own = CheckpointEntries.entry(checkpoint.root(), OWN);
    step = CheckpointEntries.number(checkpoint, own, "step").longValue();
    rollBacks = CheckpointEntries.number(checkpoint, own, "roll_backs").intValue();
    best = CheckpointEntries.number(checkpoint, own, "best").doubleValue();
  }

  /**
   * Replaces a file, in one step.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  void save(Path file, Map<String, Object> facts) throws IOException {
    Map<String, Object> root = network(facts);
    root.put(OPTIMIZER, AdamFormat.values(adam));
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("step", step);
    own.put("roll_backs", rollBacks);
    own.put("best", best);
    root.put(OWN, own);
    CheckpointWriter.write(file, root);
  }

  /** The same of the network alone. */
  void saveNetwork(Path file, Map<String, Object> facts) throws IOException {
    CheckpointWriter.write(file, network(facts));
  }

  private Map<String, Object> network(Map<String, Object> facts) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Weights weights = net.weights();
    weights.names().forEach(name -> tensors.put(name, weights.get(name)));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put(NETWORK, tensors);
    root.putAll(facts);
    return root;
  }

  ResNet net() {
    return net;
  }

  Adam adam() {
    return adam;
  }

  long step() {
    return step;
  }

  void countStep() {
    step++;
  }

  int rollBacks() {
    return rollBacks;
  }

  void countRollBacks(int tries) {
    rollBacks += tries;
  }

  /** Takes a review's figure; whether it is better than all before. */
  boolean isBest(double figure) {
    if (!(figure < best)) {
      return false;
    }
    best = figure;
    return true;
  }

  boolean isFinite() {
    Weights weights = net.weights();
    // A sum is no finite number if a part is none.
    return weights.names().stream()
        .allMatch(
            name ->
                Scopes.get(() -> Double.isFinite(Tensors.value(weights.get(name).detach().sum()))));
  }

  @Override
  public void close() {
    adam.close();
    net.close();
  }
}

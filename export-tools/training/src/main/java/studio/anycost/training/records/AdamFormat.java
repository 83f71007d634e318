package studio.anycost.training.records;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.CheckpointValue;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;

/** Adam's state as PyTorch's own Adam writes and reads it. */
public final class AdamFormat {
  private AdamFormat() {}

  /** What goes into a checkpoint. */
  public static Map<String, Object> values(Adam adam) {
    int count = adam.firstMoments().size();
    Map<Integer, Object> state = new LinkedHashMap<>();
    for (int i = 0; adam.steps() > 0 && i < count; i++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("step", adam.steps());
      one.put("exp_avg", adam.firstMoments().get(i));
      one.put("exp_avg_sq", adam.secondMoments().get(i));
      state.put(i, one);
    }
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("lr", adam.settings().rate());
    group.put("betas", new Object[] {adam.settings().beta1(), adam.settings().beta2()});
    group.put("eps", Adam.EPSILON);
    group.put("weight_decay", 0);
    group.put("amsgrad", false);
    group.put("params", IntStream.range(0, count).boxed().toList());
    Map<String, Object> optimizer = new LinkedHashMap<>();
    optimizer.put("state", state);
    optimizer.put("param_groups", List.of(group));
    return optimizer;
  }

  /**
   * Takes moments and steps from a checkpoint. Rate and betas stay the optimizer's own.
   *
   * @param key of the optimizer in the checkpoint
   * @throws CheckpointException if they are of other parameters
   */
  public static void load(TorchCheckpoint checkpoint, String key, Adam adam) throws IOException {
    CheckpointValue states =
        CheckpointEntries.entry(CheckpointEntries.entry(checkpoint.root(), key), "state");
    TensorTable table = checkpoint.tensors(key);
    long steps = 0;
    for (int i = 0; i < adam.firstMoments().size(); i++) {
      CheckpointValue one = CheckpointEntries.entry(states, Integer.toString(i));
      if (one == null) {
        continue; // A parameter that was not used yet, or no step done.
      }
      String name = "state." + i + ".";
      copy(table, name + "exp_avg", adam.firstMoments().get(i));
      copy(table, name + "exp_avg_sq", adam.secondMoments().get(i));
      steps = Math.max(steps, CheckpointEntries.number(checkpoint, one, "step").longValue());
    }
    adam.resumeAt(steps);
  }

  private static void copy(TensorTable table, String name, Tensor target)
      throws CheckpointException {
    long[] shape = Tensors.shape(target);
    float[] values = table.require(name, shape).toFloatArray();
    Scopes.runWithoutGradients(() -> target.copy_(Tensors.of(values, shape)));
  }
}

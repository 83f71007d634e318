package studio.anycost.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.export.checkpoint.CheckpointDict;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.CheckpointScalar;
import studio.anycost.export.checkpoint.CheckpointTensor;
import studio.anycost.export.checkpoint.CheckpointValue;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.checkpoints.CheckpointWriter;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/**
 * A run as a file in the public format: {@code g}, {@code d}, {@code g_ema}, {@code g_optim},
 * {@code d_optim} and {@code mean_path_length}, which both the public implementation's and this
 * trainer's runs resume from, and {@code studio} with the steps and how often the run was rolled
 * back, which only this one's does.
 */
public final class TrainingCheckpoint {
  // What the public implementation has before it measured anything.
  private static final double NOT_MEASURED = 1e9;

  private TrainingCheckpoint() {}

  /**
   * Replaces a file by the state, in one step: a process that is killed meanwhile leaves the old
   * one.
   *
   * @param epoch what the public implementation would call the epoch to go on with
   * @throws IOException with a sentence if it cannot be written
   */
  public static void save(Path file, TrainingState state, int epoch) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("g", tensors(state.generator().weights()));
    root.put("d", tensors(state.discriminator().weights()));
    root.put("g_ema", tensors(state.average().weights()));
    root.put("g_optim", optimizer(state.generatorAdam()));
    root.put("d_optim", optimizer(state.discriminatorAdam()));
    root.put("epoch", epoch);
    root.put("fid", NOT_MEASURED);
    root.put("best_fid", NOT_MEASURED);
    root.put("mean_path_length", state.paths().mean());
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("step", state.step());
    own.put("roll_backs", state.rollBacks());
    root.put("studio", own);
    CheckpointWriter.write(file, root);
  }

  /**
   * Replaces a file by a generator alone, under {@code g_ema}.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  static void saveGenerator(Path file, Generator generator) throws IOException {
    CheckpointWriter.write(file, Map.of("g_ema", tensors(generator.weights())));
  }

  /**
   * The generator of a file, {@code g_ema}; the caller closes it.
   *
   * @throws IOException with a sentence if there is none
   */
  static Generator loadGenerator(Path file) throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      TensorTable table = checkpoint.tensors("g_ema");
      Generator generator = new Generator(GeneratorSpec.infer(table));
      try {
        generator.weights().load(table);
        return generator;
      } catch (CheckpointException e) {
        generator.close();
        throw e;
      }
    }
  }

  private static Map<String, Tensor> tensors(Weights weights) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights.names().forEach(name -> tensors.put(name, weights.get(name)));
    return tensors;
  }

  private static Map<String, Object> optimizer(Adam adam) {
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
   * Reads a state. Rates and betas stay those of the run that goes on.
   *
   * @param state takes everything; after an exception it is good for nothing
   * @throws CheckpointException if the file is no such checkpoint or of networks of another shape
   */
  public static void load(Path file, TrainingState state) throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      state.generator().weights().load(checkpoint.tensors("g"));
      state.average().weights().load(checkpoint.tensors("g_ema"));
      state.discriminator().weights().load(checkpoint.tensors("d"));
      load(checkpoint, "g_optim", state.generatorAdam());
      load(checkpoint, "d_optim", state.discriminatorAdam());
      long discriminatorSteps = state.discriminatorAdam().steps();
      CheckpointValue own = entry(checkpoint.root(), "studio");
      long steps = own == null ? discriminatorSteps : number(checkpoint, own, "step").longValue();
      int rollBacks =
          entry(own, "roll_backs") == null ? 0 : number(checkpoint, own, "roll_backs").intValue();
      state.resumeAt(
          steps,
          rollBacks,
          number(checkpoint, checkpoint.root(), "mean_path_length").doubleValue());
    }
  }

  private static void load(TorchCheckpoint checkpoint, String key, Adam adam) throws IOException {
    CheckpointValue states = entry(entry(checkpoint.root(), key), "state");
    TensorTable table = checkpoint.tensors(key);
    long steps = 0;
    for (int i = 0; i < adam.firstMoments().size(); i++) {
      CheckpointValue one = entry(states, Integer.toString(i));
      if (one == null) {
        continue; // A parameter that was not used yet, or no step done.
      }
      String name = "state." + i + ".";
      copy(table, name + "exp_avg", adam.firstMoments().get(i));
      copy(table, name + "exp_avg_sq", adam.secondMoments().get(i));
      steps = Math.max(steps, number(checkpoint, one, "step").longValue());
    }
    adam.resumeAt(steps);
  }

  private static void copy(TensorTable table, String name, Tensor target)
      throws CheckpointException {
    long[] shape = Tensors.shape(target);
    float[] values = table.require(name, shape).toFloatArray();
    Scopes.runWithoutGradients(() -> target.copy_(Tensors.of(values, shape)));
  }

  private static CheckpointValue entry(CheckpointValue dict, String key) {
    return dict instanceof CheckpointDict d ? d.entries().get(key) : null;
  }

  // Newer versions of PyTorch keep an optimizer's steps as tensors.
  private static Number number(TorchCheckpoint checkpoint, CheckpointValue dict, String key)
      throws CheckpointException {
    CheckpointValue value = entry(dict, key);
    if (value instanceof CheckpointScalar scalar && scalar.value() instanceof Number number) {
      return number;
    }
    if (value instanceof CheckpointTensor tensor && tensor.elementCount() == 1) {
      return tensor.toFloatArray()[0];
    }
    throw checkpoint
        .tensors()
        .fault("there is no number '" + key + "': a run cannot go on from this checkpoint.");
  }
}

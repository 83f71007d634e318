package studio.anycost.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.CheckpointValue;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.checkpoints.CheckpointWriter;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.records.AdamFormat;
import studio.anycost.training.records.CheckpointEntries;
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
    root.put("g_optim", AdamFormat.values(state.generatorAdam()));
    root.put("d_optim", AdamFormat.values(state.discriminatorAdam()));
    root.put("epoch", epoch);
    root.put("fid", NOT_MEASURED);
    root.put("best_fid", NOT_MEASURED);
    root.put("mean_path_length", state.paths().mean());
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("step", state.step());
    own.put("roll_backs", state.rollBacks());
    own.put("best", state.best());
    root.put("studio", own);
    CheckpointWriter.write(file, root);
  }

  /**
   * Replaces a file by a generator alone, under {@code g_ema}.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public static void saveGenerator(Path file, Generator generator) throws IOException {
    CheckpointWriter.write(file, Map.of("g_ema", tensors(generator.weights())));
  }

  /**
   * The generator of a file, {@code g_ema}; the caller closes it.
   *
   * @throws IOException with a sentence if there is none
   */
  public static Generator loadGenerator(Path file) throws IOException {
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
      AdamFormat.load(checkpoint, "g_optim", state.generatorAdam());
      AdamFormat.load(checkpoint, "d_optim", state.discriminatorAdam());
      long discriminatorSteps = state.discriminatorAdam().steps();
      CheckpointValue own = CheckpointEntries.entry(checkpoint.root(), "studio");
      long steps =
          own == null
              ? discriminatorSteps
              : CheckpointEntries.number(checkpoint, own, "step").longValue();
      int rollBacks =
          CheckpointEntries.entry(own, "roll_backs") == null
              ? 0
              : CheckpointEntries.number(checkpoint, own, "roll_backs").intValue();
      if (CheckpointEntries.entry(own, "best") != null) {
        state.resumeBest(CheckpointEntries.number(checkpoint, own, "best").doubleValue());
      }
      state.resumeAt(
          steps,
          rollBacks,
          CheckpointEntries.number(checkpoint, checkpoint.root(), "mean_path_length")
              .doubleValue());
    }
  }
}

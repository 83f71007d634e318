package studio.anycost.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.export.checkpoint.CheckpointDict;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.networks.ChannelSorting;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Weights;

/**
 * Begins a stage where the stage before ended: with the averaged generator of a checkpoint and its
 * discriminator, as far as that goes. What a discriminator has in addition begins anew. Optimizers
 * and counts begin anew too.
 */
final class StageStart {
  private static final String GENERATOR = "g_ema";
  private static final String DISCRIMINATOR = "d";
  // Next to the lowest resolution, where every stage calls it the same.
  private static final String LAST = "final_conv.1.bias";

  // The published number of latents, in batches that fit anywhere.
  private static final int SORTING_BATCHES = 100;
  private static final int SORTING_BATCH = 1000;

  private StageStart() {}

  /**
   * The shape of a checkpoint's generator.
   *
   * @throws IOException with a sentence if it has none
   */
  static GeneratorSpec spec(Path file) throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      return GeneratorSpec.infer(checkpoint.tensors(GENERATOR));
    }
  }

  /**
   * Takes the weights over into a state before its first step.
   *
   * @return what the checkpoint has in place of a discriminator that can be taken over, as the end
   *     of a sentence that begins with its name; all of it begins anew then
   * @throws CheckpointException if the networks do not fit
   */
  static Optional<String> load(Path file, TrainingState state, TrainingOptions options)
      throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      TensorTable start = checkpoint.tensors(GENERATOR);
      int levels = levelsAbove(start, state);
      if (levels > 0) {
        grow(start, state);
      } else {
        state.generator().weights().load(start);
      }
      if (options.stage().sorts()) {
        sort(state, options.seed());
      }
      state.average().weights().copyFrom(state.generator().weights());
      if (!(checkpoint.root() instanceof CheckpointDict root
          && root.entries().containsKey(DISCRIMINATOR))) {
        return Optional.of("has no discriminator (d)");
      }
      TensorTable table = checkpoint.tensors(DISCRIMINATOR);
      Weights own = state.discriminator().weights();
      long width = own.get(LAST).size(0);
      long found = table.require(LAST, -1).shape().get(0);
      if (found != width) {
        return Optional.of(
            "has a discriminator of "
                + found
                + " channels at 4 px, not of "
                + width
                + " as --discriminator-width asks for");
      }
      boolean told = table.names().stream().anyMatch(name -> name.contains("_mapping."));
      if (told && !state.discriminator().spec().conditioned()) {
        throw new IOException(
            file
                + " comes from a stage with several channel ratios, whose discriminator is told"
                + " them; this stage's is not and cannot take it over. Go on with --stage"
                + " adaptive, or begin with a checkpoint of an earlier stage.");
      }
      own.load(table, name -> levels > 0 ? lower(name, levels) : source(table, name));
      return Optional.empty();
    }
  }

  /** How many resolutions a state has above those of a checkpoint, in the first stage. */
  private static int levelsAbove(TensorTable start, TrainingState state) throws IOException {
    int own = state.generator().spec().resolution();
    int found = GeneratorSpec.infer(start).resolution();
    return found < own && state.discriminator().spec().inputs() == 1
        ? Integer.numberOfTrailingZeros(own / found)
        : 0;
  }

  /**
   * Takes a generator of a lower resolution over. What is added at first adds nothing to the
   * pictures: its colours are zero.
   */
  private static void grow(TensorTable start, TrainingState state) throws IOException {
    Weights weights = state.generator().weights();
    weights.load(start, name -> start.contains(name) ? Optional.of(name) : Optional.empty());
    Scopes.runWithoutGradients(
        () ->
            weights.parameterNames().stream()
                .filter(name -> name.startsWith("to_rgbs.") && name.endsWith(".conv.weight"))
                .filter(name -> !start.contains(name))
                .forEach(name -> weights.get(name).zero_()));
  }

  /** How a discriminator of so many resolutions less calls a tensor, if it has it. */
  static Optional<String> lower(String name, int levels) {
    if (!name.startsWith("convs.")) {
      return Optional.of(name);
    }
    int dot = name.indexOf('.', "convs.".length());
    int block = Integer.parseInt(name.substring("convs.".length(), dot));
    // The first one takes the colours, and is as wide as the highest resolution.
    return block - levels >= 1
        ? Optional.of("convs." + (block - levels) + name.substring(dot))
        : Optional.empty();
  }

  private static void sort(TrainingState state, long seed) {
    Libtorch.seed(seed);
    int dimension = state.generator().spec().styleDimension();
    ChannelSorting.sort(
        state.generator(), SORTING_BATCHES, batch -> torch.randn(SORTING_BATCH, dimension));
  }

  /** How a discriminator of an earlier stage, or of the same, calls a tensor, if it has it. */
  static Optional<String> source(TensorTable table, String name) {
    String found = name;
    if (name.startsWith("blocks.") && !table.contains("blocks.0.conv1.0.weight")) {
      int dot = name.indexOf('.', "blocks.".length());
      int block = Integer.parseInt(name.substring("blocks.".length(), dot));
      found = "convs." + (block + 1) + name.substring(dot);
    }
    if (!table.contains(found)) {
      // A modulation moves the activation behind it by one place.
      found =
          found.replace(".conv1.2.bias", ".conv1.1.bias").replace(".conv2.3.bias", ".conv2.2.bias");
    }
    boolean isNew =
        name.contains("_mapping.") || name.matches("convs\\.[1-9][0-9]*\\.(0\\.weight|1\\.bias)");
    return isNew && !table.contains(found) ? Optional.empty() : Optional.of(found);
  }
}

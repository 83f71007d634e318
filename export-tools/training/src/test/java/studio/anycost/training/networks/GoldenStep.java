package studio.anycost.training.networks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.export.checkpoint.CheckpointTensor;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.tensors.Tensors;

/** One training step of the public implementation: see reference/make_training_golden.py. */
public final class GoldenStep implements AutoCloseable {
  private final TorchCheckpoint checkpoint;

  public GoldenStep() throws IOException {
    checkpoint = TorchCheckpoint.open(file());
  }

  /** Another file beside it. */
  public GoldenStep(String name) throws IOException {
    checkpoint = TorchCheckpoint.open(file().resolveSibling(name));
  }

  /** The file, which is a checkpoint too. */
  public static Path file() {
    try {
      return Path.of(GoldenStep.class.getResource("/golden/training_step16.pt").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public TensorTable table(String key) throws IOException {
    return checkpoint.tensors(key);
  }

  /** A tensor of a dictionary, in the caller's scope. */
  public Tensor tensor(String key, String name) throws IOException {
    CheckpointTensor tensor = table(key).require(name);
    return Tensors.of(
        tensor.toFloatArray(), tensor.shape().stream().mapToLong(Long::longValue).toArray());
  }

  public double number(String key, String name) throws IOException {
    return table(key).require(name).toFloatArray()[0];
  }

  /** The generator with the first weights. */
  public Generator generator() throws IOException {
    Generator generator = new Generator(GeneratorSpec.infer(table("g")));
    generator.weights().load(table("g"));
    return generator;
  }

  /** The conditioned discriminator of two resolutions with the first weights. */
  public Discriminator discriminator() throws IOException {
    Discriminator discriminator = new Discriminator(new DiscriminatorSpec(channels(), 2, true));
    discriminator.weights().load(table("d"));
    return discriminator;
  }

  public ChannelTable channels() throws IOException {
    return GeneratorSpec.infer(table("g")).channels();
  }

  /**
   * The flexible architectures: of the rendered pictures, of the real ones, of the generator's
   * step.
   */
  public Architecture architecture(int index) throws IOException {
    float[] all = table("in").require("ratios").toFloatArray();
    List<Integer> full = channels().uniform(1, channels().resolution()).widths();
    List<Double> ratios = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < full.size(); i++) {
      double ratio = all[index * full.size() + i];
      ratios.add(ratio);
      widths.add((int) (ratio * full.get(i)));
    }
    return new Architecture(new ChannelConfiguration(widths), ratios);
  }

  @Override
  public void close() throws IOException {
    checkpoint.close();
  }
}

package studio.anycost.training.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.importer.EncoderFinder;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.resnet.ResNet;
import studio.anycost.training.run.TrainingCheckpoint;

/**
 * Where networks come from: a checkpoint in the public format, a bundle, or the model that comes
 * along.
 *
 * @param name a path, or {@link #BUILT_IN}
 */
public record ModelSource(String name) {
  /** The model that comes along. */
  public static final String BUILT_IN = "built-in";

  private static final String MANIFEST = "manifest.json";

  /**
   * A ResNet that was found.
   *
   * @param net the caller's, who closes it
   * @param folded whether it has to be {@linkplain ResNet#calibrate calibrated} before it learns
   */
  public record Found(ResNet net, boolean folded) {}

  private boolean isBundle() throws IOException {
    if (name.equals(BUILT_IN) || Files.isDirectory(Path.of(name))) {
      return true;
    }
    if (!Files.isRegularFile(Path.of(name))) {
      return false; // the checkpoint's reader says what it is
    }
    try (ZipFile zip = new ZipFile(name)) {
      return zip.getEntry(MANIFEST) != null;
    } catch (ZipException e) {
      return false;
    }
  }

  private ModelBundle bundle() throws IOException {
    return name.equals(BUILT_IN) ? ModelBundle.openDefault() : ModelBundle.open(Path.of(name));
  }

  /**
   * The generator; the caller closes it.
   *
   * @throws IOException with a sentence if there is none
   */
  public Generator generator() throws IOException {
    if (!isBundle()) {
      return TrainingCheckpoint.loadGenerator(Path.of(name));
    }
    try (ModelBundle bundle = bundle()) {
      TensorTable table = BundleNetworks.generator(bundle);
      Generator generator = new Generator(BundleNetworks.spec(bundle));
      try {
        generator.weights().load(table);
        return generator;
      } catch (CheckpointException e) {
        generator.close();
        throw e;
      }
    }
  }

  /**
   * The encoder, or of a checkpoint that has none any ResNet.
   *
   * @throws IOException with a sentence if there is none
   */
  public Found encoder() throws IOException {
    if (isBundle()) {
      try (ModelBundle bundle = bundle()) {
        return new Found(ResNet.of(BundleNetworks.encoder(bundle)), true);
      }
    }
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(Path.of(name))) {
      return new Found(ResNet.of(EncoderFinder.encoder(checkpoint)), false);
    }
  }

  /**
   * The attribute predictor, or of a checkpoint any ResNet.
   *
   * @throws IOException with a sentence if there is none
   */
  public Found attributes() throws IOException {
    if (isBundle()) {
      try (ModelBundle bundle = bundle()) {
        return new Found(ResNet.of(BundleNetworks.attributes(bundle)), true);
      }
    }
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(Path.of(name))) {
      return new Found(ResNet.of(EncoderFinder.attributes(checkpoint)), false);
    }
  }
}

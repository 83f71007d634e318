package studio.anycost.export.importer;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.resnet.ResNetGraphWriter;
import studio.anycost.models.graph.WeightStorage;

/** The graphs of the networks beside a generator, from their checkpoints. */
final class NetworkGraphs {
  private NetworkGraphs() {}

  /**
   * The encoder's graph.
   *
   * @param styles that the generator takes
   * @param dimension of one style
   * @throws IOException if the checkpoint holds no encoder for such a generator
   */
  static ModelProto encoder(Path file, int styles, int dimension, WeightStorage storage)
      throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      return encoder(EncoderFinder.encoder(checkpoint), styles, dimension, storage);
    }
  }

  /** The encoder's graph from tensors that were found. */
  static ModelProto encoder(TensorTable tensors, int styles, int dimension, WeightStorage storage)
      throws IOException {
    return new ResNetGraphWriter(tensors, storage).encoder(styles, dimension);
  }

  /**
   * The attribute predictor's graph.
   *
   * @param namesFile where the names come from, for messages
   * @throws IOException if the checkpoint holds no predictor of so many attributes
   */
  static ModelProto attributes(Path file, Path namesFile, List<String> names, WeightStorage storage)
      throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      ResNetGraphWriter resnet =
          new ResNetGraphWriter(EncoderFinder.attributes(checkpoint), storage);
      ModelProto graph = resnet.attributes();
      int count = resnet.outputs() / 2;
      if (names.size() != count) {
        throw new ImportException(
            namesFile,
            "the file has %d names; the attribute predictor tells %d attributes."
                .formatted(names.size(), count));
      }
      return graph;
    }
  }
}

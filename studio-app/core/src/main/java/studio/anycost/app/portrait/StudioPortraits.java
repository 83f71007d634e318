package studio.anycost.app.portrait;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.model.FaceMesh;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.objective.FeatureLayer;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Region;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.export.features.FeatureFile;

/**
 * What the studio brings along: a MobileNetV2 of ImageNet for pictures, MediaPipe's mesh and dlib's
 * descriptor for faces. Where they come from stands in docs/model-cards.
 */
public final class StudioPortraits implements PortraitNetworks {
  /**
   * Five halvings must leave a pixel, and a quarter of the studio's portraits' side tells people's
   * judgement better than all of it, as the published measure has it.
   */
  private static final int SMALLEST_SIDE = 16;

  private static final int LARGEST_SIDE = 256;
  private static final ImageInput BUILT_IN_INPUT =
      new ImageInput(SMALLEST_SIDE, LARGEST_SIDE, 0, 255, Optional.empty());
  private static final List<FeatureLayer> BUILT_IN_LAYERS =
      Stream.of("f1", "f2", "f3", "f4", "f5")
          .map(output -> FeatureLayer.of(output, true, 1f / 5))
          .toList();

  private static final int CHIP_SIDE = 150;

  /** Where the face is in FFHQ's square; from the boxes of faces in aligned portraits. */
  private static final Region FACE = new Region(0.5, 0.62, 0.44, 0);

  private final OwnNetwork perceptual;
  private final FeatureStore store;
  private final ImportedNetwork imported;
  private final BooleanSupplier importedIsChosen;
  private final OwnNetwork descriptor;
  private final MeshNetwork mesh;

  /**
   * Opens nothing yet.
   *
   * @param networks whose sessions the networks share
   * @param store where an imported perceptual network is
   * @param importedIsChosen whether the person wants it; asked anew every time
   */
  public StudioPortraits(Networks networks, FeatureStore store, BooleanSupplier importedIsChosen) {
    this.store = store;
    this.imported = new ImportedNetwork(networks, store);
    this.importedIsChosen = importedIsChosen;
    this.perceptual =
        new OwnNetwork(networks, "MobileNetV2 (built in)", "perceptual_mobilenetv2.onnx");
    this.descriptor = new OwnNetwork(networks, "face descriptor", "face_recognition.onnx");
    this.mesh = new MeshNetwork(networks);
  }

  @Override
  public FeatureNetwork perceptual() throws IOException {
    return importedIsChosen.getAsBoolean() ? imported.open() : builtIn();
  }

  /** Whether there is an imported perceptual network to choose. Looks for a file. */
  public boolean hasImported() {
    return store.isThere();
  }

  /**
   * The perceptual network with its graph, for whoever opens it on another machine. Blocks.
   *
   * @throws IOException with a sentence if it cannot be read
   */
  public FeatureFile perceptualFile() throws IOException {
    return importedIsChosen.getAsBoolean()
        ? imported.read()
        : new FeatureFile(
            perceptual.name(),
            BUILT_IN_INPUT,
            BUILT_IN_LAYERS,
            ModelProto.parseFrom(perceptual.read()));
  }

  private FeatureNetwork builtIn() throws IOException {
    return new FeatureNetwork(perceptual.open(), BUILT_IN_INPUT, BUILT_IN_LAYERS);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Looks twice: where the face of an aligned portrait is, and then exactly where it was found.
   */
  @Override
  public Optional<FaceMesh> mesh(RgbImage portrait, CancellationToken cancellation)
      throws IOException {
    ImageTensor picture = ImageTensor.of(portrait);
    Optional<Places> first = mesh.look(picture, FACE, cancellation);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    return mesh.look(picture, first.get().region(), cancellation).map(Places::mesh);
  }

  @Override
  public FeatureNetwork identity(FaceMesh mesh) throws IOException {
    return new FeatureNetwork(
        descriptor.open(),
        new ImageInput(CHIP_SIDE, CHIP_SIDE, 0, 255, Optional.of(FaceChip.of(mesh))),
        List.of(FeatureLayer.of("descriptor", false, 1)));
  }
}

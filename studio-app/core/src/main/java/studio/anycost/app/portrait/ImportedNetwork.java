package studio.anycost.app.portrait;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.app.words.Texts;
import studio.anycost.export.features.FeatureFile;

/** The network that a person imported; read again when its file has changed. */
final class ImportedNetwork {
  private final Networks networks;
  private final FeatureStore store;
  private Stamp stamp; // guarded by this
  private FeatureNetwork network; // guarded by this

  /** What tells a file from the one that was there before. */
  private record Stamp(FileTime changed, long size) {}

  ImportedNetwork(Networks networks, FeatureStore store) {
    this.networks = networks;
    this.store = store;
  }

  /** Its file as it is now. */
  FeatureFile read() throws IOException {
    if (!store.isThere()) {
      throw new IOException(Texts.of("portrait.importedNetwork.thePreferencesComparePictures"));
    }
    return store.read();
  }

  synchronized FeatureNetwork open() throws IOException {
    if (!store.isThere()) {
      throw new IOException(Texts.of("portrait.importedNetwork.thePreferencesComparePictures"));
    }
    Stamp now = new Stamp(Files.getLastModifiedTime(store.file()), Files.size(store.file()));
    if (!now.equals(stamp)) {
      FeatureFile file = store.read();
      network =
          new FeatureNetwork(
              networks.open(file.name(), file.graph().toByteArray()), file.input(), file.layers());
      stamp = now;
    }
    return network;
  }
}

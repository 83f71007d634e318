package studio.anycost.app.portrait;

import java.io.IOException;
import java.io.InputStream;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Networks;
import studio.anycost.app.words.Texts;

/** A network that the studio brings along. Its file is read when it is first asked for. */
final class OwnNetwork {
  private final Networks networks;
  private final String name;
  private final String file;
  private Network network; // guarded by this

  OwnNetwork(Networks networks, String name, String file) {
    this.networks = networks;
    this.name = name;
    this.file = file;
  }

  synchronized Network open() throws IOException {
    if (network == null) {
      network = networks.open(name, read());
    }
    return network;
  }

  /** What messages call it. */
  String name() {
    return name;
  }

  /** The bytes of its file. */
  byte[] read() throws IOException {
    try (InputStream in = OwnNetwork.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(Texts.of("portrait.ownNetwork.theStudiosFileIs", file));
      }
      return in.readAllBytes();
    }
  }
}

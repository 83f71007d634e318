package studio.anycost.app.plugin;

import java.io.IOException;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.Services;

/** Services of a studio that runs no graphs. */
record FakeServices(Generator generator) implements Services {
  @Override
  public Networks networks() {
    return (name, onnx) -> {
      throw new IOException(name + " is no graph.");
    };
  }

  @Override
  public PortraitNetworks portraits() {
    throw new UnsupportedOperationException("This studio knows no faces.");
  }
}

package studio.anycost.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.PortraitNetworks;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.SamplesHere;
import studio.anycost.api.extension.Services;

/**
 * What a contribution of a plugin is lent: the open generator, graphs through its session manager,
 * the networks of the studio, and a folder.
 *
 * @param elsewhere makes samples; empty if this machine does
 * @param contribution whose folder it is
 */
record StudioServices(
    Generator generator,
    Networks networks,
    PortraitNetworks portraits,
    WorkFolders folders,
    Optional<SampleRunner> elsewhere,
    String contribution)
    implements Services {
  @Override
  public SampleRunner samples() {
    return elsewhere.orElseGet(() -> new SamplesHere(generator, networks));
  }

  @Override
  public Path folder() throws IOException {
    return folders.of(contribution, generator.description());
  }
}

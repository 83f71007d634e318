package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens clusters, from a module that lies beside the studio on the class path: a service, named in
 * {@code META-INF/services}.
 */
public interface SampleClusters {
  /**
   * Opens a cluster and takes a model there. Blocks for some seconds.
   *
   * @param master where the cluster is
   * @param bundle the model: a folder or a zip file; empty for the one that comes along
   * @return closed by the caller
   * @throws InputException with a sentence if there is no such cluster
   * @throws IOException with a sentence if it cannot be opened
   */
  SampleCluster open(String master, Optional<Path> bundle) throws IOException, InputException;
}

package studio.anycost.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.app.cli.InputException;
import studio.anycost.app.cli.SampleCluster;
import studio.anycost.app.cli.SampleClusters;

/** Brings {@code --spark}. */
public final class SparkClusters implements SampleClusters {
  @Override
  public SampleCluster open(String master, Optional<Path> bundle)
      throws IOException, InputException {
    return new SparkCluster(Master.of(master), bundle);
  }
}

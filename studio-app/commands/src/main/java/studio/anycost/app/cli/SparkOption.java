package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine.Option;

/** {@code --spark MASTER}. */
public final class SparkOption {
  @Option(
      names = "--spark",
      paramLabel = "MASTER",
      description =
          "Have the faces drawn and looked at by Apache Spark: local[*] for this machine, or a"
              + " cluster such as spark://host:7077. Fetched on first use: about 220 MB.")
  private String master;

  /**
   * Opens the cluster that was named, if one was. Blocks for some seconds.
   *
   * @param bundle the model of the command
   * @return closed by the caller
   * @throws InputException with a sentence if there is no such cluster, or if the studio has no
   *     part that opens it
   * @throws IOException with a sentence if it cannot be opened
   */
  public Optional<SampleCluster> open(Optional<Path> bundle) throws IOException, InputException {
    if (master == null) {
      return Optional.empty();
    }
    SampleClusters clusters =
        ServiceLoader.load(SampleClusters.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        "Spark is not part of this distribution: start the command with the script"
                            + " 'studio' of a checkout, which builds it with Maven on its first"
                            + " use."));
    return Optional.of(clusters.open(master, bundle));
  }
}

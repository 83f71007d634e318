package studio.anycost.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import studio.anycost.export.onnx.GeneratorSpec;

/** {@code bundle}: for measurements of the studio's own commands, and of its window. */
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    description = {
      "Write a model bundle of random weights, for instance for",
      "  studio bench --bundle DIR --latency"
    })
final class BundleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--random",
      paramLabel = "SHAPE",
      defaultValue = RandomBundle.CONFIG_F,
      description = "Its shape. Default: ${DEFAULT-VALUE}.")
  private String random;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "A folder that does not exist yet.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    GeneratorSpec shape =
        RandomBundle.shape(random)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "There is no shape '" + random + "'."));
    RandomBundle.write(shape, random, output);
    return 0;
  }
}

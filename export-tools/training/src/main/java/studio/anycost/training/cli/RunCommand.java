package studio.anycost.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.run.Losses;
import studio.anycost.training.run.TrainingOptions;
import studio.anycost.training.run.TrainingRun;
import studio.anycost.training.tensors.Libtorch;

@Command(
    name = "run",
    description =
        "Trains StyleGAN2 on prepared pictures, or goes on if the folder has a checkpoint already."
            + " A run that is interrupted keeps its last step.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class RunCommand implements Callable<Integer> {
  private static final long SAVING_SECONDS = 60;

  @Spec private CommandSpec spec;

  @Option(names = "--data", required = true, description = "What prepare wrote.")
  private Path data;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "RUN",
      description = "The run's folder: checkpoint.pt, metrics.csv, grids.")
  private Path output;

  @Option(names = "--steps", required = true, description = "Where the run ends.")
  private long steps;

  @Option(names = "--seed", defaultValue = "1", description = "Of all random numbers.")
  private long seed;

  @Option(names = "--threads", defaultValue = "2", description = "Threads to compute with.")
  private int threads;

  @Option(names = "--batch", defaultValue = "16", description = "Pictures a step.")
  private int batch;

  @Option(
      names = "--channel-multiplier",
      defaultValue = "2",
      description = "Widths are this times 16384 / resolution, up to the cap.")
  private double multiplier;

  @Option(names = "--channel-max", defaultValue = "512", description = "The cap on all widths.")
  private int channelMax;

  @Option(names = "--style-dim", defaultValue = "512", description = "Length of z and w.")
  private int styleDimension;

  @Option(names = "--mapping-layers", defaultValue = "8", description = "Layers from z to w.")
  private int mappingLayers;

  @Option(names = "--lr", defaultValue = "0.002", description = "Learning rate.")
  private double rate;

  @Option(names = "--r1", defaultValue = "10", description = "Weight of the gradient penalty.")
  private double penaltyWeight;

  @Option(names = "--d-reg-every", defaultValue = "16", description = "Steps between; 0: never.")
  private int penaltyEvery;

  @Option(
      names = "--path-regularize",
      defaultValue = "2",
      description = "Weight of the path length regularisation.")
  private double pathWeight;

  @Option(names = "--g-reg-every", defaultValue = "8", description = "Steps between; 0: never.")
  private int pathEvery;

  @Option(
      names = "--path-batch-shrink",
      defaultValue = "2",
      description = "The batch over that of path length regularisation.")
  private int pathShrink;

  @Option(
      names = "--mixing-prob",
      defaultValue = "0.9",
      description = "Share of batches that mix two styles.")
  private double mixing;

  @Option(
      names = "--half-life-kimg",
      defaultValue = "10",
      description = "Thousands of pictures after which the average has forgotten half.")
  private double halfLife;

  @Option(
      names = "--no-reg-correction",
      description =
          "Leave rate and betas as they are, as the public implementation does, where StyleGAN2"
              + " corrects them for regularisation steps.")
  private boolean uncorrected;

  @Option(names = "--no-mirror", description = "Show pictures as they are only.")
  private boolean unmirrored;

  @Option(names = "--checkpoint-every", defaultValue = "200", description = "Steps between.")
  private int checkpointEvery;

  @Option(names = "--grid-every", defaultValue = "1000", description = "Steps between.")
  private int gridEvery;

  @Option(names = "--tell-every", defaultValue = "20", description = "Steps between.")
  private int tellEvery;

  @Override
  public Integer call() throws IOException {
    PictureData pictures = PictureData.open(data);
    GeneratorSpec generator =
        new GeneratorSpec(
            new ChannelTable(pictures.size(), multiplier, channelMax),
            styleDimension,
            mappingLayers);
    TrainingOptions options =
        new TrainingOptions(
            seed,
            batch,
            new Adam.Settings(
                rate, Adam.Settings.PUBLISHED.beta1(), Adam.Settings.PUBLISHED.beta2()),
            !uncorrected,
            penaltyWeight,
            penaltyEvery,
            pathWeight,
            pathEvery,
            pathShrink,
            mixing,
            halfLife * 1000,
            !unmirrored);
    TrainingRun.Rhythm rhythm = new TrainingRun.Rhythm(steps, checkpointEvery, gridEvery, 4);
    Libtorch.useThreads(threads);
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    // Ctrl-C lets the step end and the checkpoint be written.
    Thread hook = new Thread(() -> stop(stopped, ended), "save-on-exit");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      long done =
          new TrainingRun(output, generator, options, pictures, rhythm)
              .run(stopped::get, new Progress()::tell);
      spec.commandLine().getOut().println("The run has " + done + " steps behind it.");
      return 0;
    } finally {
      ended.countDown();
      if (!stopped.get()) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  private static void stop(AtomicBoolean stopped, CountDownLatch ended) {
    stopped.set(true);
    try {
      ended.await(SAVING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells losses, pictures a second and the time that is left. */
  private final class Progress {
    private long first = -1;
    private long start;

    void tell(Losses losses) {
      if (first < 0) {
        first = losses.step();
        start = System.nanoTime();
      } else if (losses.step() % tellEvery == 0) {
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = (losses.step() - first) / seconds;
        Duration left = Duration.ofSeconds((long) ((steps - losses.step()) / rate));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
            Locale.ROOT,
            "step %d: D %.3f, G %.3f, %.1f pictures/s, %d:%02d h left%n",
            losses.step(),
            losses.discriminator(),
            losses.generator(),
            rate * batch,
            left.toHours(),
            left.toMinutesPart());
        out.flush();
      }
    }
  }
}

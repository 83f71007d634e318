package studio.anycost.training.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import studio.anycost.app.cli.InputException;
import studio.anycost.training.parallel.Alone;
import studio.anycost.training.parallel.GlooPeers;
import studio.anycost.training.parallel.Peers;
import studio.anycost.training.records.Values;
import studio.anycost.training.run.DivergedException;
import studio.anycost.training.run.Losses;
import studio.anycost.training.run.Pairs;
import studio.anycost.training.run.ProgressiveStart;
import studio.anycost.training.run.RunFile;
import studio.anycost.training.run.RunPlan;
import studio.anycost.training.run.StageOptions;
import studio.anycost.training.run.TrainingRun;
import studio.anycost.training.step.ArchitectureSampling;
import studio.anycost.training.tensors.Precision;

@Command(
    name = "run",
    description =
        "Trains a stage on prepared pictures, or goes on if the folder has a checkpoint already. A"
            + " run that is interrupted keeps its last step. Options that are not given are those of"
            + " RUN/run.properties, if the run began before, else those of --options, else what is"
            + " published for the stage. Naming a stage leaves out what was recorded of another.")
final class RunCommand implements Callable<Integer> {
  private static final int TELL_EVERY = 20;
  private static final int MOST_PROCESSES = 1024;
  private static final String PROGRESSIVE = "progressive";
  private static final int HIGHEST_PORT = 65535;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "RUN",
      description =
          "The run's folder: checkpoint.pt, run.properties, metrics.csv, evaluation.csv, grids, and"
              + " events for TensorBoard.")
  private Path output;

  @Option(
      names = "--options",
      paramLabel = "FILE",
      description = "The run.properties of another run, to take options from.")
  private Path recorded;

  @Option(
      names = "--world-size",
      paramLabel = "N",
      description =
          "Train with so many processes, on this machine or others: start each with the same options"
              + " and an own --rank and -o. The batch is shared out among them.")
  private Integer processes;

  @Option(
      names = "--rank",
      paramLabel = "R",
      description = "Which of the processes this is, from 0 on; the first one's RUN is the run's.")
  private Integer rank;

  @Option(
      names = "--master",
      paramLabel = "HOST:PORT",
      description = "Where the first process listens, as the others reach it.")
  private String master;

  @Option(
      names = "--tell-every",
      defaultValue = "" + TELL_EVERY,
      description = "Steps between lines of progress (${DEFAULT-VALUE}).")
  private int tellEvery;

  /** What the properties file records. Declared for the help and the parser. */
  @SuppressWarnings("unused")
  private static final class Recorded {
    @Option(names = "--data", description = "What prepare wrote.")
    private Path data;

    @Option(
        names = "--stage",
        description =
            "stylegan2 (default), multires (several resolutions) or adaptive (several resolutions"
                + " and channel ratios). Chooses what is published for the stage; other options"
                + " change single values.")
    private RunFile.Stage stage;

    @Option(
        names = "--start",
        paramLabel = "CHECKPOINT",
        description =
            "The checkpoint of the stage before, ours or the public implementation's: its g_ema is"
                + " where this stage begins, and its discriminator as far as it fits.")
    private Path start;

    @Option(
        names = "--progressive",
        paramLabel = "LEVELS",
        description =
            "Begin the first stage at low resolutions, for instance 16:200,32:300: at 16 px for 200"
                + " thousand pictures, then at 32 px for 300, each level in RUN/level-N.")
    private String progressive;

    @Option(names = "--steps", description = "Where the run ends.")
    private Long steps;

    @Option(names = "--seed", description = "Of all random numbers (1).")
    private Long seed;

    @Option(names = "--threads", description = "Threads to compute with (1).")
    private Integer threads;

    @Option(
        names = "--precision",
        description =
            "float32 or bfloat16, which is faster on processors that compute in it and the default"
                + " there (AVX-512 BF16, AMX). Regularisation is float32 in either.")
    private Precision precision;

    @Option(names = "--batch", description = "Pictures a step (16).")
    private Integer batch;

    @Option(
        names = "--channel-multiplier",
        description =
            "Widths are this times 16384 / resolution, up to the cap (2; those of --start).")
    private Double multiplier;

    @Option(names = "--channel-max", description = "The cap on all widths (512).")
    private Integer channelMax;

    @Option(names = "--style-dim", description = "Length of z and w (512).")
    private Integer styleDimension;

    @Option(names = "--mapping-layers", description = "Layers from z to w (8).")
    private Integer mappingLayers;

    @Option(names = "--lr", description = "Learning rate (0.002).")
    private Double rate;

    @Option(names = "--beta1", description = "Adam's first decay (0).")
    private Double beta1;

    @Option(names = "--beta2", description = "Adam's second decay (0.99).")
    private Double beta2;

    @Option(
        names = "--reg-correction",
        arity = "1",
        description =
            "Whether rate and betas are corrected for regularisation steps, as StyleGAN2 has it and"
                + " the public implementation has not (true).")
    private Boolean corrected;

    @Option(names = "--r1", description = "Weight of the gradient penalty (10).")
    private Double penaltyWeight;

    @Option(names = "--d-reg-every", description = "Steps between; 0: never (16).")
    private Integer penaltyEvery;

    @Option(
        names = "--path-regularize",
        description = "Weight of the path length regularisation (2).")
    private Double pathWeight;

    @Option(
        names = "--g-reg-every",
        description = "Steps between; 0: never (8; 0 after the first stage).")
    private Integer pathEvery;

    @Option(
        names = "--path-batch-shrink",
        description = "The batch over that of path length regularisation (2).")
    private Integer pathShrink;

    @Option(names = "--mixing-prob", description = "Share of batches that mix two styles (0.9).")
    private Double mixing;

    @Option(
        names = "--half-life-kimg",
        description = "Thousands of pictures after which the average has forgotten half (10).")
    private Double halfLife;

    @Option(names = "--mirror", arity = "1", description = "Mirror half of the pictures (true).")
    private Boolean mirrors;

    @Option(
        names = "--adversarial",
        arity = "1",
        description =
            "Whether a discriminator judges (true). If not, the generator learns from --pairs, and"
                + " from its consistency, at a fraction of the time.")
    private Boolean adversarial;

    @Option(
        names = "--train-mapping",
        arity = "1",
        description =
            "Whether the way from z to w is trained (true). If not, saved latents, boundaries and"
                + " encoders of the generator in --start go on meaning the same.")
    private Boolean trainsMapping;

    @Option(
        names = "--resolutions",
        description = "How many of the highest are judged (1; later stages 4).")
    private Integer resolutions;

    @Option(
        names = "--sampled-resolutions",
        description = "How many of them each step draws (1; later stages 2).")
    private Integer sampled;

    @Option(
        names = "--channels",
        description = "How a step draws its channels: full, uniform, flexible or sandwich.")
    private ArchitectureSampling.Mode channels;

    @Option(names = "--min-channel", description = "The fewest of a flexible layer (8).")
    private Integer leastChannels;

    @Option(
        names = "--divided-by",
        description = "What the channels of a flexible layer are a multiple of (4).")
    private Integer channelMultiple;

    @Option(
        names = "--sort",
        arity = "1",
        description = "Begin by sorting channels by importance (true for adaptive).")
    private Boolean sorts;

    @Option(
        names = "--conditioned",
        arity = "1",
        description = "Tell the discriminator the channels (true for adaptive).")
    private Boolean conditioned;

    @Option(
        names = "--discriminator-width",
        description =
            "Widths of the discriminator, and their cap, over the generator's (1): a narrower one"
                + " judges less well, at a fraction of the time. That of --start is taken over"
                + " only if it is as wide.")
    private Double discriminatorWidth;

    @Option(
        names = "--consistency",
        description =
            "What pictures are held to: none, teacher (as published; default after the first stage)"
                + " or self, the trained generator at full width.")
    private StageOptions.Reference reference;

    @Option(names = "--consistency-weight", description = "Of that loss (2).")
    private Double consistencyWeight;

    @Option(
        names = "--teacher",
        paramLabel = "CHECKPOINT",
        description = "Whose g_ema is the teacher (that of --start).")
    private Path teacher;

    @Option(
        names = "--perceptual",
        paramLabel = "NETWORK",
        description =
            "Where pictures are compared besides in pixels: mobilenet (built in, the default), none,"
                + " or a feature file of import-features, such as LPIPS on VGG-16, which is the"
                + " published one.")
    private String perceptual;

    @Option(
        names = "--pairs",
        paramLabel = "FILE",
        description =
            "An .npz file whose array z has a latent for each prepared picture, in the order of the"
                + " files' names: the generator learns these pairs besides.")
    private Path pairs;

    @Option(names = "--pairs-weight", description = "Of their distance at the first step (10).")
    private Double pairsWeight;

    @Option(
        names = "--pairs-until",
        description =
            "The step where that weight has become 0 (a quarter of the run); 0: it stays.")
    private Long pairsUntil;

    @Option(
        names = "--pairs-learner",
        description =
            "Who learns the pairs: full (the generator with all channels, at the full resolution;"
                + " the default) or drawn (the one that a step draws, at all judged resolutions).")
    private Pairs.Learner learner;

    @Option(names = "--checkpoint-every", description = "Steps between (200).")
    private Integer checkpointEvery;

    @Option(names = "--grid-every", description = "Steps between (1000).")
    private Integer gridEvery;

    @Option(names = "--grid-side", description = "Pictures in a row of a grid (4).")
    private Integer gridSide;

    @Option(
        names = "--evaluate-every",
        description = "Steps between evaluations; 0: never (as many as show all pictures once).")
    private Integer evaluateEvery;

    @Option(names = "--evaluate-pictures", description = "Pictures of an evaluation (64).")
    private Integer evaluated;
  }

  @ArgGroup(exclusive = false, heading = "Recorded in run.properties:%n")
  private final Recorded options = new Recorded();

  private RunPlan plan;

  @Override
  public Integer call() throws IOException, InputException {
    Map<String, String> values;
    Optional<ProgressiveStart> levels;
    try {
      values = values();
      plan = RunFile.plan(values);
      levels = Optional.ofNullable(values.get(PROGRESSIVE)).map(ProgressiveStart::parse);
    } catch (IOException e) {
      throw InputException.of(e);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
    if (Files.exists(output.resolve(TrainingRun.CHECKPOINT))) {
      levels = Optional.empty(); // over
    }
    try (Peers peers = peers()) {
      if (levels.isPresent()) {
        // So that the same folder is enough to go on within a level.
        Files.createDirectories(output);
        Values.write(output.resolve(TrainingRun.PLAN), values);
      }
      return train(levels, peers);
    }
  }

  private Peers peers() throws IOException, InputException {
    if (processes == null && rank == null && master == null) {
      return new Alone();
    }
    if (processes == null || rank == null || master == null) {
      throw new InputException(
          "Several processes need --world-size, --rank and --master, each of them.");
    }
    if (processes < 2 || processes > MOST_PROCESSES || rank < 0 || rank >= processes) {
      throw new InputException(
          "There are 2 to "
              + MOST_PROCESSES
              + " processes, and --rank is from 0 to one below their number.");
    }
    int colon = master.lastIndexOf(':');
    if (colon < 1 || !master.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new InputException("--master is HOST:PORT, for instance 192.168.0.7:29500.");
    }
    int port = Integer.parseInt(master.substring(colon + 1));
    if (port < 1 || port > HIGHEST_PORT) {
      throw new InputException("A port is from 1 to " + HIGHEST_PORT + ", not " + port + ".");
    }
    told("Waiting for all " + processes + " processes ...");
    return GlooPeers.join(processes, rank, new InetSocketAddress(master.substring(0, colon), port));
  }

  private void told(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private int train(Optional<ProgressiveStart> levels, Peers peers)
      throws IOException, InputException {
    try {
      long done = SavingOnExit.run(stopped -> trained(levels, peers, stopped));
      told(
          done < 0
              ? "The run was stopped at a low resolution and goes on there."
              : "The run has " + done + " steps behind it.");
      return 0;
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause(); // a peer is lost
    } catch (DivergedException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The steps behind the run; below 0 if it was stopped at a level below it. */
  private long trained(Optional<ProgressiveStart> levels, Peers peers, BooleanSupplier stopped)
      throws IOException {
    RunPlan begun = plan;
    if (levels.isPresent()) {
      Optional<Path> start =
          levels.get().run(output, plan, peers, stopped, level -> listener(level, peers));
      if (start.isEmpty()) {
        return -1;
      }
      begun = plan.startingFrom(start.get());
    }
    return new TrainingRun(output, begun, peers).run(stopped, listener(begun, peers));
  }

  private TrainingRun.Listener listener(RunPlan of, Peers peers) {
    return peers.rank() == 0 ? new Progress(of) : losses -> {};
  }

  /** Given ones over those of the run over those of another. */
  private Map<String, String> values() throws IOException {
    Path own = output.resolve(TrainingRun.PLAN);
    Map<String, String> values = new TreeMap<>();
    boolean begun = Files.exists(own);
    if (begun || recorded != null) {
      values.putAll(Values.read(begun ? own : recorded));
    }
    if (spec.commandLine().getParseResult().hasMatchedOption("--stage")) {
      values = RunFile.withoutStage(values, !begun);
    }
    return GivenOptions.over(values, spec);
  }

  /** Tells losses, pictures a second and the time that is left. */
  private final class Progress implements TrainingRun.Listener {
    private final RunPlan plan;
    private long first = -1;
    private long start;

    Progress(RunPlan plan) {
      this.plan = plan;
    }

    @Override
    public void stepped(Losses losses) {
      if (first < 0 || losses.step() <= first) {
        first = losses.step();
        start = System.nanoTime();
      } else if (losses.step() % Math.max(1, tellEvery) == 0) {
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = (losses.step() - first) / seconds;
        Duration left = Duration.ofSeconds((long) ((plan.rhythm().steps() - losses.step()) / rate));
        StringBuilder line = new StringBuilder();
        line.append(
            String.format(
                Locale.ROOT,
                "step %d: D %.3f, G %.3f, ",
                losses.step(),
                losses.discriminator(),
                losses.generator()));
        losses
            .consistency()
            .ifPresent(value -> line.append(String.format(Locale.ROOT, "C %.3f, ", value)));
        losses
            .pairs()
            .ifPresent(value -> line.append(String.format(Locale.ROOT, "P %.3f, ", value)));
        line.append(
            String.format(
                Locale.ROOT,
                "%.1f pictures/s, %d:%02d h left",
                rate * plan.options().batch(),
                left.toHours(),
                left.toMinutesPart()));
        told(line.toString());
      }
    }

    @Override
    public void told(String line) {
      RunCommand.this.told(line);
    }
  }
}

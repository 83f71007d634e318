package studio.anycost.training.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.networks.DiscriminatorSpec;

/**
 * A run in a folder of its own: {@code checkpoint.pt}, {@code metrics.csv} and {@code grid-N.png}.
 * A run whose folder has a checkpoint goes on from it; whatever happened to the process before, the
 * curve becomes that of a run which nothing happened to.
 */
public final class TrainingRun {
  /** The state of a run, in the public format. */
  public static final String CHECKPOINT = "checkpoint.pt";

  /** The losses of all steps. */
  public static final String METRICS = "metrics.csv";

  private static final String LOCK = ".lock";

  private final Path folder;
  private final GeneratorSpec spec;
  private final TrainingOptions options;
  private final PictureData data;
  private final Rhythm rhythm;

  /**
   * How long a run is and how often it writes.
   *
   * @param steps where it ends
   * @param checkpointEvery steps from one checkpoint to the next, at least 1; there is one at the
   *     end
   * @param gridEvery steps from one grid to the next, at least 1; there is one at the end
   * @param gridSide pictures in a row of a grid, at least 1
   */
  public record Rhythm(long steps, int checkpointEvery, int gridEvery, int gridSide) {
    public Rhythm {
      if (steps < 1 || checkpointEvery < 1 || gridEvery < 1 || gridSide < 1) {
        throw new IllegalArgumentException(
            "A run takes steps and writes every so many, from 1 on.");
      }
    }
  }

  /** A run of the first stage that writes into a folder. */
  public TrainingRun(
      Path folder, GeneratorSpec spec, TrainingOptions options, PictureData data, Rhythm rhythm) {
    this.folder = folder;
    this.spec = spec;
    this.options = options;
    this.data = data;
    this.rhythm = rhythm;
  }

  /**
   * Trains until the end or until it is stopped, which leaves a checkpoint of the last step.
   *
   * @param stopped asked after every step
   * @param progress told every step, after it
   * @return the steps that the run has behind it
   * @throws IOException with a sentence if another process runs in the folder, a checkpoint does
   *     not fit, or a file cannot be written
   * @throws DivergedException if a loss is no finite number; the last checkpoint stays
   */
  @SuppressWarnings("try") // A lock works by being there.
  public long run(BooleanSupplier stopped, Consumer<Losses> progress) throws IOException {
    Files.createDirectories(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel);
        TrainingState state =
            new TrainingState(spec, new DiscriminatorSpec(spec.channels(), 1, false), options)) {
      Path checkpoint = folder.resolve(CHECKPOINT);
      if (Files.exists(checkpoint)) {
        TrainingCheckpoint.load(checkpoint, state);
      }
      train(state, stopped, progress);
      return state.step();
    }
  }

  private FileLock lock(FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IOException(
          "Another run writes into " + folder + ": wait for it, or name another.");
    }
    return lock;
  }

  private void train(TrainingState state, BooleanSupplier stopped, Consumer<Losses> progress)
      throws IOException {
    MetricsFile metrics = new MetricsFile(folder.resolve(METRICS));
    metrics.resumeAfter(state.step());
    PictureGrid grid = new PictureGrid(rhythm.gridSide(), spec.styleDimension());
    Trainer trainer = new Trainer(state, options, data);
    List<Losses> unwritten = new ArrayList<>();
    while (state.step() < rhythm.steps()) {
      Losses losses = trainer.step();
      unwritten.add(losses);
      progress.accept(losses);
      boolean ends = state.step() == rhythm.steps() || stopped.getAsBoolean();
      if (ends || state.step() % rhythm.gridEvery() == 0) {
        grid.write(state.average(), folder.resolve("grid-" + state.step() + ".png"));
      }
      if (ends || state.step() % rhythm.checkpointEvery() == 0) {
        // First, so that no checkpoint is ahead of the curve.
        metrics.append(unwritten, options.batch());
        unwritten.clear();
        save(state);
      }
      if (ends) {
        return;
      }
    }
  }

  private void save(TrainingState state) throws IOException {
    int epoch = (int) (state.step() * options.batch() / data.count());
    TrainingCheckpoint.save(folder.resolve(CHECKPOINT), state, epoch);
  }
}

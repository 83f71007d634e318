package studio.anycost.training.cli;

import java.util.List;
import studio.anycost.app.cli.CliContext;
import studio.anycost.app.cli.MoreCommands;

/** Brings {@code studio train}. */
public final class TrainingCommands implements MoreCommands {
  @Override
  public List<Object> commands(CliContext context) {
    return List.of(new TrainCommand());
  }
}

package studio.anycost.evaluation.command;

import java.util.List;
import studio.anycost.app.cli.CliContext;
import studio.anycost.app.cli.MoreCommands;

/** Brings {@code studio evaluate}. */
public final class EvaluationCommands implements MoreCommands {
  @Override
  public List<Object> commands(CliContext context) {
    return List.of(new EvaluateCommand(context));
  }
}

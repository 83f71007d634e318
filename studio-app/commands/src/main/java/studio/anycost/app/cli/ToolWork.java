package studio.anycost.app.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import studio.anycost.api.parameter.ParameterValues;

/**
 * What one kind of tools reads and writes on the command line: an object with picocli's annotations
 * for the options that are not the tool's own.
 */
interface ToolWork {
  /** The options that are not the tool's own, as its help lists them. */
  default CommandSpec spec() {
    return CommandSpec.forAnnotatedObject(this);
  }

  /** Adds options that are neither annotated nor the tool's own. */
  default void addOptions(CommandSpec spec) {}

  /**
   * Sees what was given, before anything runs.
   *
   * @throws InputException with a sentence if a value is not taken
   */
  default void take(ParseResult parsed) throws InputException {}

  /**
   * The values that hold where the command line gives none.
   *
   * @throws InputException with a sentence if they are to be read from a file that is none
   */
  ParameterValues start() throws InputException;

  /**
   * Does everything.
   *
   * @return the exit code
   */
  int run(ParameterValues values) throws Exception;
}

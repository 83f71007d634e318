package studio.anycost.app.cli;

import java.util.List;

/**
 * Brings commands that are not part of the studio, from a module that lies beside it on the class
 * path: a service, named in {@code META-INF/services}. Such commands report failures and take
 * options as all others do.
 */
public interface MoreCommands {
  /**
   * The commands, each with an annotation of picocli that names it.
   *
   * @param context what the studio's own commands share
   */
  List<Object> commands(CliContext context);
}

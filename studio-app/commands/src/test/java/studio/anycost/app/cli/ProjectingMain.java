package studio.anycost.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/** The command line in a process of its own, which {@link ProjectProcessTest} kills. */
public final class ProjectingMain {
  /** The name of a property that is true if stderr is to tell how far the work is. */
  static final String PROGRESS = "test.progress";

  private ProjectingMain() {}

  /**
   * @param args the folder of the person, then the command
   */
  public static void main(String[] args) {
    Path home = Path.of(args[0]);
    StudioFolders folders =
        new StudioFolders(
            home,
            home.resolve("plugins"),
            home.resolve("logs"),
            home.resolve("cache"),
            Optional.of(Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY))));
    CliContext context =
        new CliContext(
            new PrintWriter(System.out, true),
            new PrintWriter(System.err, true),
            new EngineFactory(folders, RuntimeOptions.defaults()),
            Boolean.getBoolean(PROGRESS) ? ProgressStyle.LINES : ProgressStyle.NONE);
    System.exit(
        StudioCommand.create(context, (bundle, file) -> {})
            .execute(Arrays.copyOfRange(args, 1, args.length)));
  }
}

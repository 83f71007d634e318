package studio.anycost.app;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import studio.anycost.app.cli.ProgressStyle;
import studio.anycost.app.settings.StudioFolders;

/**
 * Loads the classes that a start loads, for a virtual machine that then archives them ({@code
 * -XX:ArchiveClassesAtExit}). The build runs it once with the class path of the commands and once
 * with the window's; the launcher hands the archive to every start.
 *
 * <p>Commands run for real, which also prepares their lambdas. The window cannot run where there is
 * no screen, so the classes that it may need are loaded by name.
 */
public final class ClassTraining {
  /** Of the studio and of what the window stands on; the commands load the rest themselves. */
  private static final List<String> PACKAGES =
      List.of(
          "studio/anycost/",
          "javafx/",
          "com/sun/glass/",
          "com/sun/javafx/",
          "com/sun/marlin/",
          "com/sun/pisces/",
          "com/sun/prism/",
          "com/sun/scenario/",
          "com/google/common/base/",
          "com/google/common/cache/",
          "com/google/common/collect/",
          "com/google/inject/",
          "atlantafx/",
          "org/kordamp/",
          "org/pf4j/");

  private static final String CLASS = ".class";
  private static final String WINDOW = "window";

  private ClassTraining() {}

  /**
   * Ends the process with 0 whatever happens: a poorer archive is no reason to fail a build.
   *
   * @param args what starts, {@code commands} or {@code window}; and a folder for what is written
   */
  public static void main(String[] args) {
    Path work = Path.of(args[1]);
    work.toFile().mkdirs();
    System.setProperty(StudioFolders.HOME_PROPERTY, work.resolve("home").toString());
    PrintWriter nowhere = new PrintWriter(java.io.Writer.nullWriter());
    StudioFolders folders = StudioFolders.forThisMachine();
    for (List<String> command : args[0].equals(WINDOW) ? engine(work) : commands(work)) {
      Main.run(
          folders,
          nowhere,
          nowhere,
          ProgressStyle.NONE,
          OutputStream.nullOutputStream(),
          command.toArray(String[]::new));
    }
    loadJars();
    System.exit(0);
  }

  /** What opens the engine and renders, as the window does. */
  private static List<List<String>> engine(Path work) {
    return List.of(
        List.of("edit", "--seed", "7", "--psi", "0.7", "-o", work.resolve("a.png").toString()));
  }

  private static List<List<String>> commands(Path work) {
    return List.of(
        List.of("sample", "--seed", "7", "-o", work.resolve("a.png").toString()),
        List.of("edit", "--seed", "7", "--psi", "0.7", "-o", work.resolve("b.jpg").toString()),
        List.of("info", "--json"),
        List.of("plugins"),
        List.of("--help"));
  }

  private static void loadJars() {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.endsWith(".jar")) {
        loadJar(entry);
      }
    }
  }

  private static void loadJar(String jar) {
    try (JarFile file = new JarFile(jar)) {
      file.stream()
          .map(ZipEntry::getName)
          .flatMap(name -> className(name).stream())
          .forEach(ClassTraining::load);
    } catch (IOException e) {
      throw new IllegalStateException("The library " + jar + " cannot be read.", e);
    }
  }

  private static Optional<String> className(String entry) {
    return entry.endsWith(CLASS) && PACKAGES.stream().anyMatch(entry::startsWith)
        ? Optional.of(entry.substring(0, entry.length() - CLASS.length()).replace('/', '.'))
        : Optional.empty();
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, ClassTraining.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // Made for another platform or for an optional library: nothing that starts here needs it.
      return;
    }
  }
}

package studio.anycost.spark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/** Classes that executors fetch, each once. For one thread. */
final class Travelling {
  private final JavaSparkContext spark;
  private final Path folder;
  private final Set<ClassLoader> brought = new HashSet<>();

  /**
   * @param folder for what is packed on the way
   */
  Travelling(JavaSparkContext spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** Brings the class path of the studio, but not Spark's own, which a cluster has. */
  void bringTheStudio() throws IOException {
    Path own = place(Travelling.class.getProtectionDomain().getCodeSource().getLocation());
    Path sparks =
        place(SparkContext.class.getProtectionDomain().getCodeSource().getLocation()).getParent();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.exists(path) && (path.equals(own) || !sparks.equals(path.getParent()))) {
        bring(path);
      }
    }
  }

  /** Brings the jars of a plugin, if the class is of one. */
  void bringClassesOf(Object object) throws IOException {
    ClassLoader loader = object.getClass().getClassLoader();
    if (loader instanceof URLClassLoader plugin && brought.add(loader)) {
      for (URL url : plugin.getURLs()) {
        bring(place(url));
      }
    }
  }

  private static Path place(URL url) throws IOException {
    try {
      return Path.of(url.toURI()).toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IOException("Classes at " + url + " cannot be sent to Spark.", e);
    }
  }

  private void bring(Path path) throws IOException {
    spark.addJar((Files.isDirectory(path) ? packed(path) : path).toUri().toString());
  }

  /** A folder of classes as a jar. */
  private Path packed(Path classes) throws IOException {
    Path jar = Files.createTempFile(folder, "classes", ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> found = Files.walk(classes)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      for (Path each : files) {
        String name = classes.relativize(each).toString().replace(File.separatorChar, '/');
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(each, zip);
        zip.closeEntry();
      }
    }
    return jar;
  }
}

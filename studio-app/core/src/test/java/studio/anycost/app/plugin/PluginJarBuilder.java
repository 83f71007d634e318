package studio.anycost.app.plugin;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.pf4j.processor.ExtensionAnnotationProcessor;

/**
 * Builds plugin files from source text: compiles in memory, with PF4J's annotation processor, and
 * writes what came out into a jar or a zip. Nothing is read from disk but the test's class path.
 */
public final class PluginJarBuilder {
  /** Many tests start the same plugins; javac is slow. */
  private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED =
      new ConcurrentHashMap<>();

  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();

  private PluginJarBuilder() {}

  /** A plugin with a complete manifest that works with API 1. */
  public static PluginJarBuilder plugin(String id) {
    return new PluginJarBuilder()
        .manifest("Plugin-Id", id)
        .manifest("Plugin-Version", "1.0.0")
        .manifest("Plugin-Requires", ">=0.5.0 & <0.6.0");
  }

  /** A plugin whose manifest is given. */
  static PluginJarBuilder plugin(Manifest manifest) {
    PluginJarBuilder builder = new PluginJarBuilder();
    manifest
        .getMainAttributes()
        .forEach((key, value) -> builder.manifest(key.toString(), value.toString()));
    return builder;
  }

  /** Sets one main attribute; null removes it. */
  public PluginJarBuilder manifest(String key, String value) {
    if (value == null) {
      manifest.remove(key);
    } else {
      manifest.put(key, value);
    }
    return this;
  }

  /** Adds a source file; the class name is the binary name of its public class. */
  public PluginJarBuilder source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  /** Adds a public edit {@code test.NAME} with an id, whose members are given as source. */
  public PluginJarBuilder edit(String name, String contributionId, String members) {
    return source("test." + name, EditSource.of(name, contributionId, members));
  }

  /** Adds a public tool {@code test.NAME} with an id; see {@link ToolSource#of}. */
  public PluginJarBuilder tool(
      ToolKind kind, String name, String contributionId, String parameters, String work) {
    return source("test." + name, ToolSource.of(kind, name, contributionId, parameters, work));
  }

  /** Adds any entry. */
  public PluginJarBuilder entry(String path, byte[] content) {
    entries.put(path, content);
    return this;
  }

  /** Compiles a class, but does not put it into the file. */
  PluginJarBuilder without(String className) {
    leftOut.add(className.replace('.', '/') + ".class");
    return this;
  }

  /** Writes a jar. */
  public Path writeTo(Path file) {
    Map<String, byte[]> content = new LinkedHashMap<>(compiled());
    content.putAll(entries);
    write(file, "", content);
    return file;
  }

  /** Writes the zip form: what is compiled below {@code classes/}. */
  Path writeZipTo(Path file) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    compiled().forEach((path, bytes) -> content.put("classes/" + path, bytes));
    content.putAll(entries);
    write(file, "classes/", content);
    return file;
  }

  private Map<String, byte[]> compiled() {
    Map<String, byte[]> result = new LinkedHashMap<>();
    if (!sources.isEmpty()) {
      result.putAll(COMPILED.computeIfAbsent(Map.copyOf(sources), PluginJarBuilder::compile));
    }
    leftOut.forEach(result::remove);
    return result;
  }

  private void write(Path file, String root, Map<String, byte[]> content) {
    Manifest written = new Manifest();
    written.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach(written.getMainAttributes()::putValue);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      written.write(bytes);
      put(zip, root + "META-INF/MANIFEST.MF", bytes.toByteArray());
      for (Map.Entry<String, byte[]> entry : content.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ZipOutputStream zip, String path, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(path));
    zip.write(content);
    zip.closeEntry();
  }

  /** Class files and resources that the compiler and the annotation processor write, by path. */
  private static Map<String, byte[]> compile(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    try (InMemoryFiles files =
        new InMemoryFiles(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8))) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              messages, files, null, List.of("--release", "17", "-parameters"), null, units);
      task.setProcessors(List.of(new ExtensionAnnotationProcessor()));
      if (!task.call()) {
        throw new IllegalArgumentException("The sources do not compile:\n" + messages);
      }
      return files.content();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output(String path, Kind kind) {
      super(URI.create("memory:///" + path), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }

    /** The annotation processor asks for the index of an earlier run; there is none. */
    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      throw new FileNotFoundException(getName());
    }
  }

  private static final class InMemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Output> outputs = new LinkedHashMap<>();

    InMemoryFiles(JavaFileManager files) {
      super(files);
    }

    Map<String, byte[]> content() {
      Map<String, byte[]> result = new LinkedHashMap<>();
      outputs.forEach((path, output) -> result.put(path, output.bytes.toByteArray()));
      return result;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return output(className.replace('.', '/') + kind.extension, kind);
    }

    @Override
    public FileObject getFileForOutput(
        Location location, String packageName, String relativeName, FileObject sibling) {
      return output(relativeName, JavaFileObject.Kind.OTHER);
    }

    private Output output(String path, JavaFileObject.Kind kind) {
      return outputs.computeIfAbsent(path, key -> new Output(key, kind));
    }
  }
}

package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.models.bundle.ModelBundle;

/**
 * What the commands share.
 *
 * @param out results
 * @param err errors and progress
 * @param engines opens bundles and engines
 * @param progress how people hear of long work, on {@code err}
 * @param pipe results that are no text, for another program: the stream below {@code out}. A {@link
 *     ResultStream} tells whether all of them arrived
 */
public record CliContext(
    PrintWriter out,
    PrintWriter err,
    EngineFactory engines,
    ProgressStyle progress,
    OutputStream pipe) {
  /** What a command is given as a file to mean {@link #pipe}. */
  static final String PIPE = "-";

  /** Where nobody reads what is no text. */
  public CliContext(
      PrintWriter out, PrintWriter err, EngineFactory engines, ProgressStyle progress) {
    this(out, err, engines, progress, OutputStream.nullOutputStream());
  }

  /** The same with engines of so many threads. */
  CliContext withThreads(int count) {
    return new CliContext(
        out, err, engines.with(options -> options.withThreads(count)), progress, pipe);
  }

  /** The same with engines whose tools have samples made elsewhere. */
  CliContext withSamples(SampleRunner elsewhere) {
    return new CliContext(out, err, engines.withSamples(elsewhere), progress, pipe);
  }

  /** The uniform sub-generators of a bundle, and which of them this person wants to use. */
  UniformGrid grid(ModelBundle bundle) {
    GeneratorDescription description = bundle.description();
    return new UniformGrid(
        description.channels(),
        description.styleDimension(),
        bundle.manifest().consistency(),
        engines.preferences().mostDifference());
  }

  /** Tells, if it is so, that a model was not trained for what was asked for. */
  void warnIfUntrained(ModelBundle bundle, SubGenerator wanted) {
    grid(bundle).placeOf(wanted).flatMap(UniformGrid.Place::obstacle).ifPresent(err::println);
  }

  /** The bundle that was named, or the built-in one; a named one that is broken is wrong input. */
  public ModelBundle openBundle(Optional<Path> named) throws IOException, InputException {
    try {
      return engines.openBundle(named);
    } catch (IOException e) {
      if (named.isPresent()) {
        throw InputException.of(e);
      }
      throw e;
    }
  }

  /** An engine with plugins for the bundle that was named, or the built-in one. */
  StudioEngine openEngine(Optional<Path> named) throws IOException, InputException {
    engines.prepare();
    return engines.open(openBundle(named));
  }

  /** The same without plugins. */
  public StudioEngine openEngineWithoutPlugins(Optional<Path> named)
      throws IOException, InputException {
    engines.prepare();
    return engines.openWithoutPlugins(openBundle(named));
  }

  /** Hands a file, such as a PNG, to the program that reads standard output. */
  void send(byte[] file) throws IOException {
    pipe.write(file);
    pipe.flush();
  }

  /** Prints JSON as a result. */
  public void print(JsonNode json) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    out.println(mapper.writeValueAsString(json));
  }
}

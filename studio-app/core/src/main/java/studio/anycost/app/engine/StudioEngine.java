package studio.anycost.app.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.latency.LatencyKeeper;
import studio.anycost.app.plugin.PluginHost;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.SessionManager;

/**
 * The studio without a face: one open generator, the plugins, and the recipes that both mean.
 *
 * <p>Owns the session manager, the open generator with its bundle, the plugin host, and whoever
 * keeps the times that were measured; closing it closes them in the right order. Safe to use from
 * any thread.
 */
public final class StudioEngine implements AutoCloseable {
  private final SessionManager sessions;
  private final PluginHost plugins;
  private final Optional<LatencyKeeper> keeper;
  private final Consumer<PluginReport> pluginListener = this::pluginChanged;
  private final List<Consumer<PluginReport>> listeners = new CopyOnWriteArrayList<>();
  private final Object switching = new Object();
  private volatile OpenModel open;
  private boolean closed;

  /**
   * Opens the first bundle.
   *
   * @param sessions owned from now on, even if this fails
   * @param plugins started; owned from now on, even if this fails
   * @param bundle owned from now on, even if this fails
   * @throws IOException with a sentence if the bundle cannot be opened
   */
  public StudioEngine(SessionManager sessions, PluginHost plugins, ModelBundle bundle)
      throws IOException {
    this(sessions, plugins, bundle, Optional.empty());
  }

  /**
   * The same, remembering how long stages take. Reads a small file.
   *
   * @param keeper owned from now on, even if this fails
   */
  StudioEngine(
      SessionManager sessions,
      PluginHost plugins,
      ModelBundle bundle,
      Optional<LatencyKeeper> keeper)
      throws IOException {
    this.sessions = sessions;
    this.plugins = plugins;
    this.keeper = keeper;
    try {
      this.open = OpenModel.of(load(bundle), plugins.contributions());
    } catch (IOException | RuntimeException e) {
      plugins.close();
      sessions.close();
      keeper.ifPresent(LatencyKeeper::close);
      throw e;
    }
    plugins.addListener(pluginListener);
  }

  /**
   * Opens another bundle; views of the old generator are closed with it.
   *
   * @param bundle owned from now on; the old one stays open if this fails
   * @throws IOException with a sentence if it cannot be opened
   */
  public void open(ModelBundle bundle) throws IOException {
    LoadedGenerator old;
    synchronized (switching) {
      LoadedGenerator next = load(bundle);
      old = open.generator();
      open = OpenModel.of(next, plugins.contributions());
    }
    old.close();
  }

  private LoadedGenerator load(ModelBundle bundle) throws IOException {
    LoadedGenerator generator = sessions.load(bundle);
    keeper.ifPresent(
        keeping -> keeping.keep(generator.description().identity(), generator.latency()));
    return generator;
  }

  private void pluginChanged(PluginReport report) {
    synchronized (switching) {
      if (closed) {
        return;
      }
      open = OpenModel.of(open.generator(), plugins.contributions());
    }
    listeners.forEach(listener -> listener.accept(report));
  }

  /** Hears of every change of a plugin after {@link #edits} shows it, on any thread. */
  public void addPluginListener(Consumer<PluginReport> listener) {
    listeners.add(listener);
  }

  public void removePluginListener(Consumer<PluginReport> listener) {
    listeners.remove(listener);
  }

  /** The open generator; closed when another bundle is opened. */
  public LoadedGenerator generator() {
    return open.generator();
  }

  /** Shapes, widths and boundaries of the open generator. */
  public GeneratorDescription description() {
    return open.generator().description();
  }

  /** The plugins; the engine closes the host. */
  public PluginHost plugins() {
    return plugins;
  }

  /** The runtime; the engine closes it. */
  public SessionManager sessions() {
    return sessions;
  }

  /** The edits of all running plugins for the open generator, in the order of application. */
  public List<EditContribution> edits() {
    return open.edits();
  }

  /** The parameters of all edits by name. */
  public ParameterDirectory parameters() {
    return open.parameters();
  }

  /** See {@link ParameterDirectory#resolve}. */
  public Optional<ParameterAddress> resolve(String name) {
    return open.parameters().resolve(name);
  }

  /** A face of the open generator without edits. */
  public PortraitDocument newDocument(long seed, double psi) {
    return newDocument(new BaseStyle.Seed(seed, psi));
  }

  /** A portrait of the open generator without edits. */
  public PortraitDocument newDocument(BaseStyle base) {
    return new PortraitDocument(description().identity(), base, Noise.FIXED, Recipe.EMPTY);
  }

  /** See {@link RecipeEvaluator#evaluate}. */
  public StyleCode evaluate(PortraitDocument document) {
    return open.evaluator().evaluate(document);
  }

  /** See {@link RecipeEvaluator#problems}. */
  public List<String> problems(PortraitDocument document) {
    return open.evaluator().problems(document);
  }

  /**
   * Evaluates and renders a document. Blocks, with background priority.
   *
   * @throws java.util.concurrent.CancellationException if the token was cancelled first
   * @throws IllegalArgumentException if the document does not fit the generator
   * @throws IOException if the runtime failed
   */
  public ImageTensor render(
      PortraitDocument document, SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    OpenModel model = open;
    return model
        .generator()
        .render(model.evaluator().evaluate(document), subGenerator, document.noise(), cancellation);
  }

  /** Stops the plugins, then closes the generator and frees its native memory. */
  @Override
  public void close() {
    synchronized (switching) {
      if (closed) {
        return;
      }
      closed = true;
    }
    plugins.removeListener(pluginListener);
    plugins.close();
    sessions.close();
    keeper.ifPresent(LatencyKeeper::close);
  }
}

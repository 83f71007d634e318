package studio.anycost.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.latency.LatencyKeeper;
import studio.anycost.app.photo.Cutout;
import studio.anycost.app.plugin.PluginHost;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.portrait.StudioPortraits;
import studio.anycost.app.words.Texts;
import studio.anycost.export.boundaries.BoundaryReader;
import studio.anycost.export.boundaries.BoundarySource;
import studio.anycost.export.boundaries.Directions;
import studio.anycost.export.importer.BundleEditor;
import studio.anycost.models.bundle.KeptSubGenerator;
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
  private final Findings findings;
  private final Optional<LatencyKeeper> keeper;
  private final Optional<SampleRunner> elsewhere;
  private final StudioPortraits portraits;
  private final Consumer<PluginReport> pluginListener = this::pluginChanged;
  private final List<Consumer<PluginReport>> listeners = new CopyOnWriteArrayList<>();
  private final Object switching = new Object();
  private final Set<LoadedModel> models = new HashSet<>(); // guarded by switching
  private volatile LoadedModel open;
  private boolean closed;

  /**
   * Opens the first bundle.
   *
   * @param sessions owned from now on, even if this fails
   * @param portraits run by these sessions
   * @param plugins started; owned from now on, even if this fails
   * @param findings of this machine
   * @param bundle owned from now on, even if this fails
   * @param keeper remembers how long stages take, which reads a small file; owned from now on, even
   *     if this fails
   * @param elsewhere makes samples for tools; empty if this machine does
   * @throws IOException with a sentence if the bundle cannot be opened
   */
  StudioEngine(
      SessionManager sessions,
      StudioPortraits portraits,
      PluginHost plugins,
      Findings findings,
      ModelBundle bundle,
      Optional<LatencyKeeper> keeper,
      Optional<SampleRunner> elsewhere)
      throws IOException {
    this.sessions = sessions;
    this.portraits = portraits;
    this.plugins = plugins;
    this.findings = findings;
    this.keeper = keeper;
    this.elsewhere = elsewhere;
    plugins.addListener(pluginListener);
    try {
      this.open = load(bundle, CancellationToken.NONE);
    } catch (IOException | RuntimeException e) {
      plugins.close();
      sessions.close();
      keeper.ifPresent(LatencyKeeper::close);
      throw e;
    }
    keepTimes(open);
  }

  /**
   * Opens another bundle; views of the old generator are closed with it.
   *
   * @param bundle owned from now on; the old one stays open if this fails
   * @throws IOException with a sentence if it cannot be opened
   */
  public void open(ModelBundle bundle) throws IOException {
    switchTo(load(bundle, CancellationToken.NONE)).close();
  }

  /**
   * Loads a bundle beside the open one. Blocks, and calls plugins.
   *
   * @param bundle owned from now on, even if this fails
   * @return closed by the caller unless it is switched to
   * @throws IOException with a sentence if it cannot be loaded
   * @throws java.util.concurrent.CancellationException if cancelled meanwhile
   */
  public LoadedModel load(ModelBundle bundle, CancellationToken cancellation) throws IOException {
    LoadedModel model =
        new LoadedModel(sessions.load(bundle), plugins::contributions, findings, this::forget);
    try {
      cancellation.throwIfCancelled();
      keeper.ifPresent(keeping -> keeping.restore(model.identity(), model.generator().latency()));
      synchronized (switching) {
        models.add(model);
      }
      // Only now: a plugin that changes before is seen here, and one that changes later is told.
      model.refresh();
      cancellation.throwIfCancelled();
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Makes a loaded model the open one. Quick.
   *
   * @param next owned from now on
   * @return the model that was open; closed by the caller, which ends its views and may wait for
   *     renders
   */
  public LoadedModel switchTo(LoadedModel next) {
    LoadedModel before;
    synchronized (switching) {
      before = open;
      open = next;
    }
    keepTimes(next);
    return before;
  }

  private void keepTimes(LoadedModel model) {
    keeper.ifPresent(keeping -> keeping.follow(model.identity(), model.generator().latency()));
  }

  private void forget(LoadedModel model) {
    synchronized (switching) {
      models.remove(model);
    }
  }

  private void pluginChanged(PluginReport report) {
    if (refresh()) {
      listeners.forEach(listener -> listener.accept(report));
    }
  }

  /** Asks the plugins anew for all models that are loaded; false if the engine is closed. */
  private boolean refresh() {
    List<LoadedModel> all;
    synchronized (switching) {
      if (closed) {
        return false;
      }
      all = List.copyOf(models);
    }
    all.forEach(LoadedModel::refresh);
    return true;
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

  /** Shapes and widths of the open generator, its boundaries and those that were found for it. */
  public GeneratorDescription description() {
    return open.description();
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
  public List<Offered<Edit>> edits() {
    return open.model().edits();
  }

  /** What of all running plugins is long work for the open generator, of all kinds, in order. */
  public List<Offered<Tool>> tools() {
    return open.model().tools();
  }

  /** The tools of one kind, in order. */
  public List<Offered<Tool>> tools(ToolKind kind) {
    return tools().stream().filter(tool -> tool.contribution().kind() == kind).toList();
  }

  /** The tool with an id, as documents name it. */
  public Optional<Offered<Tool>> tool(String id) {
    return open.model().tool(id);
  }

  /**
   * Runs a tool on a document. Blocks; what it publishes are results, too. {@link ToolResults}
   * tells what a result means for the document.
   *
   * @param values for the tool's schema
   * @return complete, or what there was when the task was stopped
   * @throws IOException with a sentence for people: what the tool needs is missing, it cannot be
   *     done, or its plugin failed
   * @throws java.util.concurrent.CancellationException if the task was cancelled
   */
  public ToolResult run(
      Offered<Tool> tool, ParameterValues values, ToolInput input, TaskContext<ToolResult> task)
      throws IOException {
    ToolResult result = runs(open).run(tool, values, input, task);
    return result instanceof ToolResult.Directions found
        ? found.foundBy(tool.info().name())
        : result;
  }

  /**
   * Makes a document again from the runs that it holds, for instance on the photo that took the
   * place of the one it was made from. Runs of searches and direction finders, and those that a
   * later one starts over, are left out. Blocks.
   *
   * @param photo the upright pixels of the document's photo
   * @return the document after all runs, with these as its runs
   * @throws IOException with a sentence for people, for instance if a tool is not installed
   * @throws java.util.concurrent.CancellationException if the task was cancelled
   */
  public PortraitDocument replay(
      PortraitDocument document, Optional<RgbImage> photo, TaskContext<ToolResult> task)
      throws IOException {
    LoadedModel model = open;
    return new Replay(model.model(), runs(model)).run(document, photo, task);
  }

  /** The networks that know pictures and faces. */
  public StudioPortraits portraits() {
    return portraits;
  }

  /**
   * Measures how faithful an unedited portrait is to its photo. Blocks.
   *
   * @param document a portrait of a photo
   * @param photo the upright pixels of that photo
   * @param subGenerators see {@link Faithfulness#subGenerators}; may be none
   * @throws IllegalArgumentException if the document has no photo or does not fit the generator
   * @throws java.util.concurrent.CancellationException if the token was cancelled
   * @throws IOException with a sentence if a network cannot be opened or the runtime failed
   */
  public Faithfulness faithfulness(
      PortraitDocument document,
      RgbImage photo,
      List<SubGenerator> subGenerators,
      CancellationToken cancellation)
      throws IOException {
    PhotoSource source =
        document
            .source()
            .orElseThrow(
                () -> new IllegalArgumentException(Texts.of("engine.studioEngine.noPhoto")));
    RgbImage square =
        Cutout.of(photo, source.alignmentIn(photo), description().channels().resolution());
    return Faithfulness.of(
        this, evaluate(document.unedited()), square, subGenerators, cancellation);
  }

  /**
   * What a contribution of a plugin may use for work on the open model.
   *
   * @param contribution its id
   */
  public Services services(String contribution) {
    return services(open, contribution);
  }

  /** The open generator as plugins see it. */
  public Generator lentGenerator() {
    return open.model().generator();
  }

  private ToolRuns runs(LoadedModel model) {
    return new ToolRuns(model.model(), contribution -> services(model, contribution));
  }

  private Services services(LoadedModel model, String contribution) {
    return new StudioServices(
        model.model().generator(),
        sessions.networks(),
        portraits,
        new WorkFolders(findings.work()),
        elsewhere,
        contribution);
  }

  /**
   * Keeps what a result means for the open generator on this machine, now and for later starts:
   * directions are added to {@link #description} and become sliders of {@link #edits}, candidates
   * take the place of those that were kept before, and it is measured how much they differ from the
   * full generator. Other results mean nothing to it. Blocks, and calls plugins.
   *
   * @param task when it is cancelled, candidates are kept without being measured
   * @return the result under the names that it has here: a direction may have got a number
   * @throws IOException with a sentence if it cannot be kept
   */
  public ToolResult keep(ToolResult result, TaskContext<?> task) throws IOException {
    LoadedModel model = open;
    if (result instanceof ToolResult.Directions found) {
      List<Boundary> kept =
          findings.directions().add(model.generator().description(), found.boundaries());
      refresh();
      return found.named(kept.stream().map(Boundary::name).toList());
    }
    if (result instanceof ToolResult.Candidates found) {
      List<KeptSubGenerator> measured;
      try {
        measured = measured(model, found.candidates(), task);
      } catch (CancellationException e) {
        measured = CandidateMeasure.with(found.candidates(), Map.of());
      }
      model.candidates().keepHere(measured);
    }
    return result;
  }

  /**
   * What tools had found for the open generator earlier and what is not used now, a sentence each;
   * the sliders and the candidates in question are missing. Reads files.
   */
  public List<String> unusedFindings() {
    GeneratorDescription model = open.generator().description();
    return Stream.of(findings.directions().problem(model), findings.candidates().problem(model))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Keeps candidates in the bundle of the open generator, so that previews climb them wherever it
   * is opened, in the place of those that were kept before; on this machine, if the bundle cannot
   * be written. Measures those of which it is not known how much they differ from the full
   * generator. Blocks, for as long as the bundle takes to be written.
   *
   * @return why they are not in the bundle, a sentence; empty if they are
   * @throws IOException with a sentence if they cannot be kept at all
   * @throws CancellationException if cancelled; all is as it was
   */
  public Optional<String> keepInBundle(List<Candidate> candidates, TaskContext<?> task)
      throws IOException {
    LoadedModel model = open;
    return model.candidates().keepInBundle(measured(model, candidates, task), task);
  }

  private static List<KeptSubGenerator> measured(
      LoadedModel model, List<Candidate> candidates, TaskContext<?> task) throws IOException {
    return CandidateMeasure.of(
        model.generator(), candidates, model.candidates().kept().differences(), task);
  }

  /** What previews of the open generator climb beside its uniform ones. Reads a file. */
  public KeptCandidates keptCandidates() {
    return open.candidates().kept();
  }

  /** The same without what is known of them. */
  public List<Candidate> candidates() {
    return keptCandidates().candidates();
  }

  /**
   * The directions that were found for the open generator, in the order in which they were kept.
   * Reads a file.
   *
   * @throws IOException with a sentence if its file cannot be used
   */
  public List<Boundary> directions() throws IOException {
    return findings.directions().found(open.generator().description());
  }

  /**
   * Keeps the boundaries of a file, or of a folder of files, as directions that were found for the
   * open generator; names that the bundle's own have get a number. Blocks, and calls plugins.
   *
   * @return what was in the file, under the names that it has there
   * @throws IOException with a sentence if it holds no boundary of this generator, or if that
   *     cannot be kept
   */
  public List<Boundary> addBoundaries(Path file, TaskContext<?> task) throws IOException {
    GeneratorDescription bundle = open.generator().description();
    Directions found =
        BoundaryReader.read(
            BoundarySource.of(List.of(file)), bundle.styleDimension(), bundle.styleCount());
    List<Boundary> measured =
        BundleEditor.measure(open.generator().bundle(), found.directions(), task);
    String name = String.valueOf(file.getFileName());
    findings.directions().add(bundle, measured.stream().map(each -> each.foundBy(name)).toList());
    refresh();
    return measured;
  }

  /**
   * Adds directions to the bundle of the open generator, or to a copy of it, so that they are
   * sliders wherever it is opened. The open model knows them from {@link #keep}. Blocks, for as
   * long as the bundle takes to be written.
   *
   * @param copy the bundle to write, which may replace another; empty for the open one's own place
   * @throws IOException with a sentence if the bundle cannot be changed or has such names
   * @throws CancellationException if cancelled; the bundle is as it was
   */
  public void addToBundle(List<Boundary> directions, Optional<Path> copy, TaskContext<?> task)
      throws IOException {
    ModelBundle bundle = open.generator().bundle();
    Optional<Path> path = bundle.path();
    Path target =
        copy.or(() -> path)
            .orElseThrow(() -> new IOException(Texts.of("engine.studioEngine.theModelThatComes")));
    try (ModelBundle now =
        path.isPresent() ? ModelBundle.open(path.get(), task) : ModelBundle.openDefault()) {
      if (!now.description().identity().equals(bundle.description().identity())) {
        throw new IOException(Texts.of("engine.studioEngine.thereIsAnotherModel", now.title()));
      }
      BundleEditor editor = new BundleEditor(now);
      editor.addBoundaries(directions);
      editor.write(target, true, task);
    }
  }

  /**
   * Forgets a direction that was found. Blocks, and calls plugins.
   *
   * @throws IOException with a sentence if that cannot be kept
   */
  public void removeDirection(String name) throws IOException {
    findings.directions().remove(open.generator().description(), name);
    refresh();
  }

  /** The parameters of all edits by name. */
  public ParameterDirectory parameters() {
    return open.model().parameters();
  }

  /** See {@link ParameterDirectory#resolve}. */
  public Optional<ParameterAddress> resolve(String name) {
    return open.model().parameters().resolve(name);
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
    return open.model().evaluator().evaluate(document);
  }

  /** See {@link RecipeEvaluator#problems}. */
  public List<String> problems(PortraitDocument document) {
    return open.model().evaluator().problems(document);
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
    OpenModel model = open.model();
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

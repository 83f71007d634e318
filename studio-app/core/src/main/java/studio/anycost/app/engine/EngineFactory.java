package studio.anycost.app.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.SliderQuality;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.files.FileKind;
import studio.anycost.app.latency.LatencyKeeper;
import studio.anycost.app.latency.LatencyStore;
import studio.anycost.app.latency.Surroundings;
import studio.anycost.app.plugin.PluginHost;
import studio.anycost.app.portrait.FeatureStore;
import studio.anycost.app.portrait.StudioPortraits;
import studio.anycost.app.settings.PreferenceStore;
import studio.anycost.app.settings.Preferences;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.app.words.Texts;
import studio.anycost.export.boundaries.DirectionNames;
import studio.anycost.models.bundle.Consistency;
import studio.anycost.models.bundle.KeptSubGenerator;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.consistency.ConsistencyMeasure;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RuntimeOptions;
import studio.anycost.models.runtime.SessionManager;

/** Makes engines from folders, options and bundles. Immutable. */
public final class EngineFactory {
  private final StudioFolders folders;
  private final RuntimeOptions options;
  private final Optional<SampleRunner> samples;

  /** A factory of engines that make samples on this machine. */
  public EngineFactory(StudioFolders folders, RuntimeOptions options) {
    this(folders, options, Optional.empty());
  }

  private EngineFactory(
      StudioFolders folders, RuntimeOptions options, Optional<SampleRunner> samples) {
    this.folders = folders;
    this.options = options;
    this.samples = samples;
  }

  /**
   * A factory of engines with other options of the runtime. The first engine of a process decides
   * how many threads there are.
   */
  public EngineFactory with(UnaryOperator<RuntimeOptions> change) {
    return new EngineFactory(folders, change.apply(options), samples);
  }

  /** A factory of engines whose tools have many samples made elsewhere. */
  public EngineFactory withSamples(SampleRunner elsewhere) {
    return new EngineFactory(folders, options, Optional.of(elsewhere));
  }

  /** What the person who uses this machine chose. Reads a small file. */
  public Preferences preferences() {
    return PreferenceStore.peek(folders.preferencesFile());
  }

  /**
   * Loads what every engine needs in the background. Worth calling just before a bundle is opened
   * for one.
   */
  public void prepare() {
    SessionManager.prepare(options);
  }

  /**
   * Opens a bundle, or the one that the studio brings along.
   *
   * @throws IOException with a sentence if it cannot be used
   */
  public ModelBundle openBundle(Optional<Path> directoryOrZip) throws IOException {
    if (directoryOrZip.isEmpty()) {
      return ModelBundle.openDefault();
    }
    Path path = directoryOrZip.get();
    Optional<FileKind> kind = FileKind.of(path);
    if (!Files.isDirectory(path) && kind.isPresent() && kind.get() != FileKind.ZIP) {
      throw new IOException(
          Texts.of("engine.engineFactory.isAModelBundle", path, kind.get().words()));
    }
    return ModelBundle.open(path);
  }

  /**
   * Measures how like the full generator the sub-generators of a bundle are; see {@link
   * ConsistencyMeasure}. Loads a runtime for it. Blocks.
   *
   * @param directoryOrZip of the bundle; empty for the one that the studio brings along
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if the bundle cannot be opened or rendered
   */
  public Consistency measureConsistency(Optional<Path> directoryOrZip, TaskContext<?> task)
      throws IOException {
    try (SessionManager sessions = new SessionManager(options)) {
      // Closed with the manager, and its bundle with it.
      LoadedGenerator generator = sessions.load(openBundle(directoryOrZip));
      return ConsistencyMeasure.of(generator, task);
    }
  }

  /**
   * Measures what the sliders of a bundle do to faces; see {@link SliderMeasure}. Loads a runtime
   * for it. Blocks.
   *
   * @param directoryOrZip of the bundle; empty for the one that the studio brings along
   * @param only names of boundaries, as one may type them; of the others what is known stays. None
   *     means all
   * @param faces how many, at least 1
   * @param ratio of the channels that render, one of the uniform ones
   * @param resolution that is rendered, at most the model's
   * @return by the names of the boundaries
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if the bundle cannot be opened or rendered, or has no
   *     predictor
   */
  public Map<String, SliderQuality> measureSliders(
      Optional<Path> directoryOrZip,
      List<String> only,
      int faces,
      double ratio,
      int resolution,
      TaskContext<?> task)
      throws IOException {
    try (SessionManager sessions = new SessionManager(options)) {
      LoadedGenerator generator = sessions.load(openBundle(directoryOrZip));
      ChannelTable channels = generator.description().channels();
      Map<String, SliderQuality> all =
          new LinkedHashMap<>(only.isEmpty() ? Map.of() : generator.bundle().manifest().sliders());
      all.putAll(
          SliderMeasure.of(
              generator,
              named(only, generator.description()),
              faces,
              channels.subGenerator(ratio, Math.min(resolution, channels.resolution())),
              task));
      return all;
    }
  }

  private static List<Boundary> named(List<String> only, GeneratorDescription model)
      throws IOException {
    if (only.isEmpty()) {
      return model.boundaries();
    }
    List<Boundary> found = new ArrayList<>();
    for (String name : only) {
      String heard = DirectionNames.heard(name);
      found.add(
          model.boundaries().stream()
              .filter(each -> DirectionNames.heard(each.name()).equals(heard))
              .findFirst()
              .orElseThrow(
                  () ->
                      new WrongInputException(
                          Texts.of("engine.engineFactory.noBoundary", model.name(), name))));
    }
    return found;
  }

  /**
   * Measures how much sub-generators that were found differ from the full generator of a bundle.
   * Loads a runtime for it. Blocks.
   *
   * @param directoryOrZip of the bundle; empty for the one that the studio brings along
   * @param candidates of the bundle's generator
   * @return the candidates in their order
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException with a sentence if the bundle cannot be opened or rendered
   */
  public List<KeptSubGenerator> measureCandidates(
      Optional<Path> directoryOrZip, List<Candidate> candidates, TaskContext<?> task)
      throws IOException {
    try (SessionManager sessions = new SessionManager(options)) {
      LoadedGenerator generator = sessions.load(openBundle(directoryOrZip));
      return CandidateMeasure.of(generator, candidates, Map.of(), task);
    }
  }

  /** Finds and starts the plugins of the distribution and of the person. The caller closes it. */
  public PluginHost startPlugins() {
    PluginHost host = newPluginHost();
    host.start();
    return host;
  }

  private PluginHost newPluginHost() {
    return new PluginHost(
        folders.builtInPlugins().map(List::of).orElse(List.of()), folders.plugins());
  }

  /**
   * An engine with all plugins started.
   *
   * @param bundle owned by the engine from now on
   * @throws IOException with a sentence if the bundle cannot be loaded
   */
  public StudioEngine open(ModelBundle bundle) throws IOException {
    return open(new SessionManager(options), startPlugins(), bundle, Optional.empty());
  }

  /**
   * An engine with all plugins started that remembers from run to run how long stages take here, as
   * previews like it.
   *
   * @param bundle owned by the engine from now on
   * @throws IOException with a sentence if the bundle cannot be loaded
   */
  public StudioEngine openRemembering(ModelBundle bundle) throws IOException {
    SessionManager sessions = new SessionManager(options);
    Surroundings surroundings = Surroundings.current(sessions.status());
    return open(
        sessions,
        startPlugins(),
        bundle,
        Optional.of(
            new LatencyKeeper(new LatencyStore(folders.cache().resolve("latency"), surroundings))));
  }

  /** An engine for work that no plugin takes part in: it starts faster. */
  public StudioEngine openWithoutPlugins(ModelBundle bundle) throws IOException {
    return open(new SessionManager(options), newPluginHost(), bundle, Optional.empty());
  }

  private StudioEngine open(
      SessionManager sessions, PluginHost host, ModelBundle bundle, Optional<LatencyKeeper> keeper)
      throws IOException {
    StudioPortraits portraits =
        new StudioPortraits(
            sessions.networks(),
            features(),
            () -> preferences().perceptual() == Preferences.Perceptual.LPIPS);
    return new StudioEngine(
        sessions, portraits, host, Findings.in(folders), bundle, keeper, samples);
  }

  /** Where an imported perceptual network is kept. */
  public FeatureStore features() {
    return new FeatureStore(folders.features());
  }

  /**
   * Changes what the person who uses this machine chose. A window that is open keeps its own.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public void changePreferences(UnaryOperator<Preferences> change) throws IOException {
    new PreferenceStore(folders.preferencesFile()).update(change);
  }
}

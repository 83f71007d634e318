package studio.anycost.app.fx.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.animation.Animation;
import studio.anycost.app.animation.AnimationRender;
import studio.anycost.app.animation.FrameDocuments;
import studio.anycost.app.batch.Batch;
import studio.anycost.app.batch.BatchFaces;
import studio.anycost.app.batch.BatchResult;
import studio.anycost.app.batch.BatchTarget;
import studio.anycost.app.compare.Compared;
import studio.anycost.app.compare.Comparison;
import studio.anycost.app.compare.Variant;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.AttributeChange;
import studio.anycost.app.engine.AttributeMeter;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.RecipeEvaluator;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.movie.MovieSink;
import studio.anycost.app.plugin.PluginException;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.app.preview.PreviewController;
import studio.anycost.app.preview.PreviewFactory;
import studio.anycost.app.preview.SideBySide;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.settings.Preferences;
import studio.anycost.models.bundle.ModelBundle;

/** The real engine as the window sees it. Does not own the engine. */
public final class EngineBackend implements StudioBackend {
  private static final int THUMBNAIL = 128;

  /** Fewer pixels are seen one by one. */
  private static final int SHARP = 64;

  private final StudioEngine engine;
  private final PreviewFactory previews;
  private final AttributeMeter attributes;
  private final Map<Listener, Consumer<PluginReport>> listeners = new ConcurrentHashMap<>();

  public EngineBackend(StudioEngine engine) {
    this.engine = engine;
    this.previews = new PreviewFactory(engine);
    this.attributes = new AttributeMeter(engine);
  }

  @Override
  public GeneratorDescription model() {
    return engine.description();
  }

  @Override
  public List<Offered<Edit>> edits() {
    return engine.edits().stream().map(Offered::translated).toList();
  }

  @Override
  public PortraitDocument newPortrait(long seed, double psi) {
    return engine.newDocument(seed, psi);
  }

  @Override
  public List<String> problems(PortraitDocument document) {
    return engine.problems(document);
  }

  @Override
  public boolean hasImportedFeatures() {
    return engine.portraits().hasImported();
  }

  @Override
  public UniformGrid grid(double mostDifference) {
    return previews.grid(mostDifference);
  }

  @Override
  public PreviewController openPreview(UniformGrid grid, Executor callbacks) {
    return previews.openPreview(grid, callbacks);
  }

  @Override
  public SideBySide openSideBySide(Executor callbacks) {
    return previews.openSideBySide(callbacks);
  }

  @Override
  public List<Compared> compare(
      PortraitDocument portrait,
      List<Variant> variants,
      Consumer<Compared> done,
      TaskContext<?> task)
      throws IOException {
    return new Comparison(engine).run(portrait, variants, done, task);
  }

  @Override
  public StyleCode evaluate(PortraitDocument document) {
    return engine.evaluate(document);
  }

  @Override
  public RgbImage renderFull(PortraitDocument document, TaskContext<?> task) throws IOException {
    return engine
        .render(document, engine.description().channels().full(), task.cancellation())
        .toRgb();
  }

  @Override
  public FrameDocuments frames(Animation animation, CancellationToken cancellation)
      throws IOException {
    return FrameDocuments.of(animation, engine.lentGenerator(), engine.edits(), cancellation);
  }

  @Override
  public Optional<String> modelCard() throws IOException {
    return engine.generator().bundle().modelCard();
  }

  @Override
  public BatchResult batch(
      PortraitDocument recipe, BatchFaces faces, BatchTarget target, TaskContext<?> task)
      throws IOException {
    return new Batch(engine, recipe, engine.description().channels().full(), target)
        .run(faces, task);
  }

  @Override
  public int renderFrames(FrameDocuments frames, MovieSink sink, TaskContext<?> task)
      throws IOException {
    return new AnimationRender(
            engine.lentGenerator(), frames, engine.description().channels().full())
        .run(sink, task);
  }

  @Override
  public RgbImage renderThumbnail(PortraitDocument document) throws IOException {
    return engine.render(document, quickest(), CancellationToken.NONE).toRgb();
  }

  @Override
  public void renderThumbnails(
      List<PortraitDocument> documents, ThumbnailConsumer done, CancellationToken cancellation)
      throws IOException {
    Generator generator = engine.lentGenerator();
    // Of its own: that of the engine remembers the steps of the face that is being edited.
    RecipeEvaluator evaluator = new RecipeEvaluator(generator, engine.edits());
    List<StyleCode> codes = new ArrayList<>();
    for (PortraitDocument document : documents) {
      cancellation.throwIfCancelled();
      codes.add(evaluator.evaluate(document));
    }
    generator.renderAll(
        codes,
        quickest(),
        documents.get(0).noise(),
        cancellation,
        (index, image) -> done.rendered(index, image.toRgb()));
  }

  /** The cheapest that looks right at the size of a thumbnail. */
  private SubGenerator quickest() {
    ChannelTable channels = engine.description().channels();
    int side = Math.min(channels.resolution(), THUMBNAIL);
    return grid(Preferences.DEFAULTS.mostDifference()).usableCheapestFirst().stream()
        .map(UniformGrid.Place::subGenerator)
        .filter(each -> each.resolution() >= Math.min(side, SHARP) && each.resolution() <= side)
        .findFirst()
        .orElseGet(() -> channels.subGenerator(1, side));
  }

  @Override
  public List<AttributeChange> attributeChanges(
      PortraitDocument document, SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException {
    return attributes.changes(document, subGenerator, cancellation);
  }

  /**
   * @param model of the engine
   */
  private record EngineModel(studio.anycost.app.engine.LoadedModel model) implements LoadedModel {
    @Override
    public GeneratorDescription description() {
      return model.description();
    }

    @Override
    public void close() {
      model.close();
    }
  }

  @Override
  public LoadedModel load(Optional<Path> directoryOrZip, TaskContext<?> task) throws IOException {
    ModelBundle bundle =
        directoryOrZip.isPresent()
            ? ModelBundle.open(directoryOrZip.get(), task)
            : ModelBundle.openDefault();
    return new EngineModel(engine.load(bundle, task.cancellation()));
  }

  @Override
  public LoadedModel switchTo(LoadedModel next) {
    return new EngineModel(engine.switchTo(((EngineModel) next).model()));
  }

  @Override
  public List<PluginReport> plugins() {
    return engine.plugins().reports();
  }

  @Override
  public PluginReport installPlugin(Path jar) {
    return engine.plugins().install(jar);
  }

  @Override
  public PluginReport setPluginEnabled(String id, boolean enabled) throws PluginException {
    return enabled ? engine.plugins().enable(id) : engine.plugins().disable(id);
  }

  @Override
  public boolean canUninstall(PluginReport plugin) {
    return engine.plugins().canUninstall(plugin);
  }

  @Override
  public Optional<Path> pluginOrigin(PluginReport plugin) {
    return engine.plugins().origin(plugin.id());
  }

  @Override
  public PluginReport reloadPlugin(String id) throws PluginException {
    return engine.plugins().reload(id);
  }

  @Override
  public Optional<PluginReport> replacedPlugin(String id) {
    return engine.plugins().replaced(id);
  }

  @Override
  public PluginReport uninstallPlugin(String id) throws PluginException {
    return engine.plugins().uninstall(id);
  }

  @Override
  public void addListener(Listener listener) {
    Consumer<PluginReport> adapter = listener::pluginChanged;
    if (listeners.putIfAbsent(listener, adapter) == null) {
      engine.addPluginListener(adapter);
    }
  }

  @Override
  public void removeListener(Listener listener) {
    Consumer<PluginReport> adapter = listeners.remove(listener);
    if (adapter != null) {
      engine.removePluginListener(adapter);
    }
  }
}

package studio.anycost.app.fx.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.animation.Animation;
import studio.anycost.app.animation.AnimationRender;
import studio.anycost.app.animation.FrameDocuments;
import studio.anycost.app.batch.BatchFaces;
import studio.anycost.app.batch.BatchOutcome;
import studio.anycost.app.batch.BatchResult;
import studio.anycost.app.batch.BatchTarget;
import studio.anycost.app.compare.Compared;
import studio.anycost.app.compare.Variant;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.engine.AttributeChange;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.RecipeEvaluator;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.movie.MovieSink;
import studio.anycost.app.plugin.PluginDetails;
import studio.anycost.app.plugin.PluginException;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.app.preview.Ladder;
import studio.anycost.app.preview.PreviewController;
import studio.anycost.app.preview.PreviewGenerator;
import studio.anycost.app.preview.Renderer;
import studio.anycost.app.preview.SideBySide;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.series.FaceStart;
import studio.anycost.app.series.NamedFace;
import studio.anycost.app.series.NamedPhoto;
import studio.anycost.models.bundle.Consistency;
import studio.anycost.models.latency.Prediction;

/**
 * A backend without runtime and plugins: the real preview logic over painted faces. Models are
 * opened as the engine opens them: in steps between which it looks for a cancellation, beside the
 * open one, and a model that is closed renders no more.
 */
public final class SyntheticBackend implements StudioBackend, AutoCloseable {
  /**
   * What a folder must hold to be a bundle: the name of the model, and if it is another than usual
   * its resolution in a second line.
   */
  public static final String BUNDLE_FILE = "synthetic.txt";

  /** Painting takes its time, and of these there are many. */
  private static final int THUMBNAIL = 16;

  /** Where the loading of a model, or a batch, can be held. */
  public enum Step {
    /** Before the last look for a cancellation. */
    CHECKING,
    /** After it: the model will be there. */
    READY,
    /** Before each face of a batch. */
    BATCHING
  }

  /** Whether a network to compare pictures in counts as imported. */
  public volatile boolean importedFeatures;

  private final AtomicInteger models = new AtomicInteger();
  private volatile SyntheticModel open = new SyntheticModel(new SyntheticGenerator());
  private volatile Optional<Step> held = Optional.empty();
  private volatile Optional<Step> reached = Optional.empty();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final List<Edit> edits = new CopyOnWriteArrayList<>();
  private final List<PluginReport> reports = new CopyOnWriteArrayList<>();
  private final List<SubGenerator> questions = new CopyOnWriteArrayList<>();
  private final AtomicInteger comparedCells = new AtomicInteger();
  private final AtomicInteger filmed = new AtomicInteger();
  private final List<PortraitDocument> thumbnails = new CopyOnWriteArrayList<>();
  private final List<PortraitDocument> askedThumbnails = new CopyOnWriteArrayList<>();
  private volatile boolean thumbnailsHeld;
  private volatile boolean filmHeld;
  private volatile boolean fullHeld;
  private volatile boolean comparisonHeld;
  private volatile boolean previewHeld;
  private volatile boolean pluginsHeld;
  private volatile Optional<Consistency> consistency = Optional.empty();
  private volatile Optional<String> renderFailure = Optional.empty();

  public SyntheticBackend(List<Edit> edits) {
    this.edits.addAll(edits);
    for (Edit edit : edits) {
      reports.add(report(edit.info().id(), PluginReport.State.STARTED, Optional.empty()));
    }
  }

  private static PluginReport report(
      String id, PluginReport.State state, Optional<String> problem) {
    return new PluginReport(
        id,
        "1.0.0",
        "Plugin " + id,
        Path.of("plugins", id + ".jar"),
        state,
        state == PluginReport.State.STARTED ? List.of(id) : List.of(),
        problem,
        new PluginDetails("Edits of " + id + ".", "", "", ""));
  }

  /** What is known of the sub-generators of all models from now on. */
  public void setConsistency(Consistency table) {
    consistency = Optional.of(table);
  }

  /** Keeps models from being loaded beyond a step until that is let go. */
  public void holdLoading(Optional<Step> step) {
    held = step;
  }

  /** The step that the loading of a model is held at. */
  public Optional<Step> reachedStep() {
    return reached;
  }

  /** Models that are loaded and not closed. */
  public int openModels() {
    return models.get();
  }

  /** Keeps comparisons from rendering until they are cancelled or let go. */
  public void holdComparison(boolean held) {
    comparisonHeld = held;
  }

  /** Keeps previews from rendering until they are let go. */
  public void holdPreview(boolean held) {
    previewHeld = held;
  }

  /** Keeps plugins from being switched until they are let go. */
  public void holdPlugins(boolean held) {
    pluginsHeld = held;
  }

  /** Keeps films after their next frame until they are stopped, cancelled or let go. */
  public void holdFilm(boolean held) {
    filmHeld = held;
  }

  /** Frames of films that were rendered so far. */
  public int filmedFrames() {
    return filmed.get();
  }

  /** Cells that comparisons rendered so far. */
  public int comparedCells() {
    return comparedCells.get();
  }

  /** Whether full pictures wait from now on. */
  public void holdFull(boolean held) {
    fullHeld = held;
  }

  /** From now on every render fails with this sentence, or works again. */
  public void failRenders(Optional<String> sentence) {
    renderFailure = sentence;
  }

  /** Switches a plugin off as the host does when it throws. */
  public void failPlugin(String id, String sentence) {
    edits.removeIf(edit -> edit.info().id().equals(id));
    change(report(id, PluginReport.State.FAILED, Optional.of(sentence)));
  }

  private void change(PluginReport report) {
    reports.replaceAll(old -> old.id().equals(report.id()) ? report : old);
    listeners.forEach(listener -> listener.pluginChanged(report));
  }

  private RecipeEvaluator evaluator() {
    return new RecipeEvaluator(open.generator, edits());
  }

  @Override
  public GeneratorDescription model() {
    return open.description();
  }

  @Override
  public List<Offered<Edit>> edits() {
    return edits.stream()
        .map(edit -> new Offered<>(edit, edit.info(), edit.parameters(model())))
        .toList();
  }

  @Override
  public PortraitDocument newPortrait(long seed, double psi) {
    return new PortraitDocument(
        model().identity(), new BaseStyle.Seed(seed, psi), Noise.FIXED, Recipe.EMPTY);
  }

  @Override
  public List<String> problems(PortraitDocument document) {
    return evaluator().problems(document);
  }

  @Override
  public boolean hasImportedFeatures() {
    return importedFeatures;
  }

  @Override
  public UniformGrid grid(double mostDifference) {
    return new UniformGrid(
        model().channels(), model().styleDimension(), consistency, mostDifference);
  }

  @Override
  public PreviewController openPreview(UniformGrid grid, Executor callbacks) {
    return new PreviewController(new PaintedPreviews(), Ladder.uniform(grid), 1, callbacks);
  }

  @Override
  public SideBySide openSideBySide(Executor callbacks) {
    return new SideBySide(new PaintedPreviews(), callbacks);
  }

  /** Nothing for the full picture, else a dark grey. */
  private int[] differences(SubGenerator subGenerator) {
    int[] pixels = new int[subGenerator.resolution() * subGenerator.resolution()];
    if (!subGenerator.equals(model().channels().full())) {
      Arrays.fill(pixels, 0xff101010);
    }
    return pixels;
  }

  /** Pictures are plain, and everything is as far from the full one as its ratio is from 1. */
  @Override
  public List<Compared> compare(
      PortraitDocument portrait,
      List<Variant> variants,
      Consumer<Compared> done,
      TaskContext<?> task) {
    List<Compared> all = new ArrayList<>();
    for (Variant variant : variants) {
      SubGenerator subGenerator = variant.subGenerator();
      int widest = subGenerator.channels().widths().get(0);
      int side = subGenerator.resolution();
      Compared compared =
          new Compared(
              variant,
              RgbImage.of(side, side, new int[side * side]),
              RgbImage.of(side, side, differences(subGenerator)),
              1.0 / (widest * side),
              side,
              MacCount.of(subGenerator, 512));
      all.add(compared);
      done.accept(compared);
    }
    return all;
  }

  @Override
  public StyleCode evaluate(PortraitDocument document) {
    return evaluator().evaluate(document);
  }

  @Override
  public RgbImage renderFull(PortraitDocument document, TaskContext<?> task) throws IOException {
    if (renderFailure.isPresent()) {
      throw new IOException(renderFailure.get());
    }
    while (fullHeld) {
      task.cancellation().throwIfCancelled();
      LockSupport.parkNanos(1_000_000);
    }
    return open.render(
            evaluator().evaluate(document),
            model().channels().full(),
            document.noise(),
            task.cancellation())
        .toRgb();
  }

  @Override
  public FrameDocuments frames(Animation animation, CancellationToken cancellation)
      throws IOException {
    return FrameDocuments.of(animation, open.generator, edits(), cancellation);
  }

  @Override
  public int renderFrames(FrameDocuments frames, MovieSink sink, TaskContext<?> task)
      throws IOException {
    return new AnimationRender(open.generator, frames, model().channels().full())
        .run(
            frame -> {
              sink.add(frame);
              filmed.incrementAndGet();
              while (filmHeld && !task.stopRequested()) {
                task.cancellation().throwIfCancelled();
                Thread.onSpinWait();
              }
            },
            task);
  }

  /** Edited faces are warmer, and the more so the more edits there are. */
  @Override
  public List<AttributeChange> attributeChanges(
      PortraitDocument document, SubGenerator subGenerator, CancellationToken cancellation) {
    questions.add(subGenerator);
    double edits = document.recipe().steps().size();
    return model().attributes().stream()
        .map(
            name ->
                new AttributeChange(
                    name, 0.25, name.equals("Warm") ? 0.25 + Math.min(0.5, edits / 2) : 0.25))
        .toList();
  }

  /** With what the effects of edits were asked for. */
  public List<SubGenerator> questions() {
    return questions;
  }

  @Override
  public RgbImage renderThumbnail(PortraitDocument document) throws IOException {
    return renderFull(document, TaskContext.none());
  }

  @Override
  public void renderThumbnails(
      List<PortraitDocument> documents, ThumbnailConsumer done, CancellationToken cancellation)
      throws IOException {
    askedThumbnails.addAll(documents);
    for (int i = 0; i < documents.size(); i++) {
      while (thumbnailsHeld) {
        cancellation.throwIfCancelled();
        Thread.onSpinWait();
      }
      cancellation.throwIfCancelled();
      if (renderFailure.isPresent()) {
        throw new IOException(renderFailure.get());
      }
      PortraitDocument document = documents.get(i);
      thumbnails.add(document);
      SubGenerator small = model().channels().subGenerator(1, THUMBNAIL);
      done.rendered(
          i, open.render(evaluate(document), small, document.noise(), cancellation).toRgb());
    }
  }

  /** Keeps small pictures of many portraits from being rendered until they are let go. */
  public void holdThumbnails(boolean held) {
    thumbnailsHeld = held;
  }

  /** What small pictures were asked for of, when many could be, whatever became of it. */
  public List<PortraitDocument> askedThumbnails() {
    return askedThumbnails;
  }

  /** What small pictures were rendered of, when many were asked for. */
  public List<PortraitDocument> thumbnails() {
    return thumbnails;
  }

  @Override
  public Optional<String> modelCard() {
    return Optional.of("# A painted model\n\nIt was made for tests.\n");
  }

  /** Pictures of drawn faces, one after the other; a photo has no face. */
  @Override
  public BatchResult batch(
      PortraitDocument recipe, BatchFaces faces, BatchTarget target, TaskContext<?> task)
      throws IOException {
    List<BatchOutcome> outcomes = new ArrayList<>();
    if (faces instanceof BatchFaces.Drawn drawn) {
      for (NamedFace face : drawn.faces()) {
        pass(Step.BATCHING);
        task.cancellation().throwIfCancelled();
        Path file = target.folder().resolve(face.fileName() + ".png");
        PictureWriter.write(
            file, renderFull(recipe.withBase(((FaceStart.Known) face.start()).base()), task), 1);
        outcomes.add(
            new BatchOutcome(face.label(), file, BatchOutcome.State.MADE, Optional.empty()));
      }
    } else {
      for (NamedPhoto photo : ((BatchFaces.OfPhotos) faces).photos()) {
        outcomes.add(
            new BatchOutcome(
                photo.name(),
                target.folder().resolve(photo.name() + ".png"),
                BatchOutcome.State.FAILED,
                Optional.of("There is no face in it.")));
      }
    }
    return new BatchResult(target.folder(), outcomes);
  }

  @Override
  public LoadedModel load(Optional<Path> directoryOrZip, TaskContext<?> task) throws IOException {
    task.cancellation().throwIfCancelled();
    pass(Step.CHECKING);
    task.cancellation().throwIfCancelled();
    pass(Step.READY);
    if (directoryOrZip.isEmpty()) {
      return new SyntheticModel(new SyntheticGenerator());
    }
    Path file = directoryOrZip.get().resolve(BUNDLE_FILE);
    if (!Files.exists(file)) {
      throw new IOException(directoryOrZip.get() + " is no model bundle.");
    }
    List<String> lines = Files.readAllLines(file);
    String name = lines.get(0);
    int resolution =
        lines.size() > 1 ? Integer.parseInt(lines.get(1)) : SyntheticGenerator.RESOLUTION;
    return new SyntheticModel(
        new SyntheticGenerator(name, "%08x".formatted(name.hashCode()).repeat(8), resolution));
  }

  private void pass(Step step) {
    while (held.equals(Optional.of(step))) {
      reached = Optional.of(step);
      Thread.onSpinWait();
    }
    reached = Optional.empty();
  }

  @Override
  public LoadedModel switchTo(LoadedModel next) {
    SyntheticModel before = open;
    open = (SyntheticModel) next;
    return before;
  }

  @Override
  public List<PluginReport> plugins() {
    return new ArrayList<>(reports);
  }

  @Override
  public PluginReport installPlugin(Path jar) {
    return report(
        String.valueOf(jar.getFileName()),
        PluginReport.State.FAILED,
        Optional.of(jar.getFileName() + " is no plugin."));
  }

  @Override
  public boolean canUninstall(PluginReport plugin) {
    return false;
  }

  @Override
  public Optional<Path> pluginOrigin(PluginReport plugin) {
    return Optional.empty();
  }

  @Override
  public PluginReport reloadPlugin(String id) throws PluginException {
    throw new PluginException("The synthetic plugin came with the studio.");
  }

  @Override
  public Optional<PluginReport> replacedPlugin(String id) {
    return Optional.empty();
  }

  @Override
  public PluginReport uninstallPlugin(String id) throws PluginException {
    throw new PluginException("The synthetic plugin came with the studio.");
  }

  @Override
  public PluginReport setPluginEnabled(String id, boolean enabled) {
    while (pluginsHeld) {
      Thread.onSpinWait();
    }
    PluginReport report =
        report(
            id,
            enabled ? PluginReport.State.STARTED : PluginReport.State.DISABLED,
            Optional.empty());
    if (enabled) {
      edits.add(new SyntheticEdit());
    } else {
      edits.removeIf(edit -> edit.info().id().equals(id));
    }
    change(report);
    return report;
  }

  @Override
  public void addListener(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeListener(Listener listener) {
    listeners.remove(listener);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** The open model as previews and comparisons need it. */
  private final class PaintedPreviews implements PreviewGenerator {
    private final SyntheticModel model = open;

    @Override
    public GeneratorDescription description() {
      return model.description();
    }

    @Override
    public StyleCode evaluate(PortraitDocument document) {
      return evaluator().evaluate(document);
    }

    @Override
    public Renderer openRenderer() {
      return new PaintingRenderer(model);
    }

    @Override
    public ImageTensor render(
        StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
        throws IOException {
      if (renderFailure.isPresent()) {
        throw new IOException(renderFailure.get());
      }
      while (comparisonHeld) {
        cancellation.throwIfCancelled();
        Thread.onSpinWait();
      }
      comparedCells.incrementAndGet();
      return model.render(code, subGenerator, noise, cancellation);
    }

    @Override
    public Prediction predict(SubGenerator subGenerator, int reusedStages) {
      double milliseconds =
          MacCount.of(subGenerator, model.description().styleDimension()).performed() / 5e6;
      return new Prediction(milliseconds, milliseconds, milliseconds);
    }

    @Override
    public boolean isMeasured(SubGenerator subGenerator) {
      return true;
    }

    @Override
    public boolean isBusy() {
      return false;
    }
  }

  private final class SyntheticModel implements LoadedModel {
    private final SyntheticGenerator generator;
    private final AtomicBoolean closed = new AtomicBoolean();

    SyntheticModel(SyntheticGenerator generator) {
      this.generator = generator;
      models.incrementAndGet();
    }

    ImageTensor render(
        StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
      if (closed.get()) {
        throw new IllegalStateException("The generator is closed.");
      }
      return generator.render(code, subGenerator, noise, cancellation);
    }

    @Override
    public GeneratorDescription description() {
      return generator.description();
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        models.decrementAndGet();
      }
    }
  }

  /** Latest wins, as the runtime's views do. */
  private final class PaintingRenderer implements Renderer {
    private final SyntheticModel model;
    private final AtomicLong newest = new AtomicLong();
    private final AtomicReference<CompletableFuture<Rendered>> waiting = new AtomicReference<>();
    private final Set<List<Object>> rendered = ConcurrentHashMap.newKeySet();

    PaintingRenderer(SyntheticModel model) {
      this.model = model;
    }

    @Override
    public CompletableFuture<Rendered> submit(Job job) {
      long number = newest.incrementAndGet();
      CompletableFuture<Rendered> future = new CompletableFuture<>();
      CompletableFuture<Rendered> old = waiting.getAndSet(future);
      if (old != null) {
        old.completeExceptionally(new CancellationException("newer"));
      }
      threads.execute(
          () -> {
            if (newest.get() != number && job.supersedable()) {
              future.completeExceptionally(new CancellationException("newer"));
              return;
            }
            waiting.compareAndSet(future, null);
            while (previewHeld) {
              Thread.onSpinWait();
            }
            if (renderFailure.isPresent()) {
              future.completeExceptionally(new IOException(renderFailure.get()));
              return;
            }
            long start = System.nanoTime();
            ImageTensor image;
            try {
              image =
                  model.render(job.code(), job.subGenerator(), job.noise(), CancellationToken.NONE);
            } catch (RuntimeException e) {
              future.completeExceptionally(e);
              return;
            }
            double milliseconds = (System.nanoTime() - start) / 1e6;
            boolean reused = !rendered.add(List.of(job.code(), job.subGenerator(), job.noise()));
            future.complete(new Rendered(image, milliseconds, reused ? 1 : 0, reused));
          });
      return future;
    }

    @Override
    public void cancel() {
      newest.incrementAndGet();
      CompletableFuture<Rendered> old = waiting.getAndSet(null);
      if (old != null) {
        old.completeExceptionally(new CancellationException("cancelled"));
      }
    }

    @Override
    public Counts counts() {
      return new Counts(0, 0);
    }

    @Override
    public void close() {
      cancel();
    }
  }
}

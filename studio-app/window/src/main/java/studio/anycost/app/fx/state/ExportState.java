package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.History;
import studio.anycost.app.document.HistoryTree;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.state.ExportChoice.Kind;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ContactSheet;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.image.Shrinker;
import studio.anycost.app.photo.PhotoWriter;
import studio.anycost.app.picture.PictureMaker;
import studio.anycost.app.picture.Subject;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.task.Job;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.JobListener;
import studio.anycost.app.task.JobRunner;
import studio.anycost.app.task.Outcome;
import studio.anycost.app.task.Progress;

/**
 * What is exported next: what was chosen, and the very file that would be written, which is made in
 * the background as long as somebody looks at it. JavaFX thread only.
 */
public final class ExportState implements AutoCloseable {
  /** A portrait that changes again within this does not rest. */
  private static final Duration REST = Duration.millis(200);

  /** Side of what is shown of a picture, pixels. */
  private static final int SHOWN = 640;

  /**
   * A file to be written.
   *
   * @param side of each face, pixels
   * @param jpegQuality 0..1
   */
  public record Order(Subject subject, int side, PictureFormat format, double jpegQuality) {}

  /**
   * A file that was made, or the picture of a photo, whose file is made when it is written.
   *
   * @param order what it was made for; empty for a photo
   * @param picture of the file, small enough to be shown
   * @param width of the picture in the file, pixels
   * @param height of the picture in the file, pixels
   * @param file its bytes; empty for a photo
   */
  public record Made(
      Optional<Order> order, ScreenPicture picture, int width, int height, Optional<byte[]> file) {}

  private final StudioBackend backend;
  private final ToolBackend tools;
  private final DocumentState documents;
  private final PhotoState photos;
  private final ModelState model;
  private final PreferenceState preferences;
  private final JobRunner jobs;
  private final FullPictures pictures;
  private final PauseTransition rest = new PauseTransition(REST);
  private final ObjectProperty<ExportChoice> choice =
      new SimpleObjectProperty<>(ExportChoice.FIRST);
  private final ObjectProperty<Optional<PictureFormat>> photoFormat =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Made>> made =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyObjectWrapper<Optional<String>> failure =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Job> job = Optional.empty();
  private boolean wanted;

  @Inject
  public ExportState(
      StudioBackend backend,
      ToolBackend tools,
      DocumentState documents,
      PhotoState photos,
      ModelState model,
      EditsState edits,
      PreferenceState preferences,
      @Workers Executor workers,
      @FxThread Executor fx) {
    this.backend = backend;
    this.tools = tools;
    this.documents = documents;
    this.photos = photos;
    this.model = model;
    this.preferences = preferences;
    this.jobs = new JobRunner(workers, fx);
    this.pictures = new FullPictures(backend);
    rest.setOnFinished(event -> make());
    documents.addShowListener((document, moving) -> changed());
    choice.addListener(observable -> changed());
    preferences.property().addListener((observable, old, now) -> qualityMayDiffer());
    model.descriptionProperty().addListener(observable -> forget());
    edits.editsProperty().addListener(observable -> forget());
  }

  private void qualityMayDiffer() {
    Optional<Order> order = made.get().flatMap(Made::order);
    if (order.isPresent() && order.get().jpegQuality() != preferences.get().jpegQuality()) {
      changed();
    }
  }

  private void forget() {
    pictures.forget();
    made.set(Optional.empty());
    changed();
  }

  private void changed() {
    cancel();
    if (wanted) {
      rest.playFromStart();
    }
  }

  /** Makes the file from now on whenever something about it changes, or lets that be. */
  public void want(boolean now) {
    wanted = now;
    if (now) {
      make();
    } else {
      rest.stop();
      cancel();
      made.set(Optional.empty());
      pictures.forget();
    }
  }

  /** What was chosen, which need not be possible now: see {@link #kind}. */
  public ObjectProperty<ExportChoice> choiceProperty() {
    return choice;
  }

  /** The format of a whole photo, where another is wanted than its own. */
  public ObjectProperty<Optional<PictureFormat>> photoFormatProperty() {
    return photoFormat;
  }

  /** The format of what is exported: a photo has its own, and that of portraits stays as it is. */
  public PictureFormat format() {
    return kind() == Kind.PHOTO
        ? photoFormat.get().orElseGet(this::ownFormat)
        : choice.get().format();
  }

  private PictureFormat ownFormat() {
    return documents
        .get()
        .source()
        .filter(source -> PhotoWriter.ending(source.file()).equals(".jpg"))
        .map(source -> PictureFormat.JPEG)
        .orElse(PictureFormat.PNG);
  }

  /** The file as it would be written now, or was a moment ago. */
  public ReadOnlyObjectProperty<Optional<Made>> madeProperty() {
    return made.getReadOnlyProperty();
  }

  /** What is being done to make it, in words that may be empty; nothing while it is there. */
  public ReadOnlyObjectProperty<Optional<String>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** How much of that is done, 0..1, or negative where the length is unknown. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Why there is no such file, one sentence. */
  public ReadOnlyObjectProperty<Optional<String>> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Why a kind of picture cannot be exported now, a few words; empty if it can. */
  public Optional<String> obstacle(Kind kind) {
    return switch (kind) {
      case PORTRAIT -> Optional.empty();
      case BEFORE_AFTER ->
          documents.get().recipe().isEmpty()
              ? Optional.of(Texts.of("state.exportState.noEditYet"))
              : Optional.empty();
      case VARIANTS ->
          documents.variantsProperty().get().all().isEmpty()
              ? Optional.of(Texts.of("state.exportState.noneKeptYet"))
              : Optional.empty();
      case HISTORY ->
          past().size() < 2
              ? Optional.of(Texts.of("state.exportState.nothingDoneYet"))
              : Optional.empty();
      case PHOTO ->
          photos.availableProperty().get()
              ? Optional.empty()
              : Optional.of(Texts.of("state.exportState.notOfAPhoto"));
    };
  }

  /** What was chosen, or the portrait if that is not possible now. */
  public Kind kind() {
    Kind chosen = choice.get().kind();
    return obstacle(chosen).isEmpty() ? chosen : Kind.PORTRAIT;
  }

  /** Pixels of the side of a face at a scale; empty where that is too few or too many. */
  public OptionalInt side(double scale) {
    double side = scale * model.fullSide();
    return side >= 32 && side <= 8192 && side == Math.rint(side)
        ? OptionalInt.of((int) side)
        : OptionalInt.empty();
  }

  private int side() {
    return side(choice.get().scale()).orElse(model.fullSide());
  }

  /** The states that led to the present one, the last so many. */
  private List<History.Entry<PortraitDocument>> past() {
    DocumentState.Timeline timeline = documents.timelineProperty().get();
    List<History.Entry<PortraitDocument>> shown =
        timeline.entries().subList(0, timeline.position() + 1).stream()
            // A face that was drawn before its photo was looked at.
            .filter(
                entry ->
                    entry.value().source().isEmpty()
                        || !(entry.value().base() instanceof BaseStyle.Seed))
            .toList();
    return shown.subList(Math.max(0, shown.size() - ContactSheet.MOST), shown.size());
  }

  /** What would be written now; not for a photo. */
  public Order order() {
    return new Order(subject(), side(), choice.get().format(), preferences.get().jpegQuality());
  }

  private Subject subject() {
    PortraitDocument document = documents.get();
    return switch (kind()) {
      case BEFORE_AFTER -> new Subject.BeforeAfter(document);
      case VARIANTS -> variants(document);
      case HISTORY -> history(document);
      case PORTRAIT, PHOTO -> new Subject.Portrait(document);
    };
  }

  private Subject.Sheet variants(PortraitDocument document) {
    List<NamedVariant> all = documents.variantsProperty().get().all();
    List<Subject.Cell> cells = new ArrayList<>();
    if (all.stream().noneMatch(variant -> variant.document().equals(document))) {
      cells.add(new Subject.Cell(Texts.of("state.exportState.thePortraitNow"), document));
    }
    all.forEach(variant -> cells.add(new Subject.Cell(variant.name(), variant.document())));
    Project project =
        new Project(document, model.get().name(), List.of(), Optional.empty(), all, Map.of());
    return new Subject.Sheet(
        Texts.of("state.exportState.variants"),
        Texts.written("state.exportState.variants"),
        project,
        cells);
  }

  private Subject.Sheet history(PortraitDocument document) {
    List<Subject.Cell> cells = new ArrayList<>();
    for (History.Entry<PortraitDocument> entry : past()) {
      cells.add(new Subject.Cell(cells.size() + 1 + ". " + entry.label(), entry.value()));
    }
    Optional<HistoryTree<PortraitDocument>> tree = Optional.of(documents.tree());
    Project project =
        new Project(document, model.get().name(), List.of(), tree, List.of(), Map.of());
    return new Subject.Sheet(
        Texts.of("state.exportState.history"),
        Texts.written("state.exportState.history"),
        project,
        cells);
  }

  private PictureMaker maker(PictureMaker.Renders renders) {
    return new PictureMaker(renders, model.get().name(), backend.edits());
  }

  /** Writes the bytes of an order that is not there yet. Takes long; any thread. */
  @FunctionalInterface
  public interface Work {
    byte[] bytes(TaskContext<?> task) throws IOException;
  }

  /** What makes the file of an order: it is ready already, or it is made as this one would be. */
  public Work work(Order order) {
    Optional<byte[]> ready =
        made.get().filter(now -> now.order().equals(Optional.of(order))).flatMap(Made::file);
    PictureMaker maker = maker(pictures::get);
    return task ->
        ready.isPresent()
            ? ready.get()
            : maker.file(
                order.subject(),
                maker.picture(order.subject(), order.side(), task),
                order.format(),
                order.jpegQuality());
  }

  private void make() {
    cancel();
    failure.set(Optional.empty());
    if (kind() == Kind.PHOTO) {
      start(photo());
      return;
    }
    Order order;
    try {
      order = order();
    } catch (IllegalArgumentException e) {
      fail(Reasons.of(e));
      return;
    }
    Optional<String> obstacle = PictureMaker.obstacle(order.subject(), order.side());
    if (obstacle.isPresent()) {
      fail(obstacle.get());
      return;
    }
    if (!made.get().flatMap(Made::order).equals(Optional.of(order))) {
      PictureMaker maker = maker(pictures::get);
      start(task -> made(maker, order, task));
    }
  }

  private void fail(String sentence) {
    made.set(Optional.empty());
    failure.set(Optional.of(sentence));
  }

  private static Made made(PictureMaker maker, Order order, TaskContext<?> task)
      throws IOException {
    RgbImage picture = maker.picture(order.subject(), order.side(), task);
    task.progress().report(-1, Texts.of("state.exportState.packing"));
    byte[] file = maker.file(order.subject(), picture, order.format(), order.jpegQuality());
    return new Made(
        Optional.of(order), shown(picture), picture.width(), picture.height(), Optional.of(file));
  }

  private static ScreenPicture shown(RgbImage picture) {
    return ScreenPicture.of(Shrinker.shrunk(picture, SHOWN), SHOWN);
  }

  private MakingWork photo() {
    Offered<Tool> blender = photos.blenderProperty().get().orElseThrow();
    ParameterValues values = photos.values();
    PortraitDocument document = documents.get();
    return task -> {
      task.progress().report(-1, Texts.of("state.exportState.puttingTheFaceInto"));
      PhotoView view = tools.viewPhoto(blender, values, document, task);
      return new Made(
          Optional.empty(), view.after(), view.width(), view.height(), Optional.empty());
    };
  }

  @FunctionalInterface
  private interface MakingWork {
    Made make(TaskContext<?> task) throws IOException;
  }

  private void start(MakingWork work) {
    progress.set(-1);
    running.set(Optional.of(""));
    job =
        Optional.of(
            jobs.<Object, Made>start(
                JobInfo.of(Texts.of("state.exportState.export")), work::make, new Making()));
  }

  private void cancel() {
    job.ifPresent(Job::cancel);
    job = Optional.empty();
    running.set(Optional.empty());
  }

  @Override
  public void close() {
    wanted = false;
    rest.stop();
    cancel();
  }

  /** What becomes of one file. */
  private final class Making implements JobListener<Object, Made> {
    @Override
    public void progressed(Progress now) {
      if (running.get().isPresent()) {
        progress.set(now.fraction());
        running.set(Optional.of(now.message()));
      }
    }

    @Override
    public void ended(Outcome<Made> outcome) {
      if (outcome instanceof Outcome.Finished<Made> finished) {
        running.set(Optional.empty());
        made.set(Optional.of(finished.result()));
      } else if (outcome instanceof Outcome.Failed<Made> failed) {
        running.set(Optional.empty());
        fail(Reasons.of(failed.cause()));
      }
    }
  }
}

package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyProperty;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.compare.SubGeneratorNames;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.KeptCandidates;
import studio.anycost.app.engine.PublishedCandidates;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.preview.Ladder;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.UniformGrid;

/** What a person does with sub-generators that a search found. JavaFX thread only. */
public final class CandidateCommands {
  private static final String NOT_WRITTEN = Texts.of("command.candidateCommands.theFileWasNot");

  private static final String UNCHANGED =
      Texts.of("command.candidateCommands.theSubGeneratorsStay");

  private static final List<FilePicker.Kind> KINDS =
      List.of(
          new FilePicker.Kind(
              Texts.of("command.candidateCommands.subGenerators"), List.of("json")));

  /** Pictures beside a chart are small; those of small sub-generators are enlarged smoothly. */
  private static final int SCREEN_SIDE = 128;

  /** How a list of kept ones becomes another. */
  private interface Change {
    List<Candidate> of(List<Candidate> kept) throws Exception;
  }

  /** What is kept, and what previews climb then. */
  private record Kept(KeptCandidates candidates, Ladder ladder, Optional<String> notInBundle) {}

  private record Loaded(PublishedCandidates.Contents contents, Kept kept) {}

  private final ToolBackend tools;
  private final StudioBackend studio;
  private final ModelState model;
  private final DocumentState documents;
  private final PreviewState preview;
  private final PreferenceState preferences;
  private final ViewState views;
  private final PhotoState photo;
  private final FilePicker picker;
  private final SaveDialog dialog;
  private final Folders folders;
  private final BackgroundTasks tasks;
  private final QuietWork quiet;
  private final Notices notices;
  private final ReadOnlyObjectWrapper<KeptCandidates> kept =
      new ReadOnlyObjectWrapper<>(new KeptCandidates(List.of(), false));

  @Inject
  CandidateCommands(
      ToolBackend tools,
      StudioBackend studio,
      ModelState model,
      DocumentState documents,
      PreviewState preview,
      PreferenceState preferences,
      ViewState views,
      PhotoState photo,
      FilePicker picker,
      SaveDialog dialog,
      Folders folders,
      BackgroundTasks tasks,
      QuietWork quiet,
      Notices notices) {
    this.tools = tools;
    this.studio = studio;
    this.model = model;
    this.documents = documents;
    this.preview = preview;
    this.preferences = preferences;
    this.views = views;
    this.photo = photo;
    this.picker = picker;
    this.dialog = dialog;
    this.folders = folders;
    this.tasks = tasks;
    this.quiet = quiet;
    this.notices = notices;
  }

  /** What previews of the open model climb of what was found; empty until {@link #refresh}. */
  public ReadOnlyObjectProperty<KeptCandidates> keptProperty() {
    return kept.getReadOnlyProperty();
  }

  /** Reads what is kept. */
  public void refresh() {
    GeneratorDescription of = model.get();
    quiet.run(
        Texts.of("command.candidateCommands.readingWhatSearchesFound"),
        tools::keptCandidates,
        read -> show(of, read));
  }

  private void show(GeneratorDescription of, KeptCandidates read) {
    if (of.identity().equals(model.get().identity())) {
      kept.set(read);
    }
  }

  /** The file name of the open model; empty if it is the one that comes along. */
  public Optional<String> bundleName() {
    return tools.bundle().map(path -> path.getFileName().toString());
  }

  /** Keeps these beside those that are kept; those that were kept before are as they are now. */
  public void keepAll(List<Candidate> candidates) {
    change(
        Texts.of("command.candidateCommands.keepSubGenerators"),
        before -> together(before, candidates));
  }

  private static List<Candidate> together(List<Candidate> before, List<Candidate> more) {
    Map<SubGenerator, Candidate> all = new LinkedHashMap<>();
    before.forEach(each -> all.put(each.subGenerator(), each));
    more.forEach(each -> all.put(each.subGenerator(), each));
    return List.copyOf(all.values());
  }

  /** Keeps none any more: previews climb the uniform ones alone. */
  public void keepNone() {
    change(Texts.of("command.candidateCommands.keepNoSubGenerators"), before -> List.of());
  }

  /** Keeps one, for previews to climb, or does not any more. */
  public void keep(Candidate candidate, boolean wanted) {
    change(
        wanted
            ? Texts.of("command.candidateCommands.keepASubGenerator")
            : Texts.of("command.candidateCommands.keepOneSubGenerator"),
        before -> {
          List<Candidate> now = new ArrayList<>(before);
          now.removeIf(each -> each.subGenerator().equals(candidate.subGenerator()));
          if (wanted) {
            now.add(candidate);
          }
          return now;
        });
  }

  private void change(String title, Change change) {
    GeneratorDescription of = model.get();
    UniformGrid grid = model.gridProperty().get();
    tasks.run(
        title,
        context -> changed(change, grid, context),
        now -> use(of, now),
        failure -> notices.show(Notice.failure(UNCHANGED, failure)));
  }

  private Kept changed(Change change, UniformGrid grid, TaskContext<?> context) throws Exception {
    List<Candidate> next = change.of(tools.keptCandidates().candidates());
    Optional<String> notInBundle = tools.keepInBundle(next, context);
    return new Kept(tools.keptCandidates(), tools.ladder(grid), notInBundle);
  }

  private void use(GeneratorDescription of, Kept now) {
    if (of.identity().equals(model.get().identity())) {
      kept.set(now.candidates());
      notices.settle(UNCHANGED);
      preview.setLadder(now.ladder());
      now.notInBundle()
          .filter(reason -> tools.bundle().isPresent())
          .ifPresent(
              reason ->
                  notices.show(
                      Notice.info(
                          Texts.of("command.candidateCommands.keptOnThisComputer"), reason)));
    }
  }

  /** How previews are chosen. */
  public ReadOnlyProperty<PreviewMode> previewModeProperty() {
    return preview.modeProperty();
  }

  /** The sub-generator that renders every preview; empty if they are chosen by themselves. */
  public Optional<SubGenerator> fixedPreview() {
    return preview.modeProperty().get() instanceof PreviewMode.Fixed fixed
        ? Optional.of(fixed.subGenerator())
        : Optional.empty();
  }

  /** Renders every preview with a sub-generator, and says so where no preview is to be seen. */
  public void preview(SubGenerator subGenerator) {
    preview.modeProperty().set(new PreviewMode.Fixed(subGenerator));
    boolean elsewhere = views.modeProperty().get() == ViewState.Mode.COMPARISON;
    if (photo.shownProperty().get() || elsewhere) {
      String name = new SubGeneratorNames(model.gridProperty().get()).of(subGenerator);
      notices.show(
          Notice.info(
                  Texts.of("command.candidateCommands.previewsBy", name),
                  elsewhere
                      ? Texts.of("command.candidateCommands.theComparisonShowsOthers")
                      : Texts.of("command.candidateCommands.thePhotoShowsThe"))
              .offering(Texts.of("command.candidateCommands.showThePortrait"), this::showPortrait));
    }
  }

  private void showPortrait() {
    views.photoProperty().set(false);
    views.showSingle();
  }

  /** Lets previews be chosen by themselves again. */
  public void previewByItself() {
    preview.modeProperty().set(preferences.autoPreview());
  }

  /**
   * Asks for a file, keeps what it holds beside what is kept, as {@link #keepAll} does, and tells
   * how much that is and what was left out.
   */
  public void load() {
    Optional<Path> chosen =
        picker.open(Texts.of("command.candidateCommands.loadSubGenerators"), folders.last(), KINDS);
    if (chosen.isEmpty()) {
      return;
    }
    folders.remember(chosen.get());
    GeneratorDescription of = model.get();
    UniformGrid grid = model.gridProperty().get();
    String name = String.valueOf(chosen.get().getFileName());
    tasks.run(
        Texts.of("command.candidateCommands.load", name),
        context -> {
          PublishedCandidates.Contents contents = PublishedCandidates.contents(chosen.get(), of);
          Kept now = changed(before -> together(before, contents.candidates()), grid, context);
          return new Loaded(contents, now);
        },
        loaded -> {
          use(of, loaded.kept());
          notices.show(
              LoadedNotice.of(name, loaded.contents(), loaded.kept().candidates().all().size()));
        },
        failure -> notices.show(Notice.failure(UNCHANGED, failure)));
  }

  /** Asks for a file and writes it. */
  public void save(List<Candidate> candidates) {
    Optional<Path> chosen =
        dialog.ask(
            Texts.of("command.candidateCommands.saveSubGenerators"),
            "found.json",
            KINDS,
            CandidateCommands::withEnding);
    if (chosen.isEmpty()) {
      return;
    }
    GeneratorDescription of = model.get();
    tasks.run(
        Texts.of("command.candidateCommands.save", chosen.get().getFileName()),
        context -> {
          PublishedCandidates.write(chosen.get(), candidates, of);
          return candidates;
        },
        written -> {
          notices.settle(NOT_WRITTEN);
          notices.show(
              Notice.success(
                  Texts.of("command.candidateCommands.saved"),
                  chosen.get().getFileName().toString()));
        },
        failure -> notices.show(Notice.failure(NOT_WRITTEN, failure)));
  }

  private static Path withEnding(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".json")
        ? file
        : file.resolveSibling(file.getFileName() + ".json");
  }

  /** What a render of a sub-generator of the open model takes on this machine. Quick. */
  public double milliseconds(SubGenerator subGenerator) {
    return tools.milliseconds(subGenerator);
  }

  /**
   * A small picture of the present face by a sub-generator, rendered in the background.
   *
   * @param done not called if it cannot be rendered
   */
  public void picture(SubGenerator subGenerator, Consumer<ScreenPicture> done) {
    PortraitDocument document = documents.get();
    quiet.run(
        Texts.of("command.candidateCommands.aPictureForThe"),
        () ->
            ScreenPicture.of(
                tools.thumbnail(studio.evaluate(document), subGenerator).toRgb(), SCREEN_SIDE),
        done);
  }
}

package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.compare.Compared;
import studio.anycost.app.compare.ComparisonFiles;
import studio.anycost.app.compare.PortraitCaption;
import studio.anycost.app.compare.SubGeneratorNames;
import studio.anycost.app.compare.Variant;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.picture.PortraitNotes;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.task.JobInfo;

/**
 * Which portraits are compared, the present one and variants of it, with which sub-generators, and
 * the comparison: each chosen portrait with each chosen sub-generator. JavaFX thread only.
 */
public final class CompareCommands {
  /** More pictures nobody takes in at once. */
  public static final int MOST = 60;

  private static final String PRESENT = Texts.of("command.compareCommands.thePortraitNow");
  private static final String FAILED = Texts.of("command.compareCommands.theComparisonWasNot");

  /** So many sub-generators are compared before a person has chosen any. */
  private static final int AT_FIRST = 6;

  private static final List<FilePicker.Kind> KINDS =
      List.of(
          new FilePicker.Kind(Texts.of("command.compareCommands.pngPicture"), List.of("png")),
          new FilePicker.Kind(Texts.of("command.compareCommands.tableCsv"), List.of("csv")));

  /** Where what may be compared comes from, in the order in which it is offered. */
  public enum Origin {
    /** One ratio throughout. */
    UNIFORM,
    /** Kept of what searches found. */
    KEPT,
    /** Found since the start, and not kept. */
    FOUND
  }

  /**
   * A portrait to choose.
   *
   * @param variant empty for the portrait as it is when it is compared
   */
  public record PortraitOffer(String name, Optional<NamedVariant> variant, boolean chosen) {}

  private final StudioBackend studio;
  private final ToolBackend tools;
  private final ToolsState findings;
  private final ModelState model;
  private final DocumentState documents;
  private final SaveDialog dialog;
  private final PictureFiles writer;
  private final BackgroundTasks tasks;
  private final QuietWork quiet;
  private final Notices notices;
  private final ShowInFolder folders;
  private final Executor fx;
  private final ObservableList<Variant> offered = FXCollections.observableArrayList();
  private final ObservableList<Variant> chosen = FXCollections.observableArrayList();
  private final ObservableList<Variant> offeredView =
      FXCollections.unmodifiableObservableList(offered);
  private final ObservableList<Variant> chosenView =
      FXCollections.unmodifiableObservableList(chosen);
  private final ObservableList<PortraitOffer> portraits = FXCollections.observableArrayList();
  private final ObservableList<PortraitOffer> portraitsView =
      FXCollections.unmodifiableObservableList(portraits);
  private final ReadOnlyLongWrapper requests = new ReadOnlyLongWrapper();
  private final Set<PortraitDocument> chosenVariants = new HashSet<>();
  private boolean presentChosen = true;
  private List<Candidate> kept = List.of();
  private Map<SubGenerator, Origin> origins = new LinkedHashMap<>();
  private Map<SubGenerator, Double> distances = new HashMap<>();
  private Map<SubGenerator, Boolean> choices = new LinkedHashMap<>();
  private String modelIdentity = "";
  private Optional<PortraitDocument> comparedPortrait = Optional.empty();

  @Inject
  CompareCommands(
      StudioBackend studio,
      ToolBackend tools,
      ToolsState findings,
      ModelState model,
      DocumentState documents,
      SaveDialog dialog,
      PictureFiles writer,
      BackgroundTasks tasks,
      QuietWork quiet,
      Notices notices,
      ShowInFolder folders,
      @FxThread Executor fx) {
    this.studio = studio;
    this.tools = tools;
    this.findings = findings;
    this.model = model;
    this.documents = documents;
    this.dialog = dialog;
    this.writer = writer;
    this.tasks = tasks;
    this.quiet = quiet;
    this.notices = notices;
    this.folders = folders;
    this.fx = fx;
    offerPortraits();
    documents.variantsProperty().addListener(observable -> offerPortraits());
  }

  /** The present portrait, and the variants of the project. */
  public ObservableList<PortraitOffer> portraits() {
    return portraitsView;
  }

  /** Another number each time somebody wants to see a comparison at once. */
  public ReadOnlyLongProperty requestsProperty() {
    return requests.getReadOnlyProperty();
  }

  private void offerPortraits() {
    List<PortraitOffer> now = new ArrayList<>();
    now.add(new PortraitOffer(PRESENT, Optional.empty(), presentChosen));
    for (NamedVariant variant : documents.variantsProperty().get().all()) {
      now.add(
          new PortraitOffer(
              variant.name(), Optional.of(variant), chosenVariants.contains(variant.document())));
    }
    portraits.setAll(now);
  }

  /** What may be compared: the sub-generators of the open model. */
  public ObservableList<Variant> offered() {
    return offeredView;
  }

  /** Where one of the offered comes from. */
  public Origin origin(Variant variant) {
    return origins.getOrDefault(variant.subGenerator(), Origin.UNIFORM);
  }

  /** How far the search that found one of the offered says that it is from the full picture. */
  public OptionalDouble meanDistance(Variant variant) {
    Double distance = distances.get(variant.subGenerator());
    return distance == null ? OptionalDouble.empty() : OptionalDouble.of(distance);
  }

  /** What a render of one of the offered takes on this machine. Quick. */
  public double milliseconds(Variant variant) {
    return tools.milliseconds(variant.subGenerator());
  }

  /** What is compared next. */
  public ObservableList<Variant> chosen() {
    return chosenView;
  }

  /** Offers what there is now, and what is kept of searches as soon as that was read. */
  public void refresh() {
    GeneratorDescription of = model.get();
    if (!of.identity().equals(modelIdentity)) {
      modelIdentity = of.identity();
      choices = new LinkedHashMap<>();
      chosenVariants.clear();
      presentChosen = true;
      kept = List.of();
      offerPortraits();
    }
    offer();
    quiet.run(
        Texts.of("command.compareCommands.readingWhatSearchesFound"),
        () -> tools.keptCandidates().candidates(),
        read -> {
          if (of.identity().equals(modelIdentity) && !read.equals(kept)) {
            kept = read;
            offer();
          }
        });
  }

  private void offer() {
    UniformGrid grid = model.gridProperty().get();
    PortraitDocument portrait = documents.get();
    origins = new LinkedHashMap<>();
    distances = new HashMap<>();
    grid.usableCheapestFirst().forEach(place -> origins.put(place.subGenerator(), Origin.UNIFORM));
    List<SubGenerator> first = spread(List.copyOf(origins.keySet()));
    add(kept, Origin.KEPT);
    add(found(), Origin.FOUND);
    SubGeneratorNames names = new SubGeneratorNames(grid);
    List<Variant> now = new ArrayList<>();
    for (SubGenerator each : origins.keySet()) {
      now.add(new Variant(names.of(each), portrait, each));
    }
    List<Variant> next =
        new ArrayList<>(
            now.stream()
                .filter(
                    variant ->
                        choices.getOrDefault(
                            variant.subGenerator(), first.contains(variant.subGenerator())))
                .toList());
    offered.setAll(now);
    chosen.setAll(next);
  }

  /** What stands in the list already keeps its place there. */
  private void add(List<Candidate> candidates, Origin origin) {
    for (Candidate candidate : candidates) {
      origins.putIfAbsent(candidate.subGenerator(), origin);
      distances.putIfAbsent(candidate.subGenerator(), candidate.distance());
    }
  }

  /** The points of all searches since the start that fit the model, the quickest first. */
  private List<Candidate> found() {
    return findings.found().values().stream()
        .filter(ToolResult.Candidates.class::isInstance)
        .flatMap(each -> ((ToolResult.Candidates) each).candidates().stream())
        .filter(each -> fits(each.subGenerator()))
        .sorted(Comparator.comparingDouble(each -> tools.milliseconds(each.subGenerator())))
        .toList();
  }

  /** What was found for the model before is gone in a moment. */
  private boolean fits(SubGenerator subGenerator) {
    try {
      model.get().channels().require(subGenerator);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<SubGenerator> spread(List<SubGenerator> all) {
    return all.size() <= AT_FIRST
        ? all
        : IntStream.range(0, AT_FIRST)
            .mapToObj(i -> all.get(i * (all.size() - 1) / (AT_FIRST - 1)))
            .toList();
  }

  /** Compares with one of the offered from the next comparison on, or does not. */
  public void choose(Variant variant, boolean wanted) {
    choices.put(variant.subGenerator(), wanted);
    if (!wanted) {
      chosen.remove(variant);
    } else if (!chosen.contains(variant)) {
      chosen.add(variant);
    }
  }

  /** Compares a portrait from the next comparison on, or does not. */
  public void choose(PortraitOffer offer, boolean wanted) {
    if (offer.variant().isEmpty()) {
      presentChosen = wanted;
    } else if (wanted) {
      chosenVariants.add(offer.variant().get().document());
    } else {
      chosenVariants.remove(offer.variant().get().document());
    }
    offerPortraits();
  }

  /** Chooses the portrait and all its variants, in full quality, and asks for a comparison. */
  public void chooseVariants() {
    refresh();
    presentChosen = true;
    chosenVariants.clear();
    documents.variantsProperty().get().all().forEach(each -> chosenVariants.add(each.document()));
    SubGenerator full = model.get().channels().full();
    offered.forEach(each -> choices.put(each.subGenerator(), each.subGenerator().equals(full)));
    offer();
    offerPortraits();
    requests.set(requests.get() + 1);
  }

  /** Compares the face as it is now, which was just kept, with what it will be. */
  public void choosePresent() {
    chosenVariants.add(documents.get());
    offerPortraits();
  }

  /** How many pictures the next comparison has. */
  public int count() {
    return (int) portraits.stream().filter(PortraitOffer::chosen).count() * chosen.size();
  }

  /**
   * Compares what is chosen, at most {@value #MOST} pictures.
   *
   * @param one takes each as it is ready
   */
  public BackgroundTask compare(
      Consumer<Compared> one, TaskListener<Object, List<Compared>> listener) {
    PortraitDocument portrait = documents.get();
    comparedPortrait = Optional.of(portrait);
    List<Variant> variants = variants(portrait);
    return tasks.run(
        JobInfo.stoppable(Texts.of("command.compareCommands.comparison")),
        context ->
            studio.compare(portrait, variants, each -> fx.execute(() -> one.accept(each)), context),
        listener);
  }

  private List<Variant> variants(PortraitDocument portrait) {
    List<PortraitOffer> faces = portraits.stream().filter(PortraitOffer::chosen).toList();
    boolean presentAlone = faces.size() == 1 && faces.get(0).variant().isEmpty();
    List<Variant> variants = new ArrayList<>();
    for (PortraitOffer face : faces) {
      Optional<NamedVariant> variant = face.variant();
      for (Variant network : chosen) {
        String name =
            presentAlone
                ? network.name()
                : chosen.size() == 1
                    ? face.name()
                    : (variant.isEmpty() ? Texts.of("command.compareCommands.now") : face.name())
                        + ", "
                        + network.name();
        variants.add(
            new Variant(
                name,
                variant.map(NamedVariant::document).orElse(portrait),
                network.subGenerator()));
      }
    }
    return variants.subList(0, Math.min(MOST, variants.size()));
  }

  /** Why a comparison failed, for people. */
  public String reason(Throwable failure) {
    return Reasons.of(failure);
  }

  /** Asks for a file, and writes a comparison to it as a picture or a table. */
  public void export(List<Compared> compared) {
    Optional<Path> file =
        dialog.ask(
            Texts.of("command.compareCommands.exportComparison"),
            "comparison.png",
            KINDS,
            CompareCommands::withEnding);
    if (file.isEmpty() || compared.isEmpty()) {
      return;
    }
    String title = model.get().name();
    String portrait = caption(compared);
    PortraitDocument shown = comparedPortrait.orElseGet(documents::get);
    PortraitNotes notes = new PortraitNotes(title, studio.edits());
    tasks.run(
        Texts.of("command.compareCommands.export", file.get().getFileName()),
        context -> {
          if (file.get().toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            ComparisonFiles.writeCsv(file.get(), compared);
          } else {
            RgbImage sheet = ComparisonFiles.sheet(title, portrait, compared);
            writer.write(sheet, file.get(), 1, Optional.of(notes.ofComparison(shown, compared)));
          }
          return compared;
        },
        written -> {
          notices.settle(FAILED);
          notices.show(
              folders.offered(
                  Notice.success(
                      Texts.of("command.compareCommands.exported"),
                      file.get().getFileName().toString()),
                  file.get()));
        },
        failure -> notices.show(Notice.failure(FAILED, failure)));
  }

  /** Whose face was compared, and a line for each variant of it. */
  private String caption(List<Compared> compared) {
    PortraitCaption captions = new PortraitCaption(studio.edits());
    PortraitDocument portrait = comparedPortrait.orElseGet(documents::get);
    Set<PortraitDocument> shown =
        compared.stream().map(each -> each.variant().document()).collect(Collectors.toSet());
    List<String> lines = new ArrayList<>();
    lines.add(captions.of(portrait));
    documents.variantsProperty().get().all().stream()
        .filter(each -> shown.contains(each.document()) && !each.document().equals(portrait))
        .forEach(each -> lines.add(each.name() + ": " + captions.of(each.document())));
    return String.join("\n", lines);
  }

  private static Path withEnding(Path file) {
    String name = file.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|csv)")
        ? file
        : file.resolveSibling(name + ".png");
  }
}

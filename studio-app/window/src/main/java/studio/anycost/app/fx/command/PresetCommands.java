package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.extension.Edit;
import studio.anycost.app.compare.PortraitCaption;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Preset;
import studio.anycost.app.document.PresetFile;
import studio.anycost.app.document.Recipe;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.AnimationState;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.PresetState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.SliderMarkState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.preset.FittingRecipe;
import studio.anycost.app.preset.StoredPreset;

/** Keeps presets, shows and applies them. JavaFX thread only. */
public final class PresetCommands {
  private static final Logger LOG = LoggerFactory.getLogger(PresetCommands.class);
  private static final String NOT_KEPT = Texts.of("command.presetCommands.notKept");
  private static final String NOT_DELETED = Texts.of("command.presetCommands.notDeleted");
  private static final String NOT_EXPORTED = Texts.of("command.presetCommands.notExported");
  private static final String NOT_IMPORTED = Texts.of("command.presetCommands.notImported");
  private static final List<FilePicker.Kind> KINDS =
      List.of(
          new FilePicker.Kind(
              Texts.of("command.presetCommands.anycostPreset"), List.of(PresetFile.EXTENSION)));

  private final PresetState presets;
  private final DocumentState documents;
  private final PreviewState preview;
  private final AnimationState animation;
  private final StudioBackend backend;
  private final FilePicker picker;
  private final SaveDialog dialog;
  private final Folders folders;
  private final Notices notices;
  private final SliderMarkState marks;

  /** Whether an animation was playing when a preset was shown. */
  private boolean interrupted;

  @Inject
  PresetCommands(
      PresetState presets,
      DocumentState documents,
      PreviewState preview,
      AnimationState animation,
      StudioBackend backend,
      FilePicker picker,
      SaveDialog dialog,
      Folders folders,
      Notices notices,
      SliderMarkState marks) {
    this.presets = presets;
    this.documents = documents;
    this.preview = preview;
    this.animation = animation;
    this.backend = backend;
    this.picker = picker;
    this.dialog = dialog;
    this.folders = folders;
    this.notices = notices;
    this.marks = marks;
  }

  /** Keeps what the edits at hand changed; a name is asked for where it stands then. */
  public void keep() {
    Optional<Recipe> recipe = atHand();
    if (recipe.isEmpty()) {
      notices.show(
          Notice.info(
              Texts.of("command.presetCommands.nothingToKeep"),
              Texts.of("command.presetCommands.moveASliderFirst")));
      return;
    }
    PortraitDocument document = documents.get().withRecipe(recipe.get());
    String words =
        new PortraitCaption(backend.edits()).edit(document).map(NamedVariant::line).orElse("");
    attempt(
        NOT_KEPT,
        () -> {
          StoredPreset stored =
              presets.add(
                  new Preset(
                      words.isBlank() ? Texts.of("command.presetCommands.preset") : words,
                      recipe.get()));
          presets.unnamedProperty().set(Optional.of(stored.file()));
        });
  }

  /** What can be seen of the edits; empty if there is nothing. */
  private Optional<Recipe> atHand() {
    Recipe recipe = FittingRecipe.of(documents.get().recipe(), backend.edits()).recipe();
    return recipe.isEmpty() ? Optional.empty() : Optional.of(recipe);
  }

  /** Gives another name; one that is empty leaves the old one. */
  public void rename(StoredPreset stored, String name) {
    String line = NamedVariant.line(name);
    if (!line.isEmpty() && !line.equals(stored.name())) {
      put(new StoredPreset(stored.file(), stored.preset().withName(line)));
    }
  }

  /** Puts the edits at hand in the place of what was kept. */
  public void replace(StoredPreset stored) {
    Optional<Recipe> recipe = atHand();
    if (recipe.isEmpty()) {
      notices.show(
          Notice.info(
              Texts.of("command.presetCommands.nothingToKeep"),
              Texts.of("command.presetCommands.moveASliderFirst")));
      return;
    }
    put(new StoredPreset(stored.file(), stored.preset().withRecipe(recipe.get())));
    notices.show(
        Notice.success(
                Texts.of("command.presetCommands.presetReplaced"),
                Texts.of("command.presetCommands.hasTheEditsAt", stored.name()))
            .offering(Texts.of("command.presetCommands.undo"), () -> put(stored)));
  }

  private void put(StoredPreset stored) {
    attempt(NOT_KEPT, () -> presets.put(stored));
  }

  /** Deletes one, and offers to take that back. */
  public void delete(StoredPreset stored) {
    attempt(
        NOT_DELETED,
        () -> {
          presets.delete(stored);
          // It stays until it is closed: nothing else has it.
          notices.show(
              Notice.question(
                      Texts.of("command.presetCommands.presetDeleted"),
                      Texts.of("command.presetCommands.isGone", stored.name()))
                  .offering(Texts.of("command.presetCommands.undo"), () -> put(stored)));
        });
  }

  /** Asks for a file and writes a preset into it. */
  public void export(StoredPreset stored) {
    String name = stored.name().replaceAll("[\\\\/:*?\"<>|]", "_");
    dialog
        .ask(
            Texts.of("command.presetCommands.exportPreset"),
            name + "." + PresetFile.EXTENSION,
            KINDS,
            PresetCommands::withEnding)
        .ifPresent(
            file ->
                attempt(
                    NOT_EXPORTED,
                    () -> {
                      PresetFile.write(file, stored.preset());
                      notices.show(
                          Notice.success(
                              Texts.of("command.presetCommands.presetExported"),
                              file.getFileName().toString()));
                    }));
  }

  private static Path withEnding(Path file) {
    return PresetFile.isNamed(file)
        ? file
        : file.resolveSibling(file.getFileName() + "." + PresetFile.EXTENSION);
  }

  /** Asks for the file of a preset and keeps what it holds. */
  public void importFile() {
    picker
        .open(Texts.of("command.presetCommands.importPreset"), folders.last(), KINDS)
        .ifPresent(
            file -> {
              folders.remember(file);
              importFile(file);
            });
  }

  /** Keeps what a file holds. */
  public void importFile(Path file) {
    attempt(
        NOT_IMPORTED,
        () -> {
          StoredPreset stored = presets.add(PresetFile.read(file));
          notices.show(
              Notice.success(
                  Texts.of("command.presetCommands.presetImported"),
                  Texts.of("command.presetCommands.standsAboveTheSliders", stored.name())));
        });
  }

  /** Applies a preset to the portrait, as one step; what is left out is told. */
  public void apply(StoredPreset stored) {
    FittingRecipe fitting = fitting(stored);
    apply(stored, fitting, document -> over(document, fitting));
  }

  /** The same, and puts back all other sliders that are not locked: nothing but the preset. */
  public void applyAlone(StoredPreset stored) {
    FittingRecipe fitting = fitting(stored);
    apply(
        stored,
        fitting,
        document ->
            document.withRecipe(fitting.alone(document.recipe(), backend.edits(), locked())));
  }

  private void apply(
      StoredPreset stored, FittingRecipe fitting, UnaryOperator<PortraitDocument> change) {
    if (fitting.isNothing()) {
      notices.show(
          Notice.info(
              Texts.of("command.presetCommands.nothingOfThePreset"),
              fitting.leftOut(stored.name()).orElseThrow()));
      return;
    }
    documents.change(Texts.written("history.preset", stored.name()), change);
    String sentences =
        Stream.of(fitting.leftOut(stored.name()), heldBack(fitting))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    if (!sentences.isEmpty()) {
      notices.show(Notice.info(Texts.of("command.presetCommands.partOfThePreset"), sentences));
    }
  }

  /** Tells which locks keep something from being applied. */
  private Optional<String> heldBack(FittingRecipe fitting) {
    List<String> labels = new ArrayList<>();
    for (Offered<Edit> edit : backend.edits()) {
      fitting
          .recipe()
          .step(edit.id())
          .ifPresent(
              step ->
                  step.values().texts().keySet().stream()
                      .filter(marks.locked(edit.id())::contains)
                      .flatMap(key -> edit.schema().find(key).stream())
                      .forEach(parameter -> labels.add(parameter.info().label())));
    }
    return labels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Texts.of("command.presetCommands.lockedAndLeftAs", String.join(", ", labels)));
  }

  /**
   * Shows the portrait with a preset, which changes nothing: the quick picture of a moving slider
   * first, and better ones while it stays. An animation that plays waits meanwhile.
   */
  public void show(StoredPreset stored) {
    if (animation.playingProperty().get()) {
      interrupted = true;
      animation.playingProperty().set(false);
    }
    preview.showInstead(over(documents.get(), fitting(stored)), true);
  }

  /** Shows what was there: the portrait as it is, or the frame of the animation, which goes on. */
  public void endShow() {
    boolean played = interrupted;
    interrupted = false;
    if (animation.showingProperty().get()) {
      animation.show(animation.frameProperty().get(), false);
      animation.playingProperty().set(played);
    } else {
      preview.endInstead();
    }
  }

  /** The portrait at hand with the values of a preset instead of its edits. */
  public PortraitDocument alone(StoredPreset stored) {
    return documents.get().withRecipe(fitting(stored).recipe());
  }

  /** What of a preset the open model and the plugins do not know, a sentence. */
  public Optional<String> leftOut(StoredPreset stored) {
    return fitting(stored).leftOut(stored.name());
  }

  private FittingRecipe fitting(StoredPreset stored) {
    return FittingRecipe.of(stored.preset().recipe(), backend.edits());
  }

  private PortraitDocument over(PortraitDocument document, FittingRecipe fitting) {
    return document.withRecipe(fitting.over(document.recipe(), backend.edits(), locked()));
  }

  private Map<String, Set<String>> locked() {
    return backend.edits().stream()
        .collect(Collectors.toMap(Offered::id, edit -> marks.locked(edit.id())));
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private void attempt(String failure, Writing writing) {
    try {
      writing.run();
      notices.settle(failure);
    } catch (IOException e) {
      LOG.warn("{}", failure, e);
      notices.show(Notice.failure(failure, e));
    }
  }
}

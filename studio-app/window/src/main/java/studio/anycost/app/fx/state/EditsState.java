package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.parameter.Gesture;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.app.preset.RandomValues;

/** The edits on offer, and their values in the open document. JavaFX thread only. */
public final class EditsState {
  /** With fewer sliders a draw is no surprise. */
  private static final int LEAST_DRAWN = 4;

  private final DocumentState documents;
  private final SliderMarkState marks;
  private final ReadOnlyObjectWrapper<List<Offered<Edit>>> edits =
      new ReadOnlyObjectWrapper<>(List.of());
  private String main = "";

  @Inject
  public EditsState(DocumentState documents, SliderMarkState marks) {
    this.documents = documents;
    this.marks = marks;
  }

  /**
   * Shows what the backend offers now: what came with the studio first, whatever order a plugin
   * asks for, so that the sliders that people know stay where they are. The order in which edits
   * are applied is another matter.
   */
  public void refresh(StudioBackend backend) {
    Set<String> added = new HashSet<>();
    for (PluginReport plugin : backend.plugins()) {
      if (backend.canUninstall(plugin)) {
        added.addAll(plugin.contributions());
      }
    }
    List<Offered<Edit>> offered = new ArrayList<>(backend.edits());
    offered.sort(Comparator.comparing(edit -> added.contains(edit.id())));
    main =
        offered.stream()
            .filter(edit -> !added.contains(edit.id()))
            .max(Comparator.comparingInt(edit -> edit.schema().parameters().size()))
            .or(() -> offered.stream().findFirst())
            .map(Offered::id)
            .orElse("");
    edits.set(List.copyOf(offered));
    documents.learn(offered);
  }

  public ReadOnlyObjectProperty<List<Offered<Edit>>> editsProperty() {
    return edits.getReadOnlyProperty();
  }

  /** The values of an edit in a document; what it does not take is at its default. */
  public static ParameterValues values(Offered<Edit> edit, PortraitDocument document) {
    return document
        .recipe()
        .step(edit.id())
        .map(step -> step.values().read(edit.schema()))
        .orElseGet(() -> edit.schema().defaults());
  }

  /** Changes the values of an edit in a gesture of the hand. */
  public void change(Offered<Edit> edit, String label, ParameterValues values, Gesture gesture) {
    documents.change(
        named(edit, label), gesture, document -> document.withStep(EditStep.of(edit.id(), values)));
  }

  /** Everybody knows the sliders of the main edit; "Strength 0.66" may be anybody's. */
  private String named(Offered<Edit> edit, String label) {
    return edit.id().equals(main) ? label : edit.info().name() + ": " + label;
  }

  /**
   * Whether an edit stands above the main one, that of those that came with the studio which has
   * the most parameters: folded, such an edit leaves the main one where people know it.
   */
  public boolean isAboveMain(Offered<Edit> edit) {
    for (Offered<Edit> each : edits.get()) {
      if (each.id().equals(main)) {
        return false;
      }
      if (each.id().equals(edit.id())) {
        return true;
      }
    }
    return false;
  }

  /** Puts all values of an edit back, but for those that are locked. */
  public void reset(Offered<Edit> edit) {
    documents.change(
        Texts.written("history.reset", edit.asWritten().info().name()),
        document -> document.withStep(EditStep.of(edit.id(), kept(edit, values(edit, document)))));
  }

  /** The values of what is locked, and the defaults of all else. */
  private ParameterValues kept(Offered<Edit> edit, ParameterValues values) {
    ParameterValues kept = edit.schema().defaults();
    try {
      for (String key : marks.locked(edit.id())) {
        if (edit.schema().find(key).isPresent()) {
          kept = kept.with(key, values.get(key));
        }
      }
    } catch (ParameterException e) {
      throw new IllegalStateException("A value that there is is not taken.", e);
    }
    return kept;
  }

  /** Whether an edit has anything to put back. */
  public boolean canReset(Offered<Edit> edit) {
    ParameterValues values = values(edit, documents.get());
    return !values.equals(kept(edit, values));
  }

  /** The edit whose sliders are drawn; empty if none has enough. */
  public Optional<Offered<Edit>> drawn() {
    return edits.get().stream().filter(EditsState::canDraw).findFirst();
  }

  /** Whether an edit has sliders enough to draw values for some. */
  public static boolean canDraw(Offered<Edit> edit) {
    return RandomValues.sliders(edit.schema().parameters()).size() >= LEAST_DRAWN;
  }

  /**
   * Draws values for the sliders of an edit that are not locked, as one step.
   *
   * @param seed the same one draws the same values
   */
  public void surprise(Offered<Edit> edit, long seed) {
    documents.change(
        named(edit.asWritten(), Texts.written("history.surpriseMe")),
        document ->
            document.withStep(
                EditStep.of(
                    edit.id(),
                    RandomValues.draw(values(edit, document), marks.locked(edit.id()), seed))));
  }
}

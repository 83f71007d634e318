package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.document.Variants;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.words.Texts;

/** Keeps variants of the edit, and goes back to them. JavaFX thread only. */
public final class VariantCommands {
  private static final String NOT_KEPT = Texts.of("command.variantCommands.theVariantWasNot");

  /** More can be put back no more. */
  private static final int MOST_DELETED = 50;

  /**
   * A variant that was deleted.
   *
   * @param index the place that it had
   */
  public record Deleted(NamedVariant variant, int index) {}

  private final DocumentState documents;
  private final CompareCommands comparison;
  private final ViewState views;
  private final Notices notices;
  private final ObservableList<Deleted> deleted = FXCollections.observableArrayList();
  private final ObservableList<Deleted> deletedView =
      FXCollections.unmodifiableObservableList(deleted);
  private int of;

  @Inject
  VariantCommands(
      DocumentState documents, CompareCommands comparison, ViewState views, Notices notices) {
    this.documents = documents;
    this.comparison = comparison;
    this.views = views;
    this.notices = notices;
    this.of = documents.starts();
    documents.addShowListener((document, moving) -> forgetThoseOfAnother());
  }

  /** What was deleted of one project is nothing to the next. */
  private void forgetThoseOfAnother() {
    if (of != documents.starts()) {
      of = documents.starts();
      deleted.clear();
    }
  }

  /** Those that were deleted of the open project and can be put back, the last first. */
  public ObservableList<Deleted> deleted() {
    return deletedView;
  }

  private Variants variants() {
    return documents.variantsProperty().get();
  }

  /** Keeps the portrait as it is now under the next free letter. */
  public void keep() {
    try {
      documents.keep(variants().kept(documents.get()));
      views.pastProperty().set(ViewState.Past.VARIANTS);
      notices.settle(NOT_KEPT);
    } catch (IllegalArgumentException e) {
      notices.show(Notice.failure(NOT_KEPT, e));
    }
  }

  /** The same, and the comparison has it from the next time on. */
  public void keepToCompare() {
    keep();
    comparison.choosePresent();
  }

  /** Makes a variant the portrait; what was there is an undo away. */
  public void switchTo(NamedVariant variant) {
    documents.change(
        Texts.written("history.variant", variant.name()), document -> variant.document());
  }

  /** Gives another name; one that is empty leaves the old one. */
  public void rename(NamedVariant variant, String name) {
    String line = NamedVariant.line(name);
    if (!line.isEmpty() && !line.equals(variant.name())) {
      documents.keep(variants().with(variant, variant.withName(line)));
    }
  }

  /** Moves it to the front, or back among the others. */
  public void pin(NamedVariant variant, boolean pinned) {
    documents.keep(variants().with(variant, variant.withPinned(pinned)));
  }

  /** Puts the portrait as it is now in the place of what was kept. */
  public void replace(NamedVariant variant) {
    documents.keep(variants().with(variant, variant.withDocument(documents.get())));
  }

  /** Deletes one, and offers to take that back: at once, and in the list of those deleted. */
  public void delete(NamedVariant variant) {
    Deleted entry = new Deleted(variant, variants().all().indexOf(variant));
    int project = documents.starts();
    documents.keep(variants().without(variant));
    deleted.add(0, entry);
    if (deleted.size() > MOST_DELETED) {
      deleted.remove(MOST_DELETED);
    }
    notices.show(
        Notice.question(
                Texts.of("command.variantCommands.variantDeleted"),
                Texts.of("command.variantCommands.isGone", variant.name()))
            .offering(Texts.of("command.variantCommands.undo"), () -> undo(project, entry)));
  }

  private void undo(int project, Deleted entry) {
    if (project == documents.starts()) {
      putBack(entry);
    } else {
      notices.show(
          Notice.info(
              Texts.of("command.variantCommands.theVariantStaysDeleted"),
              Texts.of("command.variantCommands.belongedToTheProject", entry.variant().name())));
    }
  }

  /** Puts one back in its place, unless it is there again already. */
  public void putBack(Deleted entry) {
    if (!deleted.contains(entry)) {
      return;
    }
    try {
      documents.keep(variants().with(entry.index(), entry.variant()));
      deleted.remove(entry);
    } catch (IllegalArgumentException e) {
      notices.show(Notice.failure(NOT_KEPT, e));
    }
  }

  /** Shows the portrait and all variants side by side. */
  public void compare() {
    comparison.chooseVariants();
    views.compareAny();
  }
}
